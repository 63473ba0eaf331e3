//! The readings of a whole checklist.

use super::entry::Entry;
use crate::Examined;
use crate::assess::result::release::ReleaseAssessment;
use crate::render::format::count;

/// All readings of a checklist.
#[derive(Debug)]
pub(super) struct Lint<'a> {
    pub(super) examined: &'a Examined,
    pub(super) release: &'a ReleaseAssessment,
    pub(super) entries: Vec<Entry>,
}

impl Lint<'_> {
    /// How many items have a whole reading.
    pub(super) fn whole(&self) -> usize {
        self.entries.iter().filter(|entry| entry.is_whole).count()
    }

    /// How many items have words left over.
    pub(super) fn left_over(&self) -> usize {
        self.entries.iter().filter(|entry| !entry.left.is_empty()).count()
    }

    /// Whether a checklist speaks, and every item of it has a whole reading.
    pub(super) fn is_whole(&self) -> bool {
        self.release.in_force.is_some() && self.whole() == self.entries.len()
    }

    /// `12 items: 10 with a whole reading, 2 with words left over`.
    pub(super) fn summary(&self) -> String {
        let (all, whole, left) = (self.entries.len(), self.whole(), self.left_over());
        match &self.release.in_force {
            None => "No checklist speaks for this revision".to_owned(),
            Some(_) => format!(
                "{}: {whole} with a whole reading, {left} with words left over",
                count(all, "item", "items")
            ),
        }
    }
}
