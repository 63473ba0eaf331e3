//! `.mailmap`: which names and addresses are one person. libgit2's own reading tells `Ada@x` from `ada@x`, which git does not.

use super::repository::commit;
use crate::model::commit::Person;
use crate::model::id::Oid;
use git2::{ObjectType, Repository};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The file's name at the root of a tree.
const FILE: &str = ".mailmap";

/// More of it is not read.
const LARGEST: usize = 4 << 20;

/// What replaces a name and an address, where given.
#[derive(Clone, Debug, Default)]
struct Proper {
    name: Option<String>,
    email: Option<String>,
}

/// What is known of one recorded address.
#[derive(Clone, Debug, Default)]
struct Entry {
    /// Whatever the name.
    any: Proper,
    /// For recorded names, in lower case.
    named: BTreeMap<String, Proper>,
}

/// The map of a tree, by recorded address in lower case.
#[derive(Clone, Debug, Default)]
pub struct Mailmap {
    entries: HashMap<String, Entry>,
}

impl Mailmap {
    /// Reads the map in the tree of a commit; empty where there is none. A link is not followed, as git follows none either.
    pub(super) fn of(repo: &Repository, at: Oid) -> Self {
        let blob = commit(repo, at).and_then(|commit| commit.tree()).ok().and_then(|tree| {
            let entry = tree.get_name(FILE)?;
            let is_file = entry.kind() == Some(ObjectType::Blob) && entry.filemode() != 0o120_000;
            repo.find_blob(entry.id()).ok().filter(|_| is_file)
        });
        let text = blob.map(|blob| {
            let head = blob.content().get(..LARGEST).unwrap_or(blob.content());
            String::from_utf8_lossy(head).into_owned()
        });
        Self::parse(&text.unwrap_or_default())
    }

    /// Reads the text of a map. A later line adds to an earlier one; lines of no known form say nothing.
    pub fn parse(text: &str) -> Self {
        let mut map = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, email, rest)) = pair(line) else { continue };
            let (proper, recorded_name, recorded) = match pair(rest) {
                Some((other, recorded, _)) => {
                    (Proper { name: some(name), email: some(email) }, other, recorded)
                }
                None => (Proper { name: some(name), email: None }, "", email),
            };
            let entry = map.entries.entry(recorded.to_lowercase()).or_default();
            let slot = if recorded_name.is_empty() {
                &mut entry.any
            } else {
                entry.named.entry(recorded_name.to_lowercase()).or_default()
            };
            slot.name = proper.name.or(slot.name.take());
            slot.email = proper.email.or(slot.email.take());
        }
        map
    }

    /// The person as the map has it.
    pub fn person(&self, recorded: Arc<Person>) -> Arc<Person> {
        let Some(entry) = self.entries.get(&recorded.email.to_lowercase()) else { return recorded };
        let proper = entry.named.get(&recorded.name.to_lowercase()).unwrap_or(&entry.any);
        Arc::new(Person {
            name: proper.name.clone().unwrap_or_else(|| recorded.name.clone()),
            email: proper.email.clone().unwrap_or_else(|| recorded.email.clone()),
        })
    }
}

/// A name and the address behind it, and the rest of the line.
fn pair(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once('<')?;
    let (email, rest) = rest.split_once('>')?;
    Some((name.trim(), email.trim(), rest))
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
