//! From a git repository to an index of its past: snapshots, commits, and what happened to each tracked path.
//!
//! Invariant: the only user of git2 (but for the demo, which writes a repository). Everything that leaves this stage is owned. Nothing
//! is judged, no content is understood, and the work tree is never looked at but in [`checkout`], for `golive record`.

pub mod blobs;
pub mod branches;
pub mod checklists;
pub mod checkout;
pub mod completeness;
pub mod dates;
pub mod encoding;
pub mod error;
pub mod health;
pub mod links;
pub mod loose;
pub mod mailmap;
pub mod moves;
pub mod project;
pub mod refs;
pub mod repository;
pub mod request;
pub mod reverts;
mod secrets;
mod signature;
pub mod site_files;
pub mod strays;
pub mod timeline;
pub mod tracked;
pub mod tree;
mod verify_tag;
pub mod wants;

pub use error::DiscoverError;
pub use request::{Head, Lists, Looks, Named, Names, Places, RecordedHead, Request};

use crate::config::Sources;
use crate::model::evidence::Bytes;
use crate::model::history::{History, LookAlike};
use crate::model::id::Oid;
use crate::model::problem::{Problem, Severity};
use crate::progress::Progress;
use crate::ssh::allowed::{self, Signer};
use blobs::Blobs;
use mailmap::Mailmap;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use wants::Wants;

/// What was discovered.
#[derive(Debug)]
pub struct Discovery {
    /// The index.
    pub history: History,
    /// The bytes, by id.
    pub blobs: Blobs,
    /// What is wrong with the repository, short of stopping.
    pub problems: Vec<Problem>,
}

/// Walks the whole history: once for what the configuration names, and once more for what the checklists found in it name beside that.
///
/// # Errors
/// When the repository, the revision or any commit cannot be read at all.
pub fn discover(
    request: &Request<'_>,
    lists: &Lists<'_>,
    progress: &dyn Progress,
) -> Result<Discovery, DiscoverError> {
    let repo = repository::open(request.repo)?;
    let mut problems = Vec::new();
    let recorded = request.recorded();
    let (releases, candidate) = refs::snapshots(&repo, request, &mut problems)?;
    let mut history = History {
        skipped: releases.skipped,
        branch: candidate.branch,
        remote: recorded.map_or_else(|| repository::remote(&repo), |recorded| recorded.remote.clone()),
        ..History::default()
    };
    problems.extend(completeness::check(&repo));
    history.snapshots = releases.snapshots;
    let people = Mailmap::of(&repo, candidate.snapshot.commit);
    history.snapshots.push(candidate.snapshot);
    for tag in history.snapshots.iter_mut().filter_map(|snapshot| snapshot.tag.as_mut()) {
        tag.tagger = tag.tagger.take().map(|tagger| people.person(tagger));
    }

    let blobs = Blobs::new(repo.path().to_path_buf());
    let walk = timeline::Walk::new(&repo, &people, &mut history, &mut problems)?;
    let sources = with_found(&repo, request.sources, lists, &blobs, &mut history);
    let mut wants = Wants::new(&sources)?;
    let mut broken = Vec::new();
    walk.track(&wants, &mut history, &mut broken, progress);
    let standing = history.checklists.iter().filter(|path| history.tracks.contains_key(*path));
    history.templates = standing.cloned().collect();
    history.copies = copies(&sources, &history);
    if !sources.finds && history.templates.is_empty() && history.copies.is_empty() {
        // What the configuration lists is nowhere: what it may have meant.
        let found = checklists::find(&repo, &sources, lists, &blobs, &history);
        let alike = found.checklists.into_iter().map(|path| LookAlike { path, is_copy: false });
        history.look_alikes = alike.chain(found.copies).collect();
    }
    moves::checklists(&walk, &mut wants, lists, &blobs, &mut history, &mut broken, progress);
    let named = named_by_checklists(&history, &blobs, lists.names);
    let further = wants.further(&named.globs)?;
    if !further.is_empty() {
        walk.track(&further, &mut history, &mut broken, progress);
    }
    let asked = wants.named(&named.globs)?;
    project::track(&repo, request.sources, named, &mut history, &mut broken)?;
    history.branches = branches::branches(&repo, &history);
    moves::exact(&mut history);
    if history.has_links {
        links::follow(&repo, &wants, &asked, &mut history, &mut broken);
    }
    problems.extend(completeness::partial(&repo, &history, !broken.is_empty()));
    problems.extend(timeline::broken_trees(&broken));
    problems.extend(secrets::mask(&mut history));
    // An error about the repository as a whole means that not all of its history could be read.
    let whole = |problem: &&Problem| problem.place.is_none() && problem.severity == Severity::Error;
    history.incomplete = problems.iter().filter(whole).cloned().collect();
    Ok(Discovery { history, blobs, problems })
}

