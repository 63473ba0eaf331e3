//! The ledger of a site: lines that are only ever added, each with the SHA-256 of the line before it.

use super::id::sha256;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The schema of a line.
pub const SCHEMA: &str = "golive.ledger/2";

/// The schema of earlier sites, whose lines have no event.
const EARLIER: &str = "golive.ledger/1";

/// `previous` of the first line.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A file as it stood at a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFile {
    /// Its path.
    pub path: String,
    /// The id of its blob.
    pub blob: Option<String>,
    /// The SHA-256 of its bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// What was known of an item at a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedItem {
    /// The id of the item.
    pub id: String,
    /// Whether its box was ticked.
    pub ticked: bool,
    /// Its verdict.
    pub verdict: String,
}

/// What was known of a release at its tag, and what judged it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The name of the tag.
    pub release: String,
    /// The commit.
    pub commit: String,
    /// The tag object; the commit for a lightweight tag.
    pub tag: Option<String>,
    /// The time of the tag.
    pub time: String,
    /// The version of golive; empty in lines of earlier sites.
    #[serde(default)]
    pub golive: String,
    /// The SHA-256 of golive.toml; none where every default held.
    #[serde(default)]
    pub configuration: Option<String>,
    /// How many items due by the tag were claimed.
    pub claimed: usize,
    /// How many of them were proven.
    pub proven: usize,
    /// The files of the checklist; empty in lines of earlier sites.
    #[serde(default)]
    pub checklist: Vec<SealedFile>,
    /// The items.
    pub items: Vec<SealedItem>,
    /// The evidence.
    pub evidence: Vec<SealedFile>,
    /// The moment of the build that found it, where the release stands in an earlier line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noticed: Option<String>,
}

impl Seal {
    /// Whether two lines say the same of a release, whatever judged it.
    pub fn is_like(&self, other: &Self) -> bool {
        let facts = |seal: &Self| (seal.commit.clone(), seal.tag.clone(), seal.claimed, seal.proven);
        let is_comparable = !self.golive.is_empty() && !other.golive.is_empty();
        facts(self) == facts(other)
            && self.items == other.items
            && self.evidence == other.evidence
            && (!is_comparable || self.checklist == other.checklist)
    }
}

/// What a line records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Entry {
    /// A release.
    Sealed(Seal),
    /// The tag of a release is not there any more.
    Deleted {
        /// The name of the tag.
        release: String,
        /// The moment of the build that found it.
        noticed: String,
    },
    /// The tag is there, and is no release any more: the configuration says so, or it cannot be read.
    LeftOut {
        /// The name of the tag.
        release: String,
        /// The moment of the build that found it.
        noticed: String,
    },
    /// The ledger that was to be continued is not as golive wrote it: what stood from a line on is not taken over.
    Unverified {
        /// The SHA-256 of that ledger.
        sha256: String,
        /// The first line that does not hold.
        line: usize,
        /// What is wrong with it.
        why: String,
        /// The moment of the build that found it.
        noticed: String,
    },
}

impl Entry {
    /// The release that it is about.
    pub fn release(&self) -> Option<&str> {
        match self {
            Self::Sealed(seal) => Some(&seal.release),
            Self::Deleted { release, .. } | Self::LeftOut { release, .. } => Some(release),
            Self::Unverified { .. } => None,
        }
    }
}

/// A line as it is written.
#[derive(Debug, Serialize)]
pub struct Written<'e> {
    /// The schema.
    pub schema: &'static str,
    /// What it records.
    #[serde(flatten)]
    pub entry: &'e Entry,
    /// The SHA-256 of the line before, without its line feed.
    pub previous: &'e str,
}

/// A line of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its text, without the line feed.
    pub text: String,
    /// What it records.
    pub entry: Entry,
}

/// Why a ledger does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} {why}")]
pub struct Broken {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
    /// The SHA-256 of the whole ledger.
    pub sha256: String,
}

/// A ledger: the lines that hold, and what breaks the chain after them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The lines, oldest first.
    pub lines: Vec<Line>,
    /// What is wrong with the first line that does not hold.
    pub broken: Option<Broken>,
}

impl Ledger {
    /// Reads a ledger up to the first line that does not hold.
    pub fn read(bytes: &[u8]) -> Self {
        let mut ledger = Self::default();
        let fault = |line: usize, why: String| Broken { line: line + 1, why, sha256: sha256(bytes) };
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                ledger.broken = Some(fault(0, format!("is not UTF-8 (byte {})", error.valid_up_to())));
                return ledger;
            }
        };
        if !text.is_empty() && !text.ends_with('\n') {
            ledger.broken = Some(fault(text.lines().count().saturating_sub(1), "is cut off".to_owned()));
        }
        for (at, line) in text.lines().enumerate() {
            match read_line(line, &ledger.last()) {
                Ok(entry) => ledger.lines.push(Line { text: line.to_owned(), entry }),
                Err(why) => {
                    ledger.broken = Some(fault(at, why));
                    break;
                }
            }
        }
        ledger
    }

    /// The SHA-256 of the last line: `previous` of the next one.
    pub fn last(&self) -> String {
        self.lines.last().map_or_else(|| BEGINNING.to_owned(), |line| sha256(line.text.as_bytes()))
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        self.lines.iter().flat_map(|line| [line.text.as_bytes(), b"\n"].concat()).collect()
    }
}

fn read_line(line: &str, previous: &str) -> Result<Entry, String> {
    let mut value: Value = serde_json::from_str(line).map_err(|error| format!("is no JSON: {error}"))?;
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    if text("previous").as_deref() != Some(previous) {
        return Err("does not follow the line before it: its `previous` is another SHA-256".to_owned());
    }
    match (text("schema").as_deref(), value.as_object_mut()) {
        (Some(SCHEMA), _) => {}
        (Some(EARLIER), Some(object)) => drop(object.insert("event".to_owned(), "sealed".into())),
        (schema, _) => {
            return Err(format!("has the schema {}, which is unknown", schema.unwrap_or("(none)")));
        }
    }
    serde_json::from_value(value).map_err(|error| format!("is no line of a ledger: {error}"))
}
