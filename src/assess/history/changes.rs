//! When a version of evidence was first recorded, and whether it was changed later.

use crate::model::{dossier::Dossier, evidence::Evidence, time::Precision};
use jiff::SignedDuration;

/// The snapshot in whose history a version was first recorded.
pub fn snapshot_of(dossier: &Dossier, version: &Evidence) -> usize {
    dossier.history.commits.get(version.recorded_by).map_or(0, |commit| commit.snapshot)
}

/// Whether the version that stood at a snapshot was replaced or removed later, even if that was taken back. To be moved is no change.
pub fn changed_after(dossier: &Dossier, version: &Evidence, snapshot: usize) -> bool {
    let history = &dossier.history;
    let is_after =
        |commit: usize| history.commits.get(commit).is_some_and(|commit| commit.snapshot > snapshot);
    let stood = history.tracks.get(&version.path).and_then(|track| track.at(snapshot)) == Some(version.blob);
    let mut names = history.names(&version.path);
    // Only where it went on, not where it came from.
    names.retain(|name| name.until == usize::MAX);
    stood
        && names.iter().any(|name| {
            let changes = history.tracks.get(&name.path).map(|track| &*track.changes).unwrap_or_default();
            let later = changes.iter().rev().take_while(|change| change.commit >= name.from);
            later
                .take_while(|change| is_after(change.commit))
                .any(|change| !history.only_moved(&name.path, change))
        })
}

/// A claimed time later than the recorded one. A day without hours, or hours without a zone, may be up to 14 hours ahead of UTC.
pub fn is_post_dated(version: &Evidence) -> bool {
    version.facts.claim.is_some_and(|claim| {
        let slack = if claim.precision == Precision::Exact { 0 } else { 14 };
        claim.at.duration_since(version.recorded) > SignedDuration::from_hours(slack)
    })
}
