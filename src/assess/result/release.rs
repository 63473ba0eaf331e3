//! Everything concluded of one release: plain data.

use crate::assess::result::event::{Event, Side};
use crate::assess::result::rollback::{Recovery, Rollback};
use crate::assess::result::speaker::{ChecklistInForce, ChecklistPlace};
use crate::assess::result::{
    document::GovernedDocument, finding::Finding, incident::Incident, judgement::ItemJudgement,
    latency::LatencySummary, lighthouse::LighthouseSummary, outcome::ReleaseOutcome, step::StepJudgement,
    tally::Tallies, trigger::TriggerJudgement,
};
use crate::model::{checklist::NearBox, problem::Problem};

/// A reason for or against readiness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blocker {
    /// There is no checklist to judge by.
    NoChecklist,
    /// An item is not proven. Index into the release's items.
    Unproven(usize),
    /// An item is proven, but carries a flag that the policy names. Index into the release's items.
    Flagged(usize),
    /// A line of the checklist looks like a box and is none. Index into the release's near boxes.
    NearBox(usize),
}

/// Evidence of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceUse {
    /// Index into the dossier's evidence: the version that is judged.
    pub evidence: usize,
    /// Whether the path changed or vanished after the release (tracked products only).
    pub changed_after_release: bool,
    /// The items (indices) that rely on it.
    pub items: Vec<usize>,
}

/// Everything concluded of one release, or of the candidate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReleaseAssessment {
    /// Index into the history's snapshots.
    pub snapshot: usize,
    /// The release before it in its own history, of the same component; none of its own candidates.
    pub previous: Option<usize>,
    /// What was tagged before it in its own history: its newest candidate, else the release before.
    pub tagged_before: Option<usize>,
    /// The next one of its line; the candidate for the newest, and `None` for the candidate.
    pub next: Option<usize>,
    /// The checklist that speaks for it.
    pub in_force: Option<ChecklistInForce>,
    /// The lines of its checklist that look like items and are none, with where they stand.
    pub near_boxes: Vec<(ChecklistPlace, NearBox)>,
    /// The items, in the checklist's order.
    pub items: Vec<ItemJudgement>,
    /// The steps, in the checklist's order.
    pub steps: Vec<StepJudgement>,
    /// The triggers, in the checklist's order.
    pub triggers: Vec<TriggerJudgement>,
    /// Empty: go. Else why it is no-go, in order. Both are of what was known at the tag, and never change.
    pub blockers: Vec<Blocker>,
    /// What is not as it should be, and does not block by the policy.
    pub notes: Vec<Blocker>,
    /// What followed.
    pub outcome: ReleaseOutcome,
    /// Its incidents, by time.
    pub incidents: Vec<Incident>,
    /// That it was rolled back.
    pub rollback: Option<Rollback>,
    /// How long that took.
    pub recovery: Option<Recovery>,
    /// How many items are claimed and proven, by when they are due.
    pub tallies: Tallies,
    /// Its evidence, by path.
    pub evidence: Vec<EvidenceUse>,
    /// The documents by which it was governed, the checklist first.
    pub documents: Vec<GovernedDocument>,
    /// Its measurements (indices into the dossier's), by time.
    pub measurements: Vec<(usize, Side)>,
    /// Latency by address, label and side, in this order; of a great many series the worst alone.
    pub latency: Vec<LatencySummary>,
    /// How many series were measured and are not in `latency`.
    pub latency_left_out: usize,
    /// Lighthouse by page and form factor.
    pub lighthouse: Vec<LighthouseSummary>,
    /// What happened, by time.
    pub timeline: Vec<Event>,
    /// What is wrong with its inputs.
    pub problems: Vec<Problem>,
    /// What was found about it beside the verdicts, the worst first.
    pub findings: Vec<Finding>,
}

impl ReleaseAssessment {
    /// Whether it is ready to go live.
    pub fn is_go(&self) -> bool {
        self.blockers.is_empty()
    }

    /// The items of a section (index), in order.
    pub fn items_of(&self, section: usize) -> &[ItemJudgement] {
        let begin = self.items.partition_point(|item| item.section < section);
        let end = self.items.partition_point(|item| item.section <= section);
        self.items.get(begin..end).unwrap_or_default()
    }
}
