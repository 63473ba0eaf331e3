//! Where each version of evidence stands, found once, since every release asks it of many.

use crate::model::{dossier::Dossier, evidence::Evidence, history::Track, id::Oid};
use jiff::Timestamp;
use std::ops::Range;

/// Where a version stands.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    /// The snapshots in whose trees it stands at its path.
    at_path: Box<[Range<usize>]>,
    /// The snapshots in whose trees it stands at the paths from which it was only moved.
    moved: Box<[Range<usize>]>,
    /// The snapshots whose commits set it, other than by moving it.
    set: Box<[usize]>,
    /// The first snapshot in whose tree something stands at its path.
    first_of_path: usize,
    /// Whether it claims a time after that of the first snapshot that has it.
    pub is_post_dated: bool,
}

impl Presence {
    /// Where each version of the dossier's evidence stands, in its order.
    pub fn of_all(dossier: &Dossier) -> Vec<Self> {
        dossier.evidence.iter().map(|version| Self::of(version, dossier)).collect()
    }

    /// For each snapshot, whether any version counts as evidence of what was done before it only because of what is known today: it was
    /// moved to its path, or came after the tag and claims a time before it.
    pub fn known_later(all: &[Self], dossier: &Dossier) -> Vec<bool> {
        let snapshots = &dossier.history.snapshots;
        let mut later = vec![false; snapshots.len()];
        // Clocks differ, and a moment to judge at may be given: the first snapshot at or after a time is found by the latest so far.
        let latest = snapshots.iter().scan(Timestamp::MIN, |latest, snapshot| {
            *latest = snapshot.time.max(*latest);
            Some(*latest)
        });
        let latest = latest.collect::<Vec<_>>();
        let came_after = |(version, presence): (&Evidence, &Self)| {
            let claim = version.facts.claim.filter(|_| !presence.at_path.is_empty())?;
            let first = latest.partition_point(|latest| *latest < claim.at);
            Some(first..presence.first_of_path.min(snapshots.len())).filter(|range| !range.is_empty())
        };
        let came_after = dossier.evidence.iter().zip(all).filter_map(came_after);
        for range in came_after.chain(all.iter().flat_map(|presence| presence.moved.to_vec())) {
            later.get_mut(range).into_iter().for_each(|of_range| of_range.fill(true));
        }
        later
    }

    fn of(version: &Evidence, dossier: &Dossier) -> Self {
        let history = &dossier.history;
        let Some(track) = history.tracks.get(&version.path) else { return Self::default() };
        let before = history.whence(&version.path, version.blob).into_iter().skip(1);
        let moved = before.filter_map(|path| history.tracks.get(&path));
        let set = track
            .changes
            .iter()
            .filter(|change| change.blob == Some(version.blob) && !history.only_moved(&version.path, change));
        let mut presence = Self {
            at_path: spans(track, version.blob).collect(),
            moved: moved.flat_map(|track| spans(track, version.blob)).collect(),
            set: set.filter_map(|change| Some(history.commits.get(change.commit)?.snapshot)).collect(),
            first_of_path: track.spans.first().map_or(usize::MAX, |span| span.snapshots.start),
            is_post_dated: false,
        };
        let spans = presence.at_path.iter().chain(&presence.moved).map(|span| span.start);
        let first = spans.chain(presence.set.iter().copied()).min();
        let first = first.and_then(|first| history.snapshots.get(first));
        presence.is_post_dated = first.is_some_and(|first| version.time() > first.time);
        presence
    }

    /// Whether it stands in the tree of a snapshot.
    pub fn stands(&self, snapshot: usize) -> bool {
        self.at_path.iter().any(|span| span.contains(&snapshot))
    }

    /// Whether it stands in the tree of a snapshot, be it at a path from which it was only moved.
    pub fn stands_anywhere(&self, snapshot: usize) -> bool {
        self.stands(snapshot) || self.moved.iter().any(|span| span.contains(&snapshot))
    }

    /// Whether it came after a snapshot, to a path where nothing stood before.
    pub fn came_after(&self, snapshot: usize) -> bool {
        self.first_of_path > snapshot && !self.at_path.is_empty()
    }

    /// Whether a commit of one of these snapshots set it.
    pub fn was_set_in(&self, snapshots: &[usize]) -> bool {
        self.set.iter().any(|snapshot| snapshots.contains(snapshot))
    }
}

fn spans(track: &Track, blob: Oid) -> impl Iterator<Item = Range<usize>> {
    track.spans.iter().filter(move |span| span.blob == blob).map(|span| span.snapshots.clone())
}
