//! What changed between two releases: items, evidence, latency, Lighthouse.
//!
//! Items are compared as they stand today. A change of a measured number is called better or worse only where it is larger than the
//! noise of its own series, and large enough to matter; a budget that was crossed is always called.

pub mod call;
pub mod change;
pub mod rejudge;
pub mod series;

use crate::assess::compare::change::{DemandChange, ItemChange};
use crate::assess::compare::series::{SeriesChange, measured};
use crate::assess::result::{assessment::Assessment, judgement::ItemJudgement, release::ReleaseAssessment};
use crate::model::{dossier::Dossier, evidence::Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// An item that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemDifference {
    /// Index into the earlier release's items.
    pub before: Option<usize>,
    /// Index into the later release's items.
    pub after: Option<usize>,
    /// What happened; never empty.
    pub changes: BTreeSet<ItemChange>,
    /// How what it demands changed.
    pub demands: Vec<DemandChange>,
}

impl ItemDifference {
    /// Whether its words, its section or what it demands changed, or it came or went.
    pub fn is_of_checklist(&self) -> bool {
        self.changes.iter().any(|change| change.is_of_checklist())
    }
}

/// What happened to a file of evidence between two trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileChange {
    /// Only the later tree has it.
    Added,
    /// Both have it, with other content.
    Changed,
    /// Only the earlier tree has it.
    Removed,
}

/// A file of evidence that differs between a snapshot and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStep {
    /// A number of its path, the same for all snapshots.
    pub path: usize,
    /// The version before: index into the dossier's evidence.
    pub before: Option<usize>,
    /// The version now.
    pub after: Option<usize>,
}

/// What changed from one release to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Items that differ: in the order of the later checklist, then those that vanished.
    pub items: Vec<ItemDifference>,
    /// Files of evidence that differ between the two trees, by path.
    pub evidence: Vec<(Arc<str>, FileChange)>,
    /// Every measured series that one of both has: latency, then Lighthouse.
    pub series: Vec<SeriesChange>,
}

impl Comparison {
    /// How many items something happened to.
    pub fn count(&self, change: ItemChange) -> usize {
        self.items.iter().filter(|item| item.changes.contains(&change)).count()
    }

    /// How many files of evidence something happened to.
    pub fn files(&self, change: FileChange) -> usize {
        self.evidence.iter().filter(|(_, own)| *own == change).count()
    }
}

/// Compares two snapshots, `b` against `a`.
pub fn compare(dossier: &Dossier, assessment: &Assessment, a: usize, b: usize) -> Comparison {
    Comparer::new(dossier, assessment).compare(a, b)
}

/// Compares many pairs of snapshots: what all comparisons need is found once.
#[derive(Debug)]
pub struct Comparer<'a> {
    dossier: &'a Dossier,
    assessment: &'a Assessment,
    /// For each snapshot the files of evidence whose content differs from the snapshot before.
    changed: Vec<Vec<&'a Arc<str>>>,
}

impl<'a> Comparer<'a> {
    /// Finds where each file of evidence changed; linear in the history.
    pub fn new(dossier: &'a Dossier, assessment: &'a Assessment) -> Self {
        let mut changed = vec![Vec::new(); dossier.history.snapshots.len()];
        let evidence: BTreeSet<&str> = dossier
            .evidence
            .iter()
            .filter(|version| version.facts.kind != Kind::Checklist)
            .map(|version| &*version.path)
            .collect();
        for (path, track) in dossier.history.tracks.iter().filter(|(path, _)| evidence.contains(&***path)) {
            for at in track.spans.iter().flat_map(|span| [span.snapshots.start, span.snapshots.end]) {
                if let Some(row) = changed.get_mut(at) {
                    row.push(path);
                }
            }
        }
        Self { dossier, assessment, changed }
    }

    /// Compares two snapshots, `b` against `a`. Two snapshots that do not exist differ in nothing.
    pub fn compare(&self, a: usize, b: usize) -> Comparison {
        let releases = &self.assessment.releases;
        let (Some(before), Some(after)) = (releases.get(a), releases.get(b)) else {
            return Comparison::default();
        };
        Comparison {
            items: items(self.assessment, before, after),
            evidence: self.evidence(a, b),
            series: measured(releases, before, after),
        }
    }

