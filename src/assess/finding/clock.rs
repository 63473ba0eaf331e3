//! Clocks: times of commits and tags that cannot be, or that contradict each other.

use super::kind::{ClockFault, Finding, FindingKind};
use crate::assess::ancestry::Ancestry;
use crate::assess::assessment::ReleaseAssessment;
use crate::assess::release::Case;
use crate::model::commit::Commit;
use crate::model::history::History;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// So many seconds apart the clocks of two machines are without anything being wrong.
const SLACK: i64 = 60;

/// A fault of the commits that came with one snapshot: how many have it, the worst of them, and by how many seconds.
#[derive(Clone, Copy, Debug)]
struct Skew {
    commits: usize,
    worst: usize,
    seconds: i64,
}

/// All faults, by snapshot.
#[derive(Debug, Default)]
pub struct Clocks {
    skews: BTreeMap<(usize, ClockFault), Skew>,
}

impl Clocks {
    /// Looks at every commit once.
    #[must_use]
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
fn seconds(first: Timestamp, second: Timestamp) -> i64 {
    second.as_second().saturating_sub(first.as_second())
}

/// What is wrong with the clocks of a release's commits and of its tag.
pub(super) fn faults(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let history = &case.dossier.history;
    let own = (release.snapshot, ClockFault::BeforeParent)..=(release.snapshot, ClockFault::InFuture);
    let mut found = Vec::new();
    for ((_, fault), skew) in case.clocks.skews.range(own) {
        let Some(worst) = history.commits.get(skew.worst) else { continue };
        let kind = FindingKind::Clock { fault: *fault, commits: skew.commits, seconds: skew.seconds };
        found.push(Finding::new(kind, None, worst.id));
    }
    let Some(at) = history.snapshots.get(release.snapshot).filter(|at| !at.is_candidate()) else {
        return found;
    };
    let commit = case.seen.ancestry.index(at.commit).and_then(|commit| history.commits.get(commit));
    let early = commit.map_or(0, |commit| seconds(at.time, commit.committed));
    let late = history.snapshots.last().map_or(0, |candidate| seconds(candidate.time, at.time));
    let tag = [
        (early, FindingKind::TagBeforeCommit { seconds: early }),
        (late, FindingKind::TagInFuture { seconds: late }),
    ];
    let tag = tag.into_iter().filter(|(seconds, _)| *seconds > SLACK).map(|(_, kind)| kind);
    found.extend(tag.map(|kind| Finding::new(kind, None, at.commit)));
    found
}
