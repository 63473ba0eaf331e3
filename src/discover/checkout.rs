//! What is checked out, for `golive record`: the work tree, the commit, who works in it; and how one file of it is committed.
//!
//! It is the one place that writes into a repository: a blob, the trees above it, a commit, the branch and the index.

use super::error::DiscoverError;
use super::repository;
use crate::model::id::Oid;
use git2::build::TreeUpdateBuilder;
use git2::{Commit, ErrorCode, FileMode, Repository, StatusOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// So often a commit is tried where the branch moves or another git holds a lock, a little later each time: 15 s in all.
const TRIES: u32 = 30;
const PAUSE: Duration = Duration::from_millis(33);

/// What is checked out.
#[derive(Clone, Debug, Default)]
pub struct Checkout {
    /// The root of the work tree.
    pub root: PathBuf,
    /// The commit; `None` where there is none yet.
    pub commit: Option<Oid>,
    /// The branch; `None` where none is checked out.
    pub branch: Option<String>,
    /// Whether tracked files differ from the commit.
    pub modified: bool,
    /// `user.name` of git's configuration.
    pub user: Option<String>,
}

/// Looks at what is checked out.
///
/// # Errors
/// When there is no repository, or it has no work tree.
pub fn look(repo: &Path) -> Result<Checkout, DiscoverError> {
    let repo = repository::open(repo)?;
    let root = workdir(&repo)?.to_path_buf();
    let head = repo.head().ok();
    let branch = head.as_ref().filter(|head| head.is_branch()).and_then(|head| head.shorthand().ok());
    let mut options = StatusOptions::new();
    options.include_untracked(false).exclude_submodules(true);
    Ok(Checkout {
        root,
        commit: head
            .as_ref()
            .and_then(|head| head.peel_to_commit().ok())
            .map(|head| repository::oid(head.id())),
        branch: branch.map(ToOwned::to_owned),
        modified: repo.statuses(Some(&mut options)).is_ok_and(|found| !found.is_empty()),
        user: repo.config().ok().and_then(|config| config.get_string("user.name").ok()),
    })
}

fn workdir(repo: &Repository) -> Result<&Path, DiscoverError> {
    repo.workdir().ok_or_else(|| DiscoverError::NoWorkTree { path: repo.path().display().to_string() })
}

/// All refs and the head as one text, to see whether one of them changed; `None` where they cannot be read just now.
pub fn refs(repo: &Path) -> Option<String> {
    let repo = repository::open(repo).ok()?;
    let mut all = vec![format!("{:?}", repo.head().ok().and_then(|head| head.target()))];
    for found in repo.references().ok()? {
        let found = found.ok()?;
        let target = found.target().map(|id| id.to_string());
        all.push(format!("{} {}", String::from_utf8_lossy(found.name_bytes()), target.unwrap_or_default()));
    }
    all.sort();
    Some(all.join("\n"))
}

/// Where a file was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// In the tree of the head.
    Head,
    /// In the work tree alone.
    WorkTree,
}

/// The bytes of a file: as the head has it, else as it lies in the work tree; `None` where it is in neither.
///
/// # Errors
/// When there is no repository, or its head cannot be read.
pub fn file(repo: &Path, path: &str) -> Result<Option<(Found, Vec<u8>)>, DiscoverError> {
    let repo = repository::open(repo)?;
    let tree = repo.head().ok().map(|head| head.peel_to_tree()).transpose()?;
    if let Some(entry) = tree.and_then(|tree| tree.get_path(Path::new(path)).ok()) {
        let blob = entry.to_object(&repo)?.into_blob();
        return Ok(blob.ok().map(|blob| (Found::Head, blob.content().to_vec())));
    }
    let full = repo.workdir().map(|root| root.join(path));
    let bytes = full.filter(|full| full.is_file()).and_then(|full| std::fs::read(full).ok());
    Ok(bytes.map(|bytes| (Found::WorkTree, bytes)))
}

