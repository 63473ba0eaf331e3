//! What `golive serve` takes.

use super::build::Build;

const EXAMPLES: &str = "\
Examples:
  golive serve                       http://127.0.0.1:8817/
  golive serve --open --port 0       any free port, and a browser

The site is built as `golive build` does, and again when a commit, a tag, golive.toml or the theme
changes; open pages load themselves again and show what is wrong. Ctrl-C stops. Only this machine can
ask for it. --open starts the browser of the system; nothing else is started.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Serve {
    /// The port; 0 takes a free one
    #[arg(long, value_name = "PORT", env = "GOLIVE_PORT", hide_env_values = true, default_value_t = 8817)]
    pub(in crate::cli) port: u16,
    /// Show it in a browser
    #[arg(long)]
    pub(in crate::cli) open: bool,
    #[command(flatten)]
    pub(in crate::cli) build: Build,
}
