//! What `golive doctor` takes.

use super::shared::Input;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  golive doctor                      ok, note or STOP, a line a question
  golive doctor --out public         looks at the site in public/, too

Exit 0 where nothing stands in the way, 1 where something does. It changes nothing and asks no server.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Doctor {
    #[command(flatten)]
    pub(in crate::cli) input: Input,
    /// The folder of the site, where one was built: is it small enough for Pages, and are its names taken there?
    #[arg(long, value_name = "DIR", env = "GOLIVE_OUT", hide_env_values = true, default_value = "site")]
    pub(in crate::cli) out: PathBuf,
}
