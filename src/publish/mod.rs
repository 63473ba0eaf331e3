//! The only writer: draws and stages pages in parallel beside the output folder, then exchanges the two in one step.
//!
//! Invariant: nothing is judged or planned here, and nothing outside the output folder and its siblings `.<name>.golive-staging`,
//! `.<name>.golive-old` and `.<name>.golive-lock` is created, changed or removed. No link is followed. A process that is killed at
//! any moment leaves the old site or the new one, whole, with every file in it that golive did not write.
//!
//! How that holds, step by step:
//! 1. the lock is taken (a killed holder frees it), leftovers of a killed build are cleared, and the folder is looked at: golive
//!    takes it only if it is absent, empty, or carries a manifest of golive's;
//! 2. every page is drawn, looked through for tokens, and written into the staging folder at once, hashed on the way; the manifest
//!    last;
//! 3. files that golive did not write are hard-linked into the staging folder, so that both trees have them, and all of it is forced to
//!    the disk;
//! 4. staging and output change places (`RENAME_EXCHANGE`), and the parent folder is forced to the disk;
//! 5. the old tree is taken down: what its manifest lists is deleted; a foreign file goes only once the new tree has it too.

mod error;
mod folder;
mod foreign;
mod lock;
mod manifest;
mod options;
mod paths;
mod staging;
mod swap;
mod theme;

pub use error::PublishError;
pub use manifest::SCHEMA;
pub use options::{Leak, Options, Published};
pub use theme::theme;

use crate::{progress::Progress, render::site::Plan};
use folder::Output;
use lock::Lock;
use manifest::Manifest;
use staging::Staging;
use std::path::Path;

/// Whether a site may be published into a folder, without touching anything: to be asked before hours of work.
///
/// # Errors
/// When the folder is not golive's, is a link, or cannot be read.
pub fn may_publish(out: &Path) -> Result<(), PublishError> {
    Output::at(out)?.look().map(|_| ())
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
    let output = Output::at(out)?;
    output.make_parent()?;
    let _lock = Lock::take(&output)?;
    swap::recover(&output)?;
    let standing = output.look()?;

    let staging = Staging::create(&output, plan.paths())?;
    progress.begin("pages", plan.paths().len());
    let staged = staging.fill(plan, progress);
    progress.end();
    let staged = staged?;
    if options.deny_secrets && !staged.leaks.is_empty() {
        return Err(PublishError::Secrets(staged.leaks));
    }
    let manifest = Manifest::of(plan.source(), plan.paths(), &staged.hashes);
    let manifest_bytes = staging.write_manifest(&manifest)?;
    let kept = foreign::carry(&output.path(), &standing.ours, staging.path())?;
    staging.force(options.durable)?;

    let warnings = swap::swap(&output, staging, &standing, options)?;
    Ok(Published {
        files: plan.paths().len() + 1,
        bytes: staged.bytes + manifest_bytes,
        kept,
        leaks: staged.leaks,
        warnings,
    })
}
