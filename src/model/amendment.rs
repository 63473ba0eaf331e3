//! What a ledger shows to have changed since a release was recorded.

use super::ledger::{Entry, Line, Seal, SealedFile};
use super::problem::{Problem, Severity};
use std::collections::BTreeMap;

/// Of more items or files so many are named.
const NAMED: usize = 5;

/// Every change that the lines show, in their order. `has_commit` tells whether a commit is in the history that is read.
pub fn amendments(lines: &[Line], has_commit: &dyn Fn(&str) -> bool) -> Vec<Problem> {
    let mut sealed: BTreeMap<&str, &Seal> = BTreeMap::new();
    let mut gone: BTreeMap<&str, ()> = BTreeMap::new();
    let mut out = Vec::new();
    for line in lines {
        match &line.entry {
            Entry::Sealed(seal) => {
                if gone.remove(&*seal.release).is_some() {
                    out.push(restored(seal));
                }
                if let Some(before) = sealed.insert(&seal.release, seal) {
                    out.extend(changed(before, seal, has_commit));
                }
            }
            Entry::Deleted { release, .. } | Entry::LeftOut { release, .. } => {
                gone.insert(release, ());
                let commit = sealed.get(&**release).map_or("", |seal| &seal.commit);
                out.push(lost(&line.entry, release, commit));
            }
            Entry::Unverified { line, why, sha256, .. } => out.push(Problem::of_repository(
                Severity::Error,
                "ledger-unverified",
                format!(
                    "the earlier ledger (SHA-256 {sha256}) was changed by another hand: its line {line} {why}; \
                     from there on it is not relied on, and the releases are recorded again"
                ),
            )),
        }
    }
    out
}

fn restored(seal: &Seal) -> Problem {
    let message = format!("the tag {} is there again, at commit {:.12}", seal.release, seal.commit);
    Problem::of_repository(Severity::Warning, "tag-restored", message)
}

fn lost(entry: &Entry, release: &str, commit: &str) -> Problem {
    match entry {
        Entry::LeftOut { .. } => Problem::of_repository(
            Severity::Warning,
            "tag-left-out",
            format!("the tag {release}, recorded at commit {commit:.12}, is no release any more"),
        ),
        _ => Problem::of_repository(
            Severity::Error,
            "tag-deleted",
            format!("the tag {release} was deleted since it was recorded at commit {commit:.12}"),
        ),
    }
}

/// What changed from one record of a release to the next.
fn changed(before: &Seal, now: &Seal, has_commit: &dyn Fn(&str) -> bool) -> Vec<Problem> {
    let mut out = Vec::new();
    let release = &now.release;
    if before.commit != now.commit {
        let rewritten = match has_commit(&before.commit) {
            true => "",
            false => "; the old commit is not in the history any more: the history was rewritten",
        };
        let message = format!(
            "the tag {release} was moved since it was recorded: from commit {:.12} to {:.12}{rewritten}",
            before.commit, now.commit
        );
        out.push(Problem::of_repository(Severity::Error, "tag-moved", message));
    } else if before.tag != now.tag {
        let message = format!("the tag {release} was made again on the same commit since it was recorded");
        out.push(Problem::of_repository(Severity::Error, "tag-replaced", message));
    }
    let files = [&before.evidence, &now.evidence].map(|files| by_path(files));
    let evidence = different(&files);
    if !evidence.is_empty() {
        let message = format!(
            "the evidence of {release} at its tag changed since it was recorded: {}",
            named(&evidence)
        );
        out.push(Problem::of_repository(Severity::Warning, "evidence-edited", message));
    }
    let verdicts = [before, now]
        .map(|seal| seal.items.iter().map(|item| (item.id.as_str(), item.verdict.as_str())).collect());
    let verdicts = different(&verdicts);
    if !verdicts.is_empty() {
        let message = format!(
            "verdicts of {release} at its tag changed since they were recorded, {}: {}",
            reason(before, now),
            named(&verdicts)
        );
        out.push(Problem::of_repository(Severity::Warning, "verdict-changed", message));
    }
    out
}

/// Why the same release may be judged otherwise.
fn reason(before: &Seal, now: &Seal) -> String {
    if before.commit != now.commit {
        "with the tag".to_owned()
    } else if before.golive != now.golive {
        format!("with golive {} in place of {}", now.golive, before.golive)
    } else if before.configuration != now.configuration {
        "with another golive.toml".to_owned()
    } else {
        "with the same golive and golive.toml".to_owned()
    }
}

fn by_path(files: &[SealedFile]) -> BTreeMap<&str, &str> {
    files.iter().map(|file| (&*file.path, file.blob.as_deref().unwrap_or_default())).collect()
}

/// The keys whose values are not the same in both.
fn different<'a>([before, now]: &[BTreeMap<&'a str, &'a str>; 2]) -> Vec<&'a str> {
    let mut keys = before.keys().chain(now.keys()).copied().collect::<Vec<_>>();
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|key| before.get(key) != now.get(key));
    keys
}

fn named(all: &[&str]) -> String {
    let first = all.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match all.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!("{first} and {more} more"),
        _ => first,
    }
}