/// The files at the head that are wanted and no larger than so many bytes, by path; at most so many.
///
/// # Errors
/// When there is no repository, or its head cannot be read.
pub fn files(
    repo: &Path,
    wants: &dyn Fn(&str) -> bool,
    largest: usize,
    most: usize,
) -> Result<Vec<(String, Vec<u8>)>, DiscoverError> {
    let repo = repository::open(repo)?;
    let Ok(head) = repo.head() else { return Ok(Vec::new()) };
    let mut wanted = Vec::new();
    head.peel_to_tree()?.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
        let path = format!("{folder}{}", String::from_utf8_lossy(entry.name_bytes()));
        if entry.kind() == Some(git2::ObjectType::Blob) && wants(&path) && wanted.len() < most {
            wanted.push((path, entry.id()));
        }
        git2::TreeWalkResult::Ok
    })?;
    let odb = repo.odb()?;
    wanted.retain(|(_, id)| odb.read_header(*id).is_ok_and(|(size, _)| size <= largest));
    let read = |(path, id)| Some((path, repo.find_blob(id).ok()?.content().to_vec()));
    Ok(wanted.into_iter().filter_map(read).collect())
}

/// A path as the repository names it: a path of this machine in the work tree is told from its root.
pub fn inner(repo: &Path, path: &Path) -> String {
    let root = repository::open(repo).ok().and_then(|repo| repo.workdir()?.canonicalize().ok());
    let full = std::path::absolute(path).ok();
    // The file may be gone; its folder tells where it was.
    let full = full.and_then(|full| Some(full.parent()?.canonicalize().ok()?.join(full.file_name()?)));
    let inner = root.zip(full).and_then(|(root, full)| Some(full.strip_prefix(root).ok()?.to_path_buf()));
    let plain = path.strip_prefix(".").unwrap_or(path).to_path_buf();
    inner.filter(|inner| !inner.as_os_str().is_empty()).unwrap_or(plain).to_string_lossy().replace('\\', "/")
}

/// Whether git ignores a path of the work tree.
pub fn is_ignored(repo: &Path, path: &str) -> bool {
    repository::open(repo).is_ok_and(|repo| repo.is_path_ignored(path).unwrap_or(false))
}

/// Commits one file of the work tree on top of whatever the branch has by then, and nothing else: what is staged stays staged. No hook runs.
///
/// # Errors
/// When git knows no name for the author, the file cannot be read, or the branch never held still.
pub fn commit_file(repo: &Path, path: &str, message: &str) -> Result<Oid, DiscoverError> {
    let repo = repository::open(repo)?;
    let root = workdir(&repo)?;
    let blob = repo.blob_path(&root.join(path))?;
    let mut tries = 0;
    let id = loop {
        match on_head(&repo, path, blob, message) {
            Err(error) if is_passing(&error) && tries < TRIES => {
                tries += 1;
                std::thread::sleep(PAUSE * tries);
            }
            done => break done?,
        }
    };
    let mut tries = 0;
    loop {
        match stage(&repo, path) {
            Err(error) if is_passing(&error) && tries < TRIES => {
                tries += 1;
                std::thread::sleep(PAUSE * tries);
            }
            done => break done?,
        }
    }
    Ok(repository::oid(id))
}

/// Whether the next try may succeed: the branch moved, or somebody else holds a lock.
fn is_passing(error: &git2::Error) -> bool {
    matches!(error.code(), ErrorCode::Modified | ErrorCode::Locked)
}

/// One try: a commit whose parent is the head, put in its place only if that is still the head.
fn on_head(repo: &Repository, path: &str, blob: git2::Oid, message: &str) -> Result<git2::Oid, git2::Error> {
    let head = match repo.head() {
        Ok(head) => Some(head.peel_to_commit()?),
        Err(error) if error.code() == ErrorCode::UnbornBranch => None,
        Err(error) => return Err(error),
    };
    let base = match &head {
        Some(head) => head.tree()?,
        None => repo.find_tree(repo.treebuilder(None)?.write()?)?,
    };
    let tree = TreeUpdateBuilder::new().upsert(path, blob, FileMode::Blob).create_updated(repo, &base)?;
    let unnamed = |_| git2::Error::from_str("git knows nobody to commit as: set user.name and user.email");
    let who = repo.signature().map_err(unnamed)?;
    let parents: Vec<&Commit<'_>> = head.iter().collect();
    // With the name of a ref libgit2 puts the commit there only where its first parent is still what the ref names.
    repo.commit(Some("HEAD"), &who, &who, message, &repo.find_tree(tree)?, &parents)
}

/// The index knows the file too, so that it does not look deleted.
fn stage(repo: &Repository, path: &str) -> Result<(), git2::Error> {
    let mut index = repo.index()?;
    index.read(true)?;
    index.add_path(Path::new(path))?;
    index.write()
}
