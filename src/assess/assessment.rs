//! What the judge concluded: plain data, worded in `render`.

pub use super::delivery::Delivery;
pub use super::fault::{Fault, Listed, Wrong};
use super::finding::kind::Finding;
pub use super::governed::{GovernedDocument, HashCall};
use super::identity::Identity;
pub use super::incident::Incident;
pub use super::judgement::{
    Acted, Answer, ItemJudgement, Judged, Lack, Observed, Outcome, Reason, RunSet, Standing, Terms, Tick,
    Told,
};
pub use super::latency::{ErrorKind, LatencySummary, Streak};
pub use super::lighthouse::{LighthouseSummary, Member, OwnBudget};
pub use super::rollback::{Recovery, Rollback, RollbackSign, Trouble};
pub use super::spoken::{Origin, SpokenBy};
pub use super::steps::{StepCall, StepJudgement};
pub use super::trigger::{Breach, FiredBy, Firing, TriggerJudgement, TriggerRule};
use super::verdict::Verdict;
use crate::model::problem::Problem;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A reason for or against readiness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blocker {
    /// There is no checklist to judge by.
    NoChecklist,
    /// An item is not proven. Index into the release's items.
    Unproven(usize),
    /// An item is proven, but carries a flag that the policy names. Index into the release's items.
    Flagged(usize),
    /// A rollback trigger fired. Index into the release's triggers.
    Trigger(usize),
    /// A rollback trigger could not be computed. Index into the release's triggers.
    UnknownTrigger(usize),
    /// It was rolled back.
    RolledBack,
}

/// How many items were claimed and proven at one vantage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Items in all.
    pub items: usize,
    /// Ticked boxes.
    pub claimed: usize,
    /// Verified, attested or waived.
    pub proven: usize,
    /// How many of each verdict; verdicts that do not occur are absent.
    pub by_verdict: BTreeMap<Verdict, usize>,
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

/// On which side of the release a measurement was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// After the previous release and not after this one.
    Before,
    /// After this release and not after the next one.
    After,
}

/// A moment of a release's story.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When.
    pub time: Timestamp,
    /// What.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// Evidence was first recorded. Index into the dossier's evidence.
    Evidence(usize),
    /// Several files of evidence were recorded by one commit: the commit, and how many.
    EvidenceBatch(usize, usize),
    /// A box was ticked. Index into the release's items.
    Ticked(usize),
    /// The release was tagged.
    Tagged,
    /// It was deployed, as evidence tells. Indices into the dossier's evidence and into the records of that version.
    Deployed(usize, usize),
    /// A check ran. Index into the dossier's measurements.
    Check(usize),
    /// Several checks of one label ran in a row: label, how many, how many failed or broke the budget, time of the last.
    CheckBatch(String, usize, usize, Timestamp),
    /// A trigger fired. Index into the release's triggers.
    TriggerFired(usize),
    /// An incident began. Index into the release's incidents.
    Incident(usize),
    /// An incident was over. Index into the release's incidents.
    IncidentOver(usize),
    /// It was rolled back.
    RolledBack,
    /// The next release was tagged (index of its snapshot).
    NextTagged(usize),
}

