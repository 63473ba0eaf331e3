//! Files that support an item, and what was read from their bytes.

use super::{
    checklist::Checklist, id::Oid, kinds::Property, lighthouse::Lighthouse, measurement::Measurement,
    problem::Problem, record::Record, statement::Statement, time::Claim, topic::Saying,
};
use crate::model::words::words;
use jiff::Timestamp;
use std::sync::Arc;

/// What a piece of evidence is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A go-live checklist.
    Checklist,
    /// A feedback log with dated entries.
    Feedback,
    /// A smoke log or a synthetic check.
    Smoke,
    /// A Lighthouse report.
    Lighthouse,
    /// A run of continuous integration, or test results.
    CiRun,
    /// A deployment.
    Deploy,
    /// Manual or end-to-end checks.
    Qa,
    /// An inventory of secrets, by name.
    Secrets,
    /// A schedule of secret rotation.
    SecretRotation,
    /// A briefing or an announcement.
    Briefing,
    /// A rehearsal of the release.
    DryRun,
    /// A backup.
    Backup,
    /// An export of data.
    Export,
    /// A rehearsed restore.
    RestoreDrill,
    /// A plan of feature flags.
    FeatureFlags,
    /// A matrix of environment variables.
    EnvMatrix,
    /// A check of configured addresses.
    UrlCheck,
    /// A check that endpoints answer.
    Reachability,
    /// The settings of a deployment environment.
    Environment,
    /// An incident.
    Incident,
    /// A rollback.
    Rollback,
    /// A postmortem.
    Postmortem,
    /// A document with front matter or prose.
    Document,
    /// An image.
    Image,
    /// Any other file.
    File,
    /// A kind that a reader names itself.
    Other(Arc<str>),
}

words! {
    /// What can be said of a piece of evidence by itself.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum State {
        /// It has no bytes, or nothing but white space.
        Empty = "empty",
        /// It is of a known kind but broken, too large, or missing from the object store.
        Unreadable = "unreadable",
        /// What it tells is a failure (a run that broke, a budget exceeded).
        Failing = "failing",
        /// What it tells is a success.
        Proving = "proving",
        /// It tells neither.
        Neutral = "neutral",
    }
}

/// The front matter of a document: the keys that golive knows, as the document has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FrontMatter {
    /// `owner:`
    pub owner: Option<String>,
    /// `last_reviewed:`
    pub last_reviewed: Option<Claim>,
    /// `expires:` The document is good through the day, or until the moment, that it names.
    pub expires: Option<Claim>,
    /// `doc_hash:`
    pub doc_hash: Option<String>,
    /// SHA-256 of the document's bytes behind its front matter, in hexadecimal digits; empty where they were not read.
    pub body_sha256: String,
    /// `release:` or `tag:`
    pub release: Option<String>,
    /// The document's line of that key, from 1; 0 where there is none.
    pub release_line: u32,
    /// All keys and values as text, in order, for the page.
    pub fields: Vec<(String, String)>,
}

impl FrontMatter {
    /// Whether the document had expired at a moment. Everything that speaks of an expiry asks this, at the time of the release.
    pub fn is_expired_at(&self, moment: Timestamp) -> bool {
        self.expires.is_some_and(|claim| moment >= claim.last())
    }
}

/// What an entry of a log cites.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Citation {
    /// A path in the repository, and the line where one is cited (`a.md:25`, `a.md:214-218`).
    Path {
        /// The path.
        path: String,
        /// The first line cited.
        line: Option<u32>,
    },
    /// An http or https address.
    Url(String),
    /// `#12`, `GH-12`: an issue or pull request of the forge.
    Number(u32),
    /// An issue key such as `DEPLOY-147`.
    Key(String),
}

/// A dated entry of a feedback log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its heading, as text.
    pub title: String,
    /// Its date.
    pub claim: Option<Claim>,
    /// Source line of its heading, from 1.
    pub line: u32,
    /// What it cites, in order, each once.
    pub citations: Vec<Citation>,
    /// Of what it speaks.
    pub saying: Saying,
}

