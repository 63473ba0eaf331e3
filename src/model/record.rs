//! What was done, as evidence tells it: a run, a deployment, a backup, an incident.

use super::doing::lowered;
use super::evidence::Kind;
use super::time::Claim;
use crate::model::words::words;

words! {
    /// How something ended, by its own account.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Conclusion {
        /// It succeeded: `success`, `passed`, `ok`, `completed`, `approved`.
        Succeeded = "succeeded",
        /// It failed: `failure`, `error`, `timed_out`, `cancelled`, `rejected`.
        Failed = "failed",
        /// It has not ended, or stands open: `pending`, `requested`, `in_progress`, `TBD`.
        Pending = "pending",
        /// It was left out: `skipped`, `n/a`.
        Skipped = "skipped",
    }
}

/// Where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    /// Index into the dossier's evidence.
    pub evidence: usize,
    /// Index into the records of that evidence.
    pub index: usize,
}

/// In which part somebody is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who did it.
    Actor,
    /// Who allowed it.
    Approver,
    /// Who read it over.
    Reviewer,
    /// Who answers for it.
    Owner,
}

/// The root of a verb under which stands who wrote of something, whoever did it.
pub const WROTE: &str = "write";

/// A named part of a record: a job of a run, a test, an exported table, a row, an endpoint, a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// How it ended.
    pub conclusion: Option<Conclusion>,
    /// What the evidence says of it, in its own words: a cell, a status, a size.
    pub detail: String,
    /// Source line, from 1; 0 where it has none.
    pub line: u32,
    /// The moment that it is about: until when a secret is good, when an endpoint answered.
    pub when: Option<Claim>,
    /// The other values of its row, by name.
    pub fields: Vec<(String, String)>,
}

impl Part {
    /// A part with what its evidence says of it.
    pub fn new(
        name: impl Into<String>,
        conclusion: Option<Conclusion>,
        detail: impl Into<String>,
        line: u32,
    ) -> Self {
        Self { name: name.into(), conclusion, detail: detail.into(), line, ..Self::default() }
    }
}

/// Something that was done once, with what its evidence tells of it. What is not told is empty or `None`, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Its kind, where its file may be of another: an inventory in a document.
    pub kind: Option<Kind>,
    /// What it calls itself: a workflow's name, a heading.
    pub title: String,
    /// Whether it is a row of a list, called by its first value.
    pub is_row: bool,
    /// The names by which the tool that wrote it may be known, the surest first.
    pub tools: Vec<String>,
    /// The headings under which its row stands, and the day that its list tells of itself.
    pub under: String,
    /// Source line, from 1; 0 for the file as a whole.
    pub line: u32,
    /// When it was done (ended, where start and end are told).
    pub claim: Option<Claim>,
    /// When it began, where a name says so: `started_at`, `declared`.
    pub began: Option<Claim>,
    /// When it was over, where a name says so: `resolved_at`, `ended`.
    pub ended: Option<Claim>,
    /// How it ended.
    pub conclusion: Option<Conclusion>,
    /// The word that tells how it ended: `approved`; empty where counts or parts tell it.
    pub outcome: String,
    /// The state in which it says that its thing is, where that is neither good nor bad by itself and nothing takes it back: `engaged`;
    /// else empty.
    pub state: String,
    /// What stands beside a success and takes it back, or leaves something out of it: `note: two regions were not tested`; else empty.
    pub beside: String,
    /// Who is named, in which part, in order.
    pub people: Vec<(Role, String)>,
    /// Who is named with what they did, by the root of the verb: `approved by`, `approver` and `accepted by`; empty for a plain `by`.
    pub credits: Vec<(String, String)>,
    /// The release that it names: a tag or a version.
    pub release: Option<String>,
    /// The commit that it names.
    pub commit: Option<String>,
    /// The branch that it names.
    pub branch: Option<String>,
    /// Where it was done: an environment, an address.
    pub target: Option<String>,
    /// Its severity as a number, 1 the worst (`SEV-2`, `P2`); incidents only.
    pub severity: Option<u8>,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// All else that it tells, by name, in order, for the page and for criteria of its kind.
    pub fields: Vec<(String, String)>,
}

impl Record {
    /// The first told value of a name, compared without case and separators: `budgetMs`, `budget_ms` and `Budget ms` are one.
    pub fn field(&self, name: &str) -> Option<&str> {
        let name = folded(name);
        self.fields.iter().find(|(key, _)| letters(key).eq(name.chars())).map(|(_, value)| value.as_str())
    }
}

/// Whether a value says itself that it is not so, or not surely or exactly: `production?`, `!production`, `~1500`, `<1500`.
pub fn is_uncertain(value: &str) -> bool {
    value.contains('?') || value.trim_start().starts_with(['!', '~', '<', '>', '≈', '≠'])
}

/// A name without case and separators.
pub fn folded(name: &str) -> String {
    lowered(name.chars().filter(|c| c.is_alphanumeric()), name.len())
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
