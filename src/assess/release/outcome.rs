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
    let reasons = happened.into_iter().map(|(reason, _)| reason).chain(doubts).chain(nothing).chain(shown);
    ReleaseOutcome {
        state,
        at,
        seconds: at.map(|at| at.duration_since(tagged.time).as_secs()),
        reasons: reasons.chain(also(release)).collect(),
    }
}

fn triggers(
    release: &ReleaseAssessment,
    wanted: impl Fn(&Firing) -> bool,
) -> impl Iterator<Item = (usize, &TriggerRule)> {
    let all = release.triggers.iter().enumerate();
    all.filter(move |(_, trigger)| wanted(&trigger.firing)).map(|(n, trigger)| (n, &trigger.rule))
}

/// The rollback, then every trigger that fired, by time.
fn happened(release: &ReleaseAssessment) -> Vec<(OutcomeReason, Timestamp)> {
    let fired = release.triggers.iter().enumerate().filter_map(|(n, trigger)| match trigger.firing {
        Firing::Fired { at, .. } => Some((OutcomeReason::Fired(n), at)),
        _ => None,
    });
    let mut fired = fired.collect::<Vec<_>>();
    fired.sort_by_key(|(_, at)| *at);
    let back = release.rollback.iter().map(|back| (OutcomeReason::RolledBack, back.at));
    back.chain(fired).collect()
}

/// Whether a trigger of so many bad runs was computed, and did not fire: the checklist itself says then how many may be bad.
fn is_bounded(release: &ReleaseAssessment) -> bool {
    let mut quiet = triggers(release, |firing| matches!(firing, Firing::NotFired { .. }));
    quiet.any(|(_, rule)| matches!(rule, TriggerRule::Runs { .. }))
}

/// The measurements of the release after its tag (indices) of which it is known whether they are good.
fn checks<'a>(
    case: &'a Case<'_>,
    release: &'a ReleaseAssessment,
) -> impl Iterator<Item = (usize, bool)> + 'a {
    let after = release.measurements.iter().filter(|(_, side)| *side == Side::After);
    after.filter_map(|(n, _)| Some((*n, case.dossier.measured.get(*n)?.measurement.ok()?)))
}

/// What leaves it open whether the release held.
fn doubts(case: &Case<'_>, release: &ReleaseAssessment, tagged: Timestamp) -> Vec<OutcomeReason> {
    let unproven = |item: &ItemJudgement| item.is_due_after() && !item.today.verdict.is_proven();
    let items = release.items.iter().enumerate().filter(|(_, item)| unproven(item));
    let incidents = release.incidents.iter().enumerate().filter(|(_, incident)| {
        incident.began > tagged && incident.severity.is_none_or(|severity| severity <= SEVERE)
    });
    let bad = checks(case, release).filter(|(_, ok)| !ok).count();
    let bad = Some(bad).filter(|bad| *bad > 0 && !is_bounded(release));
    let mut doubts = incidents.map(|(n, _)| OutcomeReason::Incident(n)).collect::<Vec<_>>();
    doubts.extend(items.map(|(n, _)| OutcomeReason::Unproven(n)));
    doubts.extend(bad.map(OutcomeReason::BadChecks));
    doubts
}

/// What shows that the release held: items that are verified, for a tick alone shows nothing, and checks that tell that they were made in
/// production.
fn shown(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<OutcomeReason> {
    let is_shown = |item: &&ItemJudgement| item.is_due_after() && item.today.verdict == Verdict::Verified;
    let proven = release.items.iter().filter(is_shown);
    let good = checks(case, release).filter(|(n, ok)| *ok && case.deployments.is_of_production(*n));
    let proven = Some(proven.count()).filter(|count| *count > 0).map(OutcomeReason::ProvenItems);
    let good = Some(good.count()).filter(|count| *count > 0).map(OutcomeReason::GoodChecks);
    proven.into_iter().chain(good).collect()
}

/// What is said beside: triggers that did not fire, and those that could not be computed. Neither decides anything.
fn also(release: &ReleaseAssessment) -> Vec<OutcomeReason> {
    let quiet = triggers(release, |firing| matches!(firing, Firing::NotFired { .. })).count();
    let quiet = Some(quiet).filter(|count| *count > 0).map(OutcomeReason::QuietTriggers);
    let unknown = triggers(release, |firing| matches!(firing, Firing::Unknown(_))).map(|(n, _)| n);
    quiet.into_iter().chain(unknown.map(OutcomeReason::UnknownTrigger)).collect()
}
