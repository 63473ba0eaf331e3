//! The clocks of commits: by how much they cannot be right.

use crate::assess::history::ancestry::Ancestry;
use crate::assess::result::finding::ClockFault;
use crate::model::{commit::Commit, history::History};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// So many seconds apart the clocks of two machines are without anything being wrong.
pub const SLACK: i64 = 60;

/// A fault of the commits that came with one snapshot: how many have it, the worst of them, and by how many seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Skew {
    pub(crate) commits: usize,
    pub(crate) worst: usize,
    pub(crate) seconds: i64,
}

/// All faults, by snapshot.
#[derive(Debug, Default)]
pub struct Clocks {
    pub(crate) skews: BTreeMap<(usize, ClockFault), Skew>,
}

impl Clocks {
    /// Looks at every commit once.
    pub fn of(history: &History, ancestry: &Ancestry) -> Self {
        let now = history.snapshots.last().map_or(Timestamp::MAX, |candidate| candidate.time);
        let mut clocks = Self::default();
        for (n, commit) in history.commits.iter().enumerate() {
            let parents = commit.parents.iter().filter_map(|id| history.commits.get(ancestry.index(*id)?));
            let newest = parents.map(|parent: &Commit| parent.committed).max();
            let latest = commit.committed.max(commit.authored);
            let faults = [
                (ClockFault::BeforeParent, newest.map_or(0, |parent| seconds(commit.committed, parent))),
                (ClockFault::AuthoredLater, seconds(commit.committed, commit.authored)),
                (ClockFault::InFuture, seconds(now, latest)),
            ];
            for (fault, seconds) in faults.into_iter().filter(|(_, seconds)| *seconds > SLACK) {
                let fresh = Skew { commits: 0, worst: n, seconds };
                let skew = clocks.skews.entry((commit.snapshot, fault)).or_insert(fresh);
                skew.commits += 1;
                if seconds > skew.seconds {
                    (skew.worst, skew.seconds) = (n, seconds);
                }
            }
        }
        clocks
    }
}

/// By how many seconds the second moment is later than the first.
pub fn seconds(first: Timestamp, second: Timestamp) -> i64 {
    second.as_second().saturating_sub(first.as_second())
}
