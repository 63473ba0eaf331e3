//! What to discover.

use crate::config::Sources;
use crate::model::id::Oid;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;

/// What to discover.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// A folder in the repository, or a bare repository.
    pub repo: &'a Path,
    /// Where things lie.
    pub sources: &'a Sources,
    /// The candidate's time.
    pub now: Timestamp,
    /// What the candidate stands for; default: the branch head.
    pub head: Option<&'a Head>,
}

impl Request<'_> {
    /// What an earlier build found, where the candidate stands for its head.
    pub(super) fn recorded(&self) -> Option<&RecordedHead> {
        match self.head? {
            Head::Recorded(recorded) => Some(recorded),
            Head::Revision(_) => None,
        }
    }
}

/// What the candidate stands for, where it is not the branch head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// A revision.
    Revision(String),
    /// The head of an earlier build, whatever the repository has got since.
    Recorded(RecordedHead),
}

/// What an earlier build found in a repository, as far as it decides what a later one reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedHead {
    /// The commit of the head.
    pub commit: Oid,
    /// The branch of the head.
    pub branch: Option<String>,
    /// The address of the remote, without credentials.
    pub remote: Option<String>,
    /// The names of all tags, without `refs/tags/`.
    pub tags: BTreeSet<String>,
}

/// What a checklist names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Paths and globs.
    pub globs: BTreeSet<String>,
    /// Files, each with a text that the item which names it quotes; `None` for the file alone.
    pub texts: BTreeSet<(String, Option<String>)>,
}

/// Tells what a checklist names: its path and bytes are given.
pub type Names<'n> = dyn Fn(&str, &[u8]) -> Named + Sync + 'n;
/// Tells which share of their items two checklists have in common, from 0 to 1.
pub type Likeness<'n> = dyn Fn(&[u8], &[u8]) -> f64 + Sync + 'n;

/// Tells what a file looks like that no configuration lists.
pub type LooksLike<'n> = dyn Fn(&str, &[u8]) -> Option<Looks> + Sync + 'n;

/// The order in which checklists that nobody listed speak: the least first.
pub type Rank = (u8, u8, usize);

/// What a file looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// A checklist of all releases.
    Checklist(Rank),
    /// A filled copy, of one release.
    FilledCopy,
}

/// Paths that are looked at.
pub trait Places: Sync {
    /// Whether a file is.
    fn has(&self, path: &str) -> bool;

    /// Whether such files may lie under a folder (given without a slash at its end).
    fn may_lie_under(&self, folder: &str) -> bool;
}

/// How checklists are understood. Discovery itself understands no content.
#[derive(Clone, Copy)]
pub struct Lists<'n> {
    /// What a checklist names is tracked too.
    pub names: &'n Names<'n>,
    /// A checklist is followed when it is moved and filled in by one commit.
    pub likeness: &'n Likeness<'n>,
    /// Which files may be checklists that nobody listed.
    pub places: &'n dyn Places,
    /// Which of them are.
    pub looks: &'n LooksLike<'n>,
}
