//! The story of one release as moments in time.

use crate::assess::result::event::{Event, EventKind};
use crate::assess::result::{release::ReleaseAssessment, trigger::Firing};
use crate::assess::verdict::case::Case;
use crate::model::record::RecordId;
use crate::model::{evidence::Kind, measurement::Metric};
use std::collections::BTreeMap;

/// What happened between the previous release and the next, by time.
pub fn timeline(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Event> {
    let history = &case.dossier.history;
    let mut events = recorded(case, release);
    events.extend(deployed(case, release));
    events.extend(ticked(case, release));
    if let Some(own) = history.snapshots.get(release.snapshot).filter(|own| !own.is_candidate()) {
        events.push(Event { time: own.time, kind: EventKind::Tagged });
    }
    if let Some(next) = release.next.filter(|next| *next < history.candidate())
        && let Some(snapshot) = history.snapshots.get(next)
    {
        events.push(Event { time: snapshot.time, kind: EventKind::NextTagged(next) });
    }
    events.extend(release.triggers.iter().enumerate().filter_map(|(n, trigger)| match &trigger.firing {
        Firing::Fired { at, .. } => Some(Event { time: *at, kind: EventKind::TriggerFired(n) }),
        _ => None,
    }));
    for (n, incident) in release.incidents.iter().enumerate() {
        events.push(Event { time: incident.began, kind: EventKind::Incident(n) });
        events.extend(incident.ended.map(|time| Event { time, kind: EventKind::IncidentOver(n) }));
    }
    events.extend(release.rollback.iter().map(|back| Event { time: back.at, kind: EventKind::RolledBack }));
    let checks = release.measurements.iter().filter_map(|(n, _)| Some((*n, case.dossier.measured.get(*n)?)));
    events.extend(
        checks
            .filter(|(_, m)| m.measurement.metric.name() == Metric::LATENCY)
            .map(|(n, m)| Event { time: m.time, kind: EventKind::Check(n) }),
    );
    events.sort_by_key(|event| (event.time, rank(&event.kind)));
    batched(case, events)
}

/// What happens at the same second, in the order in which it is told.
fn rank(kind: &EventKind) -> (usize, usize) {
    match kind {
        EventKind::Check(n) | EventKind::CheckBatch(_, n, _, _) => (0, *n),
        EventKind::Evidence(n) | EventKind::EvidenceBatch(n, _) => (1, *n),
        EventKind::Ticked(n) | EventKind::TickBatch(n, _) => (2, *n),
        EventKind::Tagged => (3, 0),
        EventKind::Deployed(id) => (4, id.evidence),
        EventKind::TriggerFired(n) => (5, *n),
        EventKind::Incident(n) => (6, *n),
        EventKind::RolledBack => (7, 0),
        EventKind::IncidentOver(n) => (8, *n),
        EventKind::NextTagged(n) => (9, *n),
    }
}

/// Boxes as they were ticked, one event a commit. A box that was ticked for an earlier release and never emptied is no event of this one.
fn ticked(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Event> {
    let ticks = release.items.iter().enumerate().filter_map(|(n, item)| Some((item.ticked_by?.commit, n)));
    by_commit(case, release, ticks, EventKind::Ticked, EventKind::TickBatch)
}

/// Evidence as it was recorded, one event a commit.
fn recorded(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Event> {
    let version = |index: usize| Some((case.dossier.evidence.get(index)?.recorded_by, index));
    let versions = release.evidence.iter().filter_map(|used| version(used.evidence));
    by_commit(case, release, versions, EventKind::Evidence, EventKind::EvidenceBatch)
}

/// What the commits of this release or later ones did, one event a commit: the thing itself where it is alone, else how many there are.
fn by_commit(
    case: &Case<'_>,
    release: &ReleaseAssessment,
    things: impl Iterator<Item = (usize, usize)>,
    alone: fn(usize) -> EventKind,
    several: fn(usize, usize) -> EventKind,
) -> Vec<Event> {
    let mut by_commit: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (commit, thing) in things {
        by_commit.entry(commit).or_default().push(thing);
    }
    let event = |(index, things): (usize, Vec<usize>)| {
        let commit = case.dossier.history.commits.get(index)?;
        let kind = match things.as_slice() {
            [only] => alone(*only),
            many => several(index, many.len()),
        };
        (commit.snapshot >= release.snapshot).then_some(Event { time: commit.committed, kind })
    };
    by_commit.into_iter().filter_map(event).collect()
}

/// Deployments at the times that their records tell, of evidence that came with this release or later.
fn deployed(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Event> {
    let mut events = Vec::new();
    for used in &release.evidence {
        let Some(version) = case.dossier.evidence.get(used.evidence) else { continue };
        let commit = case.dossier.history.commits.get(version.recorded_by);
        if commit.is_none_or(|commit| commit.snapshot < release.snapshot) {
            continue;
        }
        let records = version.facts.records.iter().enumerate();
        let deployments = records
            .filter(|(_, record)| *record.kind.as_ref().unwrap_or(&version.facts.kind) == Kind::Deploy);
        events.extend(deployments.filter_map(|(index, record)| {
            let time = record.claim.or(version.facts.claim)?.at;
            Some(Event { time, kind: EventKind::Deployed(RecordId { evidence: used.evidence, index }) })
        }));
    }
    events
}

/// Checks of one label in a row become one event.
fn batched(case: &Case<'_>, events: Vec<Event>) -> Vec<Event> {
    let mut joined: Vec<Event> = Vec::new();
    for event in events {
        let EventKind::Check(n) = event.kind else {
            joined.push(event);
            continue;
        };
        let Some(run) = case.dossier.measured.get(n) else { continue };
        let bad = usize::from(run.measurement.ok() == Some(false));
        match joined.last_mut() {
            Some(Event { kind: EventKind::CheckBatch(label, count, failed, last), .. })
                if **label == *run.measurement.label =>
            {
                *count += 1;
                *failed += bad;
                *last = event.time;
            }
            _ => joined.push(Event {
                time: event.time,
                kind: EventKind::CheckBatch(run.measurement.label.to_string(), 1, bad, event.time),
            }),
        }
    }
    joined
}
