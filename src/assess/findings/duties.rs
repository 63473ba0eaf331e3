//! Segregation of duties: who ticked, who recorded evidence, who tagged, who approved.

use crate::assess::candidates::approver;
use crate::assess::result::finding::{Duty, Finding, FindingKind};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::verdict::case::Case;
use crate::model::{commit::Person, evidence::Kind, record::Role};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One person in everything that is known to have been done, if that is two duties or more. What nobody is known to have done says
/// nothing: a lightweight tag has no tagger.
pub(super) fn one_hand(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let history = &case.dossier.history;
    let author = |commit: usize| history.commits.get(commit).map(|commit| commit.author.clone());
    let mut doers: BTreeMap<Duty, Vec<Arc<Person>>> = BTreeMap::new();
    let ticks = release.items.iter().filter_map(|item| author(item.ticked_by?.commit));
    let own = own(case, release);
    let recorded = own.iter().filter_map(|n| author(case.dossier.evidence.get(*n)?.recorded_by));
    doers.insert(Duty::Recorded, recorded.collect());
    let at = history.snapshots.get(release.snapshot);
    let tagger = at.and_then(|snapshot| snapshot.tag.as_ref()?.tagger.clone());
    // The boxes in the message of a tag are ticked by whoever tagged.
    let in_message = release.in_force.iter().any(|in_force| in_force.origin.file().is_none())
        && release.items.iter().any(|item| item.at_tag.ticked());
    doers.insert(Duty::Ticked, ticks.chain(tagger.clone().filter(|_| in_message)).collect());
    doers.insert(Duty::Tagged, tagger.into_iter().collect());
    let Some(person) = doers.values().flatten().next().cloned() else { return Vec::new() };
    let versions = || own.iter().filter_map(|n| case.dossier.evidence.get(*n));
    let named = versions().flat_map(|version| &version.facts.records).flat_map(|record| &record.people);
    let named = named.filter(|(role, _)| *role == Role::Approver).map(|(_, name)| name.as_str());
    let approvers = named.chain(versions().flat_map(approver::in_front)).collect::<Vec<_>>();
    let others = doers.values().flatten().any(|doer| doer.key() != person.key());
    if others || approvers.iter().any(|name| !person.is_called(name)) {
        return Vec::new();
    }
    let is_known = |duty: &Duty| match duty {
        Duty::Approved => !approvers.is_empty(),
        _ => doers.get(duty).is_some_and(|doers| !doers.is_empty()),
    };
    let duties = Duty::ALL.into_iter().filter(is_known).collect::<Vec<_>>();
    if duties.len() < 2 {
        return Vec::new();
    }
    let kind = FindingKind::OneHand { name: person.name.clone(), duties };
    vec![Finding::new(kind, None, case.shows(release.snapshot, None))]
}

/// The evidence of a release that was recorded for it, or that its items rest on; checklists are none.
fn own(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<usize> {
    let recorded = case.follow_up.recorded.get(release.snapshot).into_iter().flatten();
    let relied = release.evidence.iter().filter(|used| !used.items.is_empty()).map(|used| &used.evidence);
    let all = recorded.chain(relied).copied().collect::<std::collections::BTreeSet<_>>();
    let is_evidence = |n: &usize| {
        case.dossier.evidence.get(*n).is_some_and(|version| version.facts.kind != Kind::Checklist)
    };
    all.into_iter().filter(is_evidence).collect()
}
