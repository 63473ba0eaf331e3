//! What git facts are judged on: the dossier, with its commits to be found by id and the release before each.

use crate::model::commit::Commit;
use crate::model::dossier::Dossier;
use crate::model::history::Branch;
use crate::model::id::Oid;
use crate::model::release::Snapshot;
use crate::model::version::{self, TagVersion, VersionNumber};
use std::collections::{HashMap, HashSet};

/// So many releases are passed over in search of the one before: branches that are maintained side by side are fewer.
const MOST_PASSED: usize = 64;

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
}

impl<'a> Ground<'a> {
    /// Indexes a dossier.
    #[must_use]
    pub fn of(dossier: &'a Dossier) -> Self {
        let commits = dossier.history.commits.iter().enumerate();
        let by_id = commits.clone().map(|(n, commit)| (commit.id, n)).collect();
        let mut ids = commits.map(|(n, commit)| (commit.id.to_string(), n)).collect::<Vec<_>>();
        ids.sort();
        let mut ground = Self { dossier, by_id, ids, previous: Vec::new() };
        ground.previous =
            (0..dossier.history.snapshots.len()).map(|one| ground.release_before(one)).collect();
        ground
    }

    /// The release before a snapshot: the newest in its own history, of the same component, and no early version of itself.
    #[must_use]
    pub fn previous(&self, snapshot: usize) -> Option<usize> {
        self.previous.get(snapshot).copied().flatten()
    }

    fn release_before(&self, snapshot: usize) -> Option<usize> {
        let own = self.snapshot(snapshot)?;
        let version = version_of(own);
        (0..snapshot).rev().take(MOST_PASSED).find(|before| {
            let Some(release) = self.snapshot(*before) else { return false };
            let other = version_of(release);
            let component =
                own.is_candidate() || version.map(|own| own.component) == other.map(|other| other.component);
            let number = |one: Option<TagVersion<'_>>| one.and_then(|one| VersionNumber::parse(one.version));
            let early =
                number(version).is_some_and(|own| number(other).is_some_and(|other| other.is_before(&own)));
            component && !early && self.contains(snapshot, self.commit_of(*before))
        })
    }

    /// A snapshot.
    #[must_use]
    pub fn snapshot(&self, snapshot: usize) -> Option<&'a Snapshot> {
        self.dossier.history.snapshots.get(snapshot)
    }

    /// A commit by its index.
    #[must_use]
    pub fn commit(&self, commit: usize) -> Option<&'a Commit> {
        self.dossier.history.commits.get(commit)
    }

    /// The commit of a snapshot.
    #[must_use]
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
    #[must_use]
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
    #[must_use]
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
#[must_use]
pub fn version_of(snapshot: &Snapshot) -> Option<TagVersion<'_>> {
    (!snapshot.is_candidate()).then(|| version::of_tag(&snapshot.name)).flatten()
}
