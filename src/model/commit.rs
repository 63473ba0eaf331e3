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
    pub fn key(&self) -> String {
        if self.email.is_empty() { self.name.to_lowercase() } else { self.email.to_lowercase() }
    }

    /// Whether a text means that person: by name (`Ada`, `Ada (product)`), by address, or by a handle that is the address's local part.
    pub fn is_called(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        let address =
            text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(address, _)| address);
        let email = self.email.to_lowercase();
        let local = email.split('@').next().unwrap_or_default();
        // GitHub's own addresses are `<number>+<handle>@users.noreply.github.com`.
        let local = local.split_once('+').map_or(local, |(_, handle)| handle);
        address == Some(&*email)
            || (text == email && !email.is_empty())
            || text.split('(').next().map(str::trim) == Some(&*self.name.to_lowercase())
            || text.strip_prefix('@') == Some(local)
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
    /// The zone of the committer's clock, in minutes east of UTC.
    pub zone: i32,
    /// The first line of the message.
    pub summary: String,
    /// The first snapshot (index into [`super::history::History::snapshots`]) whose history holds this commit.
    pub snapshot: usize,
}
