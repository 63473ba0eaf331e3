//! What `golive attest` takes.

use super::shared::Input;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  golive attest v1.4.0 > v1.4.0.json
  golive attest v1.4.0 --sign ~/.ssh/release_key > v1.4.0.dsse.json
  golive verify v1.4.0.dsse.json --repo .      does it hold, and who signed it?

Prints an in-toto Statement about the commit and the tag of the release; its predicate is what the ledger
seals of it. With --sign it is put into a DSSE envelope. The key is one of Ed25519 without a passphrase, as
ssh-keygen writes it.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Attest {
    /// The release's tag
    pub(in crate::cli) release: String,
    /// The private key with which it is signed
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) sign: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) input: Input,
}
