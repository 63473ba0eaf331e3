//! Whether git brought what stands at a path of this machine, so that whoever can commit has chosen it.

use super::{loose, repository};
use git2::{Index, ObjectType, Repository, RepositoryOpenFlags, Tree};
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

/// Files that say nothing and keep a folder in git: they make nobody the owner of what else is in it.
const INERT: [&str; 3] = [".gitattributes", ".gitignore", ".gitkeep"];

/// A longer chain of links is a loop.
const HOPS: usize = 40;

/// Why a path belongs to a repository, in words: it holds, is or is reached through what the index or the head of the repository around
/// it has. `None` where it does not. Nothing is followed that is not there.
pub fn at(path: &Path) -> Option<String> {
    through_link(path).or_else(|| around(&follow(path).ok()?.0))
}

/// Why a path is not where it seems to be: it is reached through a link that git tracks.
pub fn through_link(path: &Path) -> Option<String> {
    let links = match follow(path) {
        Ok((_, links)) => links,
        Err(error) => return Some(format!("nobody can say whether git tracks it ({error})")),
    };
    let link = links.iter().find(|link| around(link).is_some())?;
    Some(format!("it is reached through the link {}, which git tracks", link.display()))
}

/// Whether a folder holds the sources of a repository: it is the work tree, or lies above it.
pub fn holds_sources(folder: &Path, repo: &Path) -> bool {
    let Ok(repo) = repository::open(repo) else { return false };
    let real = repo.workdir().unwrap_or_else(|| repo.path()).canonicalize();
    folder.canonicalize().is_ok_and(|folder| real.is_ok_and(|sources| sources.starts_with(folder)))
}

/// A path that need not exist by the real place of its folder, and every link on the way to that folder.
fn follow(path: &Path) -> io::Result<(PathBuf, Vec<PathBuf>)> {
    let mut path = std::path::absolute(path)?;
    if path.file_name().is_none() {
        path = path.canonicalize()?;
    }
    let (Some(folder), Some(last)) = (path.parent(), path.file_name()) else { return Ok((path, Vec::new())) };
    let names = |path: &Path| {
        let parts = path.components().filter(|part| !matches!(part, Component::CurDir));
        parts.map(|part| part.as_os_str().to_owned()).rev().collect::<Vec<OsString>>()
    };
    let mut waiting = names(folder);
    let (mut real, mut links) = (PathBuf::new(), Vec::new());
    while let Some(name) = waiting.pop() {
        if name == ".." {
            real.pop();
            continue;
        }
        real.push(name);
        if !real.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
            continue;
        }
        if links.len() == HOPS {
            return Err(io::Error::other("too many links"));
        }
        waiting.extend(names(&std::fs::read_link(&real)?));
        links.push(real.clone());
        real.pop();
    }
    real.push(last);
    Ok((real, links))
}

/// What the repositories around a path have there. The path holds no links but at its end.
fn around(path: &Path) -> Option<String> {
    let mut above = path.parent().map(Path::to_path_buf);
    while let Some(folder) = above {
        let none: [&Path; 0] = [];
        let repo = match Repository::open_ext(&folder, RepositoryOpenFlags::CROSS_FS, none) {
            Ok(repo) => repo,
            // Git looks above a folder only where the folder is there.
            Err(_) if !folder.exists() => {
                above = folder.parent().map(Path::to_path_buf);
                continue;
            }
            Err(error) if error.code() == git2::ErrorCode::NotFound => return None,
            Err(error) => {
                let cause = repository::told(&error);
                return Some(format!("the repository around it cannot tell whether it tracks it: {cause}"));
            }
        };
        if let Err(cause) = loose::check(&repo) {
            return Some(format!("the repository around it cannot tell whether it tracks it: {cause}"));
        }
        let root = repo.workdir().unwrap_or_else(|| repo.path()).canonicalize().ok()?;
        let inside = path.strip_prefix(&root).ok();
        if let Some(found) = inside.and_then(|path| in_index(&repo, path).or_else(|| in_head(&repo, path))) {
            return Some(format!("git tracks `{found}` in {}", root.display()));
        }
        above = root.parent().map(Path::to_path_buf);
    }
    None
}

/// The folders above a path in the repository.
fn above(path: &Path) -> impl Iterator<Item = &Path> {
    path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty())
}

fn in_index(repo: &Repository, path: &Path) -> Option<String> {
    let index = repo.index().ok()?;
    let mode = |path: &Path| (0..4).find_map(|stage| index.get_path(path, stage)).map(|entry| entry.mode);
    // The files of a submodule are in its own index.
    let leads_away = |folder: &&Path| mode(folder).is_some_and(|mode| mode & 0o170_000 != 0o160_000);
    let found = above(path).find(leads_away).or_else(|| mode(path).map(|_| path));
    found.map(|path| path.display().to_string()).or_else(|| under(&index, path))
}

/// The first path of the index in a folder.
fn under(index: &Index, folder: &Path) -> Option<String> {
    let mut prefix = folder.as_os_str().as_bytes().to_vec();
    prefix.push(b'/');
    let first = index.find_prefix(prefix.as_slice()).ok()?;
    let begins = |path: &[u8]| path.get(..prefix.len()).is_some_and(|p| p.eq_ignore_ascii_case(&prefix));
    let entries = (first..index.len()).map_while(|at| index.get(at)).take_while(|entry| begins(&entry.path));
    let is_inert = |path: &[u8], mode| {
        is_plain(mode) && INERT.iter().any(|name| path.get(prefix.len()..) == Some(name.as_bytes()))
    };
    let mut entries = entries.filter(|entry| !is_inert(&entry.path, entry.mode));
    entries.next().map(|entry| Path::new(OsStr::from_bytes(&entry.path)).display().to_string())
}

/// Whether a mode is that of a file, and not of a link.
fn is_plain(mode: u32) -> bool {
    mode & 0o170_000 == 0o100_000
}

fn in_head(repo: &Repository, path: &Path) -> Option<String> {
    let tree = repo.head().and_then(|head| head.peel_to_tree()).ok()?;
    let kind = |path: &Path| tree.get_path(path).ok().and_then(|entry| entry.kind());
    let found = above(path).find(|folder| kind(folder) == Some(ObjectType::Blob));
    if let Some(found) = found.or_else(|| kind(path).filter(|kind| *kind != ObjectType::Tree).map(|_| path)) {
        return Some(found.display().to_string());
    }
    let inner = tree.get_path(path).ok()?.to_object(repo).ok()?.peel_to_tree().ok()?;
    first_file(&inner).map(|name| path.join(name).display().to_string())
}

/// The first file in a tree that is not inert.
fn first_file(tree: &Tree<'_>) -> Option<String> {
    let mut found = None;
    // A tree that cannot be read brings nothing.
    let _ = tree.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
        let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
        let mode = u32::try_from(entry.filemode()).unwrap_or_default();
        let is_inert = folder.is_empty() && is_plain(mode) && INERT.contains(&name.as_str());
        if entry.kind() == Some(ObjectType::Tree) || is_inert {
            return git2::TreeWalkResult::Ok;
        }
        found = Some(format!("{folder}{name}"));
        git2::TreeWalkResult::Abort
    });
    found
}
