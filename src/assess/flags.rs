//! What stands beside a verdict.

use super::assessment::{ItemJudgement, Outcome};
use super::demand::Demand;
use super::seen::Seen;
use super::ticks::Tickbox;
use super::verdict::{Flag, Verdict};
use crate::model::checklist::{Mark, Phase, Reference};
use crate::model::criterion::Criterion;
use crate::model::dossier::Dossier;
use crate::model::evidence::Evidence;
use crate::model::time::Precision;
use jiff::SignedDuration;
use std::collections::BTreeSet;

/// The snapshot in whose history a version was first recorded.
#[must_use]
pub fn snapshot_of(dossier: &Dossier, version: &Evidence) -> usize {
    dossier.history.commits.get(version.recorded_by).map_or(0, |commit| commit.snapshot)
}

/// All flags of an item (its own flags are not looked at).
#[must_use]
pub fn flags(
    item: &ItemJudgement,
    demand: &Demand,
    tick: Option<&Tickbox>,
    snapshot: usize,
    seen: &Seen<'_>,
) -> BTreeSet<Flag> {
    let (today, dossier) = (&item.today, seen.dossier);
    let is_before = item.phase == Phase::Before;
    // A waiver rests on its reason, so nothing is said of the files that the words name.
    let evidence: &[usize] = if today.verdict == Verdict::Waived { &[] } else { &today.evidence };
    let relied = || evidence.iter().filter_map(|n| Some((*n, dossier.evidence.get(*n)?)));
    // Documents and logs that go on for years change by nature; runs, records and reports do not.
    let products = || relied().filter(|(_, version)| version.facts.is_record());
    let ticked = today.ticked();
    let is_windowed = today.criteria.iter().any(|judged| {
        matches!(judged.criterion, Criterion::Within { .. }) && judged.outcome == Outcome::Holds
    });
    let all = [
        (Flag::Late, is_before && relied().any(|(n, _)| !dossier.stood(n, snapshot))),
        (Flag::RetroTicked, is_before && ticked && !item.at_tag.ticked()),
        (Flag::Edited, products().any(|(_, version)| changed_after(dossier, version, snapshot))),
        (Flag::PostDated, products().any(|(_, version)| is_post_dated(version))),
        (Flag::Unticked, today.verdict == Verdict::Verified && today.mark == Mark::Open),
        (Flag::Disputed, ticked && matches!(today.verdict, Verdict::Failed | Verdict::Stale)),
        (Flag::Suspect, ticked && tick.is_some_and(|tick| tick.reworded)),
        (Flag::Foreign, relied().any(|(n, _)| !seen.foreign(n, snapshot).is_empty())),
        (
            Flag::Reused,
            is_before
                && !is_windowed
                && today.verdict.is_proven()
                && products().any(|(n, _)| seen.offered(n, snapshot).is_some()),
        ),
        (Flag::External, demand.named.iter().any(|named| is_external(&named.reference, demand))),
    ];
    all.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).collect()
}

/// An address that only a person can open; one whose checks are measured is none.
fn is_external(reference: &Reference, demand: &Demand) -> bool {
    let Reference::Url(url) = reference else { return false };
    !demand.asked.iter().any(
        |asked| matches!(&asked.criterion, Criterion::Budget { target: Some(target), .. } if target == url),
    )
}

/// Whether the version that stood at a snapshot was replaced or removed later, even if that was taken back. To be moved is no change.
#[must_use]
pub fn changed_after(dossier: &Dossier, version: &Evidence, snapshot: usize) -> bool {
    let history = &dossier.history;
    let is_after = |commit: usize| history.commits.get(commit).is_some_and(|its| its.snapshot > snapshot);
    let stood = history.tracks.get(&version.path).and_then(|track| track.at(snapshot)) == Some(version.blob);
    let mut names = history.names(&version.path);
    // Only where it went on, not where it came from.
    names.retain(|name| name.until == usize::MAX);
    stood
        && names.iter().any(|name| {
            let changes = history.tracks.get(&name.path).map(|track| &*track.changes).unwrap_or_default();
            let later = changes.iter().rev().take_while(|change| change.commit >= name.from);
            later.take_while(|its| is_after(its.commit)).any(|change| !history.only_moved(&name.path, change))
        })
}

/// A claimed time later than the recorded one. A day without hours, or hours without a zone, may be up to 14 hours ahead of UTC.
#[must_use]
pub fn is_post_dated(version: &Evidence) -> bool {
    version.facts.claim.is_some_and(|claim| {
        let slack = if claim.precision == Precision::Exact { 0 } else { 14 };
        claim.at.duration_since(version.recorded) > SignedDuration::from_hours(slack)
    })
}
