//! Findings: one sentence each, what its kind means, and the command that shows it.

use super::criterion::{demand, metric, sign};
use super::proof::shell;
use crate::assess::finding::kind::{ClockFault, Duty, Finding, FindingKind};
use crate::model::time::rfc3339;
use crate::model::{criterion::Criterion, dossier::Dossier, measurement::Unit};
use crate::render::format::{beside, count, duration, integer, list, quantity};

/// What a kind of finding means, for a heading or a rule.
#[must_use]
pub fn finding_meaning(kind: &FindingKind) -> &'static str {
    match kind {
        FindingKind::BudgetDrift { .. } => "evidence carries another budget than the checklist demands",
        FindingKind::ForeignCommit { .. } => "evidence names a commit that is not in the release's history",
        FindingKind::UnknownCommit { .. } => "evidence names a commit that is in no history at hand",
        FindingKind::Reused { .. } => "evidence was offered for an earlier release already",
        FindingKind::OneHand { .. } => "one person did all that is known to have been done",
        FindingKind::Clock { fault, .. } => match fault {
            ClockFault::BeforeParent => "a commit is dated before its own parent",
            ClockFault::AuthoredLater => "a commit was written after it was recorded, by its own clocks",
            ClockFault::InFuture => "a time lies after the moment of the build",
        },
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
        FindingKind::ForeignCommit { id, files } => {
            format!("{} commit {id}, which is not in the history of this release", naming(path, *files))
        }
        FindingKind::UnknownCommit { id, files } => format!(
            "{} commit {id}, which is in the history of no release and not in that of the head",
            naming(path, *files)
        ),
        FindingKind::Reused { earlier, snapshot, exact } => {
            let first = d.history.snapshots.get(*snapshot).map_or("an earlier release", |first| &first.name);
            let earlier = d.evidence.get(*earlier).map_or("", |earlier| &earlier.path);
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
        FindingKind::OneHand { name, duties } => one_hand(name, duties),
        FindingKind::Clock { fault, commits, seconds } => clock(*fault, *commits, *seconds, found),
        FindingKind::TagBeforeCommit { seconds } => format!(
            "The tag is dated {} before the commit that it names, {}",
            duration(*seconds),
            found.commit
        ),
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

/// The git command that shows what was found, quoted for a POSIX shell, on one line.
#[must_use]
pub fn reproduce_finding(d: &Dossier, found: &Finding) -> String {
    let commit = found.commit;
    let release = found.release.and_then(|release| d.history.snapshots.get(release));
    let at = release.map_or(commit, |release| release.commit);
    match &found.kind {
        FindingKind::Clock { fault: ClockFault::BeforeParent, .. } => {
            format!("git log --no-walk=unsorted --format='%H %cI' {commit} {commit}^@")
        }
        FindingKind::Clock { .. } => format!("git show -s --format=fuller {commit}"),
        FindingKind::TagBeforeCommit { .. } | FindingKind::TagInFuture { .. } => {
            let tag = shell(&format!("refs/tags/{}", release.map_or("", |release| &release.name)));
            format!(
                "git for-each-ref --format='%(creatordate:iso-strict)' {tag}; git show -s --format=%cI {at}"
            )
        }
        FindingKind::OneHand { .. } => {
            let before = found.release.and_then(|release| d.history.previous(release));
            let before = before.and_then(|before| d.history.snapshots.get(before));
            let range = before.map_or_else(|| at.to_string(), |before| format!("{}..{at}", before.commit));
            format!("git log --use-mailmap --format='%h %aN: %s' {range}")
        }
        FindingKind::ForeignCommit { id, .. } => {
            format!("{}; git merge-base --is-ancestor {} {at} || echo foreign", file(found), shell(id))
        }
        FindingKind::UnknownCommit { id, .. } => format!("{}; git cat-file -t {}", file(found), shell(id)),
        FindingKind::Reused { earlier, .. } => {
            let earlier = d.evidence.get(*earlier).map(|earlier| earlier.blob).unwrap_or_default();
            format!("{}; git cat-file -p {earlier}", file(found))
        }
        FindingKind::BudgetDrift { .. }
        | FindingKind::OwnBudget { .. }
        | FindingKind::StaleManifest { .. }
        | FindingKind::OtherRepresentative { .. } => file(found),
    }
}

/// The command that shows the place of a finding, or its line.
fn file(found: &Finding) -> String {
    let commit = found.commit;
    let Some(place) = found.place.as_ref().filter(|place| !place.path.contains(char::is_control)) else {
        return format!("git show --stat {commit}");
    };
    let file = format!("git show {}", shell(&format!("{commit}:{}", place.path)));
    if place.line > 0 { format!("{file} | sed -n {}p", place.line) } else { file }
}
