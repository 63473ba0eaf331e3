//! Findings: one sentence each, what its kind means, and the command that shows it.

use super::criterion::{demand, metric, sign};
use super::signature::signature_finding;
use crate::assess::result::document::HashCall;
use crate::assess::result::finding::{ClockFault, Duty, Finding, FindingKind, Naming};
use crate::model::time::rfc3339;
use crate::model::{criterion::Criterion, dossier::Dossier, measurement::Unit};
use crate::render::format::{beside, count, duration, integer, list, quantity};
use crate::render::language::say;

/// What a kind of finding means, for a heading or a rule.
pub fn finding_meaning(kind: &FindingKind) -> &'static str {
    match kind {
        FindingKind::BudgetDrift { .. } => say!("evidence carries another budget than the checklist demands"),
        FindingKind::BudgetLoosened { .. } => {
            say!("a budget was made laxer, and its item passes by that alone")
        }
        FindingKind::Untagged { .. } => say!("a version is named and has no tag"),
        FindingKind::NoEvidence => say!("nothing was recorded for a release"),
        FindingKind::Removed { .. } => say!("evidence was removed after the release"),
        FindingKind::ReAdded { .. } => say!("evidence was removed and added again around the release"),
        FindingKind::ForeignCommit { .. } => {
            say!("evidence names a commit that is not in the release's history")
        }
        FindingKind::UnknownCommit { .. } => say!("evidence names a commit that is in no history at hand"),
        FindingKind::Reused { .. } => say!("evidence was offered for an earlier release already"),
        FindingKind::OneHand { .. } => say!("one person did all that is known to have been done"),
        FindingKind::Clock { fault, .. } => match fault {
            ClockFault::BeforeParent => say!("a commit is dated before its own parent"),
            ClockFault::AuthoredLater => {
                say!("a commit was written after it was recorded, by its own clocks")
            }
            ClockFault::InFuture => say!("a time lies after the moment of the build"),
        },
        FindingKind::Expired { .. } => say!("a document by which the release was governed had expired"),
        FindingKind::HashOpen { .. } => say!("a document leaves its own hash open"),
        FindingKind::HashDiffers { .. } => say!("a document tells another hash than it has"),
        FindingKind::TagInFuture { .. } => say!("a time lies after the moment of the build"),
        FindingKind::TagBeforeCommit { .. } => say!("the tag is dated before the commit that it names"),
        FindingKind::Signature(_) => say!("the signature of the tag does not hold"),
        FindingKind::OtherKey { .. } => say!("the release before was signed with another key"),
        FindingKind::OwnBudget { .. } => say!("Lighthouse breaks a budget of the team's own configuration"),
        FindingKind::StaleManifest { .. } => {
            say!("a manifest of Lighthouse CI and the reports beside it are of different runs")
        }
        FindingKind::OtherRepresentative { .. } => {
            say!("a manifest of Lighthouse CI names another representative run")
        }
    }
}

/// A finding in one sentence, with its numbers.
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
        FindingKind::NoEvidence => say!(
            "Nothing was recorded for this release: no file of evidence came with its commits, no item rests on a file, and no check ran"
        )
        .to_owned(),
        FindingKind::Removed { files, by } => gone(d, path, *files, *by),
        FindingKind::ReAdded { removed, added, same } => {
            let (removed, added) = (commit(d, *removed), commit(d, *added));
            if *same {
                say!(
                    "{path} was removed by {removed} and added again with the same content by {added}",
                    path,
                    removed,
                    added
                )
            } else {
                say!(
                    "{path} was removed by {removed} and added again with other content by {added}",
                    path,
                    removed,
                    added
                )
            }
        }
        FindingKind::ForeignCommit { id, files } => say!(
            "{told}, which is not in the history of this release",
            told = naming(path, *files, id)
        ),
        FindingKind::UnknownCommit { id, files } => say!(
            "{told}, which is in the history of no release and not in that of the head",
            told = naming(path, *files, id)
        ),
        FindingKind::Reused { earlier, snapshot, exact } => reused(d, path, *earlier, *snapshot, *exact),
        FindingKind::OneHand { name, duties } => one_hand(name, duties),
        FindingKind::Clock { fault, commits, seconds } => clock(*fault, *commits, *seconds, found),
        FindingKind::Expired { .. } | FindingKind::HashOpen { .. } | FindingKind::HashDiffers { .. } => {
            document(&found.kind, path)
        }
        FindingKind::TagBeforeCommit { .. }
        | FindingKind::TagInFuture { .. }
        | FindingKind::Signature(_)
        | FindingKind::OtherKey { .. } => tag(d, found),
        FindingKind::OwnBudget { .. }
        | FindingKind::StaleManifest { .. }
        | FindingKind::OtherRepresentative { .. } => lighthouse(&found.kind, path),
    }
}

