//! What git facts are judged on.

use crate::assess::history::ancestry::Ancestry;
use crate::model::{dossier::Dossier, release::Snapshot};

/// A dossier with its graph of commits.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Everything known.
    pub dossier: &'a Dossier,
    /// The graph of commits.
    pub ancestry: &'a Ancestry,
}

impl<'a> Ground<'a> {
    /// A snapshot.
    pub fn snapshot(&self, snapshot: usize) -> Option<&'a Snapshot> {
        self.dossier.history.snapshots.get(snapshot)
    }
}
