//! Which files a commit moved. A file that vanishes while another one with the same bytes appears was moved. A checklist is known by its
//! items too, as it is often filled in while it is moved.
//!
//! A copy is no move: the file that stays keeps its past, and the new one begins its own.

use super::blobs::Blobs;
use super::request::Lists;
use super::timeline::Walk;
use super::wants::Wants;
use crate::model::evidence::Bytes;
use crate::model::history::History;
use crate::model::id::Oid;
use crate::progress::Progress;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Files without a byte are alike and nothing is known by it.
const EMPTY: [u8; 20] = [
    0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6, 0x43, 0x4b, 0x8b, 0x29, 0xae, 0x77, 0x5a, 0xd8, 0xc2, 0xe4,
    0x8c, 0x53, 0x91,
];
/// Of the files that one commit moved so many are compared with a checklist.
const COMPARED: usize = 32;
/// Endings of files in which a checklist may be written.
const TEXTS: [&str; 8] = [".md", ".markdown", ".mdx", ".txt", ".adoc", ".asciidoc", ".rst", ".org"];
/// Two checklists with this share of items in common are one.
const LIKE: f64 = 0.5;
/// The same for files of one name.
const LIKE_BY_NAME: f64 = 0.2;
/// A checklist is renamed a few times in its life.
const ROUNDS: usize = 16;

/// What one commit removed and added: path and blob.
#[derive(Default)]
struct Turnover {
    removed: Vec<(Arc<str>, Oid)>,
    added: Vec<(Arc<str>, Oid)>,
}

/// Adds the moves of tracked files whose bytes stayed the same.
pub(super) fn exact(history: &mut History) {
    let mut turnovers: BTreeMap<usize, Turnover> = BTreeMap::new();
    for (path, track) in &history.tracks {
        let gone = track.changes.iter().filter(|change| change.blob.is_none());
        for (commit, was) in gone.filter_map(|change| Some((change.commit, change.was?))) {
            turnovers.entry(commit).or_default().removed.push((path.clone(), was));
        }
    }
    for (path, track) in &history.tracks {
        let fresh = track.changes.iter().filter(|change| change.was.is_none());
        for (commit, blob) in fresh.filter_map(|change| Some((change.commit, change.blob?))) {
            if let Some(turnover) = turnovers.get_mut(&commit) {
                turnover.added.push((path.clone(), blob));
            }
        }
    }
    for (commit, turnover) in turnovers {
        for (from, to) in turnover.pairs() {
            let moves = &history.moves;
            if moves.came_from(&to, commit).is_none() && moves.went_to(&from, commit).is_none() {
                history.moves.add(commit, &from, &to);
            }
        }
    }
}

impl Turnover {
    /// Removed and added files of the same bytes: those of the same name first, then by path.
    fn pairs(self) -> Vec<(Arc<str>, Arc<str>)> {
        let mut removed: BTreeMap<Oid, BTreeSet<Arc<str>>> = BTreeMap::new();
        let mut named: BTreeMap<(Oid, String), BTreeSet<Arc<str>>> = BTreeMap::new();
        for (path, blob) in self.removed.into_iter().filter(|(_, blob)| *blob != Oid(EMPTY)) {
            named.entry((blob, base_name(&path).to_owned())).or_default().insert(path.clone());
            removed.entry(blob).or_default().insert(path);
        }
        let mut pairs = Vec::new();
        let mut others = Vec::new();
        for (to, blob) in self.added {
            let same_name = named.get_mut(&(blob, base_name(&to).to_owned())).and_then(BTreeSet::pop_first);
            match (same_name, removed.get_mut(&blob)) {
                (Some(from), Some(left)) => {
                    left.remove(&from);
                    pairs.push((from, to));
                }
                (_, Some(_)) => others.push((to, blob)),
                _ => {}
            }
        }
        for (to, blob) in others {
            let from = removed.get_mut(&blob).and_then(BTreeSet::pop_first);
            pairs.extend(from.map(|from| (from, to)));
        }
        pairs
    }
}

fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Follows checklists through moves, also from and to paths that were not tracked; these are tracked from now on. The other names of
/// templates are added to the history's templates, those of copies to its copies.
pub(super) fn checklists(
    walk: &Walk<'_>,
    wants: &mut Wants,
    lists: &Lists<'_>,
    blobs: &Blobs,
    history: &mut History,
    broken: &mut Vec<String>,
    progress: &dyn Progress,
) {
    let mut looked: BTreeSet<Arc<str>> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let fresh = history.templates.union(&history.copies).filter(|path| !looked.contains(*path));
        let fresh = fresh.cloned().collect::<Vec<_>>();
        let mut unknown = BTreeSet::new();
        for path in &fresh {
            for (commit, from, to) in moved(walk, lists, blobs, history, path) {
                let other = if from == *path { &to } else { &from };
                // What is a copy by its place is none of the names of a template.
                if history.templates.contains(path) && !history.copies.contains(other) {
                    history.templates.insert(other.clone());
                } else if history.copies.contains(path) && !history.templates.contains(other) {
                    history.copies.insert(other.clone());
                }
                if !history.tracks.contains_key(other) {
                    unknown.insert(globset::escape(other));
                }
                history.moves.add(commit, &from, &to);
            }
        }
        looked.extend(fresh);
        if let Ok(further) = wants.further(&unknown)
            && !further.is_empty()
        {
            walk.track(&further, history, broken, progress);
        }
    }
}

/// The moves (commit, from, to) of a checklist from and to a path.
fn moved(
    walk: &Walk<'_>,
    lists: &Lists<'_>,
    blobs: &Blobs,
    history: &History,
    path: &Arc<str>,
) -> Vec<(usize, Arc<str>, Arc<str>)> {
    let mut found = Vec::new();
    let changes = history.tracks.get(path).map(|track| &*track.changes).unwrap_or_default();
    for change in changes.iter().filter(|change| change.blob.is_none() != change.was.is_none()) {
        let known = history
            .moves
            .came_from(path, change.commit)
            .or_else(|| history.moves.went_to(path, change.commit));
        let Some(own) = change.blob.or(change.was).filter(|_| known.is_none()) else { continue };
        let appeared = change.blob.is_some();
        let others = walk.changed(change.commit).into_iter();
        let others =
            others.filter(|other| other.blob.is_none() == appeared && other.was.is_none() != appeared);
        let candidates = others.filter_map(|other| Some((other.path, other.blob.or(other.was)?)));
        let candidates = candidates.collect::<Vec<_>>();
        if let Some(other) = counterpart((path, own), &candidates, lists, blobs) {
            found.push(match change.blob {
                Some(_) => (change.commit, other, path.clone()),
                None => (change.commit, path.clone(), other),
            });
        }
    }
    found
}

/// The file of the same bytes, else the one that is most like the checklist by its items: half of them, or a few where the name is the same.
fn counterpart(
    (path, own): (&str, Oid),
    candidates: &[(String, Oid)],
    lists: &Lists<'_>,
    blobs: &Blobs,
) -> Option<Arc<str>> {
    if own == Oid(EMPTY) || candidates.is_empty() {
        return None;
    }
    if let Some((path, _)) = candidates.iter().find(|(_, blob)| *blob == own) {
        return Some(path.as_str().into());
    }
    let text = |path: &str| {
        let name = base_name(path);
        !name.contains('.') || TEXTS.iter().any(|end| name.ends_with(end))
    };
    let bytes = blobs.bytes(own).ok()?;
    let texts = candidates.iter().filter(|(path, _)| text(path)).take(COMPARED);
    let scored = texts.filter_map(|(other, blob)| {
        let likeness = (lists.likeness)(&bytes, &blobs.bytes(*blob).ok()?);
        let least = if base_name(other) == base_name(path) { LIKE_BY_NAME } else { LIKE };
        (likeness >= least).then_some((likeness, other))
    });
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, path)| path.as_str().into())
}
