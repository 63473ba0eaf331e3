//! Signs that the history at hand is not the whole history.

use super::repository::raw;
use crate::model::history::{History, Track};
use crate::model::problem::{Problem, Severity};
use git2::Repository;

/// A sign, the code of its problem, and what to do about it.
type Sign = (fn(&Repository) -> bool, &'static str, &'static str);

const SIGNS: [Sign; 3] = [
    (
        Repository::is_shallow,
        "shallow-clone",
        "this is a shallow clone: older releases, commits and evidence are missing here; run `git fetch --unshallow --tags`, \
         or set `fetch-depth: 0` at actions/checkout",
    ),
    (
        has_grafts,
        "grafts",
        "`info/grafts` replaces parents of commits: the history shown is not the one that was recorded; remove that file",
    ),
    (
        has_replacements,
        "replace-refs",
        "there are refs under `refs/replace/`: git shows other objects than those recorded; golive ignores them",
    ),
];

/// Every sign that holds, as a problem.
pub(super) fn check(repo: &Repository) -> Vec<Problem> {
    SIGNS
        .iter()
        .filter(|(holds, ..)| holds(repo))
        .map(|(_, code, words)| {
            let severity = if *code == "replace-refs" { Severity::Note } else { Severity::Error };
            Problem::of_repository(severity, code, *words)
        })
        .collect()
}

/// That objects are missing in a partial clone. Its configuration is only a reason to look: git leaves it behind when everything was fetched.
pub(super) fn partial(repo: &Repository, history: &History, lacks_folders: bool) -> Option<Problem> {
    if !may_be_partial(repo) {
        return None;
    }
    let odb = repo.odb().ok()?;
    let tracks = history.tracks.values().chain(history.project.values());
    let of_track = |track: &Track| {
        let changes = track.changes.iter().filter_map(|change| change.blob);
        track.spans.iter().map(|span| span.blob).chain(changes).collect::<Vec<_>>()
    };
    let is_missing = |blob| raw(blob).is_ok_and(|id| !odb.exists(id));
    let words = "this is a partial clone: evidence is missing here, and golive fetches nothing; run `git fetch --refetch --no-filter`";
    (lacks_folders || tracks.flat_map(of_track).any(is_missing))
        .then(|| Problem::of_repository(Severity::Error, "partial-clone", words))
}

fn may_be_partial(repo: &Repository) -> bool {
    let Ok(config) = repo.config().and_then(|mut config| config.snapshot()) else { return false };
    if config.get_entry("extensions.partialclone").is_ok() {
        return true;
    }
    let mut promised = false;
    if let Ok(entries) = config.entries(Some("remote\\..*\\.promisor")) {
        // The value is read by git's own rules: `yes`, `on`, `1`, or none at all.
        let _ = entries.for_each(|entry| {
            promised |= entry.name().is_ok_and(|name| config.get_bool(name).unwrap_or(false));
        });
    }
    promised
}

fn has_grafts(repo: &Repository) -> bool {
    std::fs::metadata(repo.path().join("info/grafts")).is_ok_and(|file| file.len() > 0)
}

fn has_replacements(repo: &Repository) -> bool {
    repo.references_glob("refs/replace/*").is_ok_and(|mut found| found.next().is_some())
}
