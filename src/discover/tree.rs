//! What differs between a tree and its parents: entry by entry, without a look into equal sub-trees.
//!
//! git2's own tree diff costs a hundred times as much on long histories, as it cannot skip what is not wanted.

use super::links::LINK;
use super::repository::oid;
use super::request::Places;
use crate::model::id::Oid;
use git2::{ObjectType, Odb, Repository};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// A path that differs from every parent.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) path: String,
    /// The new blob; `None`: removed.
    pub(super) blob: Option<Oid>,
    /// The blob in the first parent.
    pub(super) was: Option<Oid>,
}

/// The bytes of trees that are kept: a commit's tree is mostly the next one's parent.
const KEPT: usize = 8 * 1024 * 1024;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Node {
    Folder,
    File,
    Link,
    /// A commit of another repository.
    Submodule,
}

/// An entry of a tree, as it lies in the tree's bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Entry<'t> {
    name: &'t [u8],
    node: Node,
    id: git2::Oid,
}

/// The trees that were read last, and their bytes in all.
#[derive(Default)]
struct Kept {
    trees: HashMap<git2::Oid, Rc<[u8]>>,
    size: usize,
}

/// Compares trees of one repository, restricted to the wanted paths.
pub(super) struct Trees<'a> {
    odb: Result<Odb<'a>, String>,
    wants: &'a dyn Places,
    /// What is looked for: files, or symbolic links.
    node: Node,
    /// Whether a symbolic link was met.
    met_link: Cell<bool>,
    kept: RefCell<Kept>,
}

impl<'a> Trees<'a> {
    pub(super) fn new(repo: &'a Repository, wants: &'a dyn Places) -> Self {
        let odb = repo.odb().map_err(|error| error.message().to_owned());
        Self { odb, wants, node: Node::File, met_link: Cell::default(), kept: RefCell::default() }
    }

    /// The same for symbolic links: those that are wanted, and those of folders in which wanted paths may lie.
    pub(super) fn of_links(repo: &'a Repository, wants: &'a dyn Places) -> Self {
        Self { node: Node::Link, ..Self::new(repo, wants) }
    }

    /// Whether a symbolic link was met in a folder in which wanted paths may lie.
    pub(super) fn met_link(&self) -> bool {
        self.met_link.get()
    }

    /// The wanted paths in which `new` differs from every one of `parents` (all of `new`, where there are none), by path.
    pub(super) fn differences(
        &self,
        parents: &[git2::Oid],
        new: git2::Oid,
    ) -> Result<Vec<Difference>, git2::Error> {
        let mut found = Vec::new();
        let parents = parents.iter().copied().map(Some).collect::<Vec<_>>();
        self.compare(&parents, Some(new), "", &mut found)?;
        Ok(found)
    }

