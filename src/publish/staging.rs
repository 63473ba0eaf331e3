//! The folder in which the next site grows, file by file.

use super::options::Leak;
use super::{
    error::PublishError,
    folder::Output,
    identity::Identity,
    lock::{Journal, Lock},
    manifest::{self, Hash, Manifest},
    paths::{FILE_MODE, ancestors},
    unchanged::OldFiles,
};
use crate::redact::{self, Token};
use crate::{progress::Progress, render::site::Plan};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// And of folders.
const FOLDER_MODE: u32 = 0o755;

/// A staging folder. Dropped before the swap, it is removed.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
    swapped: bool,
}

/// What was written into a staging folder.
#[derive(Debug)]
pub(super) struct Staged {
    /// In the order of the plan's paths.
    pub(super) hashes: Vec<Hash>,
    /// In all.
    pub(super) bytes: u64,
    /// The tokens that were masked, in the order of the files that held them first.
    pub(super) leaks: Vec<Leak>,
}

impl Staging {
    /// Makes the staging folder of an output folder, which must not be there yet, and has the lock prove whose it is before
    /// anything is put into it.
    pub(super) fn create(output: &Output, lock: &mut Lock, durable: bool) -> Result<Self, PublishError> {
        let path = output.staging();
        make_folder(&path, FOLDER_MODE).map_err(PublishError::io("make the folder", &path))?;
        let staging = Self { path, swapped: false };
        let identity = |path: &Path| match fs::symlink_metadata(path) {
            Ok(meta) => Ok(Some(Identity::of(&meta))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(PublishError::io("read", path)(error)),
        };
        let old = identity(&output.path())?;
        if let Some(new) = identity(&staging.path)? {
            lock.record(&Journal { new, old }, durable)?;
        }
        Ok(staging)
    }

    /// Makes all folders that the paths need.
    pub(super) fn make_folders(&self, paths: &[String]) -> Result<(), PublishError> {
        let folders: BTreeSet<&str> = paths.iter().flat_map(|path| ancestors(path)).collect();
        for folder in folders {
            let path = self.path.join(folder);
            make_folder(&path, FOLDER_MODE).map_err(PublishError::io("make the folder", &path))?;
        }
        Ok(())
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Draws every page, masks what looks like a token in it, and writes it at once, or takes the old file over where that is the same;
    /// at most one page a thread is in memory.
    pub(super) fn fill(
        &self,
        plan: &dyn Plan,
        old: &OldFiles<'_>,
        progress: &dyn Progress,
    ) -> Result<Staged, PublishError> {
        let written: Vec<(Hash, u64, Vec<Token>)> = plan
            .paths()
            .par_iter()
            .enumerate()
            .map(|(index, path)| {
                let drawn = plan.draw(index)?;
                let (bytes, tokens) = redact::tokens(&drawn);
                let hash = Sha256::digest(&bytes).into();
                if !old.link(path, &hash, &bytes, &self.path.join(path)) {
                    self.write(path, &bytes)?;
                }
                progress.step();
                Ok((hash, bytes.len() as u64, tokens))
            })
            .collect::<Result<_, PublishError>>()?;
        let bytes = written.iter().map(|(_, bytes, _)| bytes).sum();
        let tokens = plan.paths().iter().zip(written.iter().map(|(.., tokens)| tokens));
        let leaks = leaks(tokens);
        Ok(Staged { hashes: written.into_iter().map(|(hash, ..)| hash).collect(), bytes, leaks })
    }

    /// Writes the manifest, and tells its size.
    pub(super) fn write_manifest(&self, manifest: &Manifest) -> Result<u64, PublishError> {
        let path = self.path.join(manifest::NAME);
        let mut bytes = serde_json::to_vec_pretty(manifest)
            .map_err(|error| PublishError::io("write", &path)(io::Error::from(error)))?;
        bytes.push(b'\n');
        self.write(manifest::NAME, &bytes)?;
        Ok(bytes.len() as u64)
    }

    fn write(&self, relative: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let path = self.path.join(relative);
        write_file(&path, bytes).map_err(PublishError::io("write", &path))
    }

    /// Forces everything staged to the disk: one call for the whole file system. Forcing each file took 3 ms a file where it was
    /// measured, five minutes for a hundred thousand pages.
    pub(super) fn force(&self, durable: bool) -> Result<(), PublishError> {
        if durable { force(&self.path).map_err(PublishError::io("write", &self.path)) } else { Ok(()) }
    }

    /// The swap has happened: what stands at this path now is the old site, and no longer ours to remove whole.
    pub(super) fn mark_swapped(mut self) -> PathBuf {
        self.swapped = true;
        self.path.clone()
    }
}

/// Each token once, with the files that held it.
fn leaks<'a>(files: impl Iterator<Item = (&'a String, &'a Vec<Token>)>) -> Vec<Leak> {
    let mut leaks: Vec<Leak> = Vec::new();
    for (path, tokens) in files {
        for token in tokens.iter().collect::<BTreeSet<_>>() {
            match leaks.iter_mut().find(|leak| leak.token == *token) {
                Some(leak) => leak.files += 1,
                None => leaks.push(Leak { token: token.clone(), path: path.clone(), files: 1 }),
            }
        }
    }
    leaks
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.swapped {
            // An error is on its way already; what stays here is cleared by the next build.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

#[cfg(target_os = "linux")]
fn force(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Without such a call the order of the swap still holds against a kill, and against a power cut as far as the file system keeps order.
#[cfg(not(target_os = "linux"))]
fn force(folder: &Path) -> io::Result<()> {
    sync_folder(folder)
}

/// Forces a folder's list of names to the disk.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Makes one folder with exactly this mode.
pub(super) fn make_folder(path: &Path, mode: u32) -> io::Result<()> {
    DirBuilder::new().mode(mode).create(path)?;
    fs::set_permissions(path, Permissions::from_mode(mode)).inspect_err(|_| drop(fs::remove_dir(path)))
}

pub(super) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(FILE_MODE).open(path)?;
    file.set_permissions(Permissions::from_mode(FILE_MODE))?;
    file.write_all(bytes)
}
