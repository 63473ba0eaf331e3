//! The story of a release: plain data.

use crate::model::record::RecordId;
use jiff::Timestamp;

/// A moment of a release's story.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When.
    pub time: Timestamp,
    /// What.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// Evidence was first recorded. Index into the dossier's evidence.
    Evidence(usize),
    /// Several files of evidence were recorded by one commit: the commit, and how many.
    EvidenceBatch(usize, usize),
    /// A box was ticked. Index into the release's items.
    Ticked(usize),
    /// Several boxes were ticked by one commit: the commit, and how many.
    TickBatch(usize, usize),
    /// The release was tagged.
    Tagged,
    /// It was deployed, as a record tells.
    Deployed(RecordId),
    /// A check ran. Index into the dossier's measurements.
    Check(usize),
    /// Several checks of one label ran in a row: label, how many, how many failed or broke the budget, time of the last.
    CheckBatch(String, usize, usize, Timestamp),
    /// A trigger fired. Index into the release's triggers.
    TriggerFired(usize),
    /// An incident began. Index into the release's incidents.
    Incident(usize),
    /// An incident was over. Index into the release's incidents.
    IncidentOver(usize),
    /// It was rolled back.
    RolledBack,
    /// The next release was tagged (index of its snapshot).
    NextTagged(usize),
}

/// On which side of the release a measurement was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// After the previous release and not after this one, or of this one in production already.
    Before,
    /// After this release, while it was in production.
    After,
}
