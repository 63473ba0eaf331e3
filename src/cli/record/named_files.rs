//! The files that a record names, with their hashes.

use crate::model::record_file::NamedFile;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Reads files, of any size. A path in the work tree is told from its root.
///
/// # Errors
/// When one of them is not there, or is no file.
pub(super) fn read(paths: &[PathBuf], root: &Path) -> Result<Vec<NamedFile>, String> {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let each = |path: &PathBuf| {
        let (bytes, sha256) = hashed(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let inner =
            path.canonicalize().ok().and_then(|full| Some(full.strip_prefix(&root).ok()?.to_path_buf()));
        let path = inner.as_deref().unwrap_or(path).display().to_string();
        Ok(NamedFile { path, bytes, sha256 })
    };
    paths.iter().map(each).collect()
}

fn hashed(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("is not a file"));
    }
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, [0; 64 << 10]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((bytes, hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()));
        }
        bytes += read as u64;
        hash.update(buffer.get(..read).unwrap_or_default());
    }
}
