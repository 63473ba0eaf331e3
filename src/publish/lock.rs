//! One builder at a time for an output folder.

use super::{error::PublishError, folder::Output};
use rustix::fs::{FlockOperation, Mode, OFlags};
use rustix::io::Errno;
use std::fs;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

/// A held lock. The system frees it when the process ends, however it ends; the file is removed when it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: OwnedFd,
}

impl Lock {
    /// Takes the lock beside an output folder, or says at once who is in the way.
    pub(super) fn take(output: &Output) -> Result<Self, PublishError> {
        let path = output.lock();
        loop {
            let flags = OFlags::CREATE | OFlags::RDWR | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let file = rustix::fs::open(&path, flags, Mode::from_raw_mode(0o644))
                .map_err(PublishError::io("make the lock file", &path))?;
            match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {}
                Err(Errno::WOULDBLOCK) => return Err(PublishError::Busy { folder: output.path() }),
                Err(error) => return Err(PublishError::io("lock", &path)(error)),
            }
            // The holder before us may have removed the file between our opening and locking it: then we hold a lock that
            // nobody else will ever see.
            if still_there(&file, &path).map_err(PublishError::io("lock", &path))? {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

fn still_there(file: &OwnedFd, path: &Path) -> Result<bool, Errno> {
    let held = rustix::fs::fstat(file)?;
    match rustix::fs::lstat(path) {
        Ok(named) => Ok((named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)),
        Err(Errno::NOENT) => Ok(false),
        Err(error) => Err(error),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A lock file that stays is harmless: the next build locks it again.
        let _ = fs::remove_file(&self.path);
    }
}
