//! What `golive verify` takes.

use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  golive verify site                          manifest, hashes and the chain of the ledger
  golive verify site --repo .                 and every page, drawn again from the repository
  golive verify v1.4.0.dsse.json --repo .     what `golive attest` wrote: does it hold, and who signed it?
  golive verify site --ignore CNAME --ignore '.git/**'

Without --repo, this shows that the files are those that manifest.json lists: whoever can write the
folder can write that, too. With --repo the site is drawn again in memory, from the commit, the tags,
the moment and the settings that build.json states, and compared byte for byte. Tags and commits that
came later are left aside. It needs the golive.toml of that build, and golive in the same version.

Exit 0: all as recorded. 1: something differs; each file is named. 2: it could not be decided.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Verify {
    /// The folder of the site; or, with --repo, the file of an attestation
    #[arg(value_name = "SITE")]
    pub(in crate::cli) site: PathBuf,
    /// The repository from which the site was made: draw every page again
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) repo: Option<PathBuf>,
    /// The configuration of that build [default: golive.toml at its commit, else that of the work tree]
    #[arg(long, value_name = "FILE", requires = "repo")]
    pub(in crate::cli) config: Option<PathBuf>,
    /// The theme of that build, where it was named with --theme
    #[arg(long, value_name = "DIR", requires = "repo")]
    pub(in crate::cli) theme: Option<PathBuf>,
    /// A glob of files in the folder that golive did not write and that may be there. Any number of times
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) ignore: Vec<String>,
}
