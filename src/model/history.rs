//! The history as an index: snapshots, commits, and what happened to each tracked path.

use super::{
    commit::Commit,
    id::Oid,
    moves::{Moves, Name},
    problem::Problem,
    release::{SkippedTag, Snapshot},
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// A blob that stood at a path in a row of snapshots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The blob.
    pub blob: Oid,
    /// The snapshots (indices) in whose trees it stands.
    pub snapshots: Range<usize>,
}

/// A commit that set or removed a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Index into [`History::commits`].
    pub commit: usize,
    /// The new blob; `None` where the path was removed.
    pub blob: Option<Oid>,
    /// The blob before, in the first parent; `None` where the path was not there.
    pub was: Option<Oid>,
}

/// What happened to one path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Track {
    /// In which snapshots which blob stands; in order, without overlap.
    pub spans: Vec<Span>,
    /// The commits that changed it, oldest first.
    pub changes: Vec<Change>,
}

impl Track {
    /// The blob that stands at a snapshot.
    pub fn at(&self, snapshot: usize) -> Option<Oid> {
        let after = self.spans.partition_point(|span| span.snapshots.start <= snapshot);
        let span = self.spans.get(after.checked_sub(1)?)?;
        span.snapshots.contains(&snapshot).then_some(span.blob)
    }
}

/// A commit that says of itself that it takes another one back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revert {
    /// The commit that takes back. Index into [`History::commits`].
    pub by: usize,
    /// The commit that is taken back. Index into [`History::commits`].
    pub of: usize,
}

/// A branch, as this clone has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Its name, without its remote.
    pub name: String,
    /// The remote that had it when this clone was last fetched; `None` for a branch of this clone.
    pub remote: Option<String>,
    /// When its last commit was recorded.
    pub time: Timestamp,
    /// Whether its last commit is one of [`History::commits`].
    pub is_known: bool,
    /// The newest commits (indices into [`History::commits`]) that it contains: all others that it contains are their ancestors.
    pub contains: Vec<usize>,
}

/// A file that looks like a checklist and that nothing takes for one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LookAlike {
    /// Its path.
    pub path: Arc<str>,
    /// Whether it looks like a filled copy, of one release.
    pub is_copy: bool,
}

/// A link that leads to no file of its own tree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BrokenLink {
    /// The path of the link.
    pub path: Arc<str>,
    /// The blob that holds where it points.
    pub blob: Oid,
}

/// Where such a link points, and what is wrong with that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFault {
    /// The path that the last link of the chain holds.
    pub target: String,
    /// What is wrong with it, in words that follow the path.
    pub why: &'static str,
}

/// Everything golive knows of the repository's past, without a byte of content.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Releases by time (then version, then name), the candidate last.
    pub snapshots: Vec<Snapshot>,
    /// All commits that the snapshots reach, parents before children.
    pub commits: Vec<Commit>,
    /// The tree of each snapshot's commit; `None` where it cannot be read.
    pub trees: Vec<Option<Oid>>,
    /// Commits that take others back, in the order of the commits.
    pub reverts: Vec<Revert>,
    /// The tracked paths.
    pub tracks: BTreeMap<Arc<str>, Track>,
    /// The paths of the checklist in the order in which they speak: those of the configuration, then those that were found.
    pub checklists: Vec<Arc<str>>,
    /// Files that look like checklists and that nothing takes for one.
    pub look_alikes: Vec<LookAlike>,
    /// The tracked paths that are templates of the checklist, under all the names that they had.
    pub templates: BTreeSet<Arc<str>>,
    /// Manifests, changelogs and what items name: only what stands in which snapshot, not which commit changed it. They are no evidence,
    /// unless they are in `tracks` too.
    pub project: BTreeMap<Arc<str>, Track>,
    /// The changelogs among them.
    pub changelogs: BTreeSet<Arc<str>>,
    /// The files that items name, each with the texts that those items quote.
    pub quoted: BTreeMap<Arc<str>, BTreeSet<Arc<str>>>,
    /// Whether a symbolic link stands, or stood, in a folder of tracked paths.
    pub has_links: bool,
    /// The branches of the repository, by name and remote.
    pub branches: Vec<Branch>,
    /// The tracked paths that may be filled copies of the checklist, under all the names that they had.
    pub copies: BTreeSet<Arc<str>>,
    /// Links that lead to no file of their own tree, and why.
    pub broken_links: BTreeMap<BrokenLink, LinkFault>,
    /// Which files were moved.
    pub moves: Moves,
    /// Tags that are not releases.
    pub skipped: Vec<SkippedTag>,
    /// The branch that the candidate stands for.
    pub branch: Option<String>,
    /// The remote's address, without credentials.
    pub remote: Option<String>,
    /// Reasons why the history at hand may not be whole (a shallow or partial clone, grafts, broken refs).
    pub incomplete: Vec<Problem>,
}

