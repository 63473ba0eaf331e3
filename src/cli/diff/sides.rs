//! Two releases and what changed between them.

use crate::assess::compare::{Comparison, ItemDifference};
use crate::assess::result::assessment::Assessment;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::dossier::Dossier;

/// Two releases, the names by which they were asked for, and what changed from one to the other.
#[derive(Debug)]
pub(super) struct Sides<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) assessment: &'a Assessment,
    pub(super) before: &'a ReleaseAssessment,
    pub(super) after: &'a ReleaseAssessment,
    pub(super) names: [&'a str; 2],
    pub(super) found: Comparison,
}

impl<'a> Sides<'a> {
    /// The item of a difference on each side that has it, with its release.
    pub(super) fn items(
        &self,
        difference: &ItemDifference,
    ) -> [Option<(&'a ReleaseAssessment, &'a ItemJudgement)>; 2] {
        let (before, after) = (self.before, self.after);
        [
            difference.before.and_then(|at| Some((before, before.items.get(at)?))),
            difference.after.and_then(|at| Some((after, after.items.get(at)?))),
        ]
    }
}
