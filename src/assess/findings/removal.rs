//! Evidence that was taken away after the release, or taken away and brought back around it.

use crate::assess::history::removals::Removal;
use crate::assess::result::finding::{Finding, FindingKind};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::verdict::case::Case;
use crate::model::problem::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Evidence that was recorded for the release, or on which its items rest, and that was removed after the tag; and what was removed and
/// added again between the previous release and the next.
pub(super) fn removals(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let (history, own) = (&case.dossier.history, release.snapshot);
    let recorded = case.follow_up.recorded.get(own).into_iter().flatten();
    let relied = release.evidence.iter().filter(|used| !used.items.is_empty()).map(|used| &used.evidence);
    let mut found = Vec::new();
    let mut gone: BTreeMap<usize, Vec<Arc<str>>> = BTreeMap::new();
    for n in recorded.chain(relied).copied().collect::<BTreeSet<_>>() {
        let Some(version) = case.dossier.evidence.get(n) else { continue };
        let Some(removals) = case.removals.by_path.get(&version.path) else { continue };
        if !version.facts.is_record() || !case.dossier.stands(n, own) {
            continue;
        }
        let after = removals.partition_point(|removal| removal.snapshot <= own);
        let came =
            |removal: &&Removal| removal.again.is_some_and(|(_, at, blob)| at == own && blob == version.blob);
        let earlier = removals.get(..after).unwrap_or_default().iter().rev().find(came);
        let later = removals.get(after);
        let next = later.filter(|removal| removal.snapshot == own + 1);
        for removal in [earlier, next].into_iter().flatten() {
            if let Some((added, _, blob)) = removal.again {
                let kind =
                    FindingKind::ReAdded { removed: removal.removed, added, same: blob == removal.before };
                found.push(case.finding(kind, own, n));
            }
        }
        let stands = history.tracks.get(&version.path).is_some_and(|t| t.at(history.candidate()).is_some());
        if let Some(removal) = later.filter(|_| !stands) {
            gone.entry(removal.removed).or_default().push(version.path.clone());
        }
    }
    found.extend(gone.into_iter().filter_map(|(by, paths)| {
        let kind = FindingKind::Removed { files: paths.len(), by };
        Some(Finding::new(kind, Some(Place::file(paths.into_iter().next()?)), case.shows(own, None)))
    }));
    found
}