impl History {
    /// All paths of the file that stands, or stood last, at a path: the path itself first, then those before it, then those after it,
    /// each nearest first. It goes on elsewhere only if nothing came back to the path.
    pub fn names(&self, path: &Arc<str>) -> Vec<Name> {
        let mut names = vec![Name { path: path.clone(), from: 0, until: usize::MAX }];
        if !self.moves.has(path) {
            return names;
        }
        names.extend(self.moves.before(path));
        let mut at = path.clone();
        while let Some((commit, to)) = self.gone_to(&at) {
            if names.iter().any(|known| known.path == to) {
                break;
            }
            names.push(Name { path: to.clone(), from: commit, until: usize::MAX });
            at = to;
        }
        names
    }

    /// The last change of a path, if it moved the file elsewhere.
    fn gone_to(&self, path: &str) -> Option<(usize, Arc<str>)> {
        let last = self.tracks.get(path)?.changes.last().filter(|last| last.blob.is_none())?;
        Some((last.commit, self.moves.went_to(path, last.commit)?.clone()))
    }

    /// The paths where a version stood before it was only moved: the path itself first, where it was recorded last.
    pub fn whence(&self, path: &Arc<str>, blob: Oid) -> Vec<Arc<str>> {
        let mut paths = vec![path.clone()];
        while let Some(from) = paths.last().and_then(|at| self.moved_from(at, blob)) {
            if paths.contains(from) {
                break;
            }
            paths.push(from.clone());
        }
        paths
    }

    /// Whether a change only moved a file: what it set was removed elsewhere, what it removed was set elsewhere.
    pub fn only_moved(&self, path: &str, change: &Change) -> bool {
        let same = |other: &Arc<str>, of: fn(&Change) -> Option<Oid>, blob: Oid| {
            let changes = self.tracks.get(other).map(|track| &*track.changes).unwrap_or_default();
            changes.iter().any(|its| its.commit == change.commit && of(its) == Some(blob))
        };
        match (change.was, change.blob) {
            (None, Some(blob)) => {
                self.moves.came_from(path, change.commit).is_some_and(|from| same(from, |its| its.was, blob))
            }
            (Some(was), None) => {
                self.moves.went_to(path, change.commit).is_some_and(|to| same(to, |its| its.blob, was))
            }
            _ => false,
        }
    }

    /// Where a version stood before the commit that set it first at a path, if that commit only moved it.
    fn moved_from(&self, path: &str, blob: Oid) -> Option<&Arc<str>> {
        if !self.moves.has(path) {
            return None;
        }
        let set = self.tracks.get(path)?.changes.iter().find(|change| change.blob == Some(blob))?;
        let from = self.moves.came_from(path, set.commit)?;
        self.only_moved(path, set).then_some(from)
    }

    /// The index of the candidate, which is always there.
    pub fn candidate(&self) -> usize {
        self.snapshots.len().saturating_sub(1)
    }
}
