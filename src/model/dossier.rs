//! Facts placed under the history: the whole input of the judge.

use super::{
    checklist::Checklist,
    evidence::{Evidence, Kind, State},
    history::{BrokenLink, History, LinkFault},
    ledger::Ledger,
    measurement::Measurement,
    problem::Problem,
    project::ProjectFile,
    record::{Record, RecordId},
};
use crate::model::doing::DONE_ONCE;
use crate::model::id::Oid;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A measurement and every piece of evidence that tells it. The same check told by a log line and by the file it names is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The measurement, as its fullest teller has it.
    pub measurement: Arc<Measurement>,
    /// Indices into [`Dossier::evidence`], the fullest teller first; empty where only a commit's message tells it.
    pub tellers: Vec<usize>,
    /// What is measured over time: its address; where none is told, the name of the site or of the file that tells it.
    pub series: Arc<str>,
    /// The commit (index into the history's commits) whose message tells it, where no file does.
    pub commit: Option<usize>,
    /// Its claimed time, else the time when its first teller was recorded.
    pub time: Timestamp,
    /// When its first teller was recorded.
    pub recorded: Timestamp,
}

/// A changelog as it stands in the candidate's tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changelog {
    /// Its path.
    pub path: Arc<str>,
    /// For each heading its first words that hold a digit, with its line.
    pub headings: Vec<(Vec<String>, u32)>,
}

/// The whole input of the judge.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// The history.
    pub history: History,
    /// Every version of every evidence file, by path and then by when it was recorded.
    pub evidence: Vec<Evidence>,
    /// Where a version stands in `evidence`.
    pub versions: BTreeMap<(Arc<str>, Oid), usize>,
    /// Every distinct measurement, by time.
    pub measured: Vec<Measured>,
    /// The changelogs of the candidate's tree.
    pub changelogs: Vec<Changelog>,
    /// What the files of [`History::project`] tell, by path and blob, as they stand in snapshots.
    pub project: BTreeMap<(Arc<str>, Oid), ProjectFile>,
    /// The filled copies of the checklist by the snapshot that they speak for, by path.
    pub copies: BTreeMap<usize, Vec<FilledCopy>>,
    /// The task lists in the messages of tags, by snapshot.
    pub messages: BTreeMap<usize, Arc<Checklist>>,
    /// The ledger of an earlier site.
    pub ledger: Ledger,
    /// What is wrong with the inputs.
    pub problems: Vec<Problem>,
}

/// A filled copy of the checklist, or a part of one that is split over several files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledCopy {
    /// Its path.
    pub path: Arc<str>,
    /// Its newest version that has items: index into the dossier's evidence.
    pub evidence: usize,
}

impl Dossier {
    /// A record, and the version of evidence that holds it.
    pub fn record(&self, id: RecordId) -> Option<(&Evidence, &Record)> {
        let version = self.evidence.get(id.evidence)?;
        Some((version, version.facts.records.get(id.index)?))
    }

    /// Whether a version states a time that cannot be read, or cannot be.
    pub fn has_unread_time(&self, evidence: usize) -> bool {
        self.evidence.get(evidence).is_some_and(|version| version.facts.unread_time)
    }

    /// What is wrong with the link that a version is, if it leads nowhere.
    pub fn link_fault(&self, evidence: usize) -> Option<&LinkFault> {
        let version = self.evidence.get(evidence)?;
        let link = BrokenLink { path: version.path.clone(), blob: version.blob };
        self.history.broken_links.get(&link)
    }

    /// The zone of the commit that recorded a version, in minutes east of UTC.
    pub fn zone_of(&self, evidence: usize) -> i32 {
        let commit = self.evidence.get(evidence).map(|version| version.recorded_by);
        commit.and_then(|commit| self.history.commits.get(commit)).map_or(0, |commit| commit.zone)
    }

    /// The version of a path that stands at a snapshot.
    pub fn at(&self, path: &str, snapshot: usize) -> Option<usize> {
        let (path, track) = self.history.tracks.get_key_value(path)?;
        self.versions.get(&(path.clone(), track.at(snapshot)?)).copied()
    }

    /// What a file of the project tells as it stands at a snapshot; `None` where it is not there, or was not read.
    pub fn project_at(&self, path: &str, snapshot: usize) -> Option<&ProjectFile> {
        let (path, track) = self.history.project.get_key_value(path)?;
        self.project.get(&(path.clone(), track.at(snapshot)?))
    }

    /// The version that stands at a snapshot under any name of the file at a path.
    pub fn at_any_name(&self, path: &Arc<str>, snapshot: usize) -> Option<usize> {
        self.history.names(path).iter().find_map(|name| self.at(&name.path, snapshot))
    }

    /// Whether a version stands in the tree of a snapshot, or did so at the path from which it was only moved.
    pub fn stood(&self, evidence: usize, snapshot: usize) -> bool {
        let Some(version) = self.evidence.get(evidence) else { return false };
        let stands = |path: &str| self.history.tracks.get(path)?.at(snapshot);
        self.history.whence(&version.path, version.blob).iter().any(|path| stands(path) == Some(version.blob))
    }

    /// Whether a version cannot be read though it is of a kind whose records decide, and no later version of its path mends it.
    pub fn is_unreadable_record(&self, evidence: usize) -> bool {
        self.evidence.get(evidence).is_some_and(|version| {
            let mends = |other: &Evidence| {
                other.path == version.path
                    && other.recorded > version.recorded
                    && !matches!(other.facts.state, State::Unreadable | State::Empty)
            };
            let is_empty = version.facts.state == State::Empty && DONE_ONCE.contains(&version.facts.kind);
            (version.facts.state == State::Unreadable || is_empty)
                && !matches!(version.facts.kind, Kind::Document | Kind::File | Kind::Image)
                && !self.evidence.iter().any(mends)
        })
    }

    /// Whether a version was read only in part, so that what it tells is not the whole of it.
    pub fn is_cut(&self, evidence: usize) -> bool {
        self.evidence.get(evidence).is_some_and(|version| version.facts.cut)
    }

    /// Whether a version stands in the tree of a snapshot.
    pub fn stands(&self, evidence: usize, snapshot: usize) -> bool {
        self.evidence.get(evidence).is_some_and(|version| {
            self.history.tracks.get(&version.path).and_then(|track| track.at(snapshot)) == Some(version.blob)
        })
    }
}
