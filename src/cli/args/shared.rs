//! What several commands take.

use crate::publish::Options;
use clap::ValueEnum;
use jiff::Timestamp;
use std::path::PathBuf;

/// What every command takes.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Shared options")]
pub(in crate::cli) struct Shared {
    /// The moment at which the candidate is judged: RFC 3339, or a day (its start in UTC) [default: the clock, or SOURCE_DATE_EPOCH]
    #[arg(long, global = true, value_name = "TIME", env = "GOLIVE_NOW", hide_env_values = true, value_parser = crate::cli::clock::parse)]
    pub(in crate::cli) now: Option<Timestamp>,
    /// How many threads to use [default: one a core; at most four a core]; the result is the same with any number
    #[arg(long, global = true, value_name = "N", env = "GOLIVE_JOBS", hide_env_values = true)]
    pub(in crate::cli) jobs: Option<std::num::NonZeroUsize>,
    /// Where parsed facts are to be kept between builds. There is no cache yet: this has no effect
    #[arg(long, global = true, value_name = "DIR", env = "GOLIVE_CACHE", hide_env_values = true)]
    pub(in crate::cli) cache: Option<PathBuf>,
    /// Keep nothing between builds. There is no cache yet: this has no effect
    #[arg(long, global = true, env = "GOLIVE_NO_CACHE", hide_env_values = true)]
    pub(in crate::cli) no_cache: bool,
    /// Go on although the history at hand is incomplete (a shallow or partial clone)
    #[arg(long, global = true, env = "GOLIVE_ALLOW_INCOMPLETE", hide_env_values = true)]
    pub(in crate::cli) allow_incomplete: bool,
    /// Print errors only
    #[arg(
        short,
        long,
        global = true,
        env = "GOLIVE_QUIET",
        hide_env_values = true,
        conflicts_with = "verbose"
    )]
    pub(in crate::cli) quiet: bool,
    /// Leave nothing out: every problem, every measured series
    #[arg(short, long, global = true, env = "GOLIVE_VERBOSE", hide_env_values = true)]
    pub(in crate::cli) verbose: bool,
    /// When to print in colour; NO_COLOR and CLICOLOR_FORCE are honoured
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        env = "GOLIVE_COLOR",
        hide_env_values = true,
        default_value = "auto"
    )]
    pub(in crate::cli) color: Color,
}

/// When to print in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    /// Where the output is a terminal.
    Auto,
    /// Into files and pipes too.
    Always,
    /// Nowhere.
    Never,
}

/// Which repository is read, and by which rules.
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct Input {
    /// The repository: a work tree or a folder in it, or a bare repository
    #[arg(long, value_name = "DIR", env = "GOLIVE_REPO", hide_env_values = true, default_value = ".")]
    pub(in crate::cli) repo: PathBuf,
    /// The configuration [default: golive.toml at the root of the repository, as the head has it]
    #[arg(long, value_name = "FILE", env = "GOLIVE_CONFIG", hide_env_values = true)]
    pub(in crate::cli) config: Option<PathBuf>,
}

/// Where the site goes.
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct Output {
    /// The folder that shows the site; it is replaced in one step, and files in it that golive did not write stay
    #[arg(long, value_name = "DIR", env = "GOLIVE_OUT", hide_env_values = true, default_value = "site")]
    pub(in crate::cli) out: PathBuf,
    /// Publish over a folder that golive did not write or that git tracks; every file in it that golive did not write stays
    #[arg(long, env = "GOLIVE_ADOPT", hide_env_values = true)]
    pub(in crate::cli) adopt: bool,
    /// Where another build holds the folder: wait for it to end [default: exit 75 at once]
    #[arg(long, env = "GOLIVE_WAIT", hide_env_values = true)]
    pub(in crate::cli) wait: bool,
    /// The address under which the site is published, for feeds and the sitemap
    #[arg(long, value_name = "URL", env = "GOLIVE_BASE_URL", hide_env_values = true, value_parser = crate::config::Look::parse_base_url)]
    pub(in crate::cli) base_url: Option<String>,
}

impl Output {
    /// How the site is written.
    pub(in crate::cli) fn options(&self) -> Options {
        Options { adopt: self.adopt, wait: self.wait, ..Options::default() }
    }
}
