//! Files of the old site that the new one has byte for byte: they get a second name instead of being written again, so that the times of
//! files tell what changed.

use super::manifest::{Hash, Listed, hex};
#[cfg(target_os = "linux")]
use super::paths::FILE_MODE;
#[cfg(target_os = "linux")]
use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
use std::fs::{self, File, Metadata};
#[cfg(target_os = "linux")]
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The site that is to be replaced, as far as its manifest tells.
#[derive(Debug)]
pub(super) struct OldFiles<'a> {
    root: PathBuf,
    folder: Option<File>,
    listed: Option<&'a Listed>,
}

impl<'a> OldFiles<'a> {
    /// The files of a folder that its manifest lists.
    pub(super) fn of(root: PathBuf, listed: Option<&'a Listed>) -> Self {
        let folder = listed.and_then(|_| File::open(&root).ok());
        Self { root, folder, listed }
    }

    /// Gives the old file of a path the name `target` too, if it has just these bytes. Where anything speaks against that, nothing is done: the
    /// file is written then.
    pub(super) fn link(&self, relative: &str, hash: &Hash, bytes: &[u8], target: &Path) -> bool {
        let is_listed =
            self.listed.and_then(|listed| listed.get(relative)).is_some_and(|old| *old == hex(hash));
        let Some(folder) = self.folder.as_ref().filter(|_| is_listed) else { return false };
        let Some(old) = same(folder, relative, bytes) else { return false };
        if fs::hard_link(self.root.join(relative), target).is_err() {
            return false;
        }
        let is_it = |new: Metadata| (new.dev(), new.ino()) == (old.dev(), old.ino());
        // What stood there may have been exchanged since its bytes were compared.
        let linked = fs::symlink_metadata(target).is_ok_and(is_it);
        if !linked {
            // What cannot be removed is told when the file is written there.
            let _ = fs::remove_file(target);
        }
        linked
    }
}

/// An old file that is a file of ours, under no other name, with just these bytes; no link leads to it.
#[cfg(target_os = "linux")]
fn same(folder: &File, relative: &str, bytes: &[u8]) -> Option<Metadata> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let within = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
    let mut file = File::from(openat2(folder, relative, flags, Mode::empty(), within).ok()?);
    let meta = file.metadata().ok()?;
    let is_ours = meta.is_file()
        && meta.nlink() == 1
        && meta.uid() == rustix::process::geteuid().as_raw()
        && meta.mode() & 0o7777 == FILE_MODE
        && meta.len() == bytes.len() as u64;
    (is_ours && has(&mut file, bytes).unwrap_or(false)).then_some(meta)
}

/// Without a call that follows no link on the whole way, nothing is taken over.
#[cfg(not(target_os = "linux"))]
fn same(_: &File, _: &str, _: &[u8]) -> Option<Metadata> {
    None
}

/// Whether a file goes on with just these bytes.
#[cfg(target_os = "linux")]
fn has(file: &mut File, mut bytes: &[u8]) -> io::Result<bool> {
    let mut buffer = [0; 16 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        let (Some(found), Some((expected, rest))) = (buffer.get(..read), bytes.split_at_checked(read)) else {
            return Ok(false);
        };
        if found != expected {
            return Ok(false);
        }
        if found.is_empty() {
            return Ok(rest.is_empty());
        }
        bytes = rest;
    }
}
