//! What to discover.

use crate::config::Sources;
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
    /// The revision that the candidate stands for; default: the branch head.
    pub head: Option<&'a str>,
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
