//! What an item names: a file, a folder, a glob, an address, and the versions that answer to the name.

use crate::assess::candidates::record::{CandidateRecord, CommitOrigin};
use crate::config::path_glob;
use crate::model::{checklist::Reference, dossier::Dossier, inventory::InventoryKind};
use crate::model::{kinds::Property, record::RecordId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Something the item names, and the versions (indices into the evidence, by time) that answer to the name.
#[derive(Clone, Debug)]
pub struct NamedEvidence {
    /// As the item names it.
    pub reference: Reference,
    /// Whether it names how to do something and not that it was done.
    pub is_procedure: bool,
    /// Versions of all matching paths, by time.
    pub versions: Vec<usize>,
    /// The same by path, those of each by time.
    pub files: Vec<Vec<usize>>,
    /// When each version was recorded, in that order, with its file (an index).
    pub recorded: Vec<(Timestamp, usize)>,
    /// The records that may tell how something ended, by time, each with its file (an index).
    pub outcomes: Vec<(CandidateRecord, usize)>,
}

impl NamedEvidence {
    /// Whether a version answers to the name.
    pub fn holds(&self, evidence: usize, dossier: &Dossier) -> bool {
        let key = |n: usize| dossier.evidence.get(n).map(|version| (version.time(), n));
        self.versions.binary_search_by_key(&key(evidence), |n| key(*n)).is_ok()
    }

    /// Files (indices) with a version that was recorded after the first moment and not after the second.
    pub fn recorded_within(&self, after: Timestamp, until: Timestamp) -> BTreeSet<usize> {
        let start = self.recorded.partition_point(|(at, _)| *at <= after);
        let end = self.recorded.partition_point(|(at, _)| *at <= until);
        self.recorded.get(start..end).unwrap_or_default().iter().map(|(_, file)| *file).collect()
    }

    pub(super) fn find(reference: Reference, dossier: &Dossier) -> Self {
        let mut versions = match &reference {
            Reference::Url(_) => Vec::new(),
            Reference::Path(path) => of_path(path, dossier),
            Reference::Glob(glob) => of_glob(glob, dossier),
        };
        // What keeps a table of what was rotated or provisioned tells more than how, wherever it lies.
        let keeps =
            |n: &usize| dossier.evidence.get(*n).is_some_and(|e| InventoryKind::of(&e.facts.kind).is_some());
        // A checklist says what is to be done; it proves nothing of it, not even what it says of itself.
        let only_checklists = versions.iter().all(|n| is_checklist(*n, dossier)) && !versions.is_empty();
        versions.retain(|n| !is_checklist(*n, dossier));
        let is_procedure = only_checklists
            || matches!(&reference, Reference::Path(path) | Reference::Glob(path) if is_procedure(path))
                && !versions.iter().any(keeps);
        versions.sort_by_key(|n| dossier.evidence.get(*n).map(|version| (version.time(), *n)));
        let files = by_path(&versions, dossier);
        let recorded = recorded(&files, dossier);
        let outcomes = outcomes(&files, dossier);
        Self { reference, is_procedure, files, recorded, outcomes, versions }
    }
}

/// What an item names as made by doing it.
pub fn products<'a>(
    named: impl IntoIterator<Item = &'a NamedEvidence>,
) -> impl Iterator<Item = &'a NamedEvidence> {
    named.into_iter().filter(|named| !named.is_procedure && !matches!(named.reference, Reference::Url(_)))
}

/// Versions by path, those of each in their order here.
fn by_path(versions: &[usize], dossier: &Dossier) -> Vec<Vec<usize>> {
    let mut files: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for n in versions {
        if let Some(version) = dossier.evidence.get(*n) {
            files.entry(&version.path).or_default().push(*n);
        }
    }
    files.into_values().collect()
}

/// When the versions of files were recorded, each with its file.
fn recorded(files: &[Vec<usize>], dossier: &Dossier) -> Vec<(Timestamp, usize)> {
    let versions =
        files.iter().enumerate().flat_map(|(file, versions)| versions.iter().map(move |n| (file, n)));
    let recorded = versions.filter_map(|(file, n)| Some((dossier.evidence.get(*n)?.recorded, file)));
    let mut recorded = recorded.collect::<Vec<_>>();
    recorded.sort_unstable();
    recorded
}

/// The records of files that may tell how something ended, by time.
fn outcomes(files: &[Vec<usize>], dossier: &Dossier) -> Vec<(CandidateRecord, usize)> {
    let mut found = Vec::new();
    for (file, evidence) in files.iter().enumerate().flat_map(|(at, file)| file.iter().map(move |n| (at, *n)))
    {
        let version = dossier.evidence.get(evidence);
        let Some(version) = version.filter(|version| version.facts.kind.is(Property::Outcome)) else {
            continue;
        };
        let records = version.facts.records.iter().enumerate().filter(|(_, record)| record.kind.is_none());
        found.extend(records.map(|(index, record)| {
            let id = RecordId { evidence, index };
            (CandidateRecord::of(version, record.claim, id, CommitOrigin::Untold), file)
        }));
    }
    found.sort_unstable();
    found
}

/// Whether a version is one of the checklist, or of a filled copy of it.
pub(super) fn is_checklist(evidence: usize, dossier: &Dossier) -> bool {
    let Some(version) = dossier.evidence.get(evidence).filter(|version| version.facts.checklist.is_some())
    else {
        return false;
    };
    let (history, path) = (&dossier.history, &version.path);
    let is_copy = || dossier.copies.values().flatten().any(|copy| copy.path == *path);
    history.templates.contains(path) || history.copies.contains(path) && is_copy()
}

/// A path: the file itself; else the files of that folder; else, for a bare name, the files so named anywhere.
fn of_path(path: &str, dossier: &Dossier) -> Vec<usize> {
    let path = path.trim_end_matches('/');
    let all = |keep: &dyn Fn(&str) -> bool| {
        dossier.evidence.iter().enumerate().filter(|(_, e)| keep(&e.path)).map(|(n, _)| n).collect::<Vec<_>>()
    };
    let itself = all(&|known| known == path);
    if !itself.is_empty() {
        return itself;
    }
    let inside = all(&|known| known.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')));
    if !inside.is_empty() || path.contains('/') {
        return inside;
    }
    all(&|known| known.rsplit('/').next() == Some(path))
}

/// A glob; without a slash it is a glob on the file name.
fn of_glob(glob: &str, dossier: &Dossier) -> Vec<usize> {
    let Ok(compiled) = path_glob(glob) else { return Vec::new() };
    let matcher = compiled.compile_matcher();
    let bare = !glob.contains('/');
    // The letters before the first sign tell most paths apart, and cost less.
    let start = glob.split(['*', '?', '[', '{', '\\']).next().unwrap_or_default();
    let fits = |path: &str| {
        let name = if bare { path.rsplit('/').next().unwrap_or(path) } else { path };
        name.starts_with(start) && matcher.is_match(name)
    };
    dossier.evidence.iter().enumerate().filter(|(_, e)| fits(&e.path)).map(|(n, _)| n).collect()
}

/// Runbooks, workflows, scripts and plans tell *how* something is done.
pub fn is_procedure(path: &str) -> bool {
    let path = path.to_lowercase();
    let name = path.rsplit('/').next().unwrap_or(&path);
    let ends = |ending: &str| name.ends_with(ending);
    path.contains("runbook/")
        || path.contains("runbooks/")
        || path.contains(".github/workflows/")
        || path.starts_with("scripts/")
        || [".sh", ".mjs", ".ps1"].iter().any(|ending| ends(ending))
        || (!path.contains('/') && (ends(".yml") || ends(".yaml")))
}
