//! What `golive init` takes.

use super::shared::Input;
use clap::ValueEnum;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  golive init --dry-run              what would be written, and why
  golive init                        golive.toml, and a checklist where there is none
  golive init --ci github            and the workflow that publishes the site to GitHub Pages
  golive init --theme docs/site-theme      the files that the site is drawn with

Nothing that is there is replaced without --force; .gitignore gains a line. Of a theme keep the files
that you change and delete the others: those come with golive. What each template is given stands in
docs/templates.md.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Init {
    /// Write the workflow that publishes the site, too
    #[arg(long, value_name = "WHERE")]
    pub(in crate::cli) ci: Option<Ci>,
    /// Replace golive.toml and the workflow where they are there
    #[arg(long)]
    pub(in crate::cli) force: bool,
    /// Write nothing, and show what would be written
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// Write the theme alone into a folder: templates, style, scripts and prose, as this golive has them
    #[arg(long, value_name = "DIR", conflicts_with_all = ["ci", "force", "dry_run"])]
    pub(in crate::cli) theme: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) input: Input,
}

/// Where a site is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Ci {
    /// GitHub Pages, by a workflow of GitHub Actions.
    Github,
    /// GitLab Pages, by a job of GitLab CI.
    Gitlab,
    /// Anywhere, by a shell script.
    Script,
}
