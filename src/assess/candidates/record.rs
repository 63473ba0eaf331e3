//! A record that could answer what an item asks, with the moments that it leaves open.

use crate::assess::coverage::record_words::is_date;
use crate::lexicon::{stem, words::Cue};
use crate::model::{evidence::Evidence, record::RecordId, time::Claim};
use jiff::Timestamp;

/// To which release the commit belongs that a record names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommitOrigin {
    /// It names none.
    Untold,
    /// No history at hand holds it.
    Foreign,
    /// The first snapshot whose history holds it.
    First(usize),
}

/// A record of one version of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CandidateRecord {
    /// Its claimed time, else that of its evidence: the first moment that it leaves open.
    pub time: Timestamp,
    /// The last moment that it leaves open.
    pub last: Timestamp,
    /// Where it stands.
    pub id: RecordId,
    /// Whose commit it names.
    pub origin: CommitOrigin,
}

impl CandidateRecord {
    /// A record of a version, by its own claim, else by that of its file.
    pub fn of(version: &Evidence, claim: Option<Claim>, id: RecordId, origin: CommitOrigin) -> Self {
        let claim = claim.or(version.facts.claim);
        let time = claim.map_or(version.recorded, |claim| claim.at);
        let last = claim.map_or(version.recorded, Claim::last);
        Self { time, last, id, origin }
    }
}

/// The words of what a record calls itself, without what every such name may have: a date, and a word for the paper (`report`, `minutes`).
pub(super) fn own_name(text: &str) -> Vec<String> {
    let is_number = |word: &str| is_date(word) || word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = stem::words(text).filter(|word| !is_number(word)).collect::<Vec<_>>();
    while words.len() > 1 && words.last().is_some_and(|word| Cue::Paper.is(word)) {
        words.pop();
    }
    words
}
