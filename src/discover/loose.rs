//! Files of objects that end too soon, as a crash or a full disk leaves them. Nothing is read of a repository that has one.

use super::error::DiscoverError;
use flate2::{Decompress, FlushDecompress, Status};
use git2::Repository;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Of a file that is larger than the largest blob that is read, only the head is read.
const LARGEST: u64 = crate::model::evidence::LARGEST_BLOB as u64;

/// The folders of objects that were looked through: once in a process is enough.
static WHOLE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Looks through all objects that have a file of their own.
///
/// # Errors
/// When one of them is cut short.
pub(super) fn check(repo: &Repository) -> Result<(), DiscoverError> {
    let objects = repo.commondir().join("objects");
    if WHOLE.lock().unwrap_or_else(PoisonError::into_inner).contains(&objects) {
        return Ok(());
    }
    // One after the other: the configuration is read from here before it is known how many threads there may be.
    if let Some(path) = files(&objects).into_iter().find(|path| is_cut(path)) {
        return Err(DiscoverError::Unreadable(format!(
            "the object {} is cut short; remove the file, fetch again, and see what `git fsck` says",
            path.display()
        )));
    }
    WHOLE.lock().unwrap_or_else(PoisonError::into_inner).insert(objects);
    Ok(())
}

/// `objects/??/*` in order.
fn files(objects: &Path) -> Vec<PathBuf> {
    let in_folder = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    };
    let is_hex = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        name.iter().all(u8::is_ascii_hexdigit)
    };
    let folders = in_folder(objects).into_iter().filter(|path| is_hex(path) && path.is_dir());
    folders.flat_map(|folder| in_folder(&folder)).filter(is_hex).collect()
}

fn is_cut(path: &Path) -> bool {
    let size = fs::metadata(path).map_or(0, |meta| meta.len());
    size <= LARGEST && fs::read(path).is_ok_and(|bytes| ends_too_soon(&bytes))
}

/// Whether packed bytes end before what they pack does. What is broken in another way is noticed where it is read.
pub fn ends_too_soon(bytes: &[u8]) -> bool {
    let mut packed = bytes;
    let mut unpacked = vec![0; 64 * 1024];
    let mut inflate = Decompress::new(true);
    loop {
        let (read, written) = (inflate.total_in(), inflate.total_out());
        let status = inflate.decompress(packed, &mut unpacked, FlushDecompress::None);
        let used = usize::try_from(inflate.total_in() - read).unwrap_or(usize::MAX);
        packed = packed.get(used..).unwrap_or_default();
        match status {
            Err(_) | Ok(Status::StreamEnd) => return false,
            Ok(_) if used == 0 && inflate.total_out() == written => return true,
            Ok(_) => {}
        }
    }
}