    fn compare(
        &self,
        parents: &[Option<git2::Oid>],
        new: Option<git2::Oid>,
        folder: &str,
        found: &mut Vec<Difference>,
    ) -> Result<(), git2::Error> {
        if parents.contains(&new) {
            return Ok(());
        }
        let tree = |id: Option<git2::Oid>| id.map_or_else(|| Ok([].into()), |id| self.bytes(id));
        let old = parents.iter().map(|parent| tree(*parent)).collect::<Result<Vec<_>, _>>()?;
        let old = old.iter().map(|bytes| self.entries(bytes)).collect::<Result<Vec<_>, _>>()?;
        let new = tree(new)?;
        let new = self.entries(&new)?;
        // A name that is in no parent and not in `new` cannot differ; one that only other parents have was merged away.
        let gone = old.first().into_iter().flatten().enumerate();
        let gone = gone.filter(|(at, entry)| find(&new, entry.name, *at).is_none());
        let differs = |(at, entry): &(usize, &Entry<'_>)| {
            let now = find(&new, entry.name, *at);
            !old.iter().any(|entries| find(entries, entry.name, *at) == now)
        };
        let names = new.iter().enumerate().chain(gone).filter(differs);
        let mut names = names.map(|(_, entry)| entry.name).collect::<Vec<_>>();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let before = old.iter().map(|entries| find(entries, name, 0)).collect::<Vec<_>>();
            self.compare_entry(&before, find(&new, name, 0), &join(folder, name), found)?;
        }
        Ok(())
    }

    fn compare_entry(
        &self,
        before: &[Option<Entry<'_>>],
        now: Option<Entry<'_>>,
        path: &str,
        found: &mut Vec<Difference>,
    ) -> Result<(), git2::Error> {
        let of =
            |entry: &Option<Entry<'_>>, node| entry.filter(|entry| entry.node == node).map(|entry| entry.id);
        let files = before.iter().map(|entry| of(entry, self.node)).collect::<Vec<_>>();
        let file = of(&now, self.node);
        let differs = !files.contains(&file) && (file.is_some() || !files.is_empty());
        let is_wanted =
            || self.wants.has(path) || (self.node == Node::Link && self.wants.may_lie_under(path));
        if differs && is_wanted() {
            let was = files.first().copied().flatten().map(oid);
            found.push(Difference { path: path.to_owned(), blob: file.map(oid), was });
        }
        let folders = before.iter().map(|entry| of(entry, Node::Folder)).collect::<Vec<_>>();
        let inner = of(&now, Node::Folder);
        if (inner.is_some() || folders.iter().any(Option::is_some)) && self.wants.may_lie_under(path) {
            self.compare(&folders, inner, path, found)?;
        }
        Ok(())
    }

    /// The bytes of a tree.
    fn bytes(&self, id: git2::Oid) -> Result<Rc<[u8]>, git2::Error> {
        if let Some(bytes) = self.kept.borrow().trees.get(&id) {
            return Ok(bytes.clone());
        }
        let odb = self.odb.as_ref().map_err(|error| git2::Error::from_str(error))?;
        let object = odb.read(id)?;
        if object.kind() != ObjectType::Tree {
            return Err(git2::Error::from_str(&format!("the object {id} is no tree")));
        }
        let bytes: Rc<[u8]> = object.data().into();
        let mut kept = self.kept.borrow_mut();
        if kept.size > KEPT {
            *kept = Kept::default();
        }
        kept.size += bytes.len();
        kept.trees.insert(id, bytes.clone());
        Ok(bytes)
    }

    /// What stands in a folder, by name; git sorts folders as if their names ended in a slash.
    fn entries<'t>(&self, mut tree: &'t [u8]) -> Result<Vec<Entry<'t>>, git2::Error> {
        let mut entries = Vec::with_capacity(tree.len() / 32);
        while !tree.is_empty() {
            let (entry, rest) = entry(tree).ok_or_else(|| git2::Error::from_str("a tree is malformed"))?;
            if entry.node == Node::Link {
                self.met_link.set(true);
            }
            entries.push(entry);
            tree = rest;
        }
        if !entries.is_sorted_by_key(|entry| entry.name) {
            entries.sort_by_key(|entry| entry.name);
        }
        Ok(entries)
    }
}

/// The first entry of a tree's bytes, and what follows it: the mode in octal, a space, the name, a zero byte, the id.
fn entry(tree: &[u8]) -> Option<(Entry<'_>, &[u8])> {
    let (mode, rest) = tree.split_at_checked(tree.iter().take(8).position(|byte| *byte == b' ')?)?;
    let octal = |mode: u32, digit: &u8| Some(mode * 8 + (*digit as char).to_digit(8)?);
    let mode = mode.iter().try_fold(0, octal)?;
    let rest = rest.get(1..)?;
    let (name, rest) =
        rest.split_at_checked(rest.iter().position(|byte| *byte == 0).filter(|end| *end > 0)?)?;
    let (id, rest) = rest.get(1..)?.split_at_checked(20)?;
    let node = match mode & 0o170_000 {
        0o040_000 => Node::Folder,
        0o160_000 => Node::Submodule,
        LINK => Node::Link,
        _ => Node::File,
    };
    Some((Entry { name, node, id: git2::Oid::from_bytes(id).ok()? }, rest))
}

/// What stands by a name, which is mostly at the same place in another version of the folder; a submodule is another repository's commit.
fn find<'t>(entries: &[Entry<'t>], name: &[u8], near: usize) -> Option<Entry<'t>> {
    let there = entries.get(near).filter(|entry| entry.name == name);
    let search = || entries.binary_search_by(|entry| entry.name.cmp(name)).ok();
    let entry = there.or_else(|| entries.get(search()?))?;
    Some(*entry).filter(|entry| entry.node != Node::Submodule)
}

/// A path as text. Bytes that are no UTF-8 are written `\xNN`, so that two names never become one.
fn join(folder: &str, name: &[u8]) -> String {
    let mut path = String::with_capacity(folder.len() + name.len() + 1);
    if !folder.is_empty() {
        path.push_str(folder);
        path.push('/');
    }
    for chunk in name.utf8_chunks() {
        path.push_str(chunk.valid());
        for byte in chunk.invalid() {
            path.push_str(&format!("\\x{byte:02x}"));
        }
    }
    path
}
