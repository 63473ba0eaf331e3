//! Which commits belong to the history of which snapshot: exactly, whatever the shape of the graph.
//!
//! The walk gives commits with parents before children, so that one pass over them carries 128 questions at once: a bit for each commit
//! that is asked about, handed on from parents to children. The cost is the length of the history for every 128 commits in question, and
//! nothing at all where each release lies on the way to the next.

use crate::model::{history::History, id::Oid, release::Snapshot, version::VersionNumber};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The graph is asked for so many releases in search of the one before: branches that are maintained side by side are fewer.
const MOST_ASKED: usize = 64;

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
    /// For each snapshot the release before.
    previous: Vec<Option<usize>>,
    /// For each snapshot those that follow it up to the next one of its own line, of which its history is a part.
    after: Vec<Vec<usize>>,
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
        let snapshots = 0..history.snapshots.len();
        all.previous = snapshots.clone().map(|snapshot| all.release_before(history, snapshot)).collect();
        all.after = snapshots.map(|snapshot| all.releases_after(history, snapshot)).collect();
        all
    }

    /// The release before a snapshot: the newest in its own history, of the same component, and no early version of itself.
    pub fn previous(&self, snapshot: usize) -> Option<usize> {
        self.previous.get(snapshot).copied().flatten()
    }

    /// The snapshots behind one up to the next of its own line: what is recorded in their histories followed it.
    pub fn after(&self, snapshot: usize) -> &[usize] {
        self.after.get(snapshot).map(Vec::as_slice).unwrap_or_default()
    }

    /// The next snapshot of a release's own line; for the newest one the candidate.
    pub fn next(&self, snapshot: usize) -> usize {
        self.after(snapshot).last().copied().unwrap_or(self.snapshots.len().saturating_sub(1))
    }

    /// A release of the same commit, of the same version or of an earlier form of it is no release before. Where the graph does not tell,
    /// as history is missing, the newest earlier one of the component counts.
    fn release_before(&self, history: &History, snapshot: usize) -> Option<usize> {
        let own = history.snapshots.get(snapshot)?;
        let number = |snapshot: &Snapshot| VersionNumber::parse(snapshot.version()?.version);
        let own_number = number(own);
        let candidates = (0..snapshot).rev().filter(|before| {
            let Some(release) = history.snapshots.get(*before) else { return false };
            let same = own_number.as_ref().zip(number(release));
            let is_same = same.is_some_and(|(own, other)| *own == other || other.is_before(own));
            is_of_line(history, snapshot, *before) && !is_same && release.commit != own.commit
        });
        let mut candidates = candidates.peekable();
        let nearest = candidates.peek().copied();
        let found =
            candidates.take(MOST_ASKED).find(|before| self.contains(snapshot, self.commit_of(*before)));
        found.or_else(|| nearest.filter(|_| !history.incomplete.is_empty()))
    }

    fn releases_after(&self, history: &History, snapshot: usize) -> Vec<usize> {
        let own = self.commit_of(snapshot);
        let all = snapshot + 1..history.snapshots.len();
        let mut later = all.clone().filter(|later| is_of_line(history, snapshot, *later)).take(MOST_ASKED);
        let next = later.find(|later| self.contains(*later, own)).unwrap_or_else(|| history.candidate());
        let is_between = |later: &usize| *later < next && self.contains(next, self.commit_of(*later));
        all.filter(|later| *later == next || is_between(later)).collect()
    }

    /// The commit of a snapshot.
    pub fn commit_of(&self, snapshot: usize) -> Option<usize> {
        self.snapshots.get(snapshot).copied().flatten()
    }

    /// Whether a commit belongs to the history of a snapshot, asked of the graph itself.
    pub fn contains(&self, snapshot: usize, commit: Option<usize>) -> bool {
        let known = commit.and_then(|commit| Some((commit, *self.first.get(commit)?)));
        let Some((commit, first)) = known else { return false };
        // The first snapshot that holds a commit is known: no earlier one does.
        first == snapshot
            || first < snapshot && self.commit_of(snapshot).is_some_and(|from| self.reaches(from, commit))
    }

    /// Whether an earlier snapshot lies between the release before another one and that one, in its own history: its candidates do.
    pub fn is_on_the_way(&self, earlier: usize, snapshot: usize) -> bool {
        let holds = |snapshot: usize| self.contains(snapshot, self.commit_of(earlier));
        let previous = self.previous(snapshot);
        earlier < snapshot
            && previous.is_none_or(|previous| earlier > previous && !holds(previous))
            && holds(snapshot)
    }

    /// Whether a commit is another one, or has it among its ancestors. Parents have smaller indices than their children.
    pub fn reaches(&self, from: usize, ancestor: usize) -> bool {
        let mut open = vec![from];
        let mut met = HashSet::new();
        while let Some(at) = open.pop() {
            if at == ancestor {
                return true;
            }
            if at > ancestor && met.insert(at) {
                open.extend(self.parents.get(at).into_iter().flatten());
            }
        }
        false
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

/// Whether two snapshots are of one component; the candidate is of every one.
pub fn is_of_line(history: &History, own: usize, other: usize) -> bool {
    let is_candidate = |at: usize| history.snapshots.get(at).is_some_and(Snapshot::is_candidate);
    let component = |at: usize| history.snapshots.get(at)?.version().map(|version| version.component);
    is_candidate(own) || is_candidate(other) || component(own) == component(other)
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
