//! Steps: what was read from their words, what became of them and why, and what would prove them.

use super::criterion::{all, demand};
use super::proof::show;
use crate::assess::result::judgement::Outcome;
use crate::assess::result::reason::Reason;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::step::{StepCall, StepJudgement};
use crate::model::checklist::{Phase, Step};
use crate::model::dossier::Dossier;
use crate::render::{format::list, language::say};

/// The step's own words and line.
pub fn step_source<'a>(r: &'a ReleaseAssessment, judged: &StepJudgement) -> Option<&'a Step> {
    let section = r.in_force.as_ref()?.checklist.sections.get(judged.section)?;
    section.steps.get(judged.index)
}

/// What a word for a step's state means.
pub fn step_meaning(call: StepCall) -> &'static str {
    match call {
        StepCall::Verified => say!("all that it asks for is shown"),
        StepCall::Failed => say!("evidence contradicts it"),
        StepCall::Stale => say!("what shows it lies outside of its time"),
        StepCall::Open => say!("nothing shows that it was done, or not all of it"),
        StepCall::NotComputed => say!("its words ask for nothing that golive can compute"),
        StepCall::NotNeeded => say!("it does not apply"),
    }
}

/// golive's reading of a step: `read as: …`.
pub fn step_reading(judged: &StepJudgement) -> String {
    let demands = judged.judgement.criteria.iter().map(|one| demand(&one.criterion)).collect::<Vec<_>>();
    match demands.as_slice() {
        [] => say!("no computable criterion found").to_owned(),
        demands => say!("read as: {demands}", demands = demands.join("; ")),
    }
}

/// Why a step stands as it does.
pub fn step_reason(d: &Dossier, r: &ReleaseAssessment, judged: &StepJudgement) -> String {
    let standing = &judged.judgement;
    match judged.call {
        StepCall::NotNeeded if judged.phase == Phase::Rollback && r.rollback.is_none() => {
            say!("not needed: nothing shows that the release was rolled back").to_owned()
        }
        StepCall::NotNeeded => say!("not yet: there is no tag").to_owned(),
        StepCall::NotComputed => {
            say!("not computed: its words ask for nothing that golive can compute").to_owned()
        }
        _ => {
            let worst = standing
                .criteria
                .iter()
                .enumerate()
                .min_by_key(|(at, one)| (one.outcome, *at))
                .map(|(at, _)| at);
            let told = all(d, r, &standing.criteria, worst);
            match &standing.reason {
                Reason::NotAfterTag { reference } => {
                    say!(
                        "{told}; {reference} was not changed between the tag and the next release",
                        told,
                        reference
                    )
                }
                _ => told,
            }
        }
    }
}

/// What would prove a step that is not proven; `None` where it is, or where nothing can.
pub fn step_would_prove(judged: &StepJudgement) -> Option<String> {
    if matches!(judged.call, StepCall::Verified | StepCall::NotNeeded | StepCall::NotComputed) {
        return None;
    }
    let open = judged.judgement.criteria.iter().filter(|one| one.outcome != Outcome::Holds);
    let open = open.map(|one| demand(&one.criterion)).collect::<Vec<_>>();
    (!open.is_empty()).then(|| {
        say!(
            "Evidence from after the tag and before the next release that shows {demands}",
            demands = list(&open)
        )
    })
}

/// The commands that show what was judged, at most three.
pub fn reproduce_step(d: &Dossier, r: &ReleaseAssessment, judged: &StepJudgement) -> Option<String> {
    let shown = judged.judgement.evidence.iter().filter_map(|at| show(d, r, *at)).take(3).collect::<Vec<_>>();
    (!shown.is_empty()).then(|| shown.join("; "))
}
