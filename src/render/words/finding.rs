//! Findings: one sentence each, what its kind means, and the command that shows it.

use super::criterion::{demand, metric, sign};
use crate::assess::finding::kind::{ClockFault, Duty, Finding, FindingKind, Naming};
use crate::assess::governed::HashCall;
use crate::model::time::{day, rfc3339};
use crate::model::{criterion::Criterion, dossier::Dossier, measurement::Unit};
use crate::render::format::{beside, count, duration, integer, list, quantity};

/// What a kind of finding means, for a heading or a rule.
#[must_use]
pub fn finding_meaning(kind: &FindingKind) -> &'static str {
    match kind {
        FindingKind::BudgetDrift { .. } => "evidence carries another budget than the checklist demands",
        FindingKind::BudgetLoosened { .. } => "a budget was made laxer, and its item passes by that alone",
        FindingKind::Untagged { .. } => "a version is named and has no tag",
        FindingKind::NoEvidence => "nothing was recorded for a release",
        FindingKind::Removed { .. } => "evidence was removed after the release",
        FindingKind::ReAdded { .. } => "evidence was removed and added again around the release",
        FindingKind::ForeignCommit { .. } => "evidence names a commit that is not in the release's history",
        FindingKind::UnknownCommit { .. } => "evidence names a commit that is in no history at hand",
        FindingKind::Reused { .. } => "evidence was offered for an earlier release already",
        FindingKind::OneHand { .. } => "one person did all that is known to have been done",
        FindingKind::Clock { fault, .. } => match fault {
            ClockFault::BeforeParent => "a commit is dated before its own parent",
            ClockFault::AuthoredLater => "a commit was written after it was recorded, by its own clocks",
            ClockFault::InFuture => "a time lies after the moment of the build",
        },
        FindingKind::Expired { .. } => "a document by which the release was governed had expired",
        FindingKind::HashOpen { .. } => "a document leaves its own hash open",
        FindingKind::HashDiffers { .. } => "a document tells another hash than it has",
        FindingKind::TagInFuture { .. } => "a time lies after the moment of the build",
        FindingKind::TagBeforeCommit { .. } => "the tag is dated before the commit that it names",
        FindingKind::OwnBudget { .. } => "Lighthouse breaks a budget of the team's own configuration",
        FindingKind::StaleManifest { .. } => {
            "a manifest of Lighthouse CI and the reports beside it are of different runs"
        }
        FindingKind::OtherRepresentative { .. } => {
            "a manifest of Lighthouse CI names another representative run"
        }
    }
}

/// A finding in one sentence, with its numbers.
#[must_use]
pub fn finding(d: &Dossier, found: &Finding) -> String {
    let path = found.place.as_ref().map_or("", |place| &place.path);
    match &found.kind {
        FindingKind::BudgetDrift { asked, stated, checks } => drift(asked, *stated, *checks),
        FindingKind::BudgetLoosened { before, now, observed, since } => {
            loosened(d, before, now, *observed, *since)
        }
        FindingKind::Untagged { version, naming, places, upcoming } => {
            untagged(version, *naming, *places, *upcoming, path)
        }
        FindingKind::NoEvidence => {
            "Nothing was recorded for this release: no file of evidence came with its \
            commits, no item rests on a file, and no check ran"
                .to_owned()
        }
        FindingKind::Removed { files, by } => gone(d, path, *files, *by),
        FindingKind::ReAdded { removed, added, same } => format!(
            "{path} was removed by {} and added again with {} content by {}",
            commit(d, *removed),
            if *same { "the same" } else { "other" },
            commit(d, *added)
        ),
        FindingKind::ForeignCommit { id, files } => {
            format!("{} commit {id}, which is not in the history of this release", naming(path, *files))
        }
        FindingKind::UnknownCommit { id, files } => format!(
            "{} commit {id}, which is in the history of no release and not in that of the head",
            naming(path, *files)
        ),
        FindingKind::Reused { earlier, snapshot, exact } => reused(d, path, *earlier, *snapshot, *exact),
        FindingKind::OneHand { name, duties } => one_hand(name, duties),
        FindingKind::Clock { fault, commits, seconds } => clock(*fault, *commits, *seconds, found),
        FindingKind::TagBeforeCommit { seconds } => format!(
            "The tag is dated {} before the commit that it names, {}",
            duration(*seconds),
            found.commit
        ),
        FindingKind::Expired { .. } | FindingKind::HashOpen { .. } | FindingKind::HashDiffers { .. } => {
            document(&found.kind, path)
        }
        FindingKind::TagInFuture { seconds } => {
            format!("The tag is dated {} after the moment of this build", duration(*seconds))
        }
        FindingKind::OwnBudget { .. }
        | FindingKind::StaleManifest { .. }
        | FindingKind::OtherRepresentative { .. } => lighthouse(&found.kind, path),
    }
}

