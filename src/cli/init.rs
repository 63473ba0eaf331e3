//! `golive init`: writes what a team starts from. So far the theme: templates, style, scripts and prose, to be changed one by one.

use super::{
    args,
    exit::{Exit, Failure},
    terminal::{Terminal, safe},
};
use crate::discover::tracked;
use crate::publish::{PublishError, theme};
use crate::render::templates::originals;

/// Runs the command.
pub(super) fn run(args: &args::Init, terminal: &Terminal) -> Result<Exit, Failure> {
    let files = originals().collect::<Vec<_>>();
    for path in files.iter().map(|(name, _)| args.theme.join(name)) {
        if let Some(why) = tracked::through_link(&path) {
            return Err(PublishError::Tracked { path, why, adoptable: false }.into());
        }
    }
    theme(&args.theme, &files)?;
    if !terminal.quiet {
        let folder = safe(&args.theme.display().to_string());
        terminal.result(&format!(
            "{} files in {folder}. Keep those that you change, delete the others: they come with golive.\n\
             golive build --theme {folder}\n",
            files.len()
        ))?;
    }
    Ok(Exit::Done)
}
