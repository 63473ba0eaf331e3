//! The history as an index: snapshots, commits, and what happened to each tracked path.

use super::{
    commit::Commit,
    id::Oid,
    problem::Problem,
    release::{SkippedTag, Snapshot},
};
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
    #[must_use]
    pub fn at(&self, snapshot: usize) -> Option<Oid> {
        let after = self.spans.partition_point(|span| span.snapshots.start <= snapshot);
        let span = self.spans.get(after.checked_sub(1)?)?;
        span.snapshots.contains(&snapshot).then_some(span.blob)
    }
}

/// Everything golive knows of the repository's past, without a byte of content.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Releases by time (then name), the candidate last.
    pub snapshots: Vec<Snapshot>,
    /// All commits that the snapshots reach, parents before children.
    pub commits: Vec<Commit>,
    /// The tracked paths.
    pub tracks: BTreeMap<Arc<str>, Track>,
    /// The changelogs that stand in the candidate's tree: paths and blobs.
    pub changelogs: Vec<(Arc<str>, Oid)>,
    /// Those of them that may be filled copies of the checklist.
    pub copies: BTreeSet<Arc<str>>,
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
    /// The index of the candidate, which is always there.
    #[must_use]
    pub fn candidate(&self) -> usize {
        self.snapshots.len().saturating_sub(1)
    }

    /// The release before a snapshot.
    #[must_use]
    pub fn previous(&self, snapshot: usize) -> Option<usize> {
        snapshot.checked_sub(1)
    }

    /// The release after a snapshot; the candidate is nobody's next release.
    #[must_use]
    pub fn next_release(&self, snapshot: usize) -> Option<usize> {
        let next = snapshot + 1;
        (next < self.candidate()).then_some(next)
    }
}
