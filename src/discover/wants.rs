//! Which paths are tracked, and into which folders a walk must go for them.

use super::error::DiscoverError;
use crate::config::{Sources, path_glob};
use globset::{GlobSet, GlobSetBuilder};
use std::collections::BTreeSet;

/// The paths to track.
#[derive(Clone, Debug)]
pub struct Wants {
    include: GlobSet,
    exclude: GlobSet,
    /// For each wanted glob the folders that stand before its first wildcard.
    roots: BTreeSet<String>,
}

impl Wants {
    /// Evidence, templates and snapshots of the configuration, and what checklists name.
    ///
    /// # Errors
    /// When a glob of the configuration is wrong. Names from checklists that are no globs are left out.
    pub fn new(sources: &Sources, named: &BTreeSet<String>) -> Result<Self, DiscoverError> {
        let mut include = GlobSetBuilder::new();
        let mut roots = BTreeSet::new();
        for glob in sources.evidence.iter().chain(&sources.templates).chain(&sources.snapshots) {
            include.add(compile(glob)?);
            roots.insert(root(glob));
        }
        for glob in named {
            // Words from a checklist: a bare name may lie anywhere among the evidence, which is tracked anyway.
            if let Ok(compiled) = compile(glob) {
                include.add(compiled);
                roots.insert(root(glob));
            }
        }
        let mut exclude = GlobSetBuilder::new();
        for glob in &sources.exclude {
            exclude.add(compile(glob)?);
        }
        let built = |builder: GlobSetBuilder| {
            builder
                .build()
                .map_err(|error| DiscoverError::Glob { glob: String::new(), cause: error.to_string() })
        };
        Ok(Self { include: built(include)?, exclude: built(exclude)?, roots })
    }

    /// Whether a path is tracked.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.include.is_match(path) && !self.exclude.is_match(path)
    }

    /// Whether tracked paths may lie under a folder (given without a slash at its end).
    #[must_use]
    pub fn may_lie_under(&self, folder: &str) -> bool {
        self.roots.iter().any(|root| is_within(folder, root) || is_within(root, folder))
    }
}

fn compile(glob: &str) -> Result<globset::Glob, DiscoverError> {
    path_glob(glob)
        .map_err(|error| DiscoverError::Glob { glob: glob.to_owned(), cause: error.kind().to_string() })
}

/// The folders before the first wildcard: `artifacts/a*/b` gives `artifacts`.
fn root(glob: &str) -> String {
    let plain = glob.find(['*', '?', '[', '{', '\\']).map_or(glob, |at| glob.get(..at).unwrap_or_default());
    if plain.len() == glob.len() {
        return glob.to_owned();
    }
    plain.rsplit_once('/').map_or("", |(folders, _)| folders).to_owned()
}

fn is_within(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
