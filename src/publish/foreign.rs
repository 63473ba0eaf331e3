//! Files in the output folder that golive did not write: `.git`, `CNAME`, whatever a person put there. They live on in the new site.

use super::{error::PublishError, folder::names, staging::make_folder};
use std::collections::BTreeSet;
use std::fs::{self, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

/// Something in a folder, by its path relative to that folder.
struct Entry {
    relative: PathBuf,
    meta: Metadata,
}

/// Everything under a folder, folders before what they hold, without following a link.
fn walk(root: &Path) -> Result<Vec<Entry>, PublishError> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(folder) = open.pop() {
        for name in names(&root.join(&folder))? {
            let relative = folder.join(name);
            let path = root.join(&relative);
            let meta = fs::symlink_metadata(&path).map_err(PublishError::io("read", &path))?;
            if meta.is_dir() {
                open.push(relative.clone());
            }
            found.push(Entry { relative, meta });
        }
    }
    Ok(found)
}

/// Whether an entry is a file of golive's. A link or folder that took a file's place is somebody else's.
fn is_ours(entry: &Entry, ours: &BTreeSet<String>) -> bool {
    entry.meta.is_file() && entry.relative.to_str().is_some_and(|path| ours.contains(path))
}

/// The folders that golive made for its files.
fn folders(ours: &BTreeSet<String>) -> BTreeSet<&Path> {
    ours.iter().flat_map(|path| Path::new(path).ancestors().skip(1)).collect()
}

/// Puts every foreign file of the folder `old` into `new` as well, and tells how many there are. Hard links cost no space and
/// share later changes; where they are not to be had, a copy is made.
///
/// # Errors
/// When a foreign file stands where the new site has one of its own, or the disk refuses.
pub(super) fn carry(old: &Path, ours: &BTreeSet<String>, new: &Path) -> Result<usize, PublishError> {
    if fs::symlink_metadata(old).is_err() {
        return Ok(0);
    }
    let made = folders(ours);
    let mut carried = 0;
    for entry in walk(old)? {
        let source = old.join(&entry.relative);
        if entry.meta.is_dir() {
            if !made.contains(entry.relative.as_path()) {
                ensure_folder(old, new, &entry.relative)?;
            }
        } else if !is_ours(&entry, ours) {
            if let Some(folder) = entry.relative.parent() {
                ensure_folder(old, new, folder)?;
            }
            duplicate(&source, &new.join(&entry.relative), &entry.meta).map_err(|error| {
                match error.kind() {
                    io::ErrorKind::AlreadyExists => PublishError::Conflict { path: source.clone() },
                    _ => PublishError::io("keep", &source)(error),
                }
            })?;
            carried += 1;
        }
    }
    Ok(carried)
}

/// Makes the folder `relative` under `new`, with the modes that its parts have under `old`.
fn ensure_folder(old: &Path, new: &Path, relative: &Path) -> Result<(), PublishError> {
    let mut path = PathBuf::new();
    for part in relative.components() {
        path.push(part);
        let target = new.join(&path);
        match fs::symlink_metadata(&target) {
            Ok(found) if found.is_dir() => continue,
            Ok(_) => return Err(PublishError::Conflict { path: old.join(&path) }),
            Err(_) => {}
        }
        let mode = fs::symlink_metadata(old.join(&path)).map_or(0o755, |meta| meta.permissions().mode());
        // The owner must be able to fill it.
        make_folder(&target, (mode & 0o7777) | 0o700)
            .map_err(PublishError::io("make the folder", &target))?;
    }
    Ok(())
}

/// A second name for a file, or a copy of it where the file system or its rules allow no second name.
fn duplicate(source: &Path, target: &Path, meta: &Metadata) -> io::Result<()> {
    match fs::hard_link(source, target) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            if meta.is_symlink() {
                symlink(fs::read_link(source)?, target)
            } else if meta.is_file() {
                copy(source, target, meta)
            } else {
                Err(error)
            }
        }
        done => done,
    }
}

fn copy(source: &Path, target: &Path, meta: &Metadata) -> io::Result<()> {
    let mut from = fs::File::open(source)?;
    let mut to = OpenOptions::new().write(true).create_new(true).mode(0o600).open(target)?;
    io::copy(&mut from, &mut to)?;
    to.set_permissions(Permissions::from_mode(meta.permissions().mode() & 0o7777))?;
    to.sync_data()
}

/// Takes down the folder `old`, which `new` has replaced. What golive wrote is deleted, the manifest last, so that a killed
/// take-down is still known for what it is. A foreign file goes once `new` has it too; one that arrived while the new site was being
/// made moves over.
pub(super) fn retire(old: &Path, ours: &BTreeSet<String>, new: &Path) -> Result<(), PublishError> {
    let found = walk(old)?;
    let (mut last, rest): (Vec<_>, Vec<_>) =
        found.iter().partition(|entry| entry.relative.as_os_str() == super::manifest::NAME);
    for entry in rest.iter().filter(|entry| !entry.meta.is_dir()) {
        let path = old.join(&entry.relative);
        if is_ours(entry, ours) {
            fs::remove_file(&path).map_err(PublishError::io("remove", &path))?;
        } else {
            settle(old, new, entry)?;
        }
    }
    // Folders come before what they hold, so backwards each is empty when it is its turn.
    for entry in rest.iter().rev().filter(|entry| entry.meta.is_dir()) {
        let path = old.join(&entry.relative);
        fs::remove_dir(&path).map_err(PublishError::io("remove", &path))?;
    }
    if let Some(manifest) = last.pop() {
        if is_ours(manifest, ours) {
            let path = old.join(&manifest.relative);
            fs::remove_file(&path).map_err(PublishError::io("remove", &path))?;
        } else {
            settle(old, new, manifest)?;
        }
    }
    fs::remove_dir(old).map_err(PublishError::io("remove", old))
}

/// Lets go of one foreign file of the old tree: the new tree has it, or gets it now.
fn settle(old: &Path, new: &Path, entry: &Entry) -> Result<(), PublishError> {
    let (source, target) = (old.join(&entry.relative), new.join(&entry.relative));
    let keep = match fs::symlink_metadata(&target) {
        Ok(there) if (there.dev(), there.ino()) == (entry.meta.dev(), entry.meta.ino()) => false,
        // Replaced in the old tree after it was carried over: the later one is the person's last word.
        Ok(there) => (entry.meta.mtime(), entry.meta.mtime_nsec()) > (there.mtime(), there.mtime_nsec()),
        Err(_) => true,
    };
    if !keep {
        return fs::remove_file(&source).map_err(PublishError::io("remove", &source));
    }
    if let Some(folder) = entry.relative.parent() {
        ensure_folder(old, new, folder)?;
    }
    fs::rename(&source, &target).map_err(PublishError::io("keep", &source))
}
