//! What `golive record` takes.

use super::shared::Input;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  golive record --kind backup --of \"orders database\" --where production --file orders.dump -- \\
      pg_dump --file orders.dump orders
  golive record --kind restore-drill --of orders --where staging --commit -- ./restore.sh
  golive record --kind sign-off --of \"release scope\" --approve-by Product
  golive record --kind briefing --of \"support and marketing\" --outcome completed --note \"in the weekly\"

The command runs as it would without golive: its output is passed on, and golive exits as it did (127
where it is not found, 128 and the number of the signal that ended it). The record is one JSON file,
in a folder by month where [evidence] looks: artifacts/records/2026-11/. It is written before the command
begins and replaced when it ends: a record that says \"running\" was cut off, and proves nothing.

An exit status of 0 makes it a success; nothing that --note says does. What looks like a secret is masked,
and so are the values of secret variables of the environment. --commit runs no hook and pushes nothing.
The record's shape: docs/record.md.";

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Record {
    /// The kind of evidence: `backup`, `restore-drill`, `deploy`, `ci-run`, `sign-off` …, or one of golive.toml
    #[arg(long, value_name = "KIND")]
    pub(in crate::cli) kind: String,
    /// What it is done to, or is about, in the words of the checklist: `orders database`
    #[arg(long, value_name = "SUBJECT")]
    pub(in crate::cli) of: Option<String>,
    /// The environment in which it is done: `production`
    #[arg(long = "where", value_name = "PLACE")]
    pub(in crate::cli) place: Option<String>,
    /// What came of it, where there is no command: `passed`, `completed`, `failed`, `rejected` …
    #[arg(long, value_name = "OUTCOME")]
    pub(in crate::cli) outcome: Option<String>,
    /// Words for those who read the record; no item is judged by them
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) note: Option<String>,
    /// Who approves; without a command and --outcome, the outcome is then `approved`
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) approve_by: Option<String>,
    /// A file that it leaves, recorded with its size and hash; one that is not there is a failure. Any number of times
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) file: Vec<PathBuf>,
    /// Commit the record, and only it, to the branch that is checked out
    #[arg(long)]
    pub(in crate::cli) commit: bool,
    #[command(flatten)]
    pub(in crate::cli) input: Input,
    /// The command, and its words
    #[arg(last = true, value_name = "COMMAND")]
    pub(in crate::cli) command: Vec<String>,
}
