//! What changed between two releases: items, evidence, latency, Lighthouse.
//!
//! Items are compared as they stand today. A change of a measured number is called better or worse only where it is larger than the
//! noise of its own series, and large enough to matter; a budget that was crossed is always called.

use super::assessment::{Assessment, ItemJudgement, ReleaseAssessment, Standing};
use super::series::{SeriesChange, measured};
use super::verdict::Verdict;
use crate::model::checklist::{Checklist, Item};
use crate::model::criterion::{Criterion, Op};
use crate::model::dossier::Dossier;
use crate::model::evidence::Kind;
use crate::read::wording::{SIMILAR, similarity};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Beyond so many pairs in one section its items are paired by id alone: comparing all their words would take minutes.
const PAIRS: usize = 40_000;

/// What happened to an item. An item can have several, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemChange {
    /// It was proven, and is no longer.
    Withdrawn,
    /// Its verdict got worse, without crossing from proven to unproven.
    Weakened,
    /// It was not proven, and now is.
    NewlyProven,
    /// Its verdict got better, without crossing from unproven to proven.
    Strengthened,
    /// It is now waived with a reason.
    Waived,
    /// Only the later release has it.
    New,
    /// Only the earlier release has it.
    Vanished,
    /// A bound or a window of it is laxer, or is no longer demanded.
    Loosened,
    /// Its words changed.
    Reworded,
    /// Its box is now ticked.
    Ticked,
    /// Its box is no longer ticked.
    Unticked,
}

impl ItemChange {
    /// Its word in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Weakened => "weakened",
            Self::NewlyProven => "newly-proven",
            Self::Strengthened => "strengthened",
            Self::Waived => "waived",
            Self::New => "new",
            Self::Vanished => "vanished",
            Self::Loosened => "loosened",
            Self::Reworded => "reworded",
            Self::Ticked => "ticked",
            Self::Unticked => "unticked",
        }
    }
}

/// An item that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemDifference {
    /// Index into the earlier release's items.
    pub before: Option<usize>,
    /// Index into the later release's items.
    pub after: Option<usize>,
    /// What happened; never empty.
    pub changes: BTreeSet<ItemChange>,
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
    #[must_use]
    pub fn count(&self, change: ItemChange) -> usize {
        self.items.iter().filter(|item| item.changes.contains(&change)).count()
    }

    /// How many files of evidence something happened to.
    #[must_use]
    pub fn files(&self, change: FileChange) -> usize {
        self.evidence.iter().filter(|(_, its)| *its == change).count()
    }
}

/// Compares two snapshots, `b` against `a`.
#[must_use]
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
    #[must_use]
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
    #[must_use]
    pub fn compare(&self, a: usize, b: usize) -> Comparison {
        let releases = &self.assessment.releases;
        let (Some(before), Some(after)) = (releases.get(a), releases.get(b)) else {
            return Comparison::default();
        };
        Comparison {
            items: items(before, after),
            evidence: self.evidence(a, b),
            series: measured(self.dossier, releases, before, after),
        }
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

fn items(before: &ReleaseAssessment, after: &ReleaseAssessment) -> Vec<ItemDifference> {
    let pairs = pair(before, after);
    let mut differences = Vec::new();
    for (index, item) in after.items.iter().enumerate() {
        let old = pairs.get(&index).and_then(|at| Some((*at, before.items.get(*at)?)));
        let changes = match old {
            Some((_, old)) => changes((before, old), (after, item)),
            None => BTreeSet::from([ItemChange::New]),
        };
        if !changes.is_empty() {
            differences.push(ItemDifference { before: old.map(|(at, _)| at), after: Some(index), changes });
        }
    }
    let kept: BTreeSet<usize> = pairs.values().copied().collect();
    let vanished = (0..before.items.len()).filter(|at| !kept.contains(at));
    differences.extend(vanished.map(|at| ItemDifference {
        before: Some(at),
        after: None,
        changes: BTreeSet::from([ItemChange::Vanished]),
    }));
    differences
}

/// For items of the later release (indices) the item that it was: the same id, else the most similar words among those of the same
/// section that the later release no longer has.
fn pair(before: &ReleaseAssessment, after: &ReleaseAssessment) -> BTreeMap<usize, usize> {
    let ids: BTreeMap<&str, usize> =
        before.items.iter().enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
    let mut pairs = BTreeMap::new();
    let mut fresh: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, item) in after.items.iter().enumerate() {
        match ids.get(item.id.as_str()) {
            Some(at) => drop(pairs.insert(index, *at)),
            None => fresh.entry(section(after, item)).or_default().push(index),
        }
    }
    let kept: BTreeSet<usize> = pairs.values().copied().collect();
    let mut gone: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, item) in before.items.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
        gone.entry(section(before, item)).or_default().push(at);
    }
    for (slug, new) in fresh {
        let old = gone.remove(slug).unwrap_or_default();
        pairs.extend(by_words(before, &old, after, &new));
    }
    pairs
}