    /// The files of evidence that differ between a snapshot and the one before it: a number for each path (the place of its first version
    /// in the dossier), the version before and the version now, `None` where there is none.
    pub fn files(&self, snapshot: usize) -> Vec<FileStep> {
        let paths: BTreeSet<&Arc<str>> = self.changed.get(snapshot).into_iter().flatten().copied().collect();
        let step = |path: &Arc<str>| {
            let track = self.dossier.history.tracks.get(path)?;
            let version = |at: usize| self.dossier.versions.get(&(path.clone(), track.at(at)?)).copied();
            Some(FileStep {
                path: self.dossier.evidence.partition_point(|version| version.path < *path),
                before: snapshot.checked_sub(1).and_then(version),
                after: version(snapshot),
            })
        };
        paths.into_iter().filter_map(step).collect()
    }

    fn evidence(&self, a: usize, b: usize) -> Vec<(Arc<str>, FileChange)> {
        let between = self.changed.iter().take(a.max(b) + 1).skip(a.min(b) + 1).flatten();
        let paths: BTreeSet<&Arc<str>> = between.copied().collect();
        let changed = |path: &&Arc<str>| {
            let track = self.dossier.history.tracks.get(*path)?;
            Some(match (track.at(a), track.at(b)) {
                (None, Some(_)) => FileChange::Added,
                (Some(_), None) => FileChange::Removed,
                (Some(old), Some(new)) if old != new => FileChange::Changed,
                _ => return None,
            })
        };
        paths.iter().filter_map(|path| Some(((*path).clone(), changed(path)?))).collect()
    }
}

/// Items that differ from an earlier to a later release: in the order of the later checklist, then those that vanished.
pub fn items(
    assessment: &Assessment,
    before: &ReleaseAssessment,
    after: &ReleaseAssessment,
) -> Vec<ItemDifference> {
    let begin = before.snapshot.min(after.snapshot);
    let is_known = |item: &ItemJudgement| {
        let identity = assessment.identity(item);
        identity.and_then(|identity| identity.at.first()).is_some_and(|(first, _)| *first < begin)
    };
    let old: BTreeMap<usize, usize> =
        before.items.iter().enumerate().map(|(at, item)| (item.identity, at)).collect();
    let mut differences = Vec::new();
    for (index, item) in after.items.iter().enumerate() {
        let was = old.get(&item.identity).and_then(|at| Some((*at, before.items.get(*at)?)));
        let (changes, demands) = match was {
            Some((_, was)) => change::changes((before, was), (after, item)),
            None if is_known(item) => (BTreeSet::from([ItemChange::Returned]), Vec::new()),
            None => (BTreeSet::from([ItemChange::New]), Vec::new()),
        };
        if !changes.is_empty() {
            let before = was.map(|(at, _)| at);
            differences.push(ItemDifference { before, after: Some(index), changes, demands });
        }
    }
    let staying: BTreeSet<usize> = after.items.iter().map(|item| item.identity).collect();
    let gone = before.items.iter().enumerate().filter(|(_, item)| !staying.contains(&item.identity));
    differences.extend(gone.map(|(at, _)| ItemDifference {
        before: Some(at),
        after: None,
        changes: BTreeSet::from([ItemChange::Vanished]),
        demands: Vec::new(),
    }));
    differences
}

/// Items whose words, section or demands changed, that came or that went: what the checklist itself became. Costs nothing where the
/// checklist is the same.
pub fn of_checklist(
    assessment: &Assessment,
    before: &ReleaseAssessment,
    after: &ReleaseAssessment,
) -> Vec<ItemDifference> {
    if let (Some(old), Some(new)) = (&before.in_force, &after.in_force)
        && Arc::ptr_eq(&old.checklist, &new.checklist)
    {
        return Vec::new();
    }
    let mut found = items(assessment, before, after);
    found.retain(ItemDifference::is_of_checklist);
    found
}
