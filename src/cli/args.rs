//! The command line.

use crate::publish::Options;
use clap::{Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  golive demo                        a sample repository and its site, to look around
  golive build --out site            the site of the repository at hand
  golive check                       is the branch head ready to go live?
  golive diff v1.4.0 candidate       what changed since v1.4.0

Exit codes:
   0  done; for check: go             73  the output folder is not golive's, and is left alone
   1  check: no-go, or what is            (--adopt takes it and keeps every file in it)
      required does not hold;         74  reading or writing failed; the old site stands
      build: what is denied was found 75  another build holds the output folder (--wait waits)
   2  bad arguments, configuration    70  golive itself broke off; please report it
      or repository
   3  the history is incomplete

Each variable of the environment that sets an option stands beside it. What golive.toml can say:
docs/configuration.md.";

const BUILD_EXAMPLES: &str = "\
Examples:
  golive build
  golive build --repo ../shop --out public --base-url https://team.example/releases/
  golive build --now 2026-01-31T12:00:00Z     the same bytes for the same commits, on any day";

const DEMO_EXAMPLES: &str = "\
Examples:
  golive demo                                 golive-demo/ and site/
  golive demo --releases 2000 --out /tmp/load/site";

const SHOW_EXAMPLES: &str = "\
Examples:
  golive show                                 the newest release
  golive show candidate
  golive show v2026.01.10a --color always | less -R";

const CHECK_EXAMPLES: &str = "\
Examples:
  golive check                                the branch head, as if it were released now
  golive check v1.4.0                         as it stood when it was tagged
  golive check --require proven=90            at least 90 % of the items due by the tag proven
  golive check v1.4.0 --require held          go, and what followed shows that it held
  golive check --format github                in a step of GitHub Actions
  golive check --format junit > golive.xml    for a test report
  golive check --format sarif > golive.sarif  for code scanning

Readiness is what was known at the tag; what follows (rollback triggers, items due after the tag, a
rollback) never changes it. It is the outcome, which `--require held` asks for too.

In every format each item that is not proven comes with its reason and place, what would prove
it, and a git command that shows it.";

const LINT_EXAMPLES: &str = "\
Examples:
  golive lint                                 the checklist of the branch head
  golive lint --strict                        exit 1 where an item has no whole reading
  golive lint --format github                 in a step of GitHub Actions

An item has a whole reading where its words leave nothing over that no evidence could show, or a
pin says how to read them, and where it demands something computable or names its evidence.";

const DIFF_EXAMPLES: &str = "\
Examples:
  golive diff v1.3.0 v1.4.0
  golive diff v1.4.0 candidate
  golive diff v1.4.0 feature --format json

Items are compared as they stand today. A measured number is called better or worse only where its
step exceeds three times the noise of the last 20 values of its series (a score: at least a point),
and 5 %; with fewer than 5 values nothing is called. A crossed budget and a broken run always are.";

const INIT_EXAMPLES: &str = "\
Examples:
  golive init --theme docs/site-theme
  golive build --theme docs/site-theme

Keep the files that you change and delete the others: those come with golive. A theme of style,
prose and words alone can be named in golive.toml instead. What each template is given stands in
docs/templates.md.";

/// Publishes the truth about releases from a git repository: which go-live checklist items were claimed, and which are proven.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 110, disable_help_subcommand = true, after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) shared: Shared,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Shared options")]
pub(super) struct Shared {
    /// The moment at which the candidate is judged: RFC 3339, or a day (its start in UTC) [default: the clock, or SOURCE_DATE_EPOCH]
    #[arg(long, global = true, value_name = "TIME", env = "GOLIVE_NOW", hide_env_values = true, value_parser = super::clock::parse)]
    pub(super) now: Option<Timestamp>,
    /// How many threads to use [default: one a core; at most four a core]; the result is the same with any number
    #[arg(long, global = true, value_name = "N", env = "GOLIVE_JOBS", hide_env_values = true)]
    pub(super) jobs: Option<std::num::NonZeroUsize>,
    /// Where parsed facts are to be kept between builds. There is no cache yet: this has no effect
    #[arg(long, global = true, value_name = "DIR", env = "GOLIVE_CACHE", hide_env_values = true)]
    pub(super) cache: Option<PathBuf>,
    /// Keep nothing between builds. There is no cache yet: this has no effect
    #[arg(long, global = true, env = "GOLIVE_NO_CACHE", hide_env_values = true)]
    pub(super) no_cache: bool,
    /// Go on although the history at hand is incomplete (a shallow or partial clone)
    #[arg(long, global = true, env = "GOLIVE_ALLOW_INCOMPLETE", hide_env_values = true)]
    pub(super) allow_incomplete: bool,
    /// Print errors only
    #[arg(
        short,
        long,
        global = true,
        env = "GOLIVE_QUIET",
        hide_env_values = true,
        conflicts_with = "verbose"
    )]
    pub(super) quiet: bool,
    /// Leave nothing out: every problem, every measured series
    #[arg(short, long, global = true, env = "GOLIVE_VERBOSE", hide_env_values = true)]
    pub(super) verbose: bool,
    /// When to print in colour; NO_COLOR and CLICOLOR_FORCE are honoured
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        env = "GOLIVE_COLOR",
        hide_env_values = true,
        default_value = "auto"
    )]
    pub(super) color: Color,
}

