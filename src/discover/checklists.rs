//! Checklists that no configuration lists: looked for in the tree of the candidate and in those of all releases.

use super::blobs::Blobs;
use super::request::{Lists, Looks, Rank};
use super::tree::Trees;
use crate::config::{Sources, path_glob};
use crate::model::evidence::Bytes;
use crate::model::history::{History, LookAlike};
use crate::model::id::Oid;
use git2::Repository;
use globset::{GlobSet, GlobSetBuilder};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Of more files that may be checklists by their names only the first by path are looked into.
const MOST: usize = 1000;
/// Of one file so many of its newest versions are looked into.
const VERSIONS: usize = 4;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Checklists, the one that speaks first in front.
    pub(super) checklists: Vec<Arc<str>>,
    /// Files of one release each.
    pub(super) copies: Vec<LookAlike>,
}

/// Looks for checklists beside those of the configuration. Trees are compared with those before, so that a long history costs what
/// changed in it. What cannot be read is told by the walk.
pub(super) fn find(
    repo: &Repository,
    sources: &Sources,
    lists: &Lists<'_>,
    blobs: &Blobs,
    history: &History,
) -> Found {
    let trees = Trees::new(repo, lists.places);
    let mut versions: BTreeMap<String, Vec<Oid>> = BTreeMap::new();
    let mut before: Option<git2::Oid> = None;
    for tree in history.trees.iter().flatten().filter_map(|tree| super::repository::raw(*tree).ok()) {
        for found in trees.differences(before.as_slice(), tree).unwrap_or_default() {
            versions.entry(found.path).or_default().extend(found.blob);
        }
        before = Some(tree);
    }
    let known = copies(sources);
    versions.retain(|path, _| !sources.templates.contains(path) && !known.is_match(path));
    let all = versions.into_iter().take(MOST).collect::<Vec<_>>();
    let looks = all.into_par_iter().filter_map(|(path, blobs_of)| {
        let newest = blobs_of.iter().rev().take(VERSIONS);
        let looks =
            newest.filter_map(|blob| blobs.bytes(*blob).ok()).find_map(|bytes| (lists.looks)(&path, &bytes));
        Some((path, looks?))
    });
    let mut checklists: Vec<(Rank, Arc<str>)> = Vec::new();
    let mut copies = Vec::new();
    for (path, looks) in looks.collect::<Vec<_>>() {
        match looks {
            Looks::Checklist(rank) => checklists.push((rank, path.into())),
            Looks::FilledCopy => copies.push(LookAlike { path: path.into(), is_copy: true }),
        }
    }
    checklists.sort();
    Found { checklists: checklists.into_iter().map(|(_, path)| path).collect(), copies }
}

/// Where filled copies lie. A wrong glob has stopped the build before.
pub(super) fn copies(sources: &Sources) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    sources.snapshots.iter().filter_map(|glob| path_glob(glob).ok()).for_each(|glob| {
        set.add(glob);
    });
    set.build().unwrap_or_default()
}
