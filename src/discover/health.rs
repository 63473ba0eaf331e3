//! What of a clone decides whether golive sees everything: its tags, its head, its remotes.

use super::completeness;
use super::error::DiscoverError;
use super::repository;
use crate::config::Sources;
use crate::model::problem::Problem;
use git2::Repository;
use std::path::Path;

/// What a clone is like.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// Signs that its history is not the whole history.
    pub incomplete: Vec<Problem>,
    /// Whether it has no work tree.
    pub is_bare: bool,
    /// Whether it has a commit.
    pub has_commit: bool,
    /// The branch that is checked out; `None` where the head is a commit.
    pub branch: Option<String>,
    /// How many tags it has.
    pub tags: usize,
    /// How many of them are releases.
    pub releases: usize,
    /// Some of those that are none.
    pub others: Vec<String>,
    /// Its remotes by name, with their addresses without credentials.
    pub remotes: Vec<(String, String)>,
    /// Whether an address of a remote holds credentials.
    pub has_credentials: bool,
}

/// Looks at a clone.
///
/// # Errors
/// When there is no repository, or it cannot be opened.
pub fn of(repo: &Path, sources: &Sources) -> Result<Health, DiscoverError> {
    let repo = repository::open(repo)?;
    let tags = repo.tag_names(None)?;
    let tags = tags.iter().filter_map(|name| name.ok().flatten()).collect::<Vec<_>>();
    let (releases, others): (Vec<&str>, Vec<&str>) =
        tags.iter().copied().partition(|tag| sources.pattern.matches(tag));
    let addresses = addresses(&repo)?;
    let head = repo.head().ok();
    let branch = head.as_ref().filter(|head| head.is_branch()).and_then(|head| head.shorthand().ok());
    Ok(Health {
        incomplete: completeness::check(&repo),
        is_bare: repo.is_bare(),
        has_commit: head.as_ref().is_some_and(|head| head.peel_to_commit().is_ok()),
        branch: branch.map(ToOwned::to_owned),
        tags: tags.len(),
        releases: releases.len(),
        others: others.into_iter().take(5).map(ToOwned::to_owned).collect(),
        has_credentials: addresses.iter().any(|(_, url)| repository::without_credentials(url) != *url),
        remotes: addresses
            .into_iter()
            .map(|(name, url)| (name, repository::without_credentials(&url)))
            .collect(),
    })
}

/// Whether an address leads to another machine, where a forge may be; a folder of this machine is none.
pub fn is_far(url: &str) -> bool {
    match url.split_once("://") {
        Some((scheme, _)) => scheme != "file",
        // `git@host:path`
        None => url.split_once(':').is_some_and(|(host, _)| !host.contains(['/', '\\']) && host.len() > 1),
    }
}

/// The remotes with their addresses, in the order of their names.
fn addresses(repo: &Repository) -> Result<Vec<(String, String)>, DiscoverError> {
    let names = repo.remotes()?;
    let named = names.iter().filter_map(|name| name.ok().flatten());
    let each = named.filter_map(|name| {
        let url = repo.find_remote(name).ok()?.url().ok()?.to_owned();
        Some((name.to_owned(), url))
    });
    Ok(each.collect())
}
