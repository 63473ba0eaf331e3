//! Go or no-go by the policy, with every reason, blocking or not, the worst first. Only what was known at the tag bears on it.

use crate::assess::result::release::{Blocker, ReleaseAssessment};
use crate::assess::result::{due::Due, judgement::ItemJudgement, verdict::Verdict};
use crate::config::{Policy, Require};
use std::cmp::Reverse;

/// What blocks, and what is only noted.
pub fn reasons(policy: &Policy, release: &ReleaseAssessment) -> (Vec<Blocker>, Vec<Blocker>) {
    if release.in_force.is_none() {
        return (vec![Blocker::NoChecklist], Vec::new());
    }
    let due = release.items.iter().enumerate().filter(|(_, item)| item.counts() && item.due == Due::ByTag);
    let items = due.filter_map(|(n, item)| {
        let flagged = item.flags.iter().any(|flag| policy.flags.iter().any(|word| word == flag.word()));
        let blocker = match () {
            () if !item.at_tag.verdict.is_proven() => Blocker::Unproven(n),
            () if flagged => Blocker::Flagged(n),
            () => return None,
        };
        Some((blocker, is_required(policy, item)))
    });
    let near = (0..release.near_boxes.len()).map(|n| (Blocker::NearBox(n), true));
    let (mut blockers, mut notes) = (Vec::new(), Vec::new());
    for (reason, blocks) in near.chain(items) {
        if blocks { &mut blockers } else { &mut notes }.push(reason);
    }
    blockers.sort_by_key(|blocker| rank(release, blocker));
    notes.sort_by_key(|note| rank(release, note));
    (blockers, notes)
}

/// The worst first: items by verdict, then what is only in doubt. What is equally bad stays in its order.
fn rank(release: &ReleaseAssessment, blocker: &Blocker) -> (u8, Reverse<Verdict>) {
    match blocker {
        Blocker::NoChecklist => (0, Reverse(Verdict::Failed)),
        Blocker::NearBox(_) => (1, Reverse(Verdict::Open)),
        Blocker::Unproven(at) => {
            (1, Reverse(release.items.get(*at).map_or(Verdict::Open, |item| item.at_tag.verdict)))
        }
        Blocker::Flagged(_) => (2, Reverse(Verdict::Open)),
    }
}

fn is_required(policy: &Policy, item: &ItemJudgement) -> bool {
    match &policy.require {
        Require::Before | Require::All => true,
        Require::Ids(ids) => ids.contains(&item.id),
    }
}
