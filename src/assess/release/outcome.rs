//! What followed a release: the one decision, by what is due after its tag. Readiness is decided elsewhere, and once for all.

use crate::assess::release::delivery::SEVERE;
use crate::assess::result::due::Due;
use crate::assess::result::event::Side;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::outcome::{OutcomeReason, OutcomeState, ReleaseOutcome};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::trigger::{Firing, TriggerRule};
use crate::assess::result::verdict::Verdict;
use crate::assess::verdict::case::Case;
use crate::model::checklist::Phase;
use jiff::Timestamp;

/// When an item of a phase is due. What is to be done on the way back is due only where the release was rolled back.
pub fn due(phase: Phase, is_tagged: bool, was_rolled_back: bool) -> Due {
    match phase {
        Phase::Before => Due::ByTag,
        Phase::Execution | Phase::After if is_tagged => Due::After,
        Phase::Rollback if was_rolled_back => Due::After,
        _ => Due::NotYet,
    }
}

/// Decides: what happened goes before what is in doubt, and that before what shows that the release held. Nothing is held unless
/// something shows it.
pub fn outcome(case: &Case<'_>, release: &ReleaseAssessment) -> ReleaseOutcome {
    let Some(tagged) = case.dossier.history.snapshots.get(release.snapshot).filter(|own| !own.is_candidate())
    else {
        return ReleaseOutcome { reasons: vec![OutcomeReason::NotReleased], ..ReleaseOutcome::default() };
    };
    let happened = happened(release);
    let (doubts, shown) = (doubts(case, release, tagged.time), shown(case, release));
    let state = match happened.first() {
        Some((OutcomeReason::RolledBack, _)) => OutcomeState::RolledBack,
        Some(_) => OutcomeState::TriggerFired,
        None if doubts.is_empty() && !shown.is_empty() => OutcomeState::Held,
        None => OutcomeState::Unknown,
    };
    let at = happened.first().map(|(_, at)| *at);
    let nothing = (state == OutcomeState::Unknown && doubts.is_empty() && shown.is_empty())
        .then_some(OutcomeReason::NothingShown);
    let unknown = triggers(release, |firing| *firing == Firing::Unknown).map(|(n, _)| n);
    let reasons = happened.into_iter().map(|(reason, _)| reason).chain(doubts).chain(nothing).chain(shown);
    ReleaseOutcome {
        state,
        at,
        seconds: at.map(|at| at.duration_since(tagged.time).as_secs()),
        reasons: reasons.chain(unknown.map(OutcomeReason::UnknownTrigger)).collect(),
    }
}

fn triggers(
    release: &ReleaseAssessment,
    wanted: impl Fn(&Firing) -> bool,
) -> impl Iterator<Item = (usize, &TriggerRule)> {
    let all = release.triggers.iter().enumerate();
    all.filter(move |(_, one)| wanted(&one.firing)).map(|(n, one)| (n, &one.rule))
}

/// The rollback, then every trigger that fired, by time.
fn happened(release: &ReleaseAssessment) -> Vec<(OutcomeReason, Timestamp)> {
    let fired = release.triggers.iter().enumerate().filter_map(|(n, one)| match one.firing {
        Firing::Fired { at, .. } => Some((OutcomeReason::Fired(n), at)),
        _ => None,
    });
    let mut fired = fired.collect::<Vec<_>>();
    fired.sort_by_key(|(_, at)| *at);
    let back = release.rollback.iter().map(|back| (OutcomeReason::RolledBack, back.at));
    back.chain(fired).collect()
}

/// Whether a trigger was computed on measurements, and did not fire: the checklist itself says then how much may go wrong.
fn is_bounded(release: &ReleaseAssessment) -> bool {
    let mut quiet = triggers(release, |firing| matches!(firing, Firing::NotFired { .. }));
    quiet.any(|(_, rule)| !matches!(rule, TriggerRule::Incident { .. }))
}

/// How many measurements in production after the tag are known to be good, and how many to be bad.
fn checks(case: &Case<'_>, release: &ReleaseAssessment) -> (usize, usize) {
    let after = release.measurements.iter().filter(|(_, side)| *side == Side::After);
    let known = after.filter_map(|(n, _)| case.dossier.measured.get(*n)?.measurement.ok());
    let (good, bad): (Vec<_>, Vec<_>) = known.partition(|ok| *ok);
    (good.len(), bad.len())
}

/// What leaves it open whether the release held.
fn doubts(case: &Case<'_>, release: &ReleaseAssessment, tagged: Timestamp) -> Vec<OutcomeReason> {
    let unproven = |item: &ItemJudgement| item.is_due_after() && !item.today.verdict.is_proven();
    let items = release.items.iter().enumerate().filter(|(_, item)| unproven(item));
    let incidents = release
        .incidents
        .iter()
        .enumerate()
        .filter(|(_, one)| one.began > tagged && one.severity.is_none_or(|severity| severity <= SEVERE));
    let bad = Some(checks(case, release).1).filter(|bad| *bad > 0 && !is_bounded(release));
    let mut doubts = incidents.map(|(n, _)| OutcomeReason::Incident(n)).collect::<Vec<_>>();
    doubts.extend(items.map(|(n, _)| OutcomeReason::Unproven(n)));
    doubts.extend(bad.map(OutcomeReason::BadChecks));
    doubts
}

/// What shows that the release held. A waived item shows nothing.
fn shown(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<OutcomeReason> {
    let proven = release.items.iter().filter(|item| {
        item.is_due_after() && item.today.verdict.is_proven() && item.today.verdict != Verdict::Waived
    });
    let counts = [
        (OutcomeReason::ProvenItems as fn(usize) -> OutcomeReason, proven.count()),
        (
            OutcomeReason::QuietTriggers,
            triggers(release, |firing| matches!(firing, Firing::NotFired { .. })).count(),
        ),
        (OutcomeReason::GoodChecks, checks(case, release).0),
    ];
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(reason, count)| reason(count)).collect()
}