/// What was read from one blob's bytes and path: nothing of git, nothing of other files.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The kind.
    pub kind: Kind,
    /// The state, by itself.
    pub state: State,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in hexadecimal digits; empty where the bytes could not be had.
    pub sha256: String,
    /// A title: the first heading of a document, the page of a report.
    pub title: Option<String>,
    /// The time that it states of itself as a whole.
    pub claim: Option<Claim>,
    /// Commit ids that it names as what it was made from (JSON keys, front matter, `commit: …` lines).
    pub commits: Vec<String>,
    /// A hash of a record without its dates and times; `None` where too little is left to tell a copy from honest repetition.
    pub body: Option<[u8; 32]>,
    /// Front matter.
    pub front: Option<FrontMatter>,
    /// Its checklist, for a checklist.
    pub checklist: Option<Arc<Checklist>>,
    /// Its dated entries, for a feedback log.
    pub entries: Vec<Entry>,
    /// What was done, by its own account: runs, deployments, incidents, entries that decide something. Of a document the columns of its
    /// tables.
    pub records: Vec<Record>,
    /// What it says of itself by name, where none of its records says how something ended.
    pub stated: Option<Box<Record>>,
    /// All that it says, where it is about one thing and no reader of a format knows it; else nothing.
    pub statements: Vec<Statement>,
    /// Of what it speaks as a whole; nothing for a log, whose entries speak for themselves.
    pub saying: Saying,
    /// The feature flags that it mentions, each once, with their first lines.
    pub flags: Vec<(String, u32)>,
    /// Its measurements, shared with the dossier, which has all of them itself; in a dossier the first of a great many.
    pub measurements: Vec<Arc<Measurement>>,
    /// How many measurements it tells.
    pub measured: usize,
    /// Whether it is so long that only its beginning was read: then what it tells is not the whole of it.
    pub cut: bool,
    /// Whether it states a time that cannot be read, or cannot be.
    pub unread_time: bool,
    /// What it tells of Lighthouse beside its measurements.
    pub lighthouse: Option<Box<Lighthouse>>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl Facts {
    /// Whether it records one doing, once: a run, a report, a dated note. Documents describe, and logs go on.
    pub fn is_record(&self) -> bool {
        self.kind.is(Property::Record) || self.kind.is(Property::DatedRecord) && self.claim.is_some()
    }

    /// Facts of a file about which nothing is known yet but its size.
    pub fn of(kind: Kind, state: State, bytes: u64) -> Self {
        Self {
            kind,
            state,
            bytes,
            sha256: String::new(),
            title: None,
            claim: None,
            commits: Vec::new(),
            body: None,
            front: None,
            checklist: None,
            entries: Vec::new(),
            records: Vec::new(),
            stated: None,
            statements: Vec::new(),
            saying: Saying::default(),
            flags: Vec::new(),
            measurements: Vec::new(),
            measured: 0,
            cut: false,
            unread_time: false,
            lighthouse: None,
            problems: Vec::new(),
        }
    }
}

/// A version (path and blob) of an evidence file, with its provenance.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Path in the repository.
    pub path: Arc<str>,
    /// The blob.
    pub blob: Oid,
    /// What was read from it.
    pub facts: Facts,
    /// The commit (index into the history's commits) that first recorded this version.
    pub recorded_by: usize,
    /// When it was first recorded.
    pub recorded: Timestamp,
}

impl Evidence {
    /// The claimed time, else the recorded time.
    pub fn time(&self) -> Timestamp {
        self.facts.claim.map_or(self.recorded, |claim| claim.at)
    }
}

/// Larger blobs are not read: four times the largest Lighthouse report seen, with room for long logs.
pub const LARGEST_BLOB: usize = 64 * 1024 * 1024;

/// Gives the bytes of blobs by id. Implemented by `discover` over git; by a map in tests.
pub trait Bytes: Sync {
    /// The verified bytes of a blob.
    ///
    /// # Errors
    /// Why they cannot be had.
    fn bytes(&self, blob: Oid) -> Result<Vec<u8>, Unavailable>;

    /// At most so many of its first bytes, for what shows no more.
    ///
    /// # Errors
    /// Why they cannot be had.
    fn head(&self, blob: Oid, most: usize) -> Result<Vec<u8>, Unavailable> {
        let mut bytes = self.bytes(blob)?;
        bytes.truncate(most);
        Ok(bytes)
    }
}

/// Why the bytes of a blob cannot be had, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// It is missing from the object store, or is not what its name says.
    #[error("{0}")]
    Lost(String),
    /// It has so many bytes, more than are read.
    #[error("{0} bytes are more than golive reads ({1})")]
    TooLarge(usize, usize),
}
