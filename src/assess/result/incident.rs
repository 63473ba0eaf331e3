//! An incident: plain data.

use crate::model::record::RecordId;
use jiff::Timestamp;

/// An incident, as all versions of its records tell it together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// The record that told it first.
    pub id: RecordId,
    /// When it began; where nothing tells, when it was recorded.
    pub began: Timestamp,
    /// When it was over, as the newest version tells.
    pub ended: Option<Timestamp>,
    /// The worst severity that any version tells: a later edit takes no declaration back.
    pub severity: Option<u8>,
}

impl Incident {
    /// Seconds from its begin to its end.
    pub fn seconds(&self) -> Option<i64> {
        self.ended.map(|ended| ended.duration_since(self.began).as_secs()).filter(|seconds| *seconds >= 0)
    }

    /// The same incident told again. Versions come by path, then by when they were recorded.
    pub fn join(&mut self, other: Self) {
        self.began = self.began.min(other.began);
        self.ended = other.ended.or(self.ended);
        self.severity = match (self.severity, other.severity) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
}
