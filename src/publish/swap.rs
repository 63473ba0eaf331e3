//! The one step from the old site to the new one, and what a killed build left behind.

use super::{
    error::PublishError,
    folder::{Output, Standing},
    foreign, manifest,
    options::Options,
    staging::{Staging, sync_folder},
};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use std::fs;
use std::path::Path;

/// Clears what a killed build left beside the output folder, and finishes a swap that was cut in two.
///
/// # Errors
/// When it cannot be cleared: the new build would have no place to grow.
pub(super) fn recover(output: &Output) -> Result<(), PublishError> {
    let (out, old, staging) = (output.path(), output.old(), output.staging());
    if is_there(&old) {
        if is_there(&out) {
            take_down(&old, &out)?;
        } else {
            fs::rename(&old, &out).map_err(PublishError::io("restore", &out))?;
        }
    }
    if is_there(&staging) {
        // With a manifest it may be the old site after the exchange: then foreign files in it are somebody's.
        if manifest::read(&staging)?.is_some() && is_there(&out) {
            take_down(&staging, &out)?;
        } else {
            fs::remove_dir_all(&staging).map_err(PublishError::io("clear", &staging))?;
        }
    }
    Ok(())
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn take_down(old: &Path, new: &Path) -> Result<(), PublishError> {
    let ours = manifest::read(old)?.unwrap_or_default();
    foreign::retire(old, &ours, new)
}

/// Makes the staged site the published one. After the exchange nothing is an error any more, as the new site stands: what could not
/// be done then is told as a warning.
pub(super) fn swap(
    output: &Output,
    staging: Staging,
    standing: &Standing,
    options: &Options,
) -> Result<Vec<String>, PublishError> {
    let mut warnings = Vec::new();
    let out = output.path();
    let old = if !standing.exists {
        move_in(staging.path(), &out)?;
        staging.mark_swapped();
        None
    } else if options.exchange && exchange(staging.path(), &out)? {
        Some(staging.mark_swapped())
    } else {
        let old = output.old();
        rename_twice(staging.path(), &out, &old)?;
        staging.mark_swapped();
        Some(old)
    };
    if options.durable
        && let Err(error) = sync_folder(output.parent())
    {
        warnings.push(PublishError::io::<std::io::Error>("sync", output.parent())(error).to_string());
    }
    if let Some(old) = old
        && let Err(error) = foreign::retire(&old, &standing.ours, &out)
    {
        warnings.push(format!("the new site stands, but the old one is still at {}: {error}", old.display()));
    }
    Ok(warnings)
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
