//! The command line. What several commands take is in `shared`; what a large one takes in a file of its own.

mod attest;
mod build;
mod doctor;
mod examples;
mod explain;
mod init;
mod manual;
mod notes;
mod pack;
mod record;
mod sample;
mod serve;
mod shared;
mod verify;

pub(super) use attest::Attest;
pub(super) use build::{Build, Deny};
pub(super) use doctor::Doctor;
pub(super) use explain::Explain;
pub(super) use init::{Ci, Init};
pub(super) use manual::{Completions, Config, Man, Schema, SchemaOf};
pub(super) use notes::Notes;
pub(super) use pack::Pack;
pub(super) use record::Record;
pub(super) use sample::Sample;
pub(super) use serve::Serve;
pub(super) use shared::{Color, Input, Output, Shared};
pub(super) use verify::Verify;

use clap::{Parser, Subcommand, ValueEnum};
use examples::{CHECK_EXAMPLES, DEMO_EXAMPLES, DIFF_EXAMPLES, EXAMPLES, LINT_EXAMPLES, SHOW_EXAMPLES};
use std::path::PathBuf;

/// Publishes the truth about releases from a git repository: which go-live checklist items were claimed, and which are proven.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 110, disable_help_subcommand = true, after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) shared: Shared,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read the repository and write the site
    Build(Build),
    /// Show the site on this machine, built anew whenever the repository changes
    Serve(Serve),
    /// Write a sample repository with real git history, and build its site
    Demo(Demo),
    /// Show the verdicts for one release as a report in the terminal
    Show(Show),
    /// Is a revision ready to go live? Exit 0: go (and held, with --require held), 1: not, 2: could not decide
    Check(Check),
    /// Show how each item of the checklist is read, what would decide it, and what is left over
    Lint(Lint),
    /// Show what changed between two releases: items, evidence, latency, Lighthouse
    Diff(Diff),
    /// Print what of a release belongs into its release notes, as Markdown
    Notes(Notes),
    /// Run a command, or take what somebody states, and write one record of it as evidence
    Record(Record),
    /// Is a published site as golive wrote it, and as the repository says? Exit 0: yes, 1: something differs
    Verify(Verify),
    /// Write one archive with all that is known of a release, and how to check it with git and sha256sum alone
    Pack(Pack),
    /// Print what golive attests of a release as an in-toto Statement, signed where a key is given
    Attest(Attest),
    /// Draw releases for an audit, so that anybody can draw the same ones again, as CSV
    Sample(Sample),
    /// Tell how a file was read and what it shows, or why it was not read
    Explain(Explain),
    /// What in this checkout stands in the way? Exit 0: nothing, 1: something
    Doctor(Doctor),
    /// Print what is in force, and whence, as TOML
    Config(Config),
    /// Print the JSON schema of golive.toml, of release.json or of records
    Schema(Schema),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the man page of golive, or of a command
    Man(Man),
    /// Look at the repository and write what golive needs: golive.toml, a checklist, the publishing workflow
    Init(Init),
}

#[derive(Debug, clap::Args)]
#[command(after_help = DEMO_EXAMPLES)]
pub(super) struct Demo {
    /// Where the sample repository goes: an empty folder, or an earlier sample, which it replaces
    /// [default: `golive-demo` beside the site]
    #[arg(long, value_name = "DIR")]
    pub(super) repo: Option<PathBuf>,
    /// How many releases it has; ten thousand make a load test
    #[arg(long, value_name = "N", default_value_t = crate::demo::Plan::default().releases)]
    pub(super) releases: usize,
    /// Decides every byte of the sample
    #[arg(long, value_name = "N", default_value_t = crate::demo::Plan::default().seed)]
    pub(super) seed: u64,
    #[command(flatten)]
    pub(super) output: Output,
}

#[derive(Debug, clap::Args)]
#[command(after_help = SHOW_EXAMPLES)]
pub(super) struct Show {
    /// The release's tag, or `candidate` [default: the newest release]
    pub(super) release: Option<String>,
    #[command(flatten)]
    pub(super) input: Input,
    /// Judge the release by today's checklist too, beside the one that was in force at its tag
    #[arg(long)]
    pub(super) rejudge: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(super) struct Check {
    /// A release's tag, or any revision, judged as the next release [default: the branch head]
    pub(super) rev: Option<String>,
    /// How to print the decision
    #[arg(long, default_value = "text", env = "GOLIVE_FORMAT", hide_env_values = true)]
    pub(super) format: Format,
    /// What must hold: `go` (the readiness of the site), `held` (go, and the outcome is held), or `proven=PCT` (at least so many per
    /// cent of the items due by the tag proven)
    #[arg(long, value_name = "RULE", default_value = "go", env = "GOLIVE_REQUIRE", hide_env_values = true, value_parser = Require::parse)]
    pub(super) require: Require,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, clap::Args)]
#[command(after_help = LINT_EXAMPLES)]
pub(super) struct Lint {
    /// A release's tag, or any revision, judged as the next release [default: the branch head]
    pub(super) rev: Option<String>,
    /// How to print the readings
    #[arg(long, default_value = "text")]
    pub(super) format: LintFormat,
    /// Exit 1 where an item has no whole reading
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) input: Input,
}

/// How readings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LintFormat {
    /// For people.
    Text,
    /// For programs (schema golive.lint/1).
    Json,
    /// Annotations of GitHub Actions.
    Github,
}

#[derive(Debug, clap::Args)]
#[command(after_help = DIFF_EXAMPLES)]
pub(super) struct Diff {
    /// The earlier one: a release's tag, `candidate`, or any revision, judged as the next release
    #[arg(value_name = "A")]
    pub(super) before: String,
    /// The later one; only one of both can be something else than a release
    #[arg(value_name = "B")]
    pub(super) after: String,
    /// How to print the comparison
    #[arg(long, default_value = "text")]
    pub(super) format: DiffFormat,
    #[command(flatten)]
    pub(super) input: Input,
}

/// How a decision is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs (schema golive.check/2).
    Json,
    /// Workflow commands of GitHub Actions: annotations, and the step's summary where GITHUB_STEP_SUMMARY is set.
    Github,
    /// JUnit XML, for the test reports of Jenkins and GitLab.
    Junit,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// How a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For people.
    Text,
    /// The body of a comment on a pull request, at most 65,000 characters.
    Markdown,
    /// For programs (schema golive.diff/2).
    Json,
}

/// What `check` demands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Require {
    /// Nothing blocks the release.
    Go,
    /// Nothing blocks the release, and what followed shows that it held.
    Held,
    /// At least this share of the items due by the tag is proven, in per cent.
    Proven(f64),
}

impl Require {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "go" => return Ok(Self::Go),
            "held" => return Ok(Self::Held),
            _ => {}
        }
        let number = text.strip_prefix("proven=").map(|rest| rest.trim_end_matches('%').parse::<f64>());
        match number {
            Some(Ok(share)) if (0.0..=100.0).contains(&share) => Ok(Self::Proven(share)),
            _ => Err("write `go`, `held`, or `proven=` and a percentage from 0 to 100".to_string()),
        }
    }

    /// As it is written on the command line.
    pub(super) fn text(self) -> String {
        match self {
            Self::Go => "go".to_string(),
            Self::Held => "held".to_string(),
            Self::Proven(share) => format!("proven={share}"),
        }
    }
}
