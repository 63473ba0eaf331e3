//! What stands beside a verdict.

use crate::assess::candidates::demand::Demand;
use crate::assess::history::changes::{changed_after, is_post_dated};
use crate::assess::history::{provenance::Provenance, ticks::Tickbox};
use crate::assess::result::judgement::{ItemJudgement, Outcome};
use crate::assess::result::verdict::{Flag, Verdict};
use crate::model::checklist::{Mark, Phase, Reference};
use crate::model::criterion::Criterion;
use std::collections::BTreeSet;

/// All flags of an item (its own flags are not looked at).
pub fn flags(
    item: &ItemJudgement,
    demand: &Demand,
    tick: Option<&Tickbox>,
    snapshot: usize,
    provenance: &Provenance<'_>,
) -> BTreeSet<Flag> {
    let (today, dossier) = (&item.today, provenance.dossier);
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
        (Flag::Foreign, relied().any(|(n, _)| !provenance.foreign(n, snapshot).is_empty())),
        (
            Flag::Reused,
            is_before
                && !is_windowed
                && today.verdict.is_proven()
                && products().any(|(n, _)| provenance.offered(n, snapshot).is_some()),
        ),
        (Flag::Off, !item.counts()),
        (Flag::External, demand.named.iter().any(|named| is_external(&named.reference, demand))),
    ];
    all.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).collect()
}

/// An address that only a person can open; one whose checks are measured is none.
fn is_external(reference: &Reference, demand: &Demand) -> bool {
    let Reference::Url(url) = reference else { return false };
    !demand.questions.iter().any(
        |asked| matches!(&asked.criterion, Criterion::Budget { target: Some(target), .. } if target == url),
    )
}
