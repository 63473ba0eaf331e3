//! Criteria that records answer: something was done and succeeded, a table's column is filled in.

use crate::assess::candidates::asked::Question;
use crate::assess::candidates::records::{CandidateRecord, CommitOrigin};
use crate::assess::coverage::cover::{Cover, cover};
use crate::assess::coverage::record_words::{RecordWords, is_affirmed};
use crate::assess::result::judgement::{Answer, Computed, Observation, Outcome, RecordAnswer};
use crate::assess::verdict::vantage::{Vantage, age};
use crate::lexicon::words::Name;
use crate::model::checklist::Phase;
use crate::model::criterion::Criterion;
use crate::model::deed::Deed;
use crate::model::doing::{spaced, stands};
use crate::model::evidence::{Evidence, Kind};
use crate::model::kept::Keeping;
use crate::model::reading::Test;
use crate::model::record::{Conclusion, Record};
use crate::model::time::Precision;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// A candidate: a record that could answer, and which of the wanted words it does not tell.
#[derive(Clone, Copy)]
struct Candidate {
    one: CandidateRecord,
    lacks: u64,
}

/// Of the records that tell all that is wanted the newest decides. Where none does, the newest says what it lacks.
#[must_use]
pub fn done(asked: &Question, deed: &Deed, window: Option<i64>, vantage: &Vantage<'_>) -> Computed {
    let (after, until) = vantage.period();
    let start = asked.records.partition_point(|one| one.time <= after);
    let end = asked.records.partition_point(|one| one.time <= until);
    let since = vantage.since();
    let by_commit = deed.branch.is_some() && vantage.phase == Phase::Before;
    let all =
        asked.records.iter().zip(&asked.lacks).map(|(one, lacks)| Candidate { one: *one, lacks: *lacks });
    let all = all.skip(start).take(end.saturating_sub(start)).collect::<Vec<_>>();
    // What is older than the release before is old, whichever release it names.
    let other =
        |one: &CandidateRecord| deed.kind != Kind::CiRun && one.time > since && is_of_another(*one, vantage);
    let counted = || all.iter().rev().filter(|it| vantage.counts(it.one.evidence) && !other(&it.one));
    let is_old =
        |one: &CandidateRecord| window.is_none() && !by_commit && last_moment(*one, vantage) <= since;
    let mut unfit: Option<(CandidateRecord, Answer)> = None;
    let mut lacking: Option<Candidate> = None;
    let mut doubts: Vec<CandidateRecord> = Vec::new();
    // What was tested of another history says nothing of this release, whether or not the words name a branch.
    let misfit = |it: &Candidate| {
        of_release(it.one, vantage)
            .filter(|answer| by_commit || deed.kind == Kind::CiRun && *answer == Answer::OtherCommit)
    };
    for it in counted() {
        match misfit(it) {
            None if it.lacks == 0 => {
                let decided = decide(it.one, asked, is_old(&it.one), window, vantage);
                let all = counted().map(|it| it.one);
                if let Some(red) =
                    red_beside(asked, it.one, all, vantage).filter(|_| decided.0 == Outcome::Holds)
                {
                    return (Outcome::Unknown, Some(observed(red, Answer::Doubted, Vec::new())));
                }
                return doubted(decided, it.one, &doubts, vantage);
            }
            None => {
                if is_failed(it.one, vantage) {
                    doubts.push(it.one);
                }
                lacking = lacking.or(Some(*it));
            }
            // The newest one says why; but that some run is of another history says least.
            Some(answer) if unfit.is_none_or(|(_, known)| known == Answer::OtherCommit) => {
                unfit = Some((it.one, answer));
            }
            Some(_) => {}
        }
        if by_commit && it.one.time <= since {
            break;
        }
    }
    let fit = counted().filter(|it| misfit(it).is_none()).copied().collect();
    if let Some(joined) = together(asked, deed, window, fit, vantage) {
        return joined;
    }
    if let Some(it) = lacking {
        return decide(it.one, asked, is_old(&it.one), window, vantage);
    }
    let Some((one, answer)) = unfit else { return (Outcome::Unknown, None) };
    let outcome = if answer == Answer::OldCommit { Outcome::Stale } else { Outcome::Unknown };
    (outcome, Some(observed(one, answer, Vec::new())))
}

