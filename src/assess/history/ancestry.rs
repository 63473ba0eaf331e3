//! Which commits belong to the history of which snapshot: exactly, whatever the shape of the graph.
//!
//! The walk gives commits with parents before children, so that one pass over them carries 128 questions at once: a bit for each commit
//! that is asked about, handed on from parents to children. The cost is the length of the history for every 128 commits in question, and
//! nothing at all where each release lies on the way to the next.

use crate::model::history::History;
use crate::model::id::Oid;
use std::collections::HashMap;
use std::ops::Range;

/// So many commits are asked about in one pass: the bits of a mask.
const AT_ONCE: usize = u128::BITS as usize;

/// The graph of commits, by their indices.
#[derive(Debug, Default)]
pub struct Ancestry {
    /// Every commit by its id in hexadecimal digits, sorted.
    ids: Vec<(String, usize)>,
    by_oid: HashMap<Oid, usize>,
    parents: Vec<Vec<usize>>,
    /// The first snapshot that holds each commit.
    first: Vec<usize>,
    /// The commit of each snapshot.
    snapshots: Vec<Option<usize>>,
    /// Whether each snapshot's commit is an ancestor of the next one's (or the same).
    linear: bool,
    /// For commits in question the snapshots that hold them, as runs; empty where `linear` answers.
    held: HashMap<usize, Vec<Range<usize>>>,
}

impl Ancestry {
    /// Indexes a history.
    pub fn of(history: &History) -> Self {
        let by_oid =
            history.commits.iter().enumerate().map(|(n, commit)| (commit.id, n)).collect::<HashMap<_, _>>();
        let mut ids = history
            .commits
            .iter()
            .enumerate()
            .map(|(n, commit)| (commit.id.to_string(), n))
            .collect::<Vec<_>>();
        ids.sort();
        let parents = history.commits.iter().map(|commit| {
            commit.parents.iter().filter_map(|parent| by_oid.get(parent).copied()).collect::<Vec<_>>()
        });
        let mut all = Self {
            parents: parents.collect(),
            first: history.commits.iter().map(|commit| commit.snapshot).collect(),
            snapshots: history
                .snapshots
                .iter()
                .map(|snapshot| by_oid.get(&snapshot.commit).copied())
                .collect(),
            ids,
            by_oid,
            ..Self::default()
        };
        let pairs = all.snapshots.windows(2).map(|pair| match pair {
            [Some(before), Some(after)] => Some((*before, *after)),
            _ => None,
        });
        let pairs = pairs.collect::<Option<Vec<_>>>();
        all.linear = pairs.is_some_and(|pairs| all.descends(&pairs).into_iter().all(|holds| holds));
        all
    }

    /// The index of a commit.
    pub fn index(&self, id: Oid) -> Option<usize> {
        self.by_oid.get(&id).copied()
    }

    /// The commits that an id (abbreviated or whole, in lower case) may stand for.
    pub fn named(&self, id: &str) -> impl Iterator<Item = usize> {
        let start = self.ids.partition_point(|(known, _)| known.as_str() < id);
        let rest = self.ids.get(start..).unwrap_or_default().iter();
        rest.take_while(move |(known, _)| known.starts_with(id)).map(|(_, n)| *n)
    }

    /// Prepares [`Self::holds`] for these commits.
    pub fn ask(&mut self, commits: impl IntoIterator<Item = usize>) {
        if self.linear {
            return;
        }
        let mut asked = commits.into_iter().collect::<Vec<_>>();
        asked.sort_unstable();
        asked.dedup();
        for batch in asked.chunks(AT_ONCE) {
            let marks = self.marks(batch, self.parents.len());
            let mut runs = vec![Vec::<Range<usize>>::new(); batch.len()];
            for (snapshot, commit) in self.snapshots.iter().enumerate() {
                let mut left = commit.and_then(|commit| marks.of(commit)).unwrap_or_default();
                while left != 0 {
                    let bit = left.trailing_zeros() as usize;
                    left &= left - 1;
                    let Some(runs) = runs.get_mut(bit) else { continue };
                    match runs.last_mut().filter(|run| run.end == snapshot) {
                        Some(run) => run.end = snapshot + 1,
                        None => runs.push(snapshot..snapshot + 1),
                    }
                }
            }
            self.held.extend(batch.iter().copied().zip(runs));
        }
    }

