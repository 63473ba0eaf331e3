//! Everything concluded of a whole history: plain data.

use crate::assess::result::{
    delivery::Delivery, finding::Finding, identity::Identity, judgement::ItemJudgement,
    release::ReleaseAssessment,
};
use crate::model::problem::Problem;
use std::collections::BTreeMap;

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
    pub fn identity(&self, item: &ItemJudgement) -> Option<&Identity> {
        self.identities.get(item.identity)
    }

    /// An item of a release as it is judged there: index of the release, index into its items.
    pub fn judged(&self, (release, item): (usize, usize)) -> Option<(&ReleaseAssessment, &ItemJudgement)> {
        let release = self.releases.get(release)?;
        Some((release, release.items.get(item)?))
    }

    /// The same item in the newest earlier release that has it.
    pub fn before(
        &self,
        release: usize,
        item: &ItemJudgement,
    ) -> Option<(&ReleaseAssessment, &ItemJudgement)> {
        let at = &self.identity(item)?.at;
        let own = at.partition_point(|(snapshot, _)| *snapshot < release);
        self.judged(*at.get(own.checked_sub(1)?)?)
    }

    /// The newest earlier release whose checklist has items.
    pub fn last_listed(&self, release: usize) -> Option<&ReleaseAssessment> {
        self.releases.get(..release)?.iter().rev().find(|earlier| !earlier.items.is_empty())
    }

    /// Ids that an item had or has, but for the lasting ones, with the item that had each last.
    pub fn aliases(&self) -> BTreeMap<&str, &Identity> {
        let mut found: BTreeMap<&str, &Identity> = BTreeMap::new();
        for identity in &self.identities {
            found.extend(identity.ids.iter().map(|id| (id.as_str(), identity)));
        }
        for identity in &self.identities {
            found.remove(identity.id.as_str());
        }
        found
    }

    /// The findings about a release; for the candidate, which stands for the head, those about the history as a whole too.
    pub fn findings_of(&self, snapshot: usize) -> impl Iterator<Item = &Finding> {
        let whole: &[Finding] = if snapshot + 1 == self.releases.len() { &self.findings } else { &[] };
        self.releases.get(snapshot).into_iter().flat_map(|release| &release.findings).chain(whole)
    }
}