/// Where CI as a whole is asked for: another workflow's newest run of the same commit that failed or goes on.
fn red_beside(
    asked: &Question,
    one: CandidateRecord,
    newest_first: impl Iterator<Item = CandidateRecord>,
    vantage: &Vantage<'_>,
) -> Option<CandidateRecord> {
    let is_ci = matches!(&asked.criterion, Criterion::Done(deed) if deed.kind == Kind::CiRun);
    let (_, own) = record(one, vantage)?;
    let commit = own.commit.as_ref().filter(|_| is_ci && asked.wanted.is_empty())?;
    let mut known = BTreeSet::from([own.title.as_str()]);
    newest_first.filter_map(|other| Some((other, record(other, vantage)?.1))).find_map(|(other, run)| {
        let is_same = run.commit.as_ref().is_some_and(|id| id.starts_with(commit) || commit.starts_with(id));
        let is_newest = is_same && known.insert(&run.title);
        let is_red = matches!(run.conclusion, Some(Conclusion::Failed | Conclusion::Pending));
        (is_newest && is_red).then_some(other)
    })
}

/// A success is in doubt where a newer record failed that does not tell that it is about something else.
fn doubted(
    decided: Computed,
    one: CandidateRecord,
    doubts: &[CandidateRecord],
    vantage: &Vantage<'_>,
) -> Computed {
    if decided.0 != Outcome::Holds {
        return decided;
    }
    let lexicon = vantage.lexicon;
    let Some(own) = telling(one, vantage) else { return decided };
    let doubt = doubts.iter().find(|doubt| {
        record(**doubt, vantage)
            .is_some_and(|(_, record)| subjects(record).all(|text| own.tells(text, lexicon)))
    });
    match doubt {
        Some(doubt) => (Outcome::Unknown, Some(observed(*doubt, Answer::Doubted, Vec::new()))),
        None => decided,
    }
}

/// What a record says that it is about.
fn subjects(record: &Record) -> impl Iterator<Item = &str> {
    let fields =
        Name::RecordSubject.each().filter_map(|name| record.field(name)).filter(|value| is_affirmed(value));
    let named = [record.target.as_deref(), Some(record.title.as_str())].into_iter().flatten();
    named.chain(fields).filter(|text| text.chars().any(char::is_alphabetic))
}

/// Items of one list may be told by several records, each whole for its part; so may jobs of runs of one commit. The worst decides.
fn together(
    asked: &Question,
    deed: &Deed,
    window: Option<i64>,
    all: Vec<Candidate>,
    vantage: &Vantage<'_>,
) -> Option<Computed> {
    let told = |n: usize| asked.wanted.get(n).is_some_and(|wanted| wanted.test == Test::Told);
    let lists = asked.wanted.iter().map(|wanted| wanted.list).collect::<std::collections::BTreeSet<_>>();
    let is_list = asked.wanted.len() > 1 && (lists.len() == 1 || deed.kind == Kind::CiRun);
    if !is_list || !(0..asked.wanted.len().min(63)).all(told) {
        return None;
    }
    let recent = |it: &Candidate| {
        it.one.time > vantage.since()
            || window.is_some_and(|seconds| age(it.one.time, vantage.release()) <= seconds)
    };
    let recent = all.into_iter().filter(recent).collect::<Vec<_>>();
    let commit = |it: &Candidate| record(it.one, vantage).and_then(|(_, record)| record.commit.clone());
    let newest =
        recent.iter().find(|it| it.lacks.count_ones() < u32::try_from(asked.wanted.len()).unwrap_or(64))?;
    let newest_commit = commit(newest);
    let same = |it: &&Candidate| {
        deed.kind != Kind::CiRun
            || matches!((commit(it), &newest_commit), (Some(a), Some(b)) if a.starts_with(b.as_str()) || b.starts_with(&a))
    };
    let mut worst: Option<Computed> = None;
    let mut beside = Vec::new();
    for n in 0..asked.wanted.len() {
        let it = recent.iter().filter(same).find(|it| it.lacks & (1 << n) == 0)?;
        let (_, record) = record(it.one, vantage)?;
        let (outcome, answer, parts) = part(asked, n, it.one, record, vantage);
        beside.push((it.one.evidence, it.one.record));
        let by = (outcome, Some(observed(it.one, answer, parts)));
        worst = match worst {
            Some(worst) if worst.0 <= by.0 => Some(worst),
            _ => Some(by),
        };
    }
    let (outcome, seen) = worst?;
    Some((outcome, seen.map(|seen| Observation { together: beside, ..seen })))
}