/// Who may sign, by a file of allowed signers at a commit; nobody where there is none.
///
/// # Errors
/// When there is no repository.
pub fn signers(repo: &Path, commit: Oid, path: &str) -> Result<Vec<Signer>, DiscoverError> {
    let repo = repository::open(repo)?;
    let text = repository::blob_at(&repo, commit, path).and_then(|blob| repository::content(&repo, blob));
    Ok(allowed::signers(&String::from_utf8_lossy(&text.unwrap_or_default())).0)
}

/// Whether a tag of this name is a release. Reads nothing but that tag.
///
/// # Errors
/// When there is no repository.
pub fn is_release(repo: &Path, sources: &Sources, tag: &str) -> Result<bool, DiscoverError> {
    Ok(refs::is_release(&repository::open(repo)?, &sources.pattern, tag))
}

/// The configuration with the checklists that were found beside it, where it lists none itself.
fn with_found(
    repo: &git2::Repository,
    sources: &Sources,
    lists: &Lists<'_>,
    blobs: &Blobs,
    history: &mut History,
) -> Sources {
    history.checklists = sources.templates.iter().map(|path| Arc::from(path.as_str())).collect();
    let mut sources = sources.clone();
    if sources.finds {
        let found = checklists::find(repo, &sources, lists, blobs, history);
        sources.templates.extend(found.checklists.iter().map(|path| globset::escape(path)));
        history.checklists.extend(found.checklists);
        history.look_alikes = found.copies;
    }
    sources
}

/// The tracked paths where filled copies lie.
fn copies(sources: &Sources, history: &History) -> BTreeSet<Arc<str>> {
    let set = checklists::copies(sources);
    history.tracks.keys().filter(|path| set.is_match(&***path)).cloned().collect()
}

/// What the checklists of all snapshots name: templates and filled copies as they stand in a tree, copies as they were last, and the
/// messages of tags. Each distinct version is looked at once.
fn named_by_checklists(history: &History, blobs: &Blobs, names: &Names<'_>) -> Named {
    let paths = history.templates.union(&history.copies);
    let mut versions = BTreeSet::new();
    for (path, track) in paths.filter_map(|path| Some((&**path, history.tracks.get(path)?))) {
        let last = track.changes.iter().rev().find_map(|change| change.blob);
        versions.extend(track.spans.iter().map(|span| span.blob).chain(last).map(|blob| (path, blob)));
    }
    let versions = versions.into_iter().collect::<Vec<_>>();
    // What cannot be had is told where it is read.
    let in_files = versions.into_par_iter().map(|(path, blob)| {
        let bytes = blobs.bytes(blob).unwrap_or_default();
        names(path, &bytes)
    });
    let mut all = in_files.collect::<Vec<_>>();
    let tags = history.snapshots.iter().filter_map(|snapshot| snapshot.tag.as_ref());
    all.extend(tags.map(|tag| names("", tag.message.as_bytes())));
    let mut named = Named::default();
    for one in all {
        named.globs.extend(one.globs);
        named.texts.extend(one.texts);
    }
    named
}