/// When to print in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// Where the output is a terminal.
    Auto,
    /// Into files and pipes too.
    Always,
    /// Nowhere.
    Never,
}

/// Which repository is read, and by which rules.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Input {
    /// The repository: a work tree or a folder in it, or a bare repository
    #[arg(long, value_name = "DIR", env = "GOLIVE_REPO", hide_env_values = true, default_value = ".")]
    pub(super) repo: PathBuf,
    /// The configuration [default: golive.toml at the root of the repository, as the head has it]
    #[arg(long, value_name = "FILE", env = "GOLIVE_CONFIG", hide_env_values = true)]
    pub(super) config: Option<PathBuf>,
}

/// Where the site goes.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Output {
    /// The folder that shows the site; it is replaced in one step, and files in it that golive did not write stay
    #[arg(long, value_name = "DIR", env = "GOLIVE_OUT", hide_env_values = true, default_value = "site")]
    pub(super) out: PathBuf,
    /// Publish over a folder that golive did not write or that git tracks; every file in it that golive did not write stays
    #[arg(long, env = "GOLIVE_ADOPT", hide_env_values = true)]
    pub(super) adopt: bool,
    /// Where another build holds the folder: wait for it to end [default: exit 75 at once]
    #[arg(long, env = "GOLIVE_WAIT", hide_env_values = true)]
    pub(super) wait: bool,
    /// The address under which the site is published, for feeds and the sitemap
    #[arg(long, value_name = "URL", env = "GOLIVE_BASE_URL", hide_env_values = true, value_parser = crate::config::Look::parse_base_url)]
    pub(super) base_url: Option<String>,
}

impl Output {
    /// How the site is written.
    pub(super) fn options(&self) -> Options {
        Options { adopt: self.adopt, wait: self.wait, ..Options::default() }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read the repository and write the site
    Build(Build),
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
    /// Write out the files that the site is drawn with, to be changed one by one
    Init(Init),
}

#[derive(Debug, clap::Args)]
#[command(after_help = INIT_EXAMPLES)]
pub(super) struct Init {
    /// The folder for the theme: templates, style, scripts and prose, as this golive has them
    #[arg(long, value_name = "DIR")]
    pub(super) theme: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    /// A folder of this machine whose files replace golive's own, templates and scripts too; `[site] theme` takes no such files
    #[arg(long, value_name = "DIR", env = "GOLIVE_THEME", hide_env_values = true)]
    pub(super) theme: Option<PathBuf>,
    /// Judge each release by today's checklist too, beside the one that was in force at its tag
    #[arg(long)]
    pub(super) rejudge: bool,
    /// What fails the build and leaves the old site as it is: `secrets`, which are masked otherwise. Also `deny` in golive.toml
    #[arg(long, value_name = "WHAT", env = "GOLIVE_DENY", hide_env_values = true, value_delimiter = ',')]
    pub(super) deny: Vec<Deny>,
}

/// What a build can be made to fail for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Anything that looks like a secret, in evidence, names, configuration or the output.
    Secrets,
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