fn lighthouse(kind: &FindingKind, path: &str) -> String {
    match kind {
        FindingKind::OwnBudget { configured, observed, page, label } => {
            let label = if label.is_empty() { String::new() } else { format!(" ({label})") };
            format!(
                "{page}{label} has {} {}, though {path} demands {} {}",
                metric(&configured.metric),
                beside(*observed, configured.value, configured.unit),
                sign(configured.op),
                quantity(configured.value, configured.unit)
            )
        }
        FindingKind::StaleManifest { page, listed, absent, unlisted } => format!(
            "{path} lists {} of {page}, {} of them not beside it; {} beside it {} not listed: one of both was left over",
            count(*listed, "run", "runs"),
            integer(*absent),
            count(*unlisted, "run", "runs"),
            if *unlisted == 1 { "is" } else { "are" },
        ),
        FindingKind::OtherRepresentative { page, said, judged, runs } => format!(
            "{path} calls the run of {} representative of the {} of {page}; by the rule of Lighthouse CI it is the run of {}, which is judged",
            rfc3339(*said),
            count(*runs, "run", "runs"),
            rfc3339(*judged)
        ),
        _ => String::new(),
    }
}

fn document(kind: &FindingKind, path: &str) -> String {
    match kind {
        FindingKind::Expired { expires } => {
            format!("{path} expired on {}, before this release", day(*expires))
        }
        FindingKind::HashOpen { told, real, files } => {
            let more = match files.saturating_sub(1) {
                0 => String::new(),
                others => format!(
                    ", and {} theirs open too",
                    count(others, "other document leaves", "other documents leave")
                ),
            };
            format!(
                "{path} tells `{told}` for its own hash; the SHA-256 of what stands behind its front matter is {real}{more}"
            )
        }
        FindingKind::HashDiffers { told, real } => {
            format!(
                "{path} tells {told} for its own hash; the SHA-256 of what stands behind its front matter is {real}"
            )
        }
        _ => String::new(),
    }
}

fn reused(d: &Dossier, path: &str, earlier: usize, snapshot: usize, exact: bool) -> String {
    let first = d.history.snapshots.get(snapshot).map_or("an earlier release", |first| &first.name);
    let earlier = d.evidence.get(earlier).map_or("", |earlier| &earlier.path);
    match (exact, earlier == path) {
        (true, true) => format!("{path} was offered for {first} already, byte for byte"),
        (true, false) => format!("{path} is byte for byte {earlier}, which was offered for {first}"),
        (false, true) => {
            format!("{path} differs in nothing but dates and times from what was offered for {first}")
        }
        (false, false) => format!(
            "{path} differs in nothing but dates and times from {earlier}, which was offered for {first}"
        ),
    }
}

fn gone(d: &Dossier, path: &str, files: usize, by: usize) -> String {
    let what = match files.saturating_sub(1) {
        0 => format!("{path} stood at the tag and was"),
        others => {
            format!("{path} and {} stood at the tag and were", count(others, "other file", "other files"))
        }
    };
    format!("{what} removed afterwards by {}", commit(d, by))
}

