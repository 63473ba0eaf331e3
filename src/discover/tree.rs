//! What differs between a tree and its parents: entry by entry, without a look into equal sub-trees.
//!
//! git2's own tree diff costs a hundred times as much on long histories, as it cannot skip what is not wanted.

use super::links::is_link;
use super::repository::oid;
use super::request::Places;
use crate::model::id::Oid;
use git2::{ObjectType, Repository, Tree, TreeEntry};
use std::cell::Cell;

/// A path that differs from every parent.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) path: String,
    /// The new blob; `None`: removed.
    pub(super) blob: Option<Oid>,
    /// The blob in the first parent.
    pub(super) was: Option<Oid>,
}

type Entry = (git2::Oid, Node);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Node {
    Folder,
    File,
    Link,
}

/// Compares trees of one repository, restricted to the wanted paths.
pub(super) struct Trees<'a> {
    repo: &'a Repository,
    wants: &'a dyn Places,
    /// What is looked for: files, or symbolic links.
    node: Node,
    /// Whether a symbolic link was met.
    met_link: Cell<bool>,
}

impl<'a> Trees<'a> {
    pub(super) fn new(repo: &'a Repository, wants: &'a dyn Places) -> Self {
        Self { repo, wants, node: Node::File, met_link: Cell::new(false) }
    }

    /// The same for symbolic links: those that are wanted, and those of folders in which wanted paths may lie.
    pub(super) fn of_links(repo: &'a Repository, wants: &'a dyn Places) -> Self {
        Self { repo, wants, node: Node::Link, met_link: Cell::new(false) }
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
        let tree = |id: git2::Oid| self.repo.find_tree(id);
        let old = parents.iter().map(|parent| parent.map(tree).transpose()).collect::<Result<Vec<_>, _>>()?;
        let old = old.iter().map(|tree| self.entries(tree.as_ref())).collect::<Vec<_>>();
        let new = new.map(tree).transpose()?;
        let new = self.entries(new.as_ref());
        // A name that is in no parent and not in `new` cannot differ; one that only other parents have was merged away.
        let gone = old.first().into_iter().flatten().map(TreeEntry::name_bytes).enumerate();
        let gone = gone.filter(|(at, name)| find(&new, name, *at).is_none());
        let differs = |(at, name): &(usize, &[u8])| {
            let now = find(&new, name, *at);
            !old.iter().any(|entries| find(entries, name, *at) == now)
        };
        let names = new.iter().map(TreeEntry::name_bytes).enumerate().chain(gone);
        let mut names = names.filter(differs).map(|(_, name)| name).collect::<Vec<_>>();
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
        before: &[Option<Entry>],
        now: Option<Entry>,
        path: &str,
        found: &mut Vec<Difference>,
    ) -> Result<(), git2::Error> {
        let of = |entry: &Option<Entry>, node| entry.filter(|(_, its)| *its == node).map(|(id, _)| id);
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

    /// What stands in a folder, by name; git sorts folders as if their names ended in a slash. They are borrowed: a history has millions.
    fn entries<'t>(&self, tree: Option<&'t Tree<'_>>) -> Vec<TreeEntry<'t>> {
        let mut entries = tree.into_iter().flat_map(|tree| tree.iter()).collect::<Vec<_>>();
        if entries.iter().any(is_link) {
            self.met_link.set(true);
        }
        entries.sort_by(|a, b| a.name_bytes().cmp(b.name_bytes()));
        entries
    }
}

/// What stands by a name, which is mostly at the same place in another version of the folder; a submodule is another repository's commit.
fn find(entries: &[TreeEntry<'_>], name: &[u8], near: usize) -> Option<Entry> {
    let there = entries.get(near).filter(|entry| entry.name_bytes() == name);
    let search = || entries.binary_search_by(|entry| entry.name_bytes().cmp(name)).ok();
    let entry = there.or_else(|| entries.get(search()?))?;
    let node = match entry.kind() {
        Some(ObjectType::Tree) => Node::Folder,
        Some(ObjectType::Blob) if is_link(entry) => Node::Link,
        Some(ObjectType::Blob) => Node::File,
        _ => return None,
    };
    Some((entry.id(), node))
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
