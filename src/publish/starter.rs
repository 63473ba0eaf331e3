//! The files that `golive init` writes into a work tree.

use super::error::PublishError;
use super::record::{make_folder, write_new};
use std::fs;
use std::path::Path;

/// A file to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterFile {
    /// Its path in the work tree, with `/` between its folders.
    pub path: String,
    /// All of it.
    pub text: String,
    /// Whether it holds what was there before, and so takes its place in any case.
    pub grows: bool,
}

/// Whether every file can be written: what is there already is replaced only by force.
///
/// # Errors
/// With the first that is in the way.
pub fn may_write(root: &Path, files: &[StarterFile], force: bool) -> Result<(), PublishError> {
    for file in files {
        let path = root.join(&file.path);
        match path.symlink_metadata() {
            Ok(found) if !found.is_file() => {
                let what = if found.is_symlink() { "a symbolic link" } else { "no file" };
                return Err(PublishError::NoRecordFolder { path, what });
            }
            Ok(_) if !force && !file.grows => return Err(PublishError::Present { path }),
            _ => {}
        }
    }
    Ok(())
}

/// Writes files, each in one step.
///
/// # Errors
/// When one of them may not be written, before any is; when a folder on the way is a link, or the disk refuses.
pub fn write(root: &Path, files: &[StarterFile], force: bool) -> Result<(), PublishError> {
    may_write(root, files, force)?;
    for file in files {
        let (folders, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let mut folder = root.to_path_buf();
        for part in folders.split('/').filter(|part| !part.is_empty()) {
            folder.push(part);
            make_folder(&folder)?;
        }
        let path = folder.join(name);
        let next = folder.join(format!(".{name}.next"));
        write_new(&next, &file.text).and_then(|()| fs::rename(&next, &path)).map_err(|source| {
            // What is left of a failed try is in nobody's way.
            let _ = fs::remove_file(&next);
            PublishError::Record { path, source }
        })?;
    }
    Ok(())
}
