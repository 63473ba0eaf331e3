//! Incidents, each under the release that it belongs to.

use crate::assess::history::placed::{Placed, Tags, moment, records};
use crate::assess::result::incident::Incident;
use crate::lexicon::words::Name;
use crate::model::{dossier::Dossier, evidence::Kind, record::folded};
use std::collections::BTreeMap;

/// For each snapshot its incidents, by time. An incident belongs to the release that it names; where it names none, to the newest
/// release that was tagged before it began. A postmortem that tells neither belongs to none.
pub fn incidents(dossier: &Dossier, tags: &Tags<'_>) -> Vec<Vec<Incident>> {
    let mut by_identity: BTreeMap<(usize, String), Incident> = BTreeMap::new();
    for placed in records(dossier, &[Kind::Incident, Kind::Postmortem, Kind::Feedback]) {
        // A feedback log tells of many things; an incident is what has a severity.
        if placed.version.facts.kind == Kind::Feedback && placed.record.severity.is_none() {
            continue;
        }
        let Some((release, incident)) = incident(&placed, tags) else { continue };
        match by_identity.entry((release, identity(&placed))) {
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert(incident);
            }
            std::collections::btree_map::Entry::Occupied(mut slot) => slot.get_mut().join(incident),
        }
    }
    let mut by_release = vec![Vec::new(); dossier.history.snapshots.len()];
    for ((release, _), incident) in by_identity {
        if let Some(row) = by_release.get_mut(release) {
            row.push(incident);
        }
    }
    for row in &mut by_release {
        row.sort_by_key(|incident: &Incident| (incident.began, incident.id));
        // An incident and its postmortem: one thing that began at one moment.
        row.dedup_by(|later, first| {
            let same = later.began == first.began;
            if same {
                first.join(later.clone());
            }
            same
        });
    }
    by_release
}

fn incident(placed: &Placed<'_>, tags: &Tags<'_>) -> Option<(usize, Incident)> {
    let (record, recorded) = (placed.record, placed.version.recorded);
    let began = record.began.map(|claim| moment(claim, recorded));
    let named = tags.of_record(record);
    if named.is_none() && began.is_none() && placed.version.facts.kind == Kind::Postmortem {
        return None;
    }
    let ended = record.ended.map(|claim| moment(claim, recorded));
    let began = began.unwrap_or_else(|| placed.time());
    let incident = Incident { id: placed.id, began, ended, severity: record.severity };
    Some((named.or_else(|| tags.at(began))?, incident))
}

/// What makes two records the same incident: its id, else its place.
fn identity(placed: &Placed<'_>) -> String {
    let id = Name::IncidentId
        .all()
        .iter()
        .find_map(|name| placed.record.field(name))
        .map(folded)
        .filter(|id| !id.is_empty());
    id.unwrap_or_else(|| format!("{}\n{}", placed.version.path, placed.record.title))
}
