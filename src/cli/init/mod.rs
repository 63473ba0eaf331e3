//! `golive init`: looks at a repository, and writes what golive needs of it and cannot know by itself.

mod checklist;
mod configuration;
mod look;
mod workflow;

use super::{
    args,
    exit::{Exit, Failure},
    terminal::{Terminal, safe},
    theme_files,
};
use crate::config::FILE_NAME;
use crate::discover::checkout;
use crate::publish::starter::{self, StarterFile};
use look::Repository;
use std::fmt::Write as _;
use std::path::Path;

/// Runs the command.
pub(super) fn run(args: &args::Init, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    if let Some(folder) = &args.theme {
        return theme_files::run(folder, terminal);
    }
    let checkout = checkout::look(&args.input.repo).map_err(crate::Error::from)?;
    // Before hours of looking: what is there stays.
    let own = StarterFile { path: FILE_NAME.to_owned(), text: String::new(), grows: false };
    if !args.dry_run {
        starter::may_write(&checkout.root, &[own], args.force)?;
    }
    let repository = look::at(&args.input.repo, shared, terminal)?;
    let mut files = vec![StarterFile {
        path: FILE_NAME.to_owned(),
        text: configuration::text(&repository),
        grows: false,
    }];
    files.extend(checklist::file(&repository));
    files.extend(ignored(&checkout.root));
    files.extend(args.ci.map(|ci| workflow::file(ci, checkout.branch.as_deref(), &checkout.root)));
    let mut out = String::from("Found\n");
    for line in &repository.findings {
        let _ = writeln!(out, "  {:<11} {}", line.about, safe(&line.text));
    }
    if args.dry_run {
        out.push_str(&preview(&files, &checkout.root, args.force));
    } else {
        starter::write(&checkout.root, &files, args.force)?;
        out.push_str("\nWritten\n");
        for file in &files {
            let _ = writeln!(out, "  {}", safe(&file.path));
        }
    }
    out.push_str(&next(&repository, &files, args.ci.is_some()));
    if !terminal.quiet {
        terminal.result(&out)?;
    }
    Ok(Exit::Done)
}

/// `.gitignore` with the folder of the site, where no line of it names that.
fn ignored(root: &Path) -> Option<StarterFile> {
    let path = root.join(".gitignore");
    let old = match std::fs::read_to_string(&path) {
        Ok(old) => old,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        // What is no text is left alone.
        Err(_) => return None,
    };
    if old.lines().any(|line| matches!(line.trim(), "/site/" | "/site" | "site/" | "site")) {
        return None;
    }
    let end = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
    Some(StarterFile { path: ".gitignore".to_owned(), text: format!("{old}{end}/site/\n"), grows: true })
}

/// What would be written, whole.
fn preview(files: &[StarterFile], root: &Path, force: bool) -> String {
    let mut out = "\nWould be written; nothing is\n".to_owned();
    for file in files {
        let is_there = !file.grows && root.join(&file.path).symlink_metadata().is_ok();
        let note = if is_there && !force { " (there already: --force would replace it)" } else { "" };
        let _ = writeln!(out, "\n--- {}{note}", safe(&file.path));
        for line in file.text.lines() {
            let _ = writeln!(out, "{}", safe(line));
        }
    }
    out
}

/// What to do next.
fn next(repository: &Repository, files: &[StarterFile], is_published: bool) -> String {
    let mut out = "\nNext\n".to_owned();
    if repository.checklist.is_empty() {
        let path =
            files.iter().find(|file| file.path.ends_with(".md")).map_or(checklist::PATH, |file| &file.path);
        let _ = writeln!(out, "  Make the checklist your own: {}", safe(path));
    }
    let paths = files.iter().map(|file| safe(&file.path)).collect::<Vec<_>>().join(" ");
    let _ = writeln!(out, "  git add {paths} && git commit -m \"Publish releases with golive\"");
    out.push_str("  golive lint                        how each item is read, and what would decide it\n");
    for kind in repository.recordable.iter().take(3) {
        let _ = writeln!(
            out,
            "  golive record --kind {kind} --of … -- …     evidence of that kind; docs/recipes.md has more"
        );
    }
    out.push_str("  golive build && golive serve       the site, to look at\n");
    if !is_published {
        out.push_str("  golive init --force --ci github    the publishing workflow; also gitlab, script\n");
    }
    out
}
