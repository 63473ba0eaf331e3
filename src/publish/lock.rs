//! One builder at a time for an output folder. The lock file is also the journal that proves leftovers of a killed build.

use super::{error::PublishError, folder::Output, identity::Identity};
use crate::progress::Progress;
use rustix::fs::{FileType, FlockOperation, Mode, OFlags};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// More than this is no journal.
const LARGEST: u64 = 4096;

/// The two folders of a build. A commit can bring a file of this form, but not the folders whose identity it states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    /// The staging folder, which becomes the output folder.
    pub(super) new: Identity,
    /// The output folder before; `None` where there was none.
    pub(super) old: Option<Identity>,
}

/// A held lock. The system frees it when the process ends, however it ends. The file is removed when the lock is dropped, unless
/// something is left over that its journal must prove to the next build.
#[derive(Debug)]
pub(super) struct Lock {
    output: Output,
    file: File,
    /// What the build before wrote, if it was killed.
    pub(super) journal: Option<Journal>,
}

impl Lock {
    /// Takes the lock beside an output folder. Where another build holds it: waits for that one to end, or fails at once.
    pub(super) fn take(output: &Output, wait: bool, progress: &dyn Progress) -> Result<Self, PublishError> {
        let path = output.lock();
        let failed = |error: Errno| PublishError::io("lock", &path)(error);
        loop {
            let mut file = open(&path, OFlags::CREATE)?;
            match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Err(Errno::WOULDBLOCK) if wait => {
                    progress.waits();
                    rustix::fs::flock(&file, FlockOperation::LockExclusive).map_err(failed)?;
                }
                Err(Errno::WOULDBLOCK) => return Err(PublishError::Busy { folder: output.path() }),
                done => done.map_err(failed)?,
            }
            // The holder before us may have removed the file between our opening and locking it: then we hold a lock that
            // nobody else will ever see.
            if still_there(&file, &path).map_err(failed)? {
                let journal = read(&mut file, &path)?;
                return Ok(Self { output: output.clone(), file, journal });
            }
        }
    }

    /// Whether another build holds the lock at this moment.
    pub(super) fn is_held(output: &Output) -> Result<bool, PublishError> {
        match open(&output.lock(), OFlags::empty()) {
            Ok(file) => {
                let probe = rustix::fs::flock(&file, FlockOperation::NonBlockingLockShared);
                Ok(probe == Err(Errno::WOULDBLOCK))
            }
            Err(PublishError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Writes down what this build works on, before anything is put into it.
    pub(super) fn record(&mut self, journal: &Journal, durable: bool) -> Result<(), PublishError> {
        let mut write = || -> io::Result<()> {
            self.file.set_len(0)?;
            self.file.rewind()?;
            self.file.write_all(serde_json::to_string(journal)?.as_bytes())?;
            if durable { self.file.sync_all() } else { Ok(()) }
        };
        write().map_err(PublishError::io("write", &self.output.lock()))
    }
}

/// Opens the lock file, which must be a regular file without a second name: what is written to it is written nowhere else.
fn open(path: &Path, create: OFlags) -> Result<File, PublishError> {
    let flags = create | OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match rustix::fs::open(path, flags, Mode::from_raw_mode(0o644)) {
        Ok(file) => file,
        Err(Errno::LOOP | Errno::ISDIR | Errno::NXIO) => {
            return Err(PublishError::InTheWay { path: path.to_path_buf() });
        }
        Err(error) => return Err(PublishError::io("make the lock file", path)(error)),
    };
    let found = rustix::fs::fstat(&file).map_err(PublishError::io("lock", path))?;
    if FileType::from_raw_mode(found.st_mode) != FileType::RegularFile || found.st_nlink > 1 {
        return Err(PublishError::InTheWay { path: path.to_path_buf() });
    }
    Ok(File::from(file))
}

/// The journal in a lock file. A file with other content is somebody's: it is neither overwritten nor removed. The journal of another
/// user proves nothing.
fn read(file: &mut File, path: &Path) -> Result<Option<Journal>, PublishError> {
    let mut text = String::new();
    let done = file.take(LARGEST).read_to_string(&mut text);
    match done {
        Err(error) if error.kind() != io::ErrorKind::InvalidData => {
            return Err(PublishError::io("read", path)(error));
        }
        _ => {}
    }
    if done.is_ok() && text.is_empty() {
        return Ok(None);
    }
    let Ok(journal) = serde_json::from_str::<Journal>(&text) else {
        return Err(PublishError::InTheWay { path: path.to_path_buf() });
    };
    let owner = file.metadata().map_err(PublishError::io("read", path))?.uid();
    Ok((owner == rustix::process::geteuid().as_raw()).then_some(journal))
}

fn still_there(file: &File, path: &Path) -> Result<bool, Errno> {
    let held = rustix::fs::fstat(file)?;
    match rustix::fs::lstat(path) {
        Ok(named) => Ok((named.st_dev, named.st_ino) == (held.st_dev, held.st_ino)),
        Err(Errno::NOENT) => Ok(false),
        Err(error) => Err(error),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
        let is_empty = self.file.metadata().is_ok_and(|meta| meta.len() == 0);
        if is_empty || !is_there(&self.output.staging()) && !is_there(&self.output.old()) {
            // A lock file that stays is harmless: the next build locks it again.
            let _ = fs::remove_file(self.output.lock());
        }
    }
}
