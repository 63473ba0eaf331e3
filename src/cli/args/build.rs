//! What `golive build` takes.

use super::examples::BUILD_EXAMPLES;
use super::shared::{Input, Output};
use clap::ValueEnum;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub(in crate::cli) struct Build {
    #[command(flatten)]
    pub(in crate::cli) input: Input,
    #[command(flatten)]
    pub(in crate::cli) output: Output,
    /// A folder of this machine whose files replace golive's own, templates and scripts too; `[site] theme` takes no such files
    #[arg(long, value_name = "DIR", env = "GOLIVE_THEME", hide_env_values = true)]
    pub(in crate::cli) theme: Option<PathBuf>,
    /// Judge each release by today's checklist too, beside the one that was in force at its tag
    #[arg(long)]
    pub(in crate::cli) rejudge: bool,
    /// The ledger to continue: a file, or `REV:PATH` in the repository [default: that of the site in the output folder]
    #[arg(long, value_name = "LEDGER", env = "GOLIVE_LEDGER", hide_env_values = true)]
    pub(in crate::cli) ledger: Option<String>,
    /// What fails the build and leaves the old site as it is: `secrets`, which are masked otherwise. Also `deny` in golive.toml
    #[arg(long, value_name = "WHAT", env = "GOLIVE_DENY", hide_env_values = true, value_delimiter = ',')]
    pub(in crate::cli) deny: Vec<Deny>,
}

/// What a build can be made to fail for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Deny {
    /// Anything that looks like a secret, in evidence, names, configuration or the output.
    Secrets,
}
