//! Opening a repository and turning git2's borrowed values into owned ones.

use super::encoding::text;
use super::error::DiscoverError;
use super::loose;
use crate::model::commit::Person;
use crate::model::id::Oid;
use git2::{Commit, Repository, RepositoryOpenFlags, Signature};
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;

/// The most that is read of a file that says who may sign.
pub(super) const LARGEST: usize = 1 << 20;

/// Opens the repository at a folder or above it.
pub(super) fn open(path: &Path) -> Result<Repository, DiscoverError> {
    let none: [&Path; 0] = [];
    let repo = Repository::open_ext(path, RepositoryOpenFlags::empty(), none).map_err(|error| {
        let (path, cause) = (path.display().to_string(), told(&error));
        match error.code() {
            git2::ErrorCode::NotFound => DiscoverError::NotARepository { path, cause },
            _ => DiscoverError::CannotOpen { path, cause },
        }
    })?;
    loose::check(&repo)?;
    Ok(repo)
}

/// git2's words, with what to do where that helps.
pub(super) fn told(error: &git2::Error) -> String {
    let words = error.message();
    match error.code() {
        git2::ErrorCode::Owner => {
            format!(
                "{words}; it belongs to another user: run `git config --global --add safe.directory <folder>`"
            )
        }
        _ if words.contains("reftable") || words.contains("refstorage") => {
            format!(
                "{words}; golive cannot read the reftable format: convert a clone with `git refs migrate --ref-format=files`"
            )
        }
        _ if words.contains("objectformat") || words.contains("object format") => {
            format!("{words}; golive reads SHA-1 repositories only")
        }
        _ => words.to_owned(),
    }
}

/// An owned id.
pub fn oid(id: git2::Oid) -> Oid {
    let mut bytes = [0; 20];
    for (slot, byte) in bytes.iter_mut().zip(id.as_bytes()) {
        *slot = *byte;
    }
    Oid(bytes)
}

/// git2's form of an id.
pub(super) fn raw(id: Oid) -> Result<git2::Oid, git2::Error> {
    git2::Oid::from_bytes(&id.0)
}

/// A commit by its owned id.
pub(super) fn commit(repo: &Repository, id: Oid) -> Result<Commit<'_>, git2::Error> {
    repo.find_commit(raw(id)?)
}

/// An owned person, by the encoding that the commit or tag names.
pub(super) fn person(signature: &Signature<'_>, encoding: Option<&str>) -> Arc<Person> {
    Arc::new(Person {
        name: text(signature.name_bytes(), encoding),
        email: text(signature.email_bytes(), encoding),
    })
}

/// An instant; seconds outside what jiff can hold become its first or last second.
pub(super) fn instant(time: git2::Time) -> Timestamp {
    let end = if time.seconds() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(time.seconds()).unwrap_or(end)
}

/// A zone in minutes east of UTC; one that nobody lives in is no zone.
pub(super) fn zone(time: git2::Time) -> i32 {
    Some(time.offset_minutes()).filter(|minutes| minutes.abs() <= 14 * 60).unwrap_or_default()
}

/// The address of `origin` (else of the first remote), without credentials.
pub(super) fn remote(repo: &Repository) -> Option<String> {
    let remote = repo.find_remote("origin").ok().or_else(|| {
        let names = repo.remotes().ok()?;
        let first = names.iter().flatten().flatten().next()?.to_owned();
        repo.find_remote(&first).ok()
    })?;
    Some(without_credentials(remote.url().ok()?))
}

/// An address without `user:password@`. A user alone (`git@host:path`) is part of an SSH address and stays.
pub fn without_credentials(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://{host}{path}")
}

/// The blob of a file at a commit.
pub(super) fn blob_at(repo: &Repository, commit: Oid, path: &str) -> Option<git2::Oid> {
    let tree = repo.find_commit(raw(commit).ok()?).ok()?.tree().ok()?;
    let entry = tree.get_path(Path::new(path)).ok()?;
    (entry.kind() == Some(git2::ObjectType::Blob)).then(|| entry.id())
}

/// The bytes of a file that says who may sign; `None` where there are too many.
pub(super) fn content(repo: &Repository, blob: git2::Oid) -> Option<Vec<u8>> {
    let (size, _) = repo.odb().ok()?.read_header(blob).ok()?;
    (size <= LARGEST).then(|| repo.find_blob(blob).ok().map(|blob| blob.content().to_vec()))?
}
