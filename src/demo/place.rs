//! The folder that the sample is written to: what may be replaced, and what is left alone.

use super::error::DemoError;
use git2::{Repository, RepositoryInitOptions};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The file in the git folder by which the demo knows its own repositories again.
pub const MARKER: &str = "golive-demo";

const CLAIM: &[u8] = b"This repository was written by golive demo, which may replace it.\n";

/// Whether a folder holds a sample that the demo wrote (with a work tree, or bare), whole or half removed.
pub fn is_ours(dir: &Path) -> bool {
    let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    let claimed = |marker: PathBuf| {
        fs::symlink_metadata(&marker).is_ok_and(|found| found.is_file() && found.len() == CLAIM.len() as u64)
            && fs::read(&marker).is_ok_and(|bytes| bytes == CLAIM)
    };
    let git = dir.join(".git");
    (is_folder(&git) && claimed(git.join(MARKER))) || claimed(dir.join(MARKER))
}

/// Empties the folder where it is ours or was empty, and makes a repository in it with `main` as its branch.
///
/// # Errors
/// The folder holds something that is not ours, or the disk refuses.
pub fn prepare(dir: &Path, bare: bool) -> Result<Repository, DemoError> {
    fs::create_dir_all(dir).map_err(DemoError::disk(dir))?;
    let children = children(dir)?;
    if !children.is_empty() && !is_ours(dir) {
        return Err(DemoError::NotOurs(dir.to_owned()));
    }
    clear(children)?;
    let mut options = RepositoryInitOptions::new();
    options.bare(bare).no_reinit(true).external_template(false).initial_head("main");
    let repository = Repository::init_opts(dir, &options)?;
    // At once, so that a sample that was left half written can be replaced too.
    write_file(&repository.path().join(MARKER), CLAIM)?;
    // The machine's own settings must not change a byte of what is checked out.
    repository.config()?.set_bool("core.autocrlf", false)?;
    Ok(repository)
}

fn children(dir: &Path) -> Result<Vec<PathBuf>, DemoError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).map_err(DemoError::disk(dir))? {
        found.push(entry.map_err(DemoError::disk(dir))?.path());
    }
    // The git folder and the marker go last: what is half removed is still known as ours.
    found.sort_by_key(|path| path.ends_with(".git") || path.ends_with(MARKER));
    Ok(found)
}

fn clear(children: Vec<PathBuf>) -> Result<(), DemoError> {
    for path in children {
        let metadata = fs::symlink_metadata(&path).map_err(DemoError::disk(&path))?;
        let removed = if metadata.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(DemoError::disk(&path))?;
    }
    Ok(())
}

/// Writes a file of the git folder. The only place of the demo that writes files itself.
///
/// # Errors
/// The disk refuses.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), DemoError> {
    let mut file = fs::File::create(path).map_err(DemoError::disk(path))?;
    file.write_all(bytes).map_err(DemoError::disk(path))
}
