//! What `golive sample` takes.

use super::shared::Input;
use jiff::Timestamp;

const EXAMPLES: &str = "\
Examples:
  golive sample --seed 42 --n 25 > sample.csv
  golive sample --seed 42 --n 25 --packs audit > audit.csv
  golive sample --seed audit-2026 --n 25 --from 2026-01-01 --to 2027-01-01

The population is every release whose time is --from or later and before --to. Each gets the SHA-256 of
`SEED:NAME` (UTF-8, NAME as in `git tag`), and those with the N lowest are the sample, in that order.
Anybody can repeat that without golive: printf '%s' '42:v1.4.0' | sha256sum

A row is a release: its rank, name, commit, tag object, time, readiness, and the items due by the tag, claimed and
proven; then the SHA-256 that drew it, and the size of the population.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Sample {
    /// Any text; the same seed draws the same releases of the same population
    #[arg(long, value_name = "SEED")]
    pub(in crate::cli) seed: String,
    /// How many releases; all where there are fewer
    #[arg(long = "n", value_name = "N")]
    pub(in crate::cli) size: std::num::NonZeroUsize,
    /// Releases of this moment or later: RFC 3339, or a day (its start in UTC)
    #[arg(long, value_name = "TIME", value_parser = crate::cli::clock::parse)]
    pub(in crate::cli) from: Option<Timestamp>,
    /// Releases before this moment
    #[arg(long, value_name = "TIME", value_parser = crate::cli::clock::parse)]
    pub(in crate::cli) to: Option<Timestamp>,
    /// Write the pack of each drawn release into this folder, as `golive pack` does
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) packs: Option<std::path::PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) input: Input,
}
