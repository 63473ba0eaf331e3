//! What `golive pack` takes.

use super::shared::Input;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  golive pack v1.4.0
  golive pack v1.4.0 --out audit/v1.4.0.zip --ledger origin/gh-pages:ledger.jsonl

The archive holds the report of the release as one HTML file, its data, every file of evidence as it was
committed, their provenance, the checklist at the tag and today, the lines of the ledger, SHA256SUMS, and a
README.md that tells how to check all of it with git and sha256sum alone. The same commits and the same --now
make the same bytes. Files of evidence are not masked; what looks like a secret in them is told.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Pack {
    /// The release's tag
    pub(in crate::cli) release: String,
    /// Where the archive goes [default: the release's name with `.zip`]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// The ledger of the published site, whose lines of the release are packed: a file, or a file of a commit (`REV:PATH`)
    #[arg(long, value_name = "FILE|REV:PATH")]
    pub(in crate::cli) ledger: Option<String>,
    /// Sign the attestation in the pack with this private key, as `golive attest` does
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) sign: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) input: Input,
}
