//! From a git repository to an index of its past: snapshots, commits, and what happened to each tracked path.
//!
//! Invariant: the only user of git2 (but for the demo, which writes a repository). Everything that leaves this stage is owned. Nothing
//! is judged, no content is understood, and the work tree is never looked at.

pub mod blobs;
pub mod completeness;
pub mod error;
pub mod mailmap;
pub mod refs;
pub mod repository;
pub mod request;
pub mod reverts;
pub mod strays;
pub mod timeline;
pub mod tree;
pub mod wants;

pub use error::DiscoverError;
pub use request::Request;

use crate::config::Sources;
use crate::model::history::History;
use crate::model::problem::{Place, Problem, Severity};
use crate::progress::Progress;
use blobs::Blobs;
use mailmap::Mailmap;
use std::collections::BTreeSet;
use std::path::Path;
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

/// Walks the whole history once.
///
/// `names` tells which paths and globs a checklist names (its path and bytes are given), so that they are tracked too.
///
/// # Errors
/// When the repository, the revision or any commit cannot be read at all.
pub fn discover(
    request: &Request<'_>,
    names: &dyn Fn(&str, &[u8]) -> Vec<String>,
    progress: &dyn Progress,
) -> Result<Discovery, DiscoverError> {
    let repo = repository::open(request.repo)?;
    let mut problems = Vec::new();
    let releases = refs::releases(&repo, &request.sources.pattern, &mut problems)?;
    let candidate = refs::candidate(&repo, request, &releases.snapshots, &mut problems)?;
    let mut history = History {
        skipped: releases.skipped,
        branch: candidate.branch,
        remote: repository::remote(&repo),
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
    let named = named_by_checklists(&repo, request.sources, &history, names, &mut problems);
    let wants = Wants::new(request.sources, &named)?;
    timeline::walk(&repo, &wants, &people, &mut history, &mut problems, progress)?;
    // An error about the repository as a whole means that not all of its history could be read.
    let whole = |problem: &&Problem| problem.place.is_none() && problem.severity == Severity::Error;
    history.incomplete = problems.iter().filter(whole).cloned().collect();
    Ok(Discovery { history, blobs, problems })
}

/// Whether a tag of this name is a release. Reads nothing but that tag.
///
/// # Errors
/// When there is no repository.
pub fn is_release(repo: &Path, sources: &Sources, tag: &str) -> Result<bool, DiscoverError> {
    Ok(refs::is_release(&repository::open(repo)?, &sources.pattern, tag))
}

/// What the checklists of all snapshots name; each distinct checklist is looked at once.
fn named_by_checklists(
    repo: &git2::Repository,
    sources: &Sources,
    history: &History,
    names: &dyn Fn(&str, &[u8]) -> Vec<String>,
    problems: &mut Vec<Problem>,
) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut named = BTreeSet::new();
    for snapshot in &history.snapshots {
        let Ok(tree) = repository::commit(repo, snapshot.commit).and_then(|commit| commit.tree()) else {
            continue;
        };
        for template in &sources.templates {
            let Ok(entry) = tree.get_path(Path::new(template)) else { continue };
            if !seen.insert(entry.id()) {
                continue;
            }
            match repo.find_blob(entry.id()) {
                Ok(blob) => named.extend(names(template, blob.content())),
                Err(error) => problems.push(Problem::error(
                    Place::file(template.as_str()),
                    "object-missing",
                    format!("the checklist of {} cannot be read: {}", snapshot.name, error.message()),
                )),
            }
        }
    }
    named
}
