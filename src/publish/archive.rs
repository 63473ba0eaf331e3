//! Archives: a pack as one file of the same bytes on any machine.

use super::error::PublishError;
use crate::render::pack::Pack;
use std::fs::{self, OpenOptions};
use std::io::{self, Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Writes a pack to a file: nothing is compressed, so that no version of a library has a say in its bytes, and its entries have no time of their own.
///
/// # Errors
/// When the file is there and may not be replaced, or the disk refuses.
pub fn write(pack: &Pack, path: &Path, force: bool) -> Result<(), PublishError> {
    match path.symlink_metadata() {
        Ok(found) if !found.is_file() => {
            let what = if found.is_symlink() { "a symbolic link" } else { "no file" };
            return Err(PublishError::NoRecordFolder { path: path.to_path_buf(), what });
        }
        Ok(_) if !force => return Err(PublishError::Packed { path: path.to_path_buf() }),
        _ => {}
    }
    let refused = |source: io::Error| PublishError::Record { path: path.to_path_buf(), source };
    let bytes = zipped(pack).map_err(|error| refused(io::Error::other(error)))?;
    let name = path.file_name().ok_or_else(|| refused(io::ErrorKind::InvalidInput.into()))?;
    let next = path.with_file_name(format!(".{}.next", name.to_string_lossy()));
    let put = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&next)?;
        file.write_all(&bytes)?;
        file.sync_data()?;
        fs::rename(&next, path)
    };
    put().map_err(|error| {
        // What is left of a failed try is in nobody's way.
        if error.kind() != io::ErrorKind::AlreadyExists {
            let _ = fs::remove_file(&next);
        }
        refused(error)
    })
}

fn zipped(pack: &Pack) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in &pack.files {
        archive.start_file(format!("{}/{path}", pack.name), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
