//! What happened to a path, and what a file contains.

use crate::assess::candidates::git::ground::Ground;
use crate::config::path_glob;
use crate::model::fact_outcome::{Contradiction, FactOutcome, FactSeen, NotKnown};
use crate::model::{fact::PathChange, history::Track, id::Oid};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// Judges what happened to a file, a folder, or the files that a glob names.
pub(super) fn judge(ground: &Ground<'_>, snapshot: usize, path: &str, change: PathChange) -> FactOutcome {
    let path = path.trim_start_matches("./").trim_end_matches('/');
    let now = files(ground, snapshot, path);
    let Some(since) = ground.ancestry.previous(snapshot) else {
        return FactOutcome::Unknown(NotKnown::NoPreviousRelease);
    };
    let before = files(ground, since, path);
    let holds = match change {
        PathChange::Changed => !now.is_empty() && now != before,
        PathChange::Added if !now.is_empty() && !before.is_empty() => {
            return FactOutcome::Unknown(NotKnown::NotSinceLast);
        }
        PathChange::Removed if now.is_empty() && before.is_empty() => {
            return FactOutcome::Unknown(NotKnown::NotSinceLast);
        }
        PathChange::Added => !now.is_empty(),
        PathChange::Removed => now.is_empty(),
    };
    let path = path.to_owned();
    if holds {
        FactOutcome::Holds(FactSeen::Path { path, change, since })
    } else {
        FactOutcome::Fails(Contradiction::Path { path, expected: change, since })
    }
}

/// The files at a path, or under it, as they stand at a snapshot.
fn files<'a>(ground: &Ground<'a>, snapshot: usize, path: &str) -> BTreeMap<&'a str, Oid> {
    let history = &ground.dossier.history;
    let folder = format!("{path}/");
    let present = |(known, track): (&'a Arc<str>, &Track)| Some((&**known, track.at(snapshot)?));
    let glob = path.contains('*').then(|| path_glob(path).ok()).flatten().map(|glob| glob.compile_matcher());
    if let Some(glob) = glob {
        let named = history.project.iter().filter(|(known, _)| glob.is_match(&***known));
        return named.filter_map(present).collect();
    }
    let from = (Bound::Included(&*folder), Bound::Unbounded);
    let inner = history.project.range::<str, _>(from).take_while(|(known, _)| known.starts_with(&folder));
    history.project.get_key_value(path).into_iter().chain(inner).filter_map(present).collect()
}

/// Judges whether a file contains a text.
pub(super) fn contains(
    ground: &Ground<'_>,
    snapshot: usize,
    path: &str,
    text: &str,
    present: bool,
) -> FactOutcome {
    let path = path.trim_start_matches("./").to_owned();
    let track = ground.dossier.history.project.get(&*path);
    if track.and_then(|track| track.at(snapshot)).is_none() {
        return FactOutcome::Unknown(NotKnown::NotInTree(path));
    }
    let file = ground.dossier.project_at(&path, snapshot);
    let Some((file, line)) = file.and_then(|file| Some((file, *file.texts.get(text.trim())?))) else {
        return FactOutcome::Unknown(NotKnown::NotRead(path));
    };
    match line {
        None if !file.whole => FactOutcome::Unknown(NotKnown::NotRead(path)),
        line if line.is_some() == present => FactOutcome::Holds(FactSeen::Text { path, line }),
        line => FactOutcome::Fails(Contradiction::Text { path, line }),
    }
}
