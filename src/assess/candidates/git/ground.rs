//! What git facts are judged on: the dossier, with its commits to be found by id and the release before each.

use crate::model::commit::Commit;
use crate::model::dossier::Dossier;
use crate::model::history::Branch;
use crate::model::id::Oid;
use crate::model::release::Snapshot;
use crate::model::version::{self, TagVersion, VersionNumber};
use std::collections::{HashMap, HashSet};

/// The graph is asked for so many releases in search of the one before: branches that are maintained side by side are fewer.
const MOST_ASKED: usize = 64;

/// A dossier, indexed for git facts.
#[derive(Debug)]
pub struct Ground<'a> {
    /// Everything known.
    pub dossier: &'a Dossier,
    by_id: HashMap<Oid, usize>,
    /// Every commit by its id in hexadecimal digits, sorted.
    ids: Vec<(String, usize)>,
    /// For each snapshot the release before.
    previous: Vec<Option<usize>>,
    /// For each snapshot those that follow it up to the next one of its own line, of which its history is a part.
    after: Vec<Vec<usize>>,
}

impl<'a> Ground<'a> {
    /// Indexes a dossier.
    pub fn of(dossier: &'a Dossier) -> Self {
        let commits = dossier.history.commits.iter().enumerate();
        let by_id = commits.clone().map(|(n, commit)| (commit.id, n)).collect();
        let mut ids = commits.map(|(n, commit)| (commit.id.to_string(), n)).collect::<Vec<_>>();
        ids.sort();
        let mut ground = Self { dossier, by_id, ids, previous: Vec::new(), after: Vec::new() };
        ground.previous =
            (0..dossier.history.snapshots.len()).map(|snapshot| ground.release_before(snapshot)).collect();
        ground.after =
            (0..dossier.history.snapshots.len()).map(|snapshot| ground.releases_after(snapshot)).collect();
        ground
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
        self.after(snapshot).last().copied().unwrap_or_else(|| self.dossier.history.candidate())
    }

    /// A release of the same commit, of the same version or of an earlier form of it is no release before. Where the graph does not tell,
    /// as history is missing, the newest earlier one of the component counts.
    fn release_before(&self, snapshot: usize) -> Option<usize> {
        let own = self.snapshot(snapshot)?;
        let version = version_of(own);
        let number = |version: Option<TagVersion<'_>>| {
            version.and_then(|version| VersionNumber::parse(version.version))
        };
        let own_number = number(version);
        let candidates = (0..snapshot).rev().filter(|before| {
            let Some(release) = self.snapshot(*before) else { return false };
            let other = number(version_of(release));
            let is_same = own_number
                .as_ref()
                .zip(other.as_ref())
                .is_some_and(|(own, other)| own == other || other.is_before(own));
            self.is_of_line(snapshot, *before) && !is_same && release.commit != own.commit
        });
        let mut candidates = candidates.peekable();
        let nearest = candidates.peek().copied();
        let found =
            candidates.take(MOST_ASKED).find(|before| self.contains(snapshot, self.commit_of(*before)));
        found.or_else(|| nearest.filter(|_| !self.dossier.history.incomplete.is_empty()))
    }

    /// Whether two snapshots are of one component; the candidate is of every one.
    fn is_of_line(&self, own: usize, other: usize) -> bool {
        let is_candidate = |snapshot: usize| self.snapshot(snapshot).is_some_and(Snapshot::is_candidate);
        let component =
            |snapshot: usize| self.snapshot(snapshot).and_then(version_of).map(|version| version.component);
        is_candidate(own) || is_candidate(other) || component(own) == component(other)
    }

    fn releases_after(&self, snapshot: usize) -> Vec<usize> {
        let own = self.commit_of(snapshot);
        let all = snapshot + 1..self.dossier.history.snapshots.len();
        let mut later = all.clone().filter(|later| self.is_of_line(snapshot, *later)).take(MOST_ASKED);
        let next = later.find(|later| self.contains(*later, own));
        let next = next.unwrap_or_else(|| self.dossier.history.candidate());
        all.filter(|later| *later == next || *later < next && self.contains(next, self.commit_of(*later)))
            .collect()
    }

    /// A snapshot.
    pub fn snapshot(&self, snapshot: usize) -> Option<&'a Snapshot> {
        self.dossier.history.snapshots.get(snapshot)
    }

    /// A commit by its index.
    pub fn commit(&self, commit: usize) -> Option<&'a Commit> {
        self.dossier.history.commits.get(commit)
    }

    /// The commit of a snapshot.
    pub fn commit_of(&self, snapshot: usize) -> Option<usize> {
        self.by_id.get(&self.snapshot(snapshot)?.commit).copied()
    }

    /// The commits that an id may stand for, abbreviated or whole.
    pub fn named(&self, id: &str) -> impl Iterator<Item = usize> {
        let id = id.trim().to_ascii_lowercase();
        let start = self.ids.partition_point(|(known, _)| *known < id);
        let rest = self.ids.get(start..).unwrap_or_default().iter();
        rest.take_while(move |(known, _)| known.starts_with(&id)).map(|(_, n)| *n)
    }

    /// Whether a commit belongs to the history of a snapshot.
    pub fn contains(&self, snapshot: usize, commit: Option<usize>) -> bool {
        let Some(index) = commit else { return false };
        // The first snapshot that holds a commit is known: no earlier one does.
        match self.commit(index).map(|commit| commit.snapshot.cmp(&snapshot)) {
            Some(std::cmp::Ordering::Equal) => true,
            Some(std::cmp::Ordering::Less) => {
                self.commit_of(snapshot).is_some_and(|from| self.descends(from, index))
            }
            _ => false,
        }
    }

    /// Whether a branch contains a commit.
    pub fn branch_contains(&self, branch: &Branch, commit: usize) -> bool {
        branch.contains.iter().any(|from| self.descends(*from, commit))
    }

    /// Whether a commit is another one, or has it among its ancestors. Parents have smaller indices than their children.
    fn descends(&self, from: usize, ancestor: usize) -> bool {
        let mut open = vec![from];
        let mut met = HashSet::new();
        while let Some(at) = open.pop() {
            if at == ancestor {
                return true;
            }
            if at > ancestor && met.insert(at) {
                let parents = self.commit(at).map(|commit| &*commit.parents).unwrap_or_default();
                open.extend(parents.iter().filter_map(|parent| self.by_id.get(parent).copied()));
            }
        }
        false
    }
}

/// The version in the name of a release's tag.
pub fn version_of(snapshot: &Snapshot) -> Option<TagVersion<'_>> {
    (!snapshot.is_candidate()).then(|| version::of_tag(&snapshot.name)).flatten()
}
