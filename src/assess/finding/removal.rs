//! Evidence that was taken away after the release, or taken away and brought back around it.

use super::kind::{Finding, FindingKind};
use crate::assess::ancestry::Ancestry;
use crate::assess::assessment::ReleaseAssessment;
use crate::assess::release::Case;
use crate::model::history::History;
use crate::model::id::Oid;
use crate::model::problem::Place;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// A path was removed by a commit.
#[derive(Clone, Copy, Debug)]
struct Removal {
    removed: usize,
    /// The snapshot in whose history that commit came.
    snapshot: usize,
    /// The blob that stood there.
    before: Oid,
    /// The later commit that added the path again, its snapshot, and the blob.
    again: Option<(usize, usize, Oid)>,
}

/// All removals by path, in the order of the history. A file that the same commit brought to another path was moved, not removed.
#[derive(Debug, Default)]
pub struct Removals {
    by_path: BTreeMap<Arc<str>, Vec<Removal>>,
}

impl Removals {
    /// Looks at every change once.
    #[must_use]
    pub fn of(history: &History, ancestry: &Ancestry) -> Self {
        let changes = history.tracks.values().flat_map(|track| &track.changes);
        let set = changes.filter_map(|change| Some((change.commit, change.blob?))).collect::<HashSet<_>>();
        let snapshot = |commit: usize| history.commits.get(commit).map_or(0, |commit| commit.snapshot);
        let mut found = Vec::new();
        for (path, track) in &history.tracks {
            let removals = track.changes.iter().enumerate().filter(|(_, change)| change.blob.is_none());
            for (n, change) in removals {
                let Some(before) = change.was.filter(|was| !set.contains(&(change.commit, *was))) else {
                    continue;
                };
                let later = track.changes.get(n + 1..).unwrap_or_default().iter();
                let again = later
                    .filter(|later| later.was.is_none())
                    .find_map(|later| Some((later.commit, later.blob?)));
                let again = again.map(|(commit, blob)| (commit, snapshot(commit), blob));
                let (removed, snapshot) = (change.commit, snapshot(change.commit));
                found.push((path, Removal { removed, snapshot, before, again }));
            }
        }
        // What another branch set in the meantime was not brought back.
        let pairs =
            found.iter().map(|(_, one)| (one.removed, one.again.map_or(one.removed, |again| again.0)));
        let follows = ancestry.descends(&pairs.collect::<Vec<_>>());
        let mut all = Self::default();
        for ((path, mut one), follows) in found.into_iter().zip(follows) {
            one.again = one.again.filter(|_| follows);
            all.by_path.entry(path.clone()).or_default().push(one);
        }
        all.by_path.values_mut().for_each(|removals| removals.sort_by_key(|one| one.snapshot));
        all
    }
}

/// Evidence that was recorded for the release, or on which its items rest, and that was removed after the tag; and what was removed and
/// added again between the previous release and the next.
pub(super) fn removals(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let (history, own) = (&case.dossier.history, release.snapshot);
    let recorded = case.sequel.recorded.get(own).into_iter().flatten();
    let relied = release.evidence.iter().filter(|used| !used.items.is_empty()).map(|used| &used.evidence);
    let mut found = Vec::new();
    let mut gone: BTreeMap<usize, Vec<Arc<str>>> = BTreeMap::new();
    for n in recorded.chain(relied).copied().collect::<BTreeSet<_>>() {
        let Some(version) = case.dossier.evidence.get(n) else { continue };
        let Some(removals) = case.removals.by_path.get(&version.path) else { continue };
        if !version.facts.is_record() || !case.dossier.stands(n, own) {
            continue;
        }
        let after = removals.partition_point(|one| one.snapshot <= own);
        let came = |one: &&Removal| one.again.is_some_and(|(_, at, blob)| at == own && blob == version.blob);
        let earlier = removals.get(..after).unwrap_or_default().iter().rev().find(came);
        let later = removals.get(after);
        let next = later.filter(|one| one.snapshot == own + 1);
        for one in [earlier, next].into_iter().flatten() {
            if let Some((added, _, blob)) = one.again {
                let kind = FindingKind::ReAdded { removed: one.removed, added, same: blob == one.before };
                let place = Some(Place::file(version.path.clone()));
                found.push(Finding::new(kind, place, case.shows(own, Some(n))));
            }
        }
        let stands = history.tracks.get(&version.path).is_some_and(|t| t.at(history.candidate()).is_some());
        if let Some(one) = later.filter(|_| !stands) {
            gone.entry(one.removed).or_default().push(version.path.clone());
        }
    }
    found.extend(gone.into_iter().filter_map(|(by, paths)| {
        let kind = FindingKind::Removed { files: paths.len(), by };
        Some(Finding::new(kind, Some(Place::file(paths.into_iter().next()?)), case.shows(own, None)))
    }));
    found
}
