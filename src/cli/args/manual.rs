//! What the commands take that tell of golive itself: its configuration, its schemas, its completions, its man pages.

use super::shared::Input;
use clap::ValueEnum;

const CONFIG_EXAMPLES: &str = "\
Examples:
  golive config                      every key with its value, and whether it is written or by default

What is printed is a golive.toml that says the same.";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  golive schema > golive.schema.json      for an editor that checks TOML by a schema
  golive schema release                   the shape of release.json
  golive schema record                    the shape of what golive record writes";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  golive completions bash > ~/.local/share/bash-completion/completions/golive
  golive completions zsh > ~/.zfunc/_golive
  golive completions fish > ~/.config/fish/completions/golive.fish";

const MAN_EXAMPLES: &str = "\
Examples:
  golive man > golive.1
  golive man record > golive-record.1";

#[derive(Debug, clap::Args)]
#[command(after_help = CONFIG_EXAMPLES)]
pub(in crate::cli) struct Config {
    #[command(flatten)]
    pub(in crate::cli) input: Input,
}

#[derive(Debug, clap::Args)]
#[command(after_help = SCHEMA_EXAMPLES)]
pub(in crate::cli) struct Schema {
    /// Of what
    #[arg(value_name = "OF", default_value = "config")]
    pub(in crate::cli) of: SchemaOf,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaOf {
    /// `golive.toml`
    Config,
    /// `release.json`
    Release,
    /// The records of `golive record`
    Record,
}

#[derive(Debug, clap::Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub(in crate::cli) struct Completions {
    /// The shell
    pub(in crate::cli) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
#[command(after_help = MAN_EXAMPLES)]
pub(in crate::cli) struct Man {
    /// A command [default: golive as a whole]
    pub(in crate::cli) command: Option<String>,
}
