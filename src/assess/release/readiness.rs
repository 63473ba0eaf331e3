//! Go or no-go by the policy, with every reason, blocking or not, the worst first.

use crate::assess::result::release::{Blocker, ReleaseAssessment};
use crate::assess::result::{judgement::ItemJudgement, trigger::Firing, verdict::Verdict};
use crate::config::{Policy, Require};
use crate::model::checklist::Phase;
use std::cmp::Reverse;

/// What blocks, and what is only noted.
pub fn reasons(
    policy: &Policy,
    release: &ReleaseAssessment,
    is_candidate: bool,
) -> (Vec<Blocker>, Vec<Blocker>) {
    if release.in_force.is_none() {
        return (vec![Blocker::NoChecklist], rolled_back(release));
    }
    let items = release.items.iter().enumerate().filter(|(_, item)| item.counts()).filter_map(|(n, item)| {
        let flagged = item.flags.iter().any(|flag| policy.flags.iter().any(|word| word == flag.word()));
        let blocker = match () {
            () if !item.deciding().verdict.is_proven() => Blocker::Unproven(n),
            () if flagged => Blocker::Flagged(n),
            () => return None,
        };
        Some((blocker, is_required(policy, item)))
    });
    let triggers = release.triggers.iter().enumerate().filter_map(|(n, trigger)| match trigger.firing {
        Firing::Fired { .. } => Some((Blocker::Trigger(n), policy.triggers_block)),
        // Nothing can be known yet of what comes after a tag that is not there.
        Firing::Unknown if !is_candidate => Some((Blocker::UnknownTrigger(n), false)),
        _ => None,
    });
    let near = (0..release.near_boxes.len()).map(|n| (Blocker::NearBox(n), true));
    let (blockers, notes): (Vec<_>, Vec<_>) =
        near.chain(items).chain(triggers).partition(|(_, blocks)| *blocks);
    let first = |(first, _)| first;
    let mut blockers = blockers.into_iter().map(first).collect::<Vec<_>>();
    let mut notes = rolled_back(release).into_iter().chain(notes.into_iter().map(first)).collect::<Vec<_>>();
    blockers.sort_by_key(|blocker| rank(release, blocker));
    notes.sort_by_key(|note| rank(release, note));
    (blockers, notes)
}

/// The worst first: what happened, then items by verdict, then what is only in doubt. What is equally bad stays in its order.
fn rank(release: &ReleaseAssessment, blocker: &Blocker) -> (u8, Reverse<Verdict>) {
    match blocker {
        Blocker::NoChecklist | Blocker::RolledBack => (0, Reverse(Verdict::Failed)),
        Blocker::Trigger(_) => (1, Reverse(Verdict::Failed)),
        Blocker::NearBox(_) => (2, Reverse(Verdict::Open)),
        Blocker::Unproven(at) => {
            (2, Reverse(release.items.get(*at).map_or(Verdict::Open, |item| item.deciding().verdict)))
        }
        Blocker::Flagged(_) => (3, Reverse(Verdict::Open)),
        Blocker::UnknownTrigger(_) => (4, Reverse(Verdict::Open)),
    }
}

fn rolled_back(release: &ReleaseAssessment) -> Vec<Blocker> {
    release.rollback.iter().map(|_| Blocker::RolledBack).collect()
}

fn is_required(policy: &Policy, item: &ItemJudgement) -> bool {
    match &policy.require {
        Require::Before => item.phase == Phase::Before,
        Require::All => true,
        Require::Ids(ids) => ids.contains(&item.id),
    }
}