/// How one wanted word and its record came out.
fn part(
    asked: &Question,
    n: usize,
    one: CandidateRecord,
    record: &Record,
    vantage: &Vantage<'_>,
) -> (Outcome, Answer, Vec<usize>) {
    let ended = ended(record);
    match told(asked, n, one, record, vantage) {
        // A job that succeeded did so whatever became of the others.
        Some(worse) => worse,
        None if ended.0 != Outcome::Holds && has_part(asked, n, one, record, vantage) => {
            (Outcome::Holds, Answer::Shows, Vec::new())
        }
        None => ended,
    }
}

fn has_part(
    asked: &Question,
    n: usize,
    one: CandidateRecord,
    record: &Record,
    vantage: &Vantage<'_>,
) -> bool {
    let covered = asked.wanted.get(n).zip(telling(one, vantage));
    covered.is_some_and(|(wanted, telling)| {
        matches!(
            cover(wanted, Some(record), &telling, vantage.lexicon),
            Cover::Parts(_, Some(Conclusion::Succeeded))
        )
    })
}

/// Whether each wanted word is a part that succeeded.
fn has_all_parts(asked: &Question, one: CandidateRecord, record: &Record, vantage: &Vantage<'_>) -> bool {
    !asked.wanted.is_empty() && (0..asked.wanted.len()).all(|n| has_part(asked, n, one, record, vantage))
}

/// Whether a record names another release of this history, and so is not about this one.
#[must_use]
pub fn is_of_another(one: CandidateRecord, vantage: &Vantage<'_>) -> bool {
    let named = record(one, vantage)
        .and_then(|(_, record)| vantage.provenance.tags.named(record.release.as_deref()?));
    named.is_some_and(|release| release != vantage.snapshot)
}

fn record<'a>(one: CandidateRecord, vantage: &Vantage<'a>) -> Option<(&'a Evidence, &'a Record)> {
    let version = vantage.dossier.evidence.get(one.evidence)?;
    Some((version, version.facts.records.get(one.record)?))
}

fn telling(one: CandidateRecord, vantage: &Vantage<'_>) -> Option<RecordWords> {
    record(one, vantage).map(|(version, record)| RecordWords::of_record(record, version, vantage.lexicon))
}

fn is_failed(one: CandidateRecord, vantage: &Vantage<'_>) -> bool {
    record(one, vantage).is_some_and(|(_, record)| record.conclusion == Some(Conclusion::Failed))
}

/// A day without hours goes on to its end.
pub(super) fn last_moment(one: CandidateRecord, vantage: &Vantage<'_>) -> Timestamp {
    let claim = record(one, vantage).and_then(|(_, record)| record.claim);
    let is_day = claim.is_some_and(|claim| claim.precision == Precision::Day && claim.at == one.time);
    let day = SignedDuration::from_hours(if is_day { 24 } else { 0 });
    one.time.checked_add(day).unwrap_or(one.time)
}

