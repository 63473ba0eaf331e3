//! The team's own files for the site, as they stand at a commit: golive.toml, pages and theme. They are read as evidence is, from git's
//! objects: no link is followed, and the work tree is never looked at.

use super::error::DiscoverError;
use super::links::is_link;
use super::refs;
use super::repository;
use crate::config::theme::{Folder, Texts, is_of_theme, weakens};
use crate::config::{ConfigError, FILE_NAME};
use crate::model::id::Oid;
use crate::model::problem::{Place, Problem};
use git2::{ObjectType, Repository, Status, Tree, TreeEntry};
use std::path::Path;

/// The most that is read of one file.
const LARGEST: usize = 1 << 20;

/// golive.toml as the head has it.
#[derive(Debug)]
pub struct Configuration {
    /// The commit.
    pub commit: Oid,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Whether the work tree or the index has other ones.
    pub differs: bool,
}

/// The configuration at the head of a repository; `None` where the head has no such file, or there is no commit yet.
///
/// # Errors
/// When there is no repository, or the file is a link, a folder or a submodule, or cannot be read.
pub fn configuration(repo: &Path) -> Result<Option<Configuration>, DiscoverError> {
    let repo = repository::open(repo)?;
    let Some((commit, _)) = refs::head(&repo) else { return Ok(None) };
    let tree = repository::commit(&repo, commit)?.tree()?;
    let Some(entry) = tree.get_name(FILE_NAME) else { return Ok(None) };
    let wrong = |why| ConfigError { path: FILE_NAME.to_owned(), line: 0, column: 0, message: why };
    let bytes = bytes(&repo, &entry).map_err(wrong)?;
    let differs = repo.status_file(Path::new(FILE_NAME)).is_ok_and(|status| status != Status::CURRENT);
    Ok(Some(Configuration { commit, bytes, differs }))
}

/// The bytes of golive.toml at a commit; `None` where that has none.
///
/// # Errors
/// When there is no repository, it has no such commit, or the file cannot be read.
pub fn configuration_at(repo: &Path, commit: Oid) -> Result<Option<Vec<u8>>, DiscoverError> {
    let repo = repository::open(repo)?;
    let unknown = |error: git2::Error| DiscoverError::UnknownRevision {
        rev: commit.to_string(),
        cause: error.message().to_owned(),
    };
    let tree = repository::commit(&repo, commit).and_then(|commit| commit.tree()).map_err(unknown)?;
    let Some(entry) = tree.get_name(FILE_NAME) else { return Ok(None) };
    let wrong = |why| ConfigError { path: FILE_NAME.to_owned(), line: 0, column: 0, message: why };
    Ok(Some(bytes(&repo, &entry).map_err(wrong)?))
}

/// The bytes of a file that `REV:PATH` names; `None` where there is no such file.
///
/// # Errors
/// When there is no repository.
pub fn at_revision(repo: &Path, named: &str) -> Result<Option<Vec<u8>>, DiscoverError> {
    let repo = repository::open(repo)?;
    let found = repo.revparse_single(named).ok().and_then(|object| object.into_blob().ok());
    Ok(found.map(|blob| blob.content().to_vec()))
}

/// The bytes of a file, or why there are none.
fn bytes(repo: &Repository, entry: &TreeEntry<'_>) -> Result<Vec<u8>, String> {
    match entry.kind() {
        _ if is_link(entry) => return Err("is a symbolic link, which golive does not follow".to_owned()),
        Some(ObjectType::Blob) => {}
        Some(ObjectType::Commit) => return Err("is a submodule, which golive does not read".to_owned()),
        _ => return Err("is not a file".to_owned()),
    }
    let unreadable = |error: git2::Error| format!("cannot be read: {}", error.message());
    let (size, _) = repo.odb().and_then(|odb| odb.read_header(entry.id())).map_err(unreadable)?;
    if size > LARGEST {
        return Err(format!("has {size} bytes, which is more than golive reads ({LARGEST})"));
    }
    Ok(repo.find_blob(entry.id()).map_err(unreadable)?.content().to_vec())
}

