//! A record of `golive record`: created where nothing is yet, through no link, and replaced in one step when more is known.

use super::error::PublishError;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// So many records of one moment, kind and subject have room.
const MOST: usize = 1000;

/// A record that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenRecord {
    /// Its path in the work tree, with `/` between its folders.
    pub path: String,
    full: PathBuf,
}

/// Writes a record that is not there yet: `<folder>/<name>.json`, or `<folder>/<name>-2.json` where that is taken.
///
/// # Errors
/// When a folder on the way is a link or a file, or the disk refuses.
pub fn create(root: &Path, folder: &str, name: &str, text: &str) -> Result<WrittenRecord, PublishError> {
    let mut inner = root.to_path_buf();
    for part in folder.split('/') {
        inner.push(part);
        make_folder(&inner)?;
    }
    for number in 1..=MOST {
        let file = if number == 1 { format!("{name}.json") } else { format!("{name}-{number}.json") };
        let full = inner.join(&file);
        match write_new(&full, text) {
            Ok(()) => return Ok(WrittenRecord { path: format!("{folder}/{file}"), full }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(&full)(error)),
        }
    }
    Err(PublishError::Exists { path: inner.join(format!("{name}.json")) })
}

/// Replaces a record in one step: whoever reads it meets the old one or the new one, whole.
///
/// # Errors
/// When the disk refuses; the old one then stands.
pub fn replace(record: &WrittenRecord, text: &str) -> Result<(), PublishError> {
    let next = record.full.with_extension("json.next");
    let undo = |error| {
        // What is left of a failed try is in nobody's way.
        let _ = fs::remove_file(&next);
        failed(&record.full)(error)
    };
    write_new(&next, text).and_then(|()| fs::rename(&next, &record.full)).map_err(undo)
}

/// A folder that is there, or is made; no link to one.
pub(super) fn make_folder(path: &Path) -> Result<(), PublishError> {
    match fs::create_dir(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(failed(path)(error));
        }
        _ => {}
    }
    let found = path.symlink_metadata().map_err(failed(path))?;
    let what = if found.is_symlink() { "a symbolic link" } else { "a file" };
    if found.is_dir() { Ok(()) } else { Err(PublishError::NoRecordFolder { path: path.to_path_buf(), what }) }
}

/// Never follows a link and never overwrites.
pub(super) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_data()
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_path_buf();
    move |source| PublishError::Record { path, source }
}