/// Why a run is not of this release's own commits; `None` where it is.
fn of_release(one: CandidateRecord, vantage: &Vantage<'_>) -> Option<Answer> {
    let snapshot = vantage.dossier.history.snapshots.get(vantage.snapshot)?;
    let (_, record) = record(one, vantage)?;
    let itself =
        record.commit.as_ref().is_some_and(|id| snapshot.commit.to_string().starts_with(id.as_str()));
    match one.origin {
        _ if itself => None,
        CommitOrigin::Untold => Some(Answer::NoCommit),
        CommitOrigin::First(first) if first == vantage.snapshot => None,
        CommitOrigin::First(first) if first < vantage.snapshot => Some(Answer::OldCommit),
        CommitOrigin::First(_) | CommitOrigin::Foreign => Some(Answer::OtherCommit),
    }
}

fn decide(
    one: CandidateRecord,
    asked: &Question,
    is_old: bool,
    window: Option<i64>,
    vantage: &Vantage<'_>,
) -> Computed {
    let Some((_, record)) = record(one, vantage) else { return (Outcome::Unknown, None) };
    let (outcome, answer, parts) = shows(one, record, asked, vantage);
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
pub fn observed(one: CandidateRecord, answer: Answer, parts: Vec<usize>) -> Observation {
    let told = Some(RecordAnswer { record: one.record, answer, parts });
    Observation { told, ..Observation::at(one.evidence, one.time) }
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

/// Whether a record shows that it succeeded, with everything that is wanted.
fn shows(
    one: CandidateRecord,
    record: &Record,
    asked: &Question,
    vantage: &Vantage<'_>,
) -> (Outcome, Answer, Vec<usize>) {
    let ended = ended(record);
    let verdicts = (0..asked.wanted.len()).filter_map(|n| told(asked, n, one, record, vantage));
    let worst = verdicts.min_by_key(|(outcome, ..)| *outcome);
    match worst {
        // A number outside its limits contradicts the words, whatever the record says of itself.
        Some((Outcome::Fails, answer @ Answer::Figure(..), parts)) => (Outcome::Fails, answer, parts),
        // What failed is another part than those that are asked for.
        None if ended.0 == Outcome::Fails
            && !ended.2.is_empty()
            && has_all_parts(asked, one, record, vantage) =>
        {
            (Outcome::Unknown, ended.1, ended.2)
        }
        _ if ended.0 != Outcome::Holds => ended,
        worst => worst.unwrap_or(ended),
    }
}

/// What is wrong with how a record tells a wanted word; `None` where nothing is. Tables and other named parts of a success tell no
/// outcome of their own.
fn told(
    asked: &Question,
    n: usize,
    one: CandidateRecord,
    record: &Record,
    vantage: &Vantage<'_>,
) -> Option<(Outcome, Answer, Vec<usize>)> {
    let telling = telling(one, vantage)?;
    let is_run = matches!(&asked.criterion, Criterion::Done(deed) if deed.kind == Kind::CiRun);
    match cover(asked.wanted.get(n)?, Some(record), &telling, vantage.lexicon) {
        Cover::Told | Cover::Figure(_, true) => None,
        Cover::Parts(_, Some(Conclusion::Succeeded)) => None,
        // A table tells its parts by name alone; of a list in which others tell how they ended it does not.
        Cover::Parts(_, None) if !is_run && record.parts.iter().all(|part| part.conclusion.is_none()) => None,
        Cover::Parts(parts, ended @ Some(Conclusion::Failed)) => {
            Some((Outcome::Fails, Answer::Part(n, ended), parts))
        }
        Cover::Parts(parts, ended) => Some((Outcome::Unknown, Answer::Part(n, ended), parts)),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "shown as a whole number of the unit that the words count in"
        )]
        Cover::Figure(value, false) => {
            Some((Outcome::Fails, Answer::Figure(n, value.round() as i64), Vec::new()))
        }
        Cover::Untold => Some((Outcome::Unknown, Answer::Lacks(n), Vec::new())),
    }
}

/// Every cell of the column is filled in, in the first of these documents that has one.
#[must_use]
pub fn column(documents: &[usize], name: &str, vantage: &Vantage<'_>) -> Computed {
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
    let told = CandidateRecord { time, evidence, record, origin: CommitOrigin::Untold };
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