/// Texts of a folder at a commit, and what in it could not be taken.
#[derive(Debug, Default)]
pub struct Found {
    /// The texts by their paths in the folder.
    pub texts: Texts,
    /// Links, submodules, and files that are no text.
    pub problems: Vec<Problem>,
}

/// The Markdown files of a folder. What begins with a dot or an underscore, or lies deeper, is none of them.
///
/// # Errors
/// When the commit has no such folder.
pub fn pages(repo: &Path, commit: Oid, folder: &Folder) -> Result<Found, ConfigError> {
    let wants = |name: &str| name.ends_with(".md") && !name.starts_with(['.', '_']) && !name.contains('/');
    files(repo, commit, folder, &wants)
}

/// The files of a theme that the repository holds.
///
/// # Errors
/// When the commit has no such folder, or a file in it weakens what protects the readers of the site.
pub fn theme(repo: &Path, commit: Oid, folder: &Folder) -> Result<Found, ConfigError> {
    let found = files(repo, commit, folder, &is_of_theme)?;
    let weak = found.texts.iter().find_map(|(name, text)| Some((name, weakens(name, text)?)));
    match weak {
        None => Ok(found),
        Some((name, why)) => Err(folder.error(format!(
            "the theme `{}` has `{name}`: {why}, so that is taken only from a folder that --theme or GOLIVE_THEME names",
            folder.path
        ))),
    }
}

fn files(
    repo: &Path,
    commit: Oid,
    folder: &Folder,
    wants: &dyn Fn(&str) -> bool,
) -> Result<Found, ConfigError> {
    let wrong = |why: String| folder.error(format!("`{}` {why}", folder.path));
    let repo = repository::open(repo).map_err(|error| wrong(error.to_string()))?;
    let unreadable = |error: git2::Error| wrong(format!("cannot be read: {}", error.message()));
    let mut tree = repository::commit(&repo, commit).and_then(|commit| commit.tree()).map_err(unreadable)?;
    for name in folder.path.split('/').filter(|name| !name.is_empty() && *name != ".") {
        let entry = tree.get_name(name).map(|entry| entry.to_owned());
        let entry = entry.ok_or_else(|| wrong(format!("is not in the commit {:.12}", commit.to_string())))?;
        let why = match entry.kind() {
            Some(ObjectType::Tree) => {
                tree = repo.find_tree(entry.id()).map_err(unreadable)?;
                continue;
            }
            Some(ObjectType::Commit) => "is a submodule, which golive does not read",
            _ if is_link(&entry) => "is a symbolic link, which golive does not follow",
            _ => "is a file, and no folder",
        };
        return Err(folder.error(format!("`{}`: `{name}` {why}", folder.path)));
    }
    let mut found = Found::default();
    gather(&repo, &tree, folder.path.trim_end_matches('/'), "", wants, &mut found);
    Ok(found)
}

fn gather(
    repo: &Repository,
    tree: &Tree<'_>,
    folder: &str,
    inner: &str,
    wants: &dyn Fn(&str) -> bool,
    found: &mut Found,
) {
    for entry in tree {
        let name = format!("{inner}{}", String::from_utf8_lossy(entry.name_bytes()));
        let is_file = entry.kind() == Some(ObjectType::Blob) && !is_link(&entry);
        if entry.kind() == Some(ObjectType::Tree) {
            if let Ok(tree) = repo.find_tree(entry.id()) {
                gather(repo, &tree, folder, &format!("{name}/"), wants, found);
            }
        } else if !is_file || wants(&name) {
            let text = bytes(repo, &entry)
                .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned()));
            match text {
                Ok(text) => drop(found.texts.insert(name, text)),
                Err(why) => {
                    let place = Place::file(format!("{folder}/{name}"));
                    found.problems.push(Problem::warning(
                        place,
                        "site-file",
                        format!("{why}; it is left out"),
                    ));
                }
            }
        }
    }
}
