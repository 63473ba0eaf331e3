//! Files that commits moved: gone at one path, there at another, with the same or a similar content.

use std::collections::BTreeMap;
use std::sync::Arc;

type ByPath = BTreeMap<Arc<str>, BTreeMap<usize, Arc<str>>>;

/// All moves of a history, to be found by either path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    into: ByPath,
    out: ByPath,
}

/// A path that a file had, and the commits (indices) in which it had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The path.
    pub path: Arc<str>,
    /// From this commit on.
    pub from: usize,
    /// Up to this commit, which is none of them.
    pub until: usize,
}

impl Moves {
    /// Adds that a commit moved a file.
    pub fn add(&mut self, commit: usize, from: &Arc<str>, to: &Arc<str>) {
        self.into.entry(to.clone()).or_default().insert(commit, from.clone());
        self.out.entry(from.clone()).or_default().insert(commit, to.clone());
    }

    /// From where a commit moved the file that it set at a path.
    pub fn came_from(&self, path: &str, commit: usize) -> Option<&Arc<str>> {
        self.into.get(path)?.get(&commit)
    }

    /// Where a commit moved the file that it removed at a path.
    pub fn went_to(&self, path: &str, commit: usize) -> Option<&Arc<str>> {
        self.out.get(path)?.get(&commit)
    }

    /// Whether a path was moved from or to.
    pub fn has(&self, path: &str) -> bool {
        self.into.contains_key(path) || self.out.contains_key(path)
    }

    /// The paths that the file had before it came to a path, the nearest first.
    pub fn before(&self, path: &Arc<str>) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        let (mut at, mut until) = (path.clone(), usize::MAX);
        while let Some((commit, from)) = self.into.get(&at).and_then(|moves| moves.range(..until).next_back())
        {
            if from == path || names.iter().any(|known| known.path == *from) {
                break;
            }
            names.push(Name { path: from.clone(), from: 0, until: *commit });
            (at, until) = (from.clone(), *commit);
        }
        names
    }
}
