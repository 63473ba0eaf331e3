//! Criteria that records answer: something was done and succeeded, a release was signed off, a table's column is filled in.

use super::assessment::{Answer, Observed, Outcome, Told};
use super::demand::Asked;
use super::records::{Origin, Recorded};
use super::vantage::{Vantage, age};
use crate::model::checklist::Phase;
use crate::model::deed::Deed;
use crate::model::doing::{spaced, stands};
use crate::model::evidence::{Evidence, Kind};
use crate::model::record::{Conclusion, Part, Record};
use crate::model::time::Precision;
use crate::read::time;
use jiff::{SignedDuration, Timestamp};

/// Words for the same job.
const JOBS: [&[&str]; 4] = [
    &["tests", "test", "testing", "unit", "vitest", "jest", "pytest"],
    &["lint", "linter", "linting", "eslint", "clippy", "ruff", "biome"],
    &["typecheck", "typechecking", "type check", "type checks", "type checking", "types", "tsc", "mypy"],
    &["build", "builds", "compile"],
];

/// What a criterion came out as.
type CameOut = (Outcome, Option<Observed>);

/// The newest record before the release decides; of runs on a branch the newest that is of the release's own commits.
#[must_use]
pub fn done(asked: &Asked, deed: &Deed, window: Option<i64>, vantage: &Vantage<'_>) -> CameOut {
    let (after, until) = vantage.period();
    let start = asked.records.partition_point(|one| one.time <= after);
    let end = asked.records.partition_point(|one| one.time <= until);
    let all = asked
        .records
        .get(start..end)
        .unwrap_or_default()
        .iter()
        .rev()
        .filter(|one| vantage.counts(one.evidence));
    let since = vantage.since();
    let by_commit = deed.branch.is_some() && vantage.phase == Phase::Before;
    let mut fallback: Option<(Recorded, Answer)> = None;
    for one in all {
        // What was tested of another history says nothing of this release, whether or not the words name a branch.
        let unfit = of_release(*one, vantage)
            .filter(|answer| by_commit || deed.kind == Kind::CiRun && *answer == Answer::OtherCommit);
        match unfit {
            None => {
                return decide(
                    *one,
                    deed,
                    window.is_none() && !by_commit && one.time <= since,
                    window,
                    vantage,
                );
            }
            // The newest one says why; but that some run is of another history says least.
            Some(answer) if fallback.is_none_or(|(_, its)| its == Answer::OtherCommit) => {
                fallback = Some((*one, answer))
            }
            Some(_) => {}
        }
        if one.time <= since {
            break;
        }
    }
    let Some((one, answer)) = fallback else { return (Outcome::Unknown, None) };
    let outcome = if answer == Answer::OldCommit { Outcome::Stale } else { Outcome::Unknown };
    (outcome, Some(observed(one, answer, Vec::new())))
}

/// Why a run is not of this release's own commits; `None` where it is.
fn of_release(one: Recorded, vantage: &Vantage<'_>) -> Option<Answer> {
    let snapshot = vantage.dossier.history.snapshots.get(vantage.snapshot)?;
    let record = vantage.dossier.evidence.get(one.evidence)?.facts.records.get(one.record)?;
    let itself =
        record.commit.as_ref().is_some_and(|id| snapshot.commit.to_string().starts_with(id.as_str()));
    match one.origin {
        _ if itself => None,
        Origin::Untold => Some(Answer::NoCommit),
        Origin::First(first) if first == vantage.snapshot => None,
        Origin::First(first) if first < vantage.snapshot => Some(Answer::OldCommit),
        Origin::First(_) | Origin::Foreign => Some(Answer::OtherCommit),
    }
}

fn decide(one: Recorded, deed: &Deed, is_old: bool, window: Option<i64>, vantage: &Vantage<'_>) -> CameOut {
    let record =
        vantage.dossier.evidence.get(one.evidence).and_then(|version| version.facts.records.get(one.record));
    let Some(record) = record else { return (Outcome::Unknown, None) };
    let (outcome, answer, parts) = shows(record, deed);
    let outside = window
        .is_some_and(|seconds| vantage.phase == Phase::Before && age(one.time, vantage.release()) > seconds);
    match () {
        () if outside => (Outcome::Stale, Some(observed(one, answer, parts))),
        () if is_old => (Outcome::Stale, Some(observed(one, Answer::Old, Vec::new()))),
        () => (outcome, Some(observed(one, answer, parts))),
    }
}

