//! What `golive notes` takes.

use super::shared::Input;

const EXAMPLES: &str = "\
Examples:
  golive notes v1.4.0 --base-url https://team.example/releases/
  golive notes v1.4.0 > notes.md && gh release edit v1.4.0 --notes-file notes.md

With the address of the site (also `base_url` in golive.toml) the block has badges and the permalink of
the release's page.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Notes {
    /// The release's tag, or `candidate`
    pub(in crate::cli) release: String,
    /// The address under which the site is published
    #[arg(long, value_name = "URL", env = "GOLIVE_BASE_URL", hide_env_values = true, value_parser = crate::config::Look::parse_base_url)]
    pub(in crate::cli) base_url: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) input: Input,
}