/// Everything concluded of one release, or of the candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct ReleaseAssessment {
    /// Index into the history's snapshots.
    pub snapshot: usize,
    /// The checklist that speaks for it.
    pub spoken_by: Option<SpokenBy>,
    /// The items, in the checklist's order.
    pub items: Vec<ItemJudgement>,
    /// The steps, in the checklist's order.
    pub steps: Vec<StepJudgement>,
    /// The triggers, in the checklist's order.
    pub triggers: Vec<TriggerJudgement>,
    /// Empty: go. Else why it is no-go, in order.
    pub blockers: Vec<Blocker>,
    /// What is not as it should be, and does not block by the policy.
    pub notes: Vec<Blocker>,
    /// Its incidents, by time.
    pub incidents: Vec<Incident>,
    /// That it was rolled back.
    pub rollback: Option<Rollback>,
    /// How long that took.
    pub recovery: Option<Recovery>,
    /// Today's tally.
    pub today: Tally,
    /// The tally at the tag.
    pub at_tag: Tally,
    /// Its evidence, by path.
    pub evidence: Vec<EvidenceUse>,
    /// The documents by which it was governed, the checklist first.
    pub documents: Vec<GovernedDocument>,
    /// Its measurements (indices into the dossier's), by time.
    pub measurements: Vec<(usize, Side)>,
    /// Latency by address, label and side, in this order.
    pub latency: Vec<LatencySummary>,
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
    #[must_use]
    pub fn is_go(&self) -> bool {
        self.blockers.is_empty()
    }

    /// The items of a section (index), in order.
    #[must_use]
    pub fn items_of(&self, section: usize) -> &[ItemJudgement] {
        let begin = self.items.partition_point(|item| item.section < section);
        let end = self.items.partition_point(|item| item.section <= section);
        self.items.get(begin..end).unwrap_or_default()
    }
}

/// What the judge concluded of the whole history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessment {
    /// One for each snapshot, oldest first, the candidate last.
    pub releases: Vec<ReleaseAssessment>,
    /// Every item through time, by first appearance.
    pub identities: Vec<Identity>,
    /// Delivery metrics over the whole history.
    pub delivery: Delivery,
    /// Delivery metrics over the last days.
    pub recent: Delivery,
    /// What was found about the history as a whole, the worst first.
    pub findings: Vec<Finding>,
    /// What is wrong with the configuration, as seen beside the repository.
    pub problems: Vec<Problem>,
    /// The releases by today's checklist, by snapshot; empty unless it was asked for.
    pub rejudged: BTreeMap<usize, ReleaseAssessment>,
}

impl Assessment {
    /// An item through time.
    #[must_use]
    pub fn identity(&self, item: &ItemJudgement) -> Option<&Identity> {
        self.identities.get(item.identity)
    }

    /// An item of a release as it is judged there: index of the release, index into its items.
    #[must_use]
    pub fn standing(&self, (release, item): (usize, usize)) -> Option<(&ReleaseAssessment, &ItemJudgement)> {
        let release = self.releases.get(release)?;
        Some((release, release.items.get(item)?))
    }

    /// The same item in the newest earlier release that has it.
    #[must_use]
    pub fn before(
        &self,
        release: usize,
        item: &ItemJudgement,
    ) -> Option<(&ReleaseAssessment, &ItemJudgement)> {
        let at = &self.identity(item)?.at;
        let own = at.partition_point(|(snapshot, _)| *snapshot < release);
        self.standing(*at.get(own.checked_sub(1)?)?)
    }

    /// The newest earlier release whose checklist has items.
    #[must_use]
    pub fn last_listed(&self, release: usize) -> Option<&ReleaseAssessment> {
        self.releases.get(..release)?.iter().rev().find(|earlier| !earlier.items.is_empty())
    }

    /// Ids that an item had or has, but for the lasting ones, with the item that had each last.
    #[must_use]
    pub fn aliases(&self) -> BTreeMap<&str, &Identity> {
        let mut found: BTreeMap<&str, &Identity> = BTreeMap::new();
        for one in &self.identities {
            found.extend(one.ids.iter().map(|id| (id.as_str(), one)));
        }
        for one in &self.identities {
            found.remove(one.id.as_str());
        }
        found
    }

    /// The findings about a release; for the candidate, which stands for the head, those about the history as a whole too.
    pub fn findings_of(&self, snapshot: usize) -> impl Iterator<Item = &Finding> {
        let whole: &[Finding] = if snapshot + 1 == self.releases.len() { &self.findings } else { &[] };
        self.releases.get(snapshot).into_iter().flat_map(|release| &release.findings).chain(whole)
    }
}
