//! What `golive explain` takes.

use super::shared::Input;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  golive explain artifacts/backup/orders.json
  golive explain reports/load.xml --verbose     with the answer of every reader

It tells whether the configuration looks there, which readers recognise the file, what was read from
it (kind, subject, outcome, times), which items rest on it; and where nothing was read, what would be,
with a [[reader]] to copy into golive.toml. A file that is not committed yet is read as it lies.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Explain {
    /// The file, from the root of the repository or from here
    #[arg(value_name = "PATH")]
    pub(in crate::cli) path: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) input: Input,
}
