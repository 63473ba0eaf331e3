//! The record that `golive record` writes and golive reads back without inference: schema `golive.record/1`.
//!
//! A reader passes over keys that it does not know, so that later versions may add some; what changes a meaning gets another number.

use serde::{Deserialize, Serialize};

/// The schema, as it stands in every record.
pub const SCHEMA: &str = "golive.record/1";

/// How every version of the schema begins.
pub const SCHEMA_FAMILY: &str = "golive.record/";

/// What was done once, with what is known of it. Times are RFC 3339 in UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordFile {
    /// [`SCHEMA`].
    pub schema: String,
    /// The kind of evidence: `backup`, `restore-drill`, or a team's own.
    pub kind: String,
    /// What it was done to or is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Where it was done: `production`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// How far it got.
    pub status: Status,
    /// How a command exited; absent where it was stopped by a signal, or has not ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit_status: Option<i32>,
    /// The signal that ended a command: `SIGKILL`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signal: Option<String>,
    /// Why a command could not be started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The stated outcome of what has no command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// When it began.
    pub started: String,
    /// When it ended; absent while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// How long the command ran, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u64>,
    /// The command line, without what looks like a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// Who ran the command or states the outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Who approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approver: Option<String>,
    /// Words for people. No item is judged by them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The commit that was checked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Whether tracked files differed from that commit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub modified: bool,
    /// The branch that was checked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// The run of a build server in which it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ci: Option<CiRun>,
    /// What the command printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Output>,
    /// The files that were named, as they were at the end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<NamedFile>,
    /// What wrote it: `golive 0.1.0`.
    #[serde(default)]
    pub generator: String,
}

/// How far something got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A command was started, and nothing is known of its end. A record that stays so was cut off.
    #[default]
    Running,
    /// A command ended by itself.
    Finished,
    /// A signal stopped a command, or golive while the command ran.
    Interrupted,
    /// A command could not be started.
    NotStarted,
    /// There was no command: somebody states the outcome.
    Stated,
}

/// The run of a build server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CiRun {
    /// The build server: `GitHub Actions`.
    pub name: String,
    /// Its id of the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// The run's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What a command printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// On its standard output.
    pub stdout: Stream,
    /// On its standard error.
    pub stderr: Stream,
}

/// What was printed on one stream.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stream {
    /// How many bytes.
    pub bytes: u64,
    /// The SHA-256 of all of them, in hexadecimal digits.
    pub sha256: String,
    /// The last lines, without what looks like a secret.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tail: Vec<String>,
    /// Whether something that the command left behind still held the stream when the command had ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
}

/// A file that a record names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    /// As it was named.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}
