//! Go or no-go by the policy, with every reason, blocking or not.

use super::assessment::{Blocker, Firing, ItemJudgement, ReleaseAssessment};
use crate::config::{Policy, Require};
use crate::model::checklist::Phase;

/// What blocks, and what is only noted.
#[must_use]
pub fn reasons(
    policy: &Policy,
    release: &ReleaseAssessment,
    is_candidate: bool,
) -> (Vec<Blocker>, Vec<Blocker>) {
    if release.spoken_by.is_none() {
        return (vec![Blocker::NoChecklist], rolled_back(release));
    }
    let items = release.items.iter().enumerate().filter_map(|(n, item)| {
        let flagged = item.flags.iter().any(|flag| policy.flags.iter().any(|word| word == flag.word()));
        let blocker = match () {
            () if !item.deciding().verdict.is_proven() => Blocker::Unproven(n),
            () if flagged => Blocker::Flagged(n),
            () => return None,
        };
        Some((blocker, is_required(policy, item)))
    });
    let triggers = release.triggers.iter().enumerate().filter_map(|(n, one)| match one.firing {
        Firing::Fired { .. } => Some((Blocker::Trigger(n), policy.triggers_block)),
        // Nothing can be known yet of what comes after a tag that is not there.
        Firing::Unknown if !is_candidate => Some((Blocker::UnknownTrigger(n), false)),
        _ => None,
    });
    let (blockers, notes): (Vec<_>, Vec<_>) = items.chain(triggers).partition(|(_, blocks)| *blocks);
    let mut notes = notes.into_iter().map(|(one, _)| one).collect::<Vec<_>>();
    notes.extend(rolled_back(release));
    (blockers.into_iter().map(|(one, _)| one).collect(), notes)
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
