//! Releases judged again, by the checklist of the candidate: what today's policy would have said of them.
//!
//! Their evidence and their boxes stay what they were. An item of today takes the box of the item that it was at the release; one that
//! was in no checklist then has an empty box.

use crate::assess::release::{judge_items, near_boxes, outcome, readiness, steps};
use crate::assess::result::{
    judgement::ItemJudgement, release::ReleaseAssessment, speaker::ChecklistInForce, tally::Tallies,
};
use crate::assess::verdict::case::Case;
use crate::model::checklist::Mark;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Every release (by snapshot) by today's checklist; nothing, where the candidate has none.
pub fn rejudged(case: &Case<'_>, releases: &[ReleaseAssessment]) -> BTreeMap<usize, ReleaseAssessment> {
    let candidate = case.dossier.history.candidate();
    let Some(today) = case.in_force.get(candidate).and_then(Option::as_ref) else { return BTreeMap::new() };
    let own = releases.par_iter().filter(|release| release.snapshot != candidate);
    own.map(|release| (release.snapshot, again(case, release, today, candidate))).collect()
}

/// A release with the items, the tallies and the readiness that today's checklist gives; what does not follow from items is left as it is
/// (measurements, triggers) or left out (evidence, timeline, problems, findings).
fn again(
    case: &Case<'_>,
    release: &ReleaseAssessment,
    today: &ChecklistInForce,
    candidate: usize,
) -> ReleaseAssessment {
    let items = items(case, release, today, candidate);
    let mut judged = ReleaseAssessment {
        in_force: Some(today.clone()),
        near_boxes: near_boxes(case.dossier, Some(today)),
        tallies: Tallies::of(&items),
        items,
        steps: steps::steps(case, release.snapshot, Some(today)),
        evidence: Vec::new(),
        documents: Vec::new(),
        timeline: Vec::new(),
        problems: Vec::new(),
        findings: Vec::new(),
        ..release.clone()
    };
    (judged.blockers, judged.notes) = readiness::reasons(case.policy, &judged);
    judged.outcome = outcome::outcome(case, &judged);
    judged
}

fn items(
    case: &Case<'_>,
    release: &ReleaseAssessment,
    today: &ChecklistInForce,
    candidate: usize,
) -> Vec<ItemJudgement> {
    let then = release.items.iter().map(|item| (item.identity, item)).collect::<HashMap<_, _>>();
    judge_items(case, today, candidate, |listed| {
        let known = then.get(&listed.identity);
        let mark = |of: fn(&ItemJudgement) -> &Mark| known.map_or(&Mark::Open, |known| of(known));
        let (then, today) = (mark(|known| &known.at_tag.mark), mark(|known| &known.today.mark));
        let (at_tag, now) = listed.judgements(case, release.snapshot, then, today);
        ItemJudgement { ticked_by: known.and_then(|known| known.ticked_by), ..listed.judged(at_tag, now) }
    })
}