fn drift(asked: &Criterion, stated: f64, checks: usize) -> String {
    let unit = if let Criterion::Budget { unit, .. } = asked { *unit } else { Unit::Plain };
    format!(
        "{} made before the release {} judged by a budget of {}, though the checklist demands {}",
        count(checks, "measurement", "measurements"),
        if checks == 1 { "was" } else { "were" },
        quantity(stated, unit),
        demand(asked),
    )
}

/// `a/b.json names`, `a/b.json and 2 other files name`.
fn naming(path: &str, files: usize) -> String {
    match files.saturating_sub(1) {
        0 => format!("{path} names"),
        others => format!("{path} and {} name", count(others, "other file", "other files")),
    }
}

fn one_hand(name: &str, duties: &[Duty]) -> String {
    let done = |duty: &Duty| match duty {
        Duty::Ticked => "ticked the boxes",
        Duty::Recorded => "recorded the evidence",
        Duty::Tagged => "tagged the release",
        Duty::Approved => "approved it",
    };
    let open = |duty: &Duty| match duty {
        Duty::Ticked => "who ticked",
        Duty::Recorded => "who recorded evidence",
        Duty::Tagged => "who tagged",
        Duty::Approved => "who approved",
    };
    let all = |of: &dyn Fn(&Duty) -> &'static str, known: bool| {
        let words = Duty::ALL.iter().filter(|duty| duties.contains(duty) == known);
        list(&words.map(|duty| of(duty).to_owned()).collect::<Vec<_>>())
    };
    let unknown = all(&open, false);
    let rest = if unknown.is_empty() { String::new() } else { format!("; nothing tells {unknown}") };
    format!("One person, {name}, {}{rest}", all(&done, true))
}

fn clock(fault: ClockFault, commits: usize, seconds: i64, found: &Finding) -> String {
    let by = duration(seconds);
    let (one, many) = match fault {
        ClockFault::BeforeParent => ("is dated before its parent", "are dated before their parents"),
        ClockFault::AuthoredLater => {
            ("was written after it was recorded", "were written after they were recorded")
        }
        ClockFault::InFuture => {
            ("is dated after the moment of this build", "are dated after the moment of this build")
        }
    };
    if commits == 1 {
        format!("Commit {} {one}, by {by}", found.commit)
    } else {
        format!("{} {many}, the worst, {}, by {by}", count(commits, "commit", "commits"), found.commit)
    }
}

/// What a document tells of its own hash.
#[must_use]
pub fn hash(call: HashCall) -> &'static str {
    match call {
        HashCall::Untold => "it tells no hash of its own",
        HashCall::Open => "it leaves its own hash open",
        HashCall::Differs => "it tells another hash than it has",
        HashCall::Right => "it tells the hash that it has",
    }
}

/// `commit 1a2b… (2026-01-10T09:00:00Z, Ada)`
fn commit(d: &Dossier, at: usize) -> String {
    d.history.commits.get(at).map_or_else(String::new, |commit| {
        format!("commit {} ({}, {})", commit.id, rfc3339(commit.committed), commit.author.name)
    })
}

fn loosened(d: &Dossier, before: &Criterion, now: &Criterion, observed: f64, since: Option<usize>) -> String {
    let unit = if let Criterion::Budget { unit, .. } = now { *unit } else { Unit::Plain };
    let since = since.and_then(|since| d.history.snapshots.get(since));
    let when = since
        .map_or_else(|| "on the way to this release".to_owned(), |since| format!("since {}", since.name));
    format!(
        "{} passes only because its budget was made laxer {when}: from {} to {}",
        quantity(observed, unit),
        demand(before),
        demand(now)
    )
}

fn untagged(version: &str, naming: Naming, places: usize, upcoming: bool, path: &str) -> String {
    let by = match naming {
        Naming::Changelog => format!("a heading of {path}"),
        Naming::Record => path.to_owned(),
        Naming::Path => format!("the path {path}"),
    };
    let more = match places.saturating_sub(1) {
        0 => String::new(),
        others => format!(" and {}", count(others, "other place", "other places")),
    };
    let rest = if upcoming { "; it may be the next release" } else { "" };
    format!("{version} is named by {by}{more}, and has no tag{rest}")
}
