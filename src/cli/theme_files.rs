//! `golive init --theme`: the theme's templates, style, scripts and prose, to be changed one by one.

use super::{
    exit::{Exit, Failure},
    terminal::{Terminal, safe},
};
use crate::discover::tracked;
use crate::publish::{PublishError, theme};
use crate::render::templates::originals;
use std::path::Path;

/// Runs the command.
pub(super) fn run(folder: &Path, terminal: &Terminal) -> Result<Exit, Failure> {
    let files = originals().collect::<Vec<_>>();
    for path in files.iter().map(|(name, _)| folder.join(name)) {
        if let Some(why) = tracked::through_link(&path) {
            return Err(PublishError::Tracked { path, why, adoptable: false }.into());
        }
    }
    theme(folder, &files)?;
    if !terminal.quiet {
        let folder = safe(&folder.display().to_string());
        terminal.result(&format!(
            "{} files in {folder}. Keep those that you change, delete the others: they come with golive.\n\
             golive build --theme {folder}\n",
            files.len()
        ))?;
    }
    Ok(Exit::Done)
}
