//! Rollbacks: by a record, by a deployment of an earlier release, by a tag that points back, by commits that were taken back.

use crate::assess::history::placed::{Placed, Tags, records};
use crate::assess::history::reverts;
use crate::assess::result::incident::Incident;
use crate::assess::result::rollback::{Recovery, Rollback, RollbackSign, Trouble};
use crate::assess::result::trigger::{Firing, TriggerJudgement};
use crate::lexicon::words::{Cue, Name};
use crate::model::record::{Conclusion, folded};
use crate::model::{dossier::Dossier, evidence::Kind};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// For each snapshot how it was rolled back, where it was: of several signs the earliest.
pub fn rollbacks(dossier: &Dossier, tags: &Tags<'_>) -> Vec<Option<Rollback>> {
    let mut found = Vec::new();
    found.extend(by_record(dossier, tags));
    found.extend(by_deploy(dossier, tags));
    found.extend(by_tag(dossier));
    found.extend(reverts::rollbacks(dossier));
    let mut all: Vec<Option<Rollback>> = vec![None; dossier.history.snapshots.len()];
    for (release, rollback) in found {
        let Some(slot) = all.get_mut(release) else { continue };
        if slot.as_ref().is_none_or(|earlier| rollback.at < earlier.at) {
            *slot = Some(rollback);
        }
    }
    all
}

/// Whether it was done, and not only tried, planned or rehearsed.
pub fn is_done(placed: &Placed<'_>) -> bool {
    !is_rehearsed(placed) && matches!(placed.record.conclusion, None | Some(Conclusion::Succeeded))
}

/// Whether it was only rehearsed.
pub fn is_rehearsed(placed: &Placed<'_>) -> bool {
    let target = placed.record.target.as_deref().unwrap_or_default().to_lowercase();
    target.split(|c: char| !c.is_alphanumeric()).any(|word| Cue::Rehearsal.is(word))
}

fn tagged(dossier: &Dossier, release: usize) -> Option<Timestamp> {
    dossier.history.snapshots.get(release).map(|snapshot| snapshot.time)
}

/// Records of rollbacks. What went back is the release that the record names, else the one that was newest then.
fn by_record(dossier: &Dossier, tags: &Tags<'_>) -> Vec<(usize, Rollback)> {
    let done = records(dossier, &[Kind::Rollback]).filter(is_done);
    let found = done.filter_map(|placed| {
        let at = placed.time();
        let named = |names: Name| names.all().iter().find_map(|name| tags.named(placed.record.field(name)?));
        let (to, from, own) =
            (named(Name::RolledBackTo), named(Name::RolledBackFrom), tags.of_record(placed.record));
        let newest = tags.at(at);
        // A release that is named without a direction is where it went, if a newer one was there to go back from.
        let to = to.or_else(|| own.filter(|own| from.or(newest).is_some_and(|from| *own < from)));
        let from = from.or_else(|| own.filter(|own| to != Some(*own))).or(newest)?;
        let sign = RollbackSign::Record(placed.id);
        // Nobody goes back from a release before it is there, or to itself or a later one.
        let sound = tagged(dossier, from).is_some_and(|tagged| tagged < at) && to.is_none_or(|to| to < from);
        sound.then_some((from, Rollback { at, to, sign }))
    });
    found.collect()
}

/// Deployments of a release earlier than the one that was deployed there before, whether or not that succeeded, for a failed deployment
/// may have changed things; where none was recorded, than the newest one then.
fn by_deploy(dossier: &Dossier, tags: &Tags<'_>) -> Vec<(usize, Rollback)> {
    let tried =
        |placed: &Placed<'_>| placed.record.conclusion == Some(Conclusion::Failed) && !is_rehearsed(placed);
    let all = records(dossier, &[Kind::Deploy]).filter(|placed| is_done(placed) || tried(placed));
    let mut deploys = all
        .filter_map(|placed| Some((placed.time(), tags.of_record(placed.record)?, placed)))
        .collect::<Vec<_>>();
    deploys.sort_by_key(|(at, release, placed)| (*at, *release, placed.id));
    let mut deployed: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, to, placed) in deploys {
        let target = placed.record.target.as_deref().map(folded).unwrap_or_default();
        let target = if target.contains("prod") { String::new() } else { target };
        let before = deployed.insert(target, to).or_else(|| tags.at(at));
        if let Some(from) = before.filter(|from| to < *from && is_done(&placed)) {
            let sign = RollbackSign::Deploy(placed.id);
            found.push((from, Rollback { at, to: Some(to), sign }));
        }
    }
    found
}

/// Tags whose tree is that of a release before the previous one, or whose commit an earlier release held already.
fn by_tag(dossier: &Dossier) -> Vec<(usize, Rollback)> {
    let history = &dossier.history;
    let index =
        history.commits.iter().enumerate().map(|(n, commit)| (commit.id, n)).collect::<HashMap<_, _>>();
    let mut trees = HashMap::new();
    let mut found = Vec::new();
    for (n, snapshot) in history.snapshots.iter().enumerate().take(history.candidate()) {
        let Some(tree) = history.trees.get(n).copied().flatten() else { continue };
        let before =
            n.checked_sub(1).and_then(|n| Some((n, history.snapshots.get(n)?, history.trees.get(n)?)));
        if let Some((previous, earlier, _)) = before.filter(|(_, _, own)| **own != Some(tree)) {
            let same = trees.get(&tree).copied();
            let held = index.get(&snapshot.commit).and_then(|n| history.commits.get(*n)).map(|c| c.snapshot);
            // Tags that were made up later for old releases point back too, and have lower numbers.
            let goes_on = numbers(&snapshot.name) >= numbers(&earlier.name);
            if goes_on && (same.is_some() || held.is_some_and(|held| held < n)) {
                let sign = RollbackSign::Tag { snapshot: n };
                found.push((previous, Rollback { at: snapshot.time, to: same, sign }));
            }
        }
        trees.insert(tree, n);
    }
    found
}

/// The numbers in a name, in order: what versions are compared by.
fn numbers(name: &str) -> Vec<u64> {
    name.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// The time to recovery: from the first sign of trouble after the tag (a trigger that fired, an incident that began) to the
/// rollback; where there was none before it, from the tag.
pub fn recovery(
    rollback: &Rollback,
    tagged: Timestamp,
    triggers: &[TriggerJudgement],
    incidents: &[Incident],
) -> Recovery {
    let fired = triggers.iter().enumerate().filter_map(|(n, trigger)| match trigger.firing {
        Firing::Fired { at, .. } => Some((at, Trouble::Trigger(n))),
        _ => None,
    });
    let began = incidents.iter().enumerate().map(|(n, incident)| (incident.began, Trouble::Incident(n)));
    // Of an incident and the trigger that it fired, the incident is named.
    let signs = began.chain(fired).filter(|(at, _)| (tagged..=rollback.at).contains(at));
    let (at, from) = signs.min_by_key(|(at, _)| *at).unwrap_or((tagged, Trouble::Tag));
    Recovery { from, seconds: rollback.at.duration_since(at).as_secs() }
}
