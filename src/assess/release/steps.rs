//! Steps of execution and rollback sections, judged like items without a box: on what their words ask to be done.

use crate::assess::candidates::steps::id;
use crate::assess::result::step::{StepCall, StepJudgement};
use crate::assess::result::{speaker::ChecklistInForce, verdict::Verdict};
use crate::assess::verdict::{case::Case, judge, vantage::Vantage};
use crate::model::checklist::{Mark, Phase};

/// The steps of the checklist that speaks for a release.
pub fn steps(case: &Case<'_>, snapshot: usize, in_force: Option<&ChecklistInForce>) -> Vec<StepJudgement> {
    let is_candidate = snapshot == case.dossier.history.candidate();
    let went_back = case.follow_up.rollbacks.get(snapshot).is_some_and(Option::is_some);
    let sections = in_force.into_iter().flat_map(|in_force| in_force.checklist.sections.iter().enumerate());
    let all = sections.flat_map(|(at, section)| {
        section.steps.iter().enumerate().map(move |(n, step)| (at, section, n, step))
    });
    all.filter_map(|(at, section, index, step)| {
        let demand = case.demands.get(&(step.text.clone(), id(section.phase).to_owned()))?;
        let vantage = Vantage { today: !is_candidate, ..case.vantage(snapshot, section.phase) };
        let judgement = judge::judge(demand, &Mark::Open, &vantage);
        let call = match judgement.verdict {
            _ if is_candidate || (section.phase == Phase::Rollback && !went_back) => StepCall::NotNeeded,
            _ if demand.questions.is_empty() => StepCall::NotComputed,
            Verdict::Verified => StepCall::Verified,
            Verdict::Failed => StepCall::Failed,
            Verdict::Stale => StepCall::Stale,
            _ => StepCall::Open,
        };
        Some(StepJudgement { section: at, index, phase: section.phase, call, judgement })
    })
    .collect()
}
