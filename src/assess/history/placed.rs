//! Records under the history: when they were done, and which release they name.

use crate::model::evidence::{Evidence, Kind};
use crate::model::record::{Record, RecordId};
use crate::model::{dossier::Dossier, history::History, release::Snapshot, time::Claim, version};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Shorter ids name too many commits.
const SHORTEST_ID: usize = 7;

/// A record and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// Where it stands.
    pub id: RecordId,
    /// The version that tells it.
    pub version: &'a Evidence,
    /// The record.
    pub record: &'a Record,
}

impl Placed<'_> {
    /// When it was done: by its own claim, by its file's, else when it was recorded.
    pub fn time(&self) -> Timestamp {
        let claim = self.record.claim.or(self.record.began).or(self.version.facts.claim);
        claim.map_or(self.version.recorded, |claim| moment(claim, self.version.recorded))
    }
}

/// The records of a version.
pub fn of_version<'a>(evidence: usize, version: &'a Evidence) -> impl Iterator<Item = Placed<'a>> {
    let records = version.facts.records.iter().enumerate();
    records.map(move |(index, record)| Placed { id: RecordId { evidence, index }, version, record })
}

/// All records of a kind, in the order of the evidence.
pub fn records<'a>(dossier: &'a Dossier, kinds: &'a [Kind]) -> impl Iterator<Item = Placed<'a>> {
    let versions =
        dossier.evidence.iter().enumerate().filter(|(_, version)| kinds.contains(&version.facts.kind));
    versions.flat_map(|(evidence, version)| of_version(evidence, version))
}

/// The moment of a claim. Of a day the moment nearest to the recorded time, as nothing tells more.
pub fn moment(claim: Claim, recorded: Timestamp) -> Timestamp {
    recorded.clamp(claim.at, claim.last())
}

/// The releases by name, by commit and by time.
#[derive(Debug)]
pub struct Tags<'a> {
    history: &'a History,
    names: FxHashMap<String, usize>,
    commits: BTreeMap<String, usize>,
    /// By their versions: `2.3.0` of `model-2.3.0`.
    versions: FxHashMap<String, usize>,
}

impl<'a> Tags<'a> {
    /// Indexes the releases of a history, without the candidate.
    pub fn of(history: &'a History) -> Self {
        let releases = || history.snapshots.iter().enumerate().take(history.candidate());
        let names = releases().map(|(n, snapshot)| (folded(&snapshot.name), n)).collect();
        // Of the releases of one commit the first counts.
        let commits = releases().rev().map(|(n, snapshot)| (snapshot.commit.to_string(), n)).collect();
        let version = |(n, snapshot): (usize, &Snapshot)| {
            let version = version::of_tag(&snapshot.name)?.version;
            Some((version.to_owned(), n)).filter(|_| version.contains('.'))
        };
        let versions = releases().filter_map(version).collect();
        Self { history, names, commits, versions }
    }

    /// The release that a text names: as a whole or by one of its words, with or without `v` and `refs/tags/`.
    pub fn named(&self, text: &str) -> Option<usize> {
        let words = text.split(|c: char| c.is_whitespace() || "`'\"()[],;".contains(c));
        std::iter::once(text.trim()).chain(words).find_map(|word| self.names.get(&folded(word)).copied())
    }

    /// The release that a text names, or of which it is the version: `2.3.0` of `model-2.3.0`.
    pub fn versioned(&self, text: &str) -> Option<usize> {
        let bare = text.trim().trim_start_matches('v');
        self.named(text).or_else(|| self.versions.get(bare).copied())
    }

    /// The release that a record names, by name or by commit.
    pub fn of_record(&self, record: &Record) -> Option<usize> {
        let named = record.release.as_deref().and_then(|name| self.named(name));
        named.or_else(|| {
            let id = record.commit.as_deref()?.trim().to_ascii_lowercase();
            if id.len() < SHORTEST_ID {
                return None;
            }
            let (known, release) = self.commits.range(id.clone()..).next()?;
            known.starts_with(&id).then_some(*release)
        })
    }

    /// The newest release that was tagged before a moment.
    pub fn at(&self, time: Timestamp) -> Option<usize> {
        let releases = self.history.snapshots.get(..self.history.candidate())?;
        releases.partition_point(|snapshot| snapshot.time < time).checked_sub(1)
    }
}

fn folded(name: &str) -> String {
    let name = name.trim().trim_start_matches("refs/tags/").to_lowercase();
    match name.strip_prefix('v') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned(),
        _ => name,
    }
}

/// When a record was done. Of a day the moment nearest to when it was recorded.
pub fn time(version: &Evidence, record: &Record) -> Timestamp {
    let claim = record.claim.or(version.facts.claim);
    claim.map_or(version.recorded, |claim| moment(claim, version.recorded))
}
