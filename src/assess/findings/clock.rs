//! Clocks: times of commits and tags that cannot be, or that contradict each other.

use crate::assess::history::clocks::{SLACK, seconds};
use crate::assess::result::finding::{ClockFault, Finding, FindingKind};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::verdict::case::Case;

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
    let commit = case.provenance.ancestry.index(at.commit).and_then(|commit| history.commits.get(commit));
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
