//! The one step from the old site to the new one, and what a killed build left behind.

use super::{
    error::PublishError,
    folder::{Output, names},
    foreign::OldSite,
    identity::Identity,
    lock::{Journal, Lock},
    manifest,
    options::Options,
    staging::{Staging, sync_folder},
};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// What stands at a path beside the output folder, or in its place, by what the journal of a killed build proves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    Nothing,
    /// The site that was being made.
    New,
    /// The site that was there before.
    Old,
    /// A folder of ours in which nothing is.
    Empty,
    Unproven,
}

impl Left {
    fn at(path: &Path, journal: Option<&Journal>) -> Result<Self, PublishError> {
        let meta = match fs::symlink_metadata(path) {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::Nothing),
            Err(error) => return Err(PublishError::io("read", path)(error)),
        };
        if !meta.is_dir() {
            return Ok(Self::Unproven);
        }
        let identity = Identity::of(&meta);
        if journal.is_some_and(|journal| journal.old == Some(identity)) {
            return Ok(Self::Old);
        }
        if meta.uid() != rustix::process::geteuid().as_raw() {
            return Ok(Self::Unproven);
        }
        Ok(match journal {
            Some(journal) if journal.new == identity => Self::New,
            _ if names(path)?.is_empty() => Self::Empty,
            _ => Self::Unproven,
        })
    }
}

/// Clears what a killed build left beside the output folder, and finishes a swap that was cut in two. Only what the journal proves is
/// touched; a name proves nothing.
///
/// # Errors
/// When something stands there that is not proven, or cannot be cleared: the new build would have no place to grow.
pub(super) fn recover(output: &Output, lock: &Lock) -> Result<(), PublishError> {
    let journal = lock.journal.as_ref();
    let out = output.path();
    for path in [output.old(), output.staging()] {
        match (Left::at(&path, journal)?, Left::at(&out, journal)?) {
            (Left::Nothing, _) => {}
            (Left::Empty, _) => fs::remove_dir(&path).map_err(PublishError::io("clear", &path))?,
            (Left::New, _) if path == output.staging() => {
                fs::remove_dir_all(&path).map_err(PublishError::io("clear", &path))?;
            }
            (Left::Old, Left::Nothing) => move_in(&path, &out)?,
            (Left::Old, Left::New) => {
                let planned = manifest::read(&out)?.unwrap_or_default();
                let planned = |path: &Path| path.to_str().is_some_and(|path| planned.contains_key(path));
                let listed = manifest::read(&path)?;
                OldSite::survey(&path, listed.as_ref())?.retire(&path, &out, &planned)?;
            }
            _ => return Err(PublishError::InTheWay { path }),
        }
    }
    Ok(())
}

/// Makes the staged site the published one. After the exchange nothing is an error any more, as the new site stands: what could not
/// be done then is told as a warning.
pub(super) fn swap(
    output: &Output,
    staging: Staging,
    site: Option<&OldSite>,
    planned: &[String],
    options: &Options,
) -> Result<Vec<String>, PublishError> {
    let out = output.path();
    let Some(site) = site else {
        move_in(staging.path(), &out)?;
        staging.mark_swapped();
        return Ok(synced(output, options));
    };
    let old = if options.exchange && exchange(staging.path(), &out)? {
        staging.mark_swapped()
    } else {
        let old = output.old();
        rename_twice(staging.path(), &out, &old)?;
        staging.mark_swapped();
        old
    };
    let mut warnings = synced(output, options);
    let planned = |path: &Path| {
        path.to_str().is_some_and(|path| planned.binary_search_by(|p| p.as_str().cmp(path)).is_ok())
    };
    if let Err(error) = site.retire(&old, &out, &planned) {
        warnings.push(format!("the new site stands, but the old one is still at {}: {error}", old.display()));
    }
    Ok(warnings)
}

/// Forces the change of names to the disk; tells where that failed.
fn synced(output: &Output, options: &Options) -> Vec<String> {
    let done = if options.durable { sync_folder(output.parent()) } else { Ok(()) };
    let failed = |error| PublishError::io::<io::Error>("sync", output.parent())(error).to_string();
    done.err().map(failed).into_iter().collect()
}

/// Whether the file system does not know the flag, so that another way must be found.
fn is_unsupported(error: Errno) -> bool {
    matches!(error, Errno::INVAL | Errno::NOSYS | Errno::NOTSUP)
}

/// The first site: nothing may have appeared there meanwhile.
fn move_in(staging: &Path, out: &Path) -> Result<(), PublishError> {
    match renameat_with(CWD, staging, CWD, out, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        // A plain rename refuses a folder that is not empty, too.
        Err(error) if is_unsupported(error) => {
            fs::rename(staging, out).map_err(PublishError::io("publish", out))
        }
        Err(error) => Err(PublishError::io("publish", out)(error)),
    }
}

/// Exchanges the two; `false` where the file system cannot.
fn exchange(staging: &Path, out: &Path) -> Result<bool, PublishError> {
    match renameat_with(CWD, staging, CWD, out, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(error) if is_unsupported(error) => Ok(false),
        Err(error) => Err(PublishError::io("publish", out)(error)),
    }
}

/// Two renames where one is not to be had. A kill between them leaves the old site beside its place; `recover` puts it back.
fn rename_twice(staging: &Path, out: &Path, old: &Path) -> Result<(), PublishError> {
    fs::rename(out, old).map_err(PublishError::io("set aside", out))?;
    fs::rename(staging, out).map_err(|error| {
        let _ = fs::rename(old, out);
        PublishError::io("publish", out)(error)
    })
}
