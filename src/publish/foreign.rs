//! Files in the output folder that golive did not write: `.git`, `CNAME`, whatever a person put there. They live on in the new site.

use super::{
    error::PublishError,
    folder::names,
    manifest::{Listed, NAME, has_hash},
    staging::make_folder,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

/// Something in a folder, by its path relative to that folder.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) relative: PathBuf,
    pub(super) meta: Metadata,
}

/// Everything under a folder, folders before what they hold, without following a link.
pub(super) fn walk(root: &Path) -> Result<Vec<Entry>, PublishError> {
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

/// A file as it was when its bytes were compared: what golive wrote is never written again in place.
type Stamp = (u64, u64, i64, i64);

fn stamp(meta: &Metadata) -> Stamp {
    (meta.ino(), meta.len(), meta.mtime(), meta.mtime_nsec())
}

/// The site that is to be replaced: what in it is golive's.
#[derive(Debug, Default)]
pub(super) struct OldSite {
    entries: Vec<Entry>,
    /// The files whose bytes are those that golive wrote.
    ours: BTreeMap<PathBuf, Stamp>,
    /// The folders that golive made for its files.
    made: BTreeSet<PathBuf>,
}

impl OldSite {
    /// Compares the files of a folder with what its manifest lists. A name in a manifest proves nothing; the bytes must be those of its hash.
    pub(super) fn survey(root: &Path, listed: Option<&Listed>) -> Result<Self, PublishError> {
        let entries = walk(root)?;
        let Some(listed) = listed else { return Ok(Self { entries, ..Self::default() }) };
        let is_ours = |entry: &Entry| match entry.relative.to_str() {
            Some(NAME) => Ok(true),
            Some(path) => {
                listed.get(path).map_or(Ok(false), |hash| has_hash(&root.join(&entry.relative), hash))
            }
            None => Ok(false),
        };
        let files = entries.par_iter().filter(|entry| entry.meta.is_file());
        let ours = files.filter_map(|entry| match is_ours(entry) {
            Ok(false) => None,
            Ok(true) => Some(Ok((entry.relative.clone(), stamp(&entry.meta)))),
            Err(error) => Some(Err(error)),
        });
        let ours = ours.collect::<Result<_, _>>()?;
        let above =
            |path: &String| Path::new(path).ancestors().skip(1).map(Path::to_path_buf).collect::<Vec<_>>();
        Ok(Self { entries, ours, made: listed.keys().flat_map(above).collect() })
    }

    /// Whether an entry is a file of golive's. A link or folder that took a file's place is somebody else's.
    fn is_ours(&self, entry: &Entry) -> bool {
        entry.meta.is_file() && self.ours.get(&entry.relative) == Some(&stamp(&entry.meta))
    }

    /// The foreign files that are links: whoever copies the site may follow them.
    pub(super) fn links(&self) -> impl Iterator<Item = &Path> {
        self.entries.iter().filter(|entry| entry.meta.is_symlink()).map(|entry| entry.relative.as_path())
    }

    /// Puts every foreign file of the folder `old` into `new` as well, and tells which. Hard links cost no space and share later
    /// changes; where they are not to be had, a copy is made.
    ///
    /// # Errors
    /// When a foreign file stands where the new site has one of its own, or the disk refuses.
    pub(super) fn carry(&self, old: &Path, new: &Path) -> Result<Vec<PathBuf>, PublishError> {
        let mut carried = Vec::new();
        for entry in &self.entries {
            let source = old.join(&entry.relative);
            if entry.meta.is_dir() {
                if !self.made.contains(&entry.relative) {
                    ensure_folder(old, new, &entry.relative)?;
                }
            } else if !self.is_ours(entry) {
                if let Some(folder) = entry.relative.parent() {
                    ensure_folder(old, new, folder)?;
                }
                duplicate(&source, &new.join(&entry.relative), &entry.meta).map_err(|error| {
                    match error.kind() {
                        io::ErrorKind::AlreadyExists => PublishError::Conflict { path: source.clone() },
                        _ => PublishError::io("keep", &source)(error),
                    }
                })?;
                carried.push(entry.relative.clone());
            }
        }
        Ok(carried)
    }

    /// Takes down the old site, which now stands at `old`, as `new` has replaced it. What golive wrote is deleted, the manifest last, so
    /// that a killed take-down is still known for what it is. A foreign file goes once `new` has it too; one that arrived while the new
    /// site was being made moves over, but never onto a page of the new site (`planned`).
    pub(super) fn retire(
        &self,
        old: &Path,
        new: &Path,
        planned: &dyn Fn(&Path) -> bool,
    ) -> Result<(), PublishError> {
        let found = walk(old)?;
        let (manifest, rest): (Vec<_>, Vec<_>) =
            found.iter().partition(|entry| entry.relative.as_os_str() == NAME);
        let let_go = |entry: &Entry| {
            let path = old.join(&entry.relative);
            if self.is_ours(entry) {
                fs::remove_file(&path).map_err(PublishError::io("remove", &path))
            } else if planned(&entry.relative) {
                Err(PublishError::Conflict { path })
            } else {
                settle(old, new, entry)
            }
        };
        rest.iter().filter(|entry| !entry.meta.is_dir()).try_for_each(|entry| let_go(entry))?;
        // Folders come before what they hold, so backwards each is empty when it is its turn.
        for entry in rest.iter().rev().filter(|entry| entry.meta.is_dir()) {
            let path = old.join(&entry.relative);
            fs::remove_dir(&path).map_err(PublishError::io("remove", &path))?;
        }
        manifest.into_iter().try_for_each(let_go)?;
        fs::remove_dir(old).map_err(PublishError::io("remove", old))
    }
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
