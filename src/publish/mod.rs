//! The only writer: draws and stages pages in parallel beside the output folder, then exchanges the two in one step.
//!
//! Invariant: nothing is judged or planned here, and but for the files of [`archive`], [`record`] and [`starter`] nothing outside the output folder and its siblings `.<name>.golive-staging`,
//! `.<name>.golive-old` and `.<name>.golive-lock` is created, changed or removed. No link is followed. A process that is killed at
//! any moment leaves the old site or the new one, whole, with every file in it that golive did not write.
//!
//! How that holds, step by step:
//! 1. the lock is taken (a killed holder frees it), and the folder is looked at: golive takes it only if it is absent, empty, holds a
//!    file whose bytes its manifest lists, or is adopted by a flag;
//! 2. leftovers of a killed build are cleared. A name proves nothing, as a commit can bring any: the lock file holds inode and
//!    birth time of the two folders of a build, and only what has them is touched;
//! 3. every page is drawn, looked through for tokens, and written into the staging folder at once, hashed on the way; the manifest
//!    last. A file that the old site has byte for byte gets a second name there instead;
//! 4. files that golive did not write are hard-linked into the staging folder, so that both trees have them, and all of it is forced to
//!    the disk. golive wrote a file if its bytes are those of its hash in the manifest;
//! 5. staging and output change places (`RENAME_EXCHANGE`), and the parent folder is forced to the disk;
//! 6. the old tree is taken down: what golive wrote is deleted; a foreign file goes only once the new tree has it too.

pub mod archive;
mod error;
mod folder;
mod foreign;
mod identity;
mod lock;
mod manifest;
mod options;
mod paths;
pub mod record;
mod staging;
pub mod starter;
mod swap;
mod theme;
mod unchanged;
pub mod verify;

pub use error::PublishError;
pub use manifest::{Listed, SCHEMA, listed};
pub use options::{Leak, Options, Published};
pub use theme::theme;

use crate::{progress::Progress, render::site::Plan};
use folder::Output;
use foreign::OldSite;
use lock::Lock;
use manifest::Manifest;
use staging::Staging;
use std::path::{Path, PathBuf};
use unchanged::OldFiles;

/// What stands beside an output folder while a site is made: these paths belong to golive alone.
///
/// # Errors
/// When the path is the root of the file system.
pub fn siblings(out: &Path) -> Result<[PathBuf; 3], PublishError> {
    let output = Output::at(out)?;
    Ok([output.staging(), output.old(), output.lock()])
}

/// Whether a site may be published into a folder, without touching anything: to be asked before hours of work.
///
/// # Errors
/// When the folder is not golive's, is a link, cannot be read, or another build holds it.
pub fn may_publish(out: &Path, options: &Options) -> Result<(), PublishError> {
    let output = Output::at(out)?;
    if !options.wait && Lock::is_held(&output)? {
        return Err(PublishError::Busy { folder: output.path() });
    }
    output.look(options.adopt).map(|_| ())
}

/// Draws every page of a plan and makes the folder `out` show them, in one step.
///
/// # Errors
/// When the folder is not golive's, another build holds it, a template is wrong, or the disk refuses. Whatever the error, the old
/// site stands as it was and nothing is left beside it.
pub fn publish(
    plan: &dyn Plan,
    out: &Path,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Published, PublishError> {
    paths::check(plan.paths())?;
    let output = Output::at(out)?.with_parent()?;
    let mut lock = Lock::take(&output, options.wait, progress)?;
    swap::recover(&output, &lock)?;
    let standing = output.look(options.adopt)?;

    let staging = Staging::create(&output, &mut lock, options.durable)?;
    staging.make_folders(plan.paths())?;
    progress.begin("pages", plan.paths().len());
    let old = OldFiles::of(output.path(), standing.listed.as_ref());
    let staged = staging.fill(plan, &old, progress);
    progress.end();
    let staged = staged?;
    if options.deny_secrets && !staged.leaks.is_empty() {
        return Err(PublishError::Secrets(staged.leaks));
    }
    let manifest = Manifest::of(plan.source(), plan.paths(), &staged.hashes);
    let manifest_bytes = staging.write_manifest(&manifest)?;
    let survey = || OldSite::survey(&output.path(), standing.listed.as_ref());
    let old = standing.exists.then(survey).transpose()?;
    let kept = old.as_ref().map(|old| old.carry(&output.path(), staging.path())).transpose()?;
    staging.force(options.durable)?;

    let mut warnings = swap::swap(&output, staging, old.as_ref(), plan.paths(), options)?;
    warnings.extend(old.iter().flat_map(OldSite::links).map(|link| {
        let link = out.join(link);
        format!(
            "{} is a link that golive did not write and keeps; a copy of the site may follow it",
            link.display()
        )
    }));
    Ok(Published {
        files: plan.paths().len() + 1,
        bytes: staged.bytes + manifest_bytes,
        kept: kept.unwrap_or_default(),
        leaks: staged.leaks,
        warnings,
    })
}
