//! Signs that the history at hand is not the whole history.

use crate::model::problem::{Problem, Severity};
use git2::Repository;

/// A sign, the code of its problem, and what to do about it.
type Sign = (fn(&Repository) -> bool, &'static str, &'static str);

const SIGNS: [Sign; 4] = [
    (
        Repository::is_shallow,
        "shallow-clone",
        "this is a shallow clone: older releases, commits and evidence are missing here; run `git fetch --unshallow --tags`, \
         or set `fetch-depth: 0` at actions/checkout",
    ),
    (
        is_partial,
        "partial-clone",
        "this is a partial clone: evidence may be missing here, and golive fetches nothing; run `git fetch --refetch --no-filter`",
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
#[must_use]
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

fn is_partial(repo: &Repository) -> bool {
    let Ok(config) = repo.config() else { return false };
    if config.get_string("extensions.partialclone").is_ok() {
        return true;
    }
    let mut promised = false;
    if let Ok(entries) = config.entries(Some("remote\\..*\\.promisor")) {
        let _ = entries.for_each(|entry| promised |= entry.value().is_ok_and(|value| value == "true"));
    }
    promised
}

fn has_grafts(repo: &Repository) -> bool {
    std::fs::metadata(repo.path().join("info/grafts")).is_ok_and(|file| file.len() > 0)
}

fn has_replacements(repo: &Repository) -> bool {
    repo.references_glob("refs/replace/*").is_ok_and(|mut found| found.next().is_some())
}