/// What a record told.
#[must_use]
pub fn observed(one: Recorded, answer: Answer, parts: Vec<usize>) -> Observed {
    let told = Some(Told { record: one.record, answer, parts });
    Observed { told, ..Observed::at(one.evidence, one.time) }
}

/// How a record ended by its own words, and the parts that failed.
#[must_use]
pub fn ended(record: &Record) -> (Outcome, Answer, Vec<usize>) {
    let outcome = match record.conclusion {
        Some(Conclusion::Succeeded) => return (Outcome::Holds, Answer::Shows, Vec::new()),
        Some(Conclusion::Failed) => Outcome::Fails,
        Some(Conclusion::Pending | Conclusion::Skipped) | None => Outcome::Unknown,
    };
    let parts = record.parts.iter().enumerate();
    let failed = parts.filter(|(_, part)| part.conclusion == Some(Conclusion::Failed)).map(|(at, _)| at);
    let failed = if outcome == Outcome::Fails { failed.collect() } else { Vec::new() };
    (outcome, Answer::Ended(record.conclusion), failed)
}

/// Whether a record shows that it succeeded, with every part that is demanded.
fn shows(record: &Record, deed: &Deed) -> (Outcome, Answer, Vec<usize>) {
    let ended = ended(record);
    if ended.0 != Outcome::Holds {
        return ended;
    }
    for (n, demanded) in deed.parts.iter().enumerate() {
        let same =
            record.parts.iter().enumerate().filter(|(_, part)| is_part(part, demanded)).collect::<Vec<_>>();
        let with = |conclusion| same.iter().find(|(_, part)| part.conclusion == Some(conclusion));
        if let Some((at, _)) = with(Conclusion::Failed) {
            return (Outcome::Fails, Answer::Part(n, Some(Conclusion::Failed)), vec![*at]);
        }
        // Tables and other named parts of a success tell no outcome of their own.
        let quiet = same.iter().any(|(_, part)| part.conclusion.is_none()) && deed.kind != Kind::CiRun;
        if same.is_empty() {
            return (Outcome::Unknown, Answer::Lacks(n), Vec::new());
        }
        if with(Conclusion::Succeeded).is_none() && !quiet {
            let (at, part) = same.first().map(|(at, part)| (*at, part.conclusion)).unwrap_or_default();
            return (Outcome::Unknown, Answer::Part(n, part), vec![at]);
        }
    }
    (Outcome::Holds, Answer::Shows, Vec::new())
}

/// Whether a part's name has the demanded words, or others for the same job.
fn is_part(part: &Part, demanded: &str) -> bool {
    let name = spaced(&part.name);
    let demanded = spaced(demanded);
    let demanded = demanded.trim();
    let mut alike = JOBS.iter().filter(|words| words.contains(&demanded));
    stands(&[demanded], &name) || alike.any(|words| stands(words, &name))
}

