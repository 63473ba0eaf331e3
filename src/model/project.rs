//! Files of the project itself that git facts are asked of: manifests, changelogs, and what items name. They are no evidence.

use std::collections::BTreeMap;
use std::sync::Arc;

/// What a manifest has where a version is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// A version, as it is written.
    Literal(String),
    /// Something that only a build can tell: an expression, an attribute, `dynamic`.
    Computed(String),
    /// Another manifest of the tree says it: `version.workspace = true`.
    Inherited,
}

/// A version that a manifest tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionField {
    /// The field: `version`, `workspace.package.version`, `appVersion`.
    pub name: &'static str,
    /// Its value.
    pub value: FieldValue,
    /// Its line, from 1; 0 where it is not known.
    pub line: u32,
}

/// A heading of a changelog that may name a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangelogHeading {
    /// Its first words that hold a digit.
    pub words: Vec<String>,
    /// The day that it tells, as it is written; `None` where it tells none.
    pub date: Option<String>,
    /// Its line, from 1.
    pub line: u32,
}

/// What one version of a file of the project tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectFile {
    /// Its versions, for a manifest; empty where it has none.
    pub versions: Vec<VersionField>,
    /// Its headings, for a changelog and for a text that an item names.
    pub headings: Vec<ChangelogHeading>,
    /// For each text that an item which names this file quotes, whether it contains it: the first line, or `None`.
    pub texts: BTreeMap<Arc<str>, Option<u32>>,
    /// Whether the whole of it was read. Nothing is known to be absent from a file that was not.
    pub whole: bool,
}