    /// Whether a commit belongs to the history of a snapshot. Of commits that were not asked about before, only the first snapshot
    /// is known.
    pub fn holds(&self, snapshot: usize, commit: usize) -> bool {
        let Some(first) = self.first.get(commit) else { return false };
        match self.held.get(&commit) {
            None => *first == snapshot || (self.linear && *first <= snapshot),
            Some(runs) => {
                let after = runs.partition_point(|run| run.start <= snapshot);
                let run = after.checked_sub(1).and_then(|at| runs.get(at));
                run.is_some_and(|run| run.contains(&snapshot))
            }
        }
    }

    /// For each snapshot whether the last one's history holds its commit.
    pub fn on_head(&self) -> Vec<bool> {
        let mut held = vec![false; self.parents.len()];
        let head = self.snapshots.last().copied().flatten();
        if let Some(slot) = head.and_then(|head| held.get_mut(head)) {
            *slot = true;
        }
        for at in (0..held.len()).rev().filter(|at| head.is_some_and(|head| *at <= head)) {
            if held.get(at) == Some(&true) {
                for parent in self.parents.get(at).into_iter().flatten() {
                    if let Some(slot) = held.get_mut(*parent) {
                        *slot = true;
                    }
                }
            }
        }
        self.snapshots.iter().map(|commit| commit.is_some_and(|at| held.get(at) == Some(&true))).collect()
    }

    /// For each pair (earlier, later) whether the first is an ancestor of the second, or the same.
    pub fn descends(&self, pairs: &[(usize, usize)]) -> Vec<bool> {
        let mut order = (0..pairs.len()).collect::<Vec<_>>();
        let earlier = |n: &usize| pairs.get(*n).copied().unwrap_or_default();
        order.sort_by_key(|n| earlier(n).0);
        let mut holds = vec![false; pairs.len()];
        for batch in order.chunks(AT_ONCE) {
            let seeds = batch.iter().map(|n| earlier(n).0).collect::<Vec<_>>();
            let end = batch.iter().map(|n| earlier(n).1 + 1).max().unwrap_or_default();
            let marks = self.marks(&seeds, end);
            for (bit, n) in batch.iter().enumerate() {
                let mark = marks.of(earlier(n).1).unwrap_or_default();
                if let Some(slot) = holds.get_mut(*n) {
                    *slot = mark >> bit & 1 == 1;
                }
            }
        }
        holds
    }

    /// For every commit from the first of `seeds` (sorted) up to `end`: which of the seeds are among its ancestors or itself.
    fn marks(&self, seeds: &[usize], end: usize) -> Marks {
        let start = seeds.first().copied().unwrap_or_default();
        let mut marks = Marks { start, masks: vec![0; end.saturating_sub(start)] };
        for (bit, seed) in seeds.iter().enumerate() {
            if let Some(mask) = seed.checked_sub(start).and_then(|at| marks.masks.get_mut(at)) {
                *mask |= 1 << bit;
            }
        }
        for (n, parents) in self.parents.iter().enumerate().take(end).skip(start) {
            let inherited =
                parents.iter().filter_map(|parent| marks.of(*parent)).fold(0, |all, own| all | own);
            if let Some(mask) = marks.masks.get_mut(n - start) {
                *mask |= inherited;
            }
        }
        marks
    }
}

/// Masks of a stretch of commits.
struct Marks {
    start: usize,
    masks: Vec<u128>,
}

impl Marks {
    fn of(&self, commit: usize) -> Option<u128> {
        self.masks.get(commit.checked_sub(self.start)?).copied()
    }
}
