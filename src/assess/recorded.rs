//! Criteria that records answer: something was done and succeeded, a table's column is filled in.

use super::assessment::{Answer, Observed, Outcome, Told};
use super::demand::Asked;
use super::part::{is_for, is_part};
use super::records::{Origin, Recorded};
use super::vantage::{Vantage, age};
use crate::model::checklist::Phase;
use crate::model::deed::Deed;
use crate::model::doing::{spaced, stands};
use crate::model::evidence::{Evidence, Kind};
use crate::model::kept::Keeping;
use crate::model::record::{Conclusion, Record};
use crate::model::time::Precision;
use crate::read::conclusion;
use jiff::{SignedDuration, Timestamp};

/// What a criterion came out as.
pub(super) type CameOut = (Outcome, Option<Observed>);

/// The newest record before the release decides; of runs on a branch the newest that is of the release's own commits.
#[must_use]
pub fn done(asked: &Asked, deed: &Deed, window: Option<i64>, vantage: &Vantage<'_>) -> CameOut {
    let (after, until) = vantage.period();
    let start = asked.records.partition_point(|one| one.time <= after);
    let end = asked.records.partition_point(|one| one.time <= until);
    let since = vantage.since();
    // What is older than the release before is old, whichever release it names.
    let other = |one: &Recorded| deed.kind != Kind::CiRun && one.time > since && is_of_another(*one, vantage);
    let all = asked.records.get(start..end).unwrap_or_default().iter().rev();
    let all = all.filter(|one| vantage.counts(one.evidence) && !other(one));
    let by_commit = deed.branch.is_some() && vantage.phase == Phase::Before;
    let mut fallback: Option<(Recorded, Answer)> = None;
    for one in all.clone() {
        // What was tested of another history says nothing of this release, whether or not the words name a branch.
        let unfit = of_release(*one, vantage)
            .filter(|answer| by_commit || deed.kind == Kind::CiRun && *answer == Answer::OtherCommit);
        match unfit {
            None => {
                let is_old = window.is_none() && !by_commit && last_moment(*one, vantage) <= since;
                let decided = decide(*one, deed, is_old, window, vantage);
                return beside(decided, deed, window, all, vantage);
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

/// A CI run that lacks a demanded job may have it in another run of the same commit: each workflow is a run of its own. So has an export
/// each table in a file of its own.
fn beside<'r>(
    decided: CameOut,
    deed: &Deed,
    window: Option<i64>,
    all: impl Iterator<Item = &'r Recorded>,
    vantage: &Vantage<'_>,
) -> CameOut {
    let lacks = |(_, seen): &CameOut| {
        matches!(
            seen.as_ref().and_then(|seen| seen.told.as_ref()).map(|told| told.answer),
            Some(Answer::Lacks(_))
        )
    };
    let told = |one: &Recorded| vantage.dossier.evidence.get(one.evidence)?.facts.records.get(one.record);
    let own = |seen: &Observed| {
        vantage
            .dossier
            .evidence
            .get(seen.evidence)?
            .facts
            .records
            .get(seen.told.as_ref()?.record)?
            .commit
            .as_deref()
    };
    let commit = decided.1.as_ref().and_then(own);
    let joined = deed.kind == Kind::Export || deed.kind == Kind::CiRun && commit.is_some();
    if !joined || !lacks(&decided) {
        return decided;
    }
    let same =
        |id: &String| commit.is_some_and(|commit| id.starts_with(commit) || commit.starts_with(id.as_str()));
    let recent = |one: &Recorded| {
        one.time > vantage.since() && window.is_none_or(|seconds| age(one.time, vantage.release()) <= seconds)
    };
    let runs = all.filter_map(|one| Some((*one, told(one)?))).take_while(|(one, _)| recent(one));
    let is_beside = |run: &Record| deed.kind == Kind::Export || run.commit.as_ref().is_some_and(same);
    let runs = runs.filter(|(_, run)| is_beside(run)).collect::<Vec<_>>();
    let mut worst: Option<CameOut> = None;
    for (n, demanded) in deed.parts.iter().enumerate() {
        // The newest run that has the job decides it.
        let by = runs.iter().find_map(|(one, run)| {
            let (outcome, answer, parts) = match part_shows(run, deed, n, demanded) {
                _ if is_part(&run.title, demanded, deed) => ended(run),
                shown => shown,
            };
            (!matches!(answer, Answer::Lacks(_))).then(|| (outcome, Some(observed(*one, answer, parts))))
        });
        let Some(by) = by else { return decided };
        worst = match worst {
            Some(worst) if worst.0 <= by.0 => Some(worst),
            _ => Some(by),
        };
    }
    worst.unwrap_or(decided)
}

/// Whether a record names another release of this history, and so is not about this one.
#[must_use]
pub fn is_of_another(one: Recorded, vantage: &Vantage<'_>) -> bool {
    let version = vantage.dossier.evidence.get(one.evidence);
    let record = version.and_then(|version| version.facts.records.get(one.record));
    let named = record.and_then(|record| vantage.seen.tags.named(record.release.as_deref()?));
    named.is_some_and(|release| release != vantage.snapshot)
}

/// A day without hours goes on to its end.
pub(super) fn last_moment(one: Recorded, vantage: &Vantage<'_>) -> Timestamp {
    let version = vantage.dossier.evidence.get(one.evidence);
    let record = version.and_then(|version| version.facts.records.get(one.record));
    let claim = record.and_then(|record| record.claim);
    let is_day = claim.is_some_and(|claim| claim.precision == Precision::Day && claim.at == one.time);
    let day = SignedDuration::from_hours(if is_day { 24 } else { 0 });
    one.time.checked_add(day).unwrap_or(one.time)
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
        () if is_old && outcome == Outcome::Holds => {
            (Outcome::Stale, Some(observed(one, Answer::Old, Vec::new())))
        }
        // What would not have shown it then either is no evidence of it that has grown old.
        () if is_old => (Outcome::Unknown, None),
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
    let amiss = match record.conclusion {
        Some(told @ (Conclusion::Failed | Conclusion::Pending)) => Some(told),
        _ => None,
    };
    let amiss = parts.filter(|(_, part)| amiss.is_some() && part.conclusion == amiss).map(|(at, _)| at);
    (outcome, Answer::Ended(record.conclusion), amiss.collect())
}

/// Whether a record shows that it succeeded, with every part that is demanded.
fn shows(record: &Record, deed: &Deed) -> (Outcome, Answer, Vec<usize>) {
    let ended = ended(record);
    if ended.0 != Outcome::Holds {
        return ended;
    }
    if deed.kind == Kind::Briefing {
        let lacks = deed.parts.iter().position(|audience| !is_for(record, audience));
        return lacks.map_or(ended, |n| (Outcome::Unknown, Answer::Lacks(n), Vec::new()));
    }
    let verdicts = deed.parts.iter().enumerate().map(|(n, demanded)| part_shows(record, deed, n, demanded));
    verdicts
        .filter(|(outcome, ..)| *outcome != Outcome::Holds)
        .min_by_key(|(outcome, ..)| *outcome)
        .unwrap_or(ended)
}

/// Whether a demanded part is in a record and succeeded. Tables and other named parts of a success tell no outcome of their own.
fn part_shows(record: &Record, deed: &Deed, n: usize, demanded: &str) -> (Outcome, Answer, Vec<usize>) {
    let same = record.parts.iter().enumerate().filter(|(_, part)| is_part(&part.name, demanded, deed));
    let same = same.collect::<Vec<_>>();
    let with = |conclusion| same.iter().find(|(_, part)| part.conclusion == Some(conclusion));
    if let Some((at, _)) = with(Conclusion::Failed) {
        return (Outcome::Fails, Answer::Part(n, Some(Conclusion::Failed)), vec![*at]);
    }
    let quiet = same.iter().any(|(_, part)| part.conclusion.is_none()) && deed.kind != Kind::CiRun;
    if with(Conclusion::Succeeded).is_some() || quiet {
        return (Outcome::Holds, Answer::Shows, Vec::new());
    }
    if let Some((at, part)) = same.first() {
        return (Outcome::Unknown, Answer::Part(n, part.conclusion), vec![*at]);
    }
    // `tests: passed` beside the other values of a record.
    let named = record.fields.iter().filter(|(name, _)| is_part(name, demanded, deed));
    let told = named.filter_map(|(_, value)| conclusion::told(value)).collect::<Vec<_>>();
    match told.iter().min_by_key(|its| **its != Conclusion::Failed) {
        Some(Conclusion::Succeeded) => (Outcome::Holds, Answer::Shows, Vec::new()),
        Some(Conclusion::Failed) => (Outcome::Fails, Answer::Part(n, Some(Conclusion::Failed)), Vec::new()),
        Some(other) => (Outcome::Unknown, Answer::Part(n, Some(*other)), Vec::new()),
        None if is_part(&record.title, demanded, deed) && matches!(deed.kind, Kind::CiRun | Kind::Export) => {
            (Outcome::Holds, Answer::Shows, Vec::new())
        }
        None => (Outcome::Unknown, Answer::Lacks(n), Vec::new()),
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
    let described = matches!(version.facts.kind, Kind::Document | Kind::EnvMatrix)
        || Keeping::of(&version.facts.kind).is_some();
    let title = spaced(&column.title);
    let known: &[&str] = match name {
        "production" | "prod" => &["production", "prod"],
        "development" | "dev" => &["development", "dev"],
        "staging" | "stage" => &["staging", "stage"],
        other => &[other],
    };
    // Beside its columns a document may tell records of its own, which end somehow or are of a kind.
    described && column.kind.is_none() && column.conclusion.is_none() && stands(known, &title)
}
