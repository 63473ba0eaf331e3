//! What was removed in the history, and what was brought back.

use crate::assess::history::ancestry::Ancestry;
use crate::model::{history::History, id::Oid};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// A path was removed by a commit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Removal {
    pub(crate) removed: usize,
    /// The snapshot in whose history that commit came.
    pub(crate) snapshot: usize,
    /// The blob that stood there.
    pub(crate) before: Oid,
    /// The later commit that added the path again, its snapshot, and the blob.
    pub(crate) again: Option<(usize, usize, Oid)>,
}

/// All removals by path, in the order of the history. A file that the same commit brought to another path was moved, not removed.
#[derive(Debug, Default)]
pub struct Removals {
    pub(crate) by_path: BTreeMap<Arc<str>, Vec<Removal>>,
}

impl Removals {
    /// Looks at every change once.
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
        let pairs = found
            .iter()
            .map(|(_, removal)| (removal.removed, removal.again.map_or(removal.removed, |again| again.0)));
        let follows = ancestry.descends(&pairs.collect::<Vec<_>>());
        let mut all = Self::default();
        for ((path, mut removal), follows) in found.into_iter().zip(follows) {
            removal.again = removal.again.filter(|_| follows);
            all.by_path.entry(path.clone()).or_default().push(removal);
        }
        all.by_path.values_mut().for_each(|removals| removals.sort_by_key(|removal| removal.snapshot));
        all
    }
}