fn tag(d: &Dossier, found: &Finding) -> String {
    match &found.kind {
        FindingKind::TagBeforeCommit { seconds } => say!(
            "The tag is dated {span} before the commit that it names, {commit}",
            span = duration(*seconds),
            commit = found.commit
        ),
        FindingKind::TagInFuture { seconds } => {
            say!("The tag is dated {span} after the moment of this build", span = duration(*seconds))
        }
        _ => signature_finding(d, found),
    }
}

fn lighthouse(kind: &FindingKind, path: &str) -> String {
    match kind {
        FindingKind::OwnBudget { configured, observed, page, label } => {
            let page = if label.is_empty() { page.to_owned() } else { format!("{page} ({label})") };
            let bound = quantity(configured.value, configured.unit);
            say!(
                "{page} has {metric} {value}, though {path} demands {bound}",
                page,
                metric = metric(&configured.metric),
                value = beside(*observed, configured.value, configured.unit),
                path,
                bound = format!("{} {bound}", sign(configured.op))
            )
        }
        FindingKind::StaleManifest { page, listed, absent, unlisted } => {
            let (listed, absent) = (count(*listed, "run", "runs"), integer(*absent));
            let beside = count(*unlisted, "run", "runs");
            if *unlisted == 1 {
                say!(
                    "{path} lists {listed} of {page}, {absent} of them not beside it; {beside} beside it is not listed: one of both was left over",
                    path,
                    listed,
                    page,
                    absent,
                    beside
                )
            } else {
                say!(
                    "{path} lists {listed} of {page}, {absent} of them not beside it; {beside} beside it are not listed: one of both was left over",
                    path,
                    listed,
                    page,
                    absent,
                    beside
                )
            }
        }
        FindingKind::OtherRepresentative { page, marked: said, judged, runs } => say!(
            "{path} calls the run of {said} representative of the {runs} of {page}; by the rule of Lighthouse CI it is the run of {judged}, which is judged",
            path,
            said = rfc3339(*said),
            runs = count(*runs, "run", "runs"),
            page,
            judged = rfc3339(*judged)
        ),
        _ => String::new(),
    }
}

fn document(kind: &FindingKind, path: &str) -> String {
    match kind {
        FindingKind::Expired { expires } => {
            say!("{path} expired on {day}, before this release", path, day = expires.text())
        }
        FindingKind::HashOpen { stated, real, files } => {
            let told = hashes(path, &format!("`{stated}`"), real);
            match files.saturating_sub(1) {
                0 => told,
                others => say!(
                    "{told}, and {documents} theirs open too",
                    told,
                    documents = count(others, "other document leaves", "other documents leave")
                ),
            }
        }
        FindingKind::HashDiffers { stated, real } => hashes(path, stated, real),
        _ => String::new(),
    }
}

fn hashes(path: &str, told: &str, real: &str) -> String {
    say!(
        "{path} tells {told} for its own hash; the SHA-256 of what stands behind its front matter is {real}",
        path,
        told,
        real
    )
}

fn reused(d: &Dossier, path: &str, earlier: usize, snapshot: usize, exact: bool) -> String {
    let release = d.history.snapshots.get(snapshot).map_or(say!("an earlier release"), |first| &first.name);
    let earlier = d.evidence.get(earlier).map_or("", |earlier| &earlier.path);
    match (exact, earlier == path) {
        (true, true) => say!("{path} was offered for {release} already, byte for byte", path, release),
        (true, false) => {
            say!("{path} is byte for byte {earlier}, which was offered for {release}", path, earlier, release)
        }
        (false, true) => say!(
            "{path} differs in nothing but dates and times from what was offered for {release}",
            path,
            release
        ),
        (false, false) => say!(
            "{path} differs in nothing but dates and times from {earlier}, which was offered for {release}",
            path,
            earlier,
            release
        ),
    }
}

fn gone(d: &Dossier, path: &str, files: usize, by: usize) -> String {
    let commit = commit(d, by);
    match files.saturating_sub(1) {
        0 => say!("{path} stood at the tag and was removed afterwards by {commit}", path, commit),
        others => say!(
            "{path} and {files} stood at the tag and were removed afterwards by {commit}",
            path,
            files = count(others, "other file", "other files"),
            commit
        ),
    }
}

fn drift(asked: &Criterion, stated: f64, checks: usize) -> String {
    let unit = if let Criterion::Budget { unit, .. } = asked { *unit } else { Unit::Plain };
    let measurements = count(checks, "measurement", "measurements");
    let (stated, demand) = (quantity(stated, unit), demand(asked));
    if checks == 1 {
        say!(
            "{measurements} of the release was judged by a budget of {stated}, though the checklist demands {demand}",
            measurements,
            stated,
            demand
        )
    } else {
        say!(
            "{measurements} of the release were judged by a budget of {stated}, though the checklist demands {demand}",
            measurements,
            stated,
            demand
        )
    }
}

