//! What the report of a tool is about, by the tool's name: a report of Semgrep is one of a SAST scan.

use super::rows::ToolRow;
use super::{stem, words};
use crate::model::record::folded;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The tools of all languages.
#[derive(Clone, Debug, Default)]
pub struct Tools {
    families: BTreeMap<String, Family>,
    /// Families by the folded names of their tools.
    names: FxHashMap<String, String>,
    /// Ends of names that stand for every name with such an end: `*lint`.
    ends: Vec<(String, String)>,
}

/// Tools whose reports are about the same.
#[derive(Clone, Debug, Default)]
pub struct Family {
    /// What such a report tells.
    pub tells: Vec<String>,
    /// Words in the name of a file or a suite that say that the report is about something else.
    unless: Vec<String>,
}

impl Tools {
    /// Adds a row. Rows of one family add up; a name that stands in two of them is of the first.
    pub(super) fn add(&mut self, row: &ToolRow) {
        let family = self.families.entry(row.id.clone()).or_default();
        family.tells.extend_from_slice(&row.tells);
        family.unless.extend_from_slice(&row.unless);
        for name in &row.names {
            match name.strip_prefix('*') {
                Some(end) => self.ends.push((folded(end), row.id.clone())),
                None => drop(self.names.entry(folded(name)).or_insert_with(|| row.id.clone())),
            }
        }
    }

    /// The family of the first of these names that has one.
    pub fn family(&self, names: &[String]) -> Option<&Family> {
        let family = |name: &String| {
            let name = folded(name);
            let by_end = || self.ends.iter().find(|(end, _)| name.ends_with(end)).map(|(_, id)| id);
            self.families.get(self.names.get(&name).or_else(by_end)?)
        };
        names.iter().find_map(family)
    }
}

impl Family {
    /// Whether a name says that this report is about something else: an `e2e` suite of a runner of unit tests.
    pub fn is_denied_by(&self, name: &str) -> bool {
        let spaced = format!(" {} ", stem::words(name).collect::<Vec<_>>().join(" "));
        self.unless.iter().any(|phrase| words::stands_in(phrase, &spaced))
    }
}
