//! Commits and the people behind them.

use super::id::Oid;
use jiff::Timestamp;
use std::sync::Arc;

/// A name and an address as git records them and the tree's `.mailmap` joins them. The address serves to join people; it is never
/// published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person {
    /// The name, with invalid UTF-8 replaced.
    pub name: String,
    /// The address, with invalid UTF-8 replaced.
    pub email: String,
}

impl Person {
    /// What tells people apart: the address, whatever its case; the name where there is no address.
    #[must_use]
    pub fn key(&self) -> String {
        if self.email.is_empty() { self.name.to_lowercase() } else { self.email.to_lowercase() }
    }
}

/// One commit that the walk of the history met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id.
    pub id: Oid,
    /// The ids of its parents, first parent first.
    pub parents: Vec<Oid>,
    /// Who wrote the change.
    pub author: Arc<Person>,
    /// When the change was written, by the author's clock.
    pub authored: Timestamp,
    /// Who recorded it.
    pub committer: Arc<Person>,
    /// When it was recorded, by the committer's clock: golive's *recorded time*.
    pub committed: Timestamp,
    /// The first line of the message.
    pub summary: String,
    /// The first snapshot (index into [`super::history::History::snapshots`]) whose history holds this commit.
    pub snapshot: usize,
}