/// `a/b.json names commit 1a2b…`, `a/b.json and 2 other files name commit 1a2b…`.
fn naming(path: &str, files: usize, id: &str) -> String {
    match files.saturating_sub(1) {
        0 => say!("{path} names commit {id}", path, id),
        others => say!(
            "{path} and {files} name commit {id}",
            path,
            files = count(others, "other file", "other files"),
            id
        ),
    }
}

fn one_hand(name: &str, duties: &[Duty]) -> String {
    let done = |duty: &Duty| match duty {
        Duty::Ticked => say!("ticked the boxes"),
        Duty::Recorded => say!("recorded the evidence"),
        Duty::Tagged => say!("tagged the release"),
        Duty::Approved => say!("approved it"),
    };
    let open = |duty: &Duty| match duty {
        Duty::Ticked => say!("who ticked"),
        Duty::Recorded => say!("who recorded evidence"),
        Duty::Tagged => say!("who tagged"),
        Duty::Approved => say!("who approved"),
    };
    let all = |of: &dyn Fn(&Duty) -> &'static str, known: bool| {
        let words = Duty::ALL.iter().filter(|duty| duties.contains(duty) == known);
        list(&words.map(|duty| of(duty).to_owned()).collect::<Vec<_>>())
    };
    let (deeds, unknown) = (all(&done, true), all(&open, false));
    let told = say!("One person, {name}, {deeds}", name, deeds);
    if unknown.is_empty() { told } else { say!("{told}; nothing tells {unknown}", told, unknown) }
}

fn clock(fault: ClockFault, commits: usize, seconds: i64, found: &Finding) -> String {
    let (id, span) = (&found.commit, duration(seconds));
    if commits == 1 {
        return match fault {
            ClockFault::BeforeParent => {
                say!("Commit {id} is dated before its parent, by {span}", id, span)
            }
            ClockFault::AuthoredLater => {
                say!("Commit {id} was written after it was recorded, by {span}", id, span)
            }
            ClockFault::InFuture => {
                say!("Commit {id} is dated after the moment of this build, by {span}", id, span)
            }
        };
    }
    let commits = count(commits, "commit", "commits");
    let told = match fault {
        ClockFault::BeforeParent => say!("{commits} are dated before their parents", commits),
        ClockFault::AuthoredLater => say!("{commits} were written after they were recorded", commits),
        ClockFault::InFuture => say!("{commits} are dated after the moment of this build", commits),
    };
    say!("{told}, the worst, {id}, by {span}", told, id, span)
}

/// What a document tells of its own hash.
pub fn hash(call: HashCall) -> &'static str {
    match call {
        HashCall::Untold => say!("it tells no hash of its own"),
        HashCall::Open => say!("it leaves its own hash open"),
        HashCall::Differs => say!("it tells another hash than it has"),
        HashCall::Right => say!("it tells the hash that it has"),
    }
}

/// `commit 1a2b… (2026-01-10T09:00:00Z, Ada)`
fn commit(d: &Dossier, at: usize) -> String {
    d.history.commits.get(at).map_or_else(String::new, |commit| {
        let (id, time, author) = (&commit.id, rfc3339(commit.committed), &commit.author.name);
        say!("commit {id} ({time}, {author})", id, time, author)
    })
}

fn loosened(d: &Dossier, before: &Criterion, now: &Criterion, observed: f64, since: Option<usize>) -> String {
    let unit = if let Criterion::Budget { unit, .. } = now { *unit } else { Unit::Plain };
    let (value, before, now) = (quantity(observed, unit), demand(before), demand(now));
    match since.and_then(|since| d.history.snapshots.get(since)) {
        Some(since) => say!(
            "{value} passes only because its budget was made laxer since {release}: from {before} to {now}",
            value,
            release = since.name,
            before,
            now
        ),
        None => say!(
            "{value} passes only because its budget was made laxer on the way to this release: from {before} to {now}",
            value,
            before,
            now
        ),
    }
}

fn untagged(version: &str, naming: Naming, places: usize, upcoming: bool, path: &str) -> String {
    let by = match naming {
        Naming::Changelog => say!("a heading of {path}", path),
        Naming::Record => path.to_owned(),
        Naming::Path => say!("the path {path}", path),
    };
    let by = match places.saturating_sub(1) {
        0 => by,
        others => say!("{by} and {places}", by, places = count(others, "other place", "other places")),
    };
    let told = say!("{version} is named by {by}, and has no tag", version, by);
    if upcoming { say!("{told}; it may be the next release", told) } else { told }
}