/// The newest decision in the named log that is dated in the release's own period and about this release.
#[must_use]
pub fn signed_off(logs: &[usize], scope: bool, target: bool, vantage: &Vantage<'_>) -> CameOut {
    let (_, until) = vantage.period();
    let since = vantage.since();
    let mut approved: Option<(Recorded, &Record)> = None;
    let mut taken_back: Option<Recorded> = None;
    let mut old: Option<Recorded> = None;
    for (one, record) in logs.iter().flat_map(|log| decisions(*log, vantage)) {
        // A day without hours may be the day of the release before.
        let is_day = record.claim.is_some_and(|claim| claim.precision == Precision::Day);
        let end = if is_day {
            one.time.checked_add(SignedDuration::from_hours(24)).unwrap_or(one.time)
        } else {
            one.time
        };
        match (record.conclusion, one.time > until, end <= since) {
            (_, true, _) => {}
            (Some(Conclusion::Succeeded), false, true) => old = old.max(Some(one)),
            (Some(Conclusion::Succeeded), false, false) => {
                if approved.is_none_or(|(its, _)| its < one) {
                    approved = Some((one, record));
                }
            }
            (_, false, false) => taken_back = taken_back.max(Some(one)),
            (_, false, true) => {}
        }
    }
    if let Some(one) = taken_back.filter(|one| approved.is_none_or(|(approved, _)| one.time >= approved.time))
    {
        return (Outcome::Fails, Some(observed(one, Answer::Withdrawn, Vec::new())));
    }
    let Some((one, record)) = approved else {
        return old.map_or((Outcome::Unknown, None), |one| {
            (Outcome::Stale, Some(observed(one, Answer::Old, Vec::new())))
        });
    };
    let dated = record.field("target date").is_some_and(|text| time::find(text).is_some());
    match () {
        () if scope && record.field("scope").is_none() => {
            (Outcome::Unknown, Some(observed(one, Answer::NoScope, Vec::new())))
        }
        () if target && !dated => (Outcome::Unknown, Some(observed(one, Answer::NoTarget, Vec::new()))),
        () => (Outcome::Holds, Some(observed(one, Answer::Shows, Vec::new()))),
    }
}

/// The decisions of a log that are about this release: that name it, or none.
fn decisions<'a>(log: usize, vantage: &'a Vantage<'_>) -> impl Iterator<Item = (Recorded, &'a Record)> {
    let records =
        vantage.dossier.evidence.get(log).map(|version| version.facts.records.as_slice()).unwrap_or_default();
    records.iter().enumerate().filter(|(_, record)| is_about(record, vantage)).filter_map(
        move |(record, told)| {
            let time = told.claim?.at;
            Some((Recorded { time, evidence: log, record, origin: Origin::Untold }, told))
        },
    )
}

/// A candidate has no name yet: what names no release of this history is about it.
fn is_about(record: &Record, vantage: &Vantage<'_>) -> bool {
    let Some(named) = &record.release else { return true };
    let bare = |name: &str| name.trim_start_matches(['v', 'V']).to_lowercase();
    let snapshots = &vantage.dossier.history.snapshots;
    match snapshots.get(vantage.snapshot) {
        Some(own) if !own.is_candidate() => bare(&own.name) == bare(named),
        _ => !snapshots.iter().any(|other| bare(&other.name) == bare(named)),
    }
}

/// Every cell of the column is filled in, in the first of these documents that has one.
#[must_use]
pub fn column(documents: &[usize], name: &str, vantage: &Vantage<'_>) -> CameOut {
    let found = documents.iter().find_map(|evidence| {
        let version = vantage.dossier.evidence.get(*evidence)?;
        let at = version.facts.records.iter().position(|column| is_column(version, column, name))?;
        Some((*evidence, version, at))
    });
    let Some((evidence, version, record)) = found else { return (Outcome::Unknown, None) };
    let parts = version.facts.records.get(record).map(|column| column.parts.as_slice()).unwrap_or_default();
    let open = parts.iter().enumerate().filter(|(_, cell)| cell.conclusion == Some(Conclusion::Pending));
    let open = open.map(|(at, _)| at).collect::<Vec<_>>();
    let (outcome, answer) = match open.as_slice() {
        _ if parts.is_empty() => (Outcome::Unknown, Answer::Lacks(0)),
        [] => (Outcome::Holds, Answer::Shows),
        _ => (Outcome::Fails, Answer::Unfilled),
    };
    let time: Timestamp = version.recorded;
    let told = Recorded { time, evidence, record, origin: Origin::Untold };
    (outcome, Some(observed(told, answer, open)))
}

fn is_column(version: &Evidence, column: &Record, name: &str) -> bool {
    let described = matches!(version.facts.kind, Kind::Document | Kind::EnvMatrix);
    let title = spaced(&column.title);
    let known: &[&str] = match name {
        "production" | "prod" => &["production", "prod"],
        "development" | "dev" => &["development", "dev"],
        "staging" | "stage" => &["staging", "stage"],
        other => &[other],
    };
    // Beside its columns a document may tell records of its own, which end somehow.
    described && column.conclusion.is_none() && stands(known, &title)
}
