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
/// Tells whether the bytes of two files are one checklist at two times.
pub type Alike<'n> = dyn Fn(&[u8], &[u8]) -> bool + Sync + 'n;

/// How checklists are understood. Discovery itself understands no content.
#[derive(Clone, Copy)]
pub struct Lists<'n> {
    /// What a checklist names is tracked too.
    pub names: &'n Names<'n>,
    /// A checklist is followed when it is moved and filled in by one commit.
    pub alike: &'n Alike<'n>,
}
