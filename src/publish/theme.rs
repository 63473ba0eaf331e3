//! The files of a theme, written out once for a team to change.

use super::error::PublishError;
use super::staging::write_file;
use std::fs;
use std::path::Path;

/// Writes files by their names into a folder.
///
/// # Errors
/// When one of them is there already, before anything is written; when the disk refuses.
pub fn theme(folder: &Path, files: &[(String, &str)]) -> Result<(), PublishError> {
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).symlink_metadata().is_ok()) {
        return Err(PublishError::Exists { path: folder.join(name) });
    }
    for (name, text) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(PublishError::io("write", parent))?;
        write_file(&path, text.as_bytes()).map_err(PublishError::io("write", &path))?;
    }
    Ok(())
}
