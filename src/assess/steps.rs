//! Steps of execution and rollback sections, judged like items without a box: on what their words ask to be done.

use super::judgement::Standing;
use super::release::Case;
use super::spoken::SpokenBy;
use super::standing;
use super::vantage::Vantage;
use super::verdict::Verdict;
use crate::model::checklist::{Item, Mark, Phase, Step};
use crate::read::mention;

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepCall {
    /// Evidence contradicts it.
    Failed,
    /// Evidence lies outside of what it asks for.
    Stale,
    /// Nothing shows that it was done, or not all of it.
    Open,
    /// Its words ask for nothing that golive can compute.
    NotComputed,
    /// There is no tag yet, or nothing was taken back.
    NotNeeded,
    /// All that it asks for is shown.
    Verified,
}

impl StepCall {
    /// The word of JSON and pages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Stale => "stale",
            Self::Open => "open",
            Self::NotComputed => "not-computed",
            Self::NotNeeded => "not-needed",
            Self::Verified => "verified",
        }
    }
}

/// The judgement of one step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepJudgement {
    /// Index of its section in the checklist.
    pub section: usize,
    /// Index of the step in its section.
    pub index: usize,
    /// When it applies.
    pub phase: Phase,
    /// What became of it.
    pub call: StepCall,
    /// Its criteria and the evidence on which they stand, as of today.
    pub standing: Standing,
}

/// By what the demands of a phase's steps are found.
#[must_use]
pub fn id(phase: Phase) -> &'static str {
    match phase {
        Phase::Rollback => "\nrollback",
        Phase::Before => "\nbefore",
        Phase::Execution => "\nexecution",
        Phase::After => "\nafter",
    }
}

/// A declared target with the demands of an item.
#[must_use]
pub fn as_item(target: &Step) -> Item {
    let text = target.text.clone();
    let references = mention::references(&text, "");
    Item {
        id: String::new(),
        text,
        mark: Mark::Open,
        line: target.line,
        references,
        pin: None,
        under: None,
        phase: None,
    }
}

/// The steps of the checklist that speaks for a release.
#[must_use]
pub fn steps(case: &Case<'_>, snapshot: usize, spoken_by: Option<&SpokenBy>) -> Vec<StepJudgement> {
    let is_candidate = snapshot == case.dossier.history.candidate();
    let went_back = case.sequel.rollbacks.get(snapshot).is_some_and(Option::is_some);
    let sections = spoken_by.into_iter().flat_map(|spoken| spoken.checklist.sections.iter().enumerate());
    let all = sections.flat_map(|(at, section)| {
        section.steps.iter().enumerate().map(move |(n, step)| (at, section, n, step))
    });
    all.filter_map(|(at, section, index, step)| {
        let demand = case.demands.get(&(step.text.clone(), id(section.phase).to_owned()))?;
        let vantage = Vantage { today: !is_candidate, ..case.vantage(snapshot, section.phase) };
        let standing = standing::judge(demand, &Mark::Open, &vantage);
        let call = match standing.verdict {
            _ if is_candidate || (section.phase == Phase::Rollback && !went_back) => StepCall::NotNeeded,
            _ if demand.asked.is_empty() => StepCall::NotComputed,
            Verdict::Verified => StepCall::Verified,
            Verdict::Failed => StepCall::Failed,
            Verdict::Stale => StepCall::Stale,
            _ => StepCall::Open,
        };
        Some(StepJudgement { section: at, index, phase: section.phase, call, standing })
    })
    .collect()
}
