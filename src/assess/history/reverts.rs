//! Releases whose commits were taken back by later ones.

use crate::assess::result::rollback::{Rollback, RollbackSign};
use crate::model::{dossier::Dossier, history::History, id::Oid};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Releases most of whose commits were reverted between their tag and the next one.
pub fn rollbacks(dossier: &Dossier) -> Vec<(usize, Rollback)> {
    let history = &dossier.history;
    let snapshot = |commit: usize| history.commits.get(commit).map(|commit| commit.snapshot);
    // For each release what was taken back of it, and by which commit. From the last on: a revert that was itself reverted before
    // the next release takes nothing back.
    let mut given_back = HashSet::new();
    let mut taken: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for revert in history.reverts.iter().rev() {
        let (Some(by), Some(of)) = (snapshot(revert.by), snapshot(revert.of)) else { continue };
        if given_back.contains(&revert.by) {
            continue;
        }
        if by == of {
            given_back.insert(revert.of);
        } else if by == of + 1 && of < history.candidate() {
            taken.entry(of).or_default().insert(revert.of, revert.by);
        }
    }
    if taken.is_empty() {
        return Vec::new();
    }
    let ranges = Ranges::of(history);
    taken.iter().filter_map(|(release, reverts)| Some((*release, ranges.judge(*release, reverts)?))).collect()
}

/// The commits of each release.
struct Ranges<'a> {
    history: &'a History,
    index: HashMap<Oid, usize>,
    /// Commits by the release that holds them first.
    by_release: BTreeMap<usize, Vec<usize>>,
    /// Commits that changed evidence or a checklist: the records of a release, which nobody takes back with it.
    recording: HashSet<usize>,
}

impl<'a> Ranges<'a> {
    fn of(history: &'a History) -> Self {
        let mut by_release: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (n, commit) in history.commits.iter().enumerate() {
            by_release.entry(commit.snapshot).or_default().push(n);
        }
        let index = history.commits.iter().enumerate().map(|(n, commit)| (commit.id, n)).collect();
        let changes = history.tracks.values().flat_map(|track| &track.changes);
        Self { history, index, by_release, recording: changes.map(|change| change.commit).collect() }
    }

    /// A rollback, if more than half of the release's commits were taken back. Merges count by what they brought.
    fn judge(&self, release: usize, reverts: &BTreeMap<usize, usize>) -> Option<Rollback> {
        let range = self.by_release.get(&release)?;
        let brought_by = self.brought_by(release);
        let is_merge =
            |n: &usize| self.history.commits.get(*n).is_some_and(|commit| commit.parents.len() > 1);
        let is_reverted = |n: &usize| {
            reverts.contains_key(n) || brought_by.get(n).is_some_and(|merge| reverts.contains_key(merge))
        };
        let changes = range.iter().filter(|n| !is_merge(n)).copied().collect::<Vec<_>>();
        let reverted = changes.iter().filter(|n| is_reverted(n)).count();
        let counted = changes.iter().filter(|n| is_reverted(n) || !self.recording.contains(n)).count();
        let last = *reverts.values().max()?;
        (reverted * 2 > counted).then(|| Rollback {
            at: self.history.commits.get(last).map(|commit| commit.committed).unwrap_or_default(),
            to: release.checked_sub(1),
            sign: RollbackSign::Reverts {
                by: reverts.values().copied().collect::<BTreeSet<_>>().into_iter().collect(),
                reverted,
                of: counted,
            },
        })
    }

    /// For each commit of a release the commit of its main line (first parents) that brought it.
    fn brought_by(&self, release: usize) -> HashMap<usize, usize> {
        let commit = |n: usize| self.history.commits.get(n).filter(|commit| commit.snapshot == release);
        let at = |id: &Oid| self.index.get(id).copied();
        let mut line = Vec::new();
        let mut next = self.history.snapshots.get(release).and_then(|snapshot| at(&snapshot.commit));
        while let Some(n) = next.filter(|n| commit(*n).is_some()) {
            line.push(n);
            next = commit(n).and_then(|commit| commit.parents.first()).and_then(at);
        }
        let mut brought = HashMap::new();
        for main in line.into_iter().rev() {
            let mut open = vec![main];
            while let Some(n) = open.pop() {
                let Some(brought_commit) = commit(n).filter(|_| !brought.contains_key(&n)) else { continue };
                brought.insert(n, main);
                open.extend(brought_commit.parents.iter().filter_map(at));
            }
        }
        brought
    }
}