/// Pairs the most similar first; of equally similar ones the first.
fn by_words(
    before: &ReleaseAssessment,
    old: &[usize],
    after: &ReleaseAssessment,
    new: &[usize],
) -> BTreeMap<usize, usize> {
    if old.len().saturating_mul(new.len()) > PAIRS {
        return BTreeMap::new();
    }
    let text = |release: &ReleaseAssessment, at: usize| {
        release.items.get(at).map_or_else(String::new, |item| words(release, item).to_owned())
    };
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for index in new {
        let its = text(after, *index);
        scored.extend(old.iter().map(|at| (similarity(&its, &text(before, *at)), *index, *at)));
    }
    scored.retain(|(score, ..)| *score >= SIMILAR);
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut pairs, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, index, at) in scored {
        if !pairs.contains_key(&index) && taken.insert(at) {
            pairs.insert(index, at);
        }
    }
    pairs
}

fn section<'a>(release: &'a ReleaseAssessment, item: &ItemJudgement) -> &'a str {
    let sections = release.spoken_by.as_ref().map(|spoken| &spoken.checklist.sections);
    sections.and_then(|all| all.get(item.section)).map_or("", |section| &section.slug)
}

/// An item's Markdown, or its id where no checklist holds it.
fn words<'a>(release: &'a ReleaseAssessment, item: &'a ItemJudgement) -> &'a str {
    written(release, item).map_or(&item.id, |item| &item.text)
}

/// An item as its checklist has it.
fn written<'a>(release: &'a ReleaseAssessment, item: &ItemJudgement) -> Option<&'a Item> {
    let checklist: &Checklist = &release.spoken_by.as_ref()?.checklist;
    checklist.sections.get(item.section)?.items.get(item.index)
}

fn changes(
    (before, old): (&ReleaseAssessment, &ItemJudgement),
    (after, new): (&ReleaseAssessment, &ItemJudgement),
) -> BTreeSet<ItemChange> {
    let (was, is) = (old.today.verdict, new.today.verdict);
    let verdict = match (was.is_proven(), is.is_proven(), is.cmp(&was)) {
        _ if is == Verdict::Waived && was != Verdict::Waived => Some(ItemChange::Waived),
        (true, false, _) => Some(ItemChange::Withdrawn),
        (false, true, _) => Some(ItemChange::NewlyProven),
        // Verdicts are ordered from best to worst.
        (_, _, Ordering::Greater) => Some(ItemChange::Weakened),
        (_, _, Ordering::Less) => Some(ItemChange::Strengthened),
        (_, _, Ordering::Equal) => None,
    };
    let ticked = match (old.today.ticked(), new.today.ticked()) {
        (false, true) => Some(ItemChange::Ticked),
        (true, false) => Some(ItemChange::Unticked),
        _ => None,
    };
    let same = words(before, old).split_whitespace().eq(words(after, new).split_whitespace());
    let reworded = (!same).then_some(ItemChange::Reworded);
    let loosened = loosened(&old.today, &new.today).then_some(ItemChange::Loosened);
    [verdict, ticked, reworded, loosened].into_iter().flatten().collect()
}

/// Whether some demand of the earlier item is laxer in the later one, or gone from it.
fn loosened(old: &Standing, new: &Standing) -> bool {
    old.criteria.iter().any(|judged| {
        let mut same = new.criteria.iter().filter(|its| same_demand(&judged.criterion, &its.criterion));
        same.next().is_none_or(|its| laxer(&judged.criterion, &its.criterion))
    })
}

/// Whether two criteria demand the same thing, whatever the bound.
fn same_demand(a: &Criterion, b: &Criterion) -> bool {
    match (a, b) {
        (Criterion::Within { .. }, Criterion::Within { .. })
        | (Criterion::After { .. }, Criterion::After { .. })
        | (Criterion::Status { .. }, Criterion::Status { .. }) => true,
        (
            Criterion::Budget { metric, statistic, op, label, target, .. },
            Criterion::Budget {
                metric: other, statistic: figure, op: sign, label: its, target: place, ..
            },
        ) => {
            let upward = |op: &Op| matches!(op, Op::AtLeast | Op::Above);
            metric == other
                && statistic == figure
                && label == its
                && target == place
                && upward(op) == upward(sign)
        }
        (Criterion::Approved { by }, Criterion::Approved { by: other }) => by == other,
        (Criterion::Unexpired { path, .. }, Criterion::Unexpired { path: other, .. }) => path == other,
        _ => false,
    }
}

/// Whether the later of two criteria that demand the same thing lets more pass.
fn laxer(old: &Criterion, new: &Criterion) -> bool {
    match (old, new) {
        (Criterion::Within { seconds }, Criterion::Within { seconds: now }) => now > seconds,
        (Criterion::After { seconds }, Criterion::After { seconds: now }) => now < seconds,
        (Criterion::Budget { op, value, .. }, Criterion::Budget { value: now, .. }) => match op {
            Op::AtLeast | Op::Above => now < value,
            Op::AtMost | Op::Below => now > value,
            Op::Equals => false,
        },
        _ => false,
    }
}
