//! That a release was taken back: plain data.

use crate::model::record::RecordId;
use jiff::Timestamp;

/// By what a rollback was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RollbackSign {
    /// A record of it.
    Record(RecordId),
    /// The deployment of an earlier release.
    Deploy(RecordId),
    /// The next tag points back to an older tree. Index of its snapshot.
    Tag {
        /// The snapshot.
        snapshot: usize,
    },
    /// Commits of the release were taken back.
    Reverts {
        /// The commits that did so. Indices into the history's commits.
        by: Vec<usize>,
        /// How many were taken back.
        reverted: usize,
        /// Of how many.
        of: usize,
    },
}

/// That a release was rolled back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rollback {
    /// When.
    pub at: Timestamp,
    /// To which release (index of its snapshot), where that is told.
    pub to: Option<usize>,
    /// By what it was found.
    pub sign: RollbackSign,
}

/// From when the time to recovery counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A trigger fired. Index into the release's triggers.
    Trigger(usize),
    /// An incident began. Index into the release's incidents.
    Incident(usize),
    /// Nothing tells of any trouble: from the tag.
    Tag,
}

/// How long a release that was rolled back did harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// What began it.
    pub from: Trouble,
    /// Seconds from then to the rollback.
    pub seconds: i64,
}

impl Rollback {
    /// The evidence that tells of it.
    pub fn evidence(&self) -> Option<usize> {
        match &self.sign {
            RollbackSign::Record(id) | RollbackSign::Deploy(id) => Some(id.evidence),
            RollbackSign::Tag { .. } | RollbackSign::Reverts { .. } => None,
        }
    }
}
