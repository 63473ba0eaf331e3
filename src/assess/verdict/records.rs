//! Criteria that records answer: something was done and succeeded, a table's column is filled in.

use crate::assess::candidates::question::{Candidate, Question};
use crate::assess::candidates::records::{CandidateRecord, CommitOrigin};
use crate::assess::coverage::cover::{Cover, cover};
use crate::assess::coverage::record_words::{RecordWords, is_affirmed};
use crate::assess::result::judgement::{Answer, Computed, Observation, Outcome, RecordAnswer, Shown};
use crate::assess::verdict::series::{self, Difference};
use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::words::Name;
use crate::model::checklist::Phase;
use crate::model::criterion::Criterion;
use crate::model::deed::Deed;
use crate::model::evidence::{Evidence, Kind};
use crate::model::reading::Test;
use crate::model::record::{Conclusion, Record};
use std::sync::Arc;

/// Of each series of records that tell all that is wanted the newest decides, and of several series the worst. Where no record tells
/// all, the newest says what it lacks.
#[must_use]
pub fn done(question: &Question, deed: &Deed, window: Option<i64>, vantage: &Vantage<'_>) -> Computed {
    let by_commit = deed.branch.is_some() && vantage.phase == Phase::Before;
    let all = newest_first(question, deed, by_commit, vantage);
    let is_old = |one: &CandidateRecord| window.is_none() && !by_commit && !vantage.reaches(one.last, None);
    let decide = |one: CandidateRecord| decide(one, question, is_old(&one), window, vantage);
    // What was tested of another history says nothing of this release, whether or not the words name a branch.
    let misfit = |it: &Candidate| {
        of_release(it.record, vantage)
            .filter(|answer| by_commit || deed.kind == Kind::CiRun && *answer == Answer::OtherCommit)
    };
    let (fit, unfit): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| misfit(it).is_none());
    if let Some(newest) = fit.iter().position(|it| it.lacks == 0) {
        let (newer, rest) = fit.split_at(newest);
        let whole = rest.iter().filter(|it| it.lacks == 0).copied().collect::<Vec<_>>();
        let decided = rest.first().map_or((Outcome::Unknown, None), |it| decide(it.record));
        let decided = doubted(decided, &whole, newer, vantage);
        return with_other_series(decided, &whole, window, &decide, vantage);
    }
    let lacking = fit.first().copied();
    if let Some(joined) = together(question, deed, window, fit, vantage) {
        return joined;
    }
    if let Some(it) = lacking {
        return decide(it.record);
    }
    // The newest one says why; but that some run is of another history says least.
    let why = unfit.iter().filter_map(|it| Some((it.record, misfit(it)?)));
    let why = why.clone().find(|(_, answer)| *answer != Answer::OtherCommit).or_else(|| why.clone().next());
    let Some((one, answer)) = why else { return (Outcome::Unknown, None) };
    let outcome = if answer == Answer::OldCommit { Outcome::Stale } else { Outcome::Unknown };
    (outcome, Some(answered(one, answer, Vec::new())))
}

/// The candidates of the item's period, newest first. Of what is judged by its commit the first that is older than the previous release
/// is the last.
fn newest_first(question: &Question, deed: &Deed, by_commit: bool, vantage: &Vantage<'_>) -> Vec<Candidate> {
    let (after, until) = vantage.period();
    let since = vantage.since();
    let all = question.records();
    let end = all.partition_point(|it| it.record.time <= until);
    // What is older than the release before is old, whichever release it names.
    let is_other =
        |one: &CandidateRecord| deed.kind != Kind::CiRun && one.last > since && is_of_another(*one, vantage);
    let own = all.get(..end).unwrap_or_default().iter().rev().filter(|it| it.record.last > after);
    let mut own = own
        .filter(|it| vantage.counts(it.record.evidence) && !is_other(&it.record))
        .copied()
        .collect::<Vec<_>>();
    let last = own.iter().position(|it| by_commit && it.record.last <= since);
    own.truncate(last.map_or(own.len(), |last| last + 1));
    own
}

/// A success together with the newest record of each other series of the period: what failed by another name of its own fails the whole;
/// what failed or goes on under another title leaves it in doubt.
fn with_other_series(
    decided: Computed,
    whole: &[Candidate],
    window: Option<i64>,
    decide: &dyn Fn(CandidateRecord) -> Computed,
    vantage: &Vantage<'_>,
) -> Computed {
    let (Outcome::Holds, Some(mut observed)) = decided else { return decided };
    let ci = |one: CandidateRecord| {
        let (version, record) = record(one, vantage)?;
        (version.facts.kind == Kind::CiRun).then(|| record.commit.clone())
    };
    let own_commit = whole.first().and_then(|it| ci(it.record)).flatten();
    let is_recent =
        |it: &Candidate| vantage.reaches(it.record.last, None) || vantage.reaches(it.record.last, window);
    // Runs of other commits are of other states of the code.
    let is_same = |it: &Candidate| match (&own_commit, ci(it.record).flatten()) {
        (Some(own), Some(id)) => id.starts_with(own.as_str()) || own.starts_with(&id),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let recent = whole.iter().filter(|it| is_recent(it) && is_same(it)).copied().collect::<Vec<_>>();
    for (other, difference) in series::beside(&recent, vantage) {
        let (outcome, shown) = decide(other);
        let ended = record(other, vantage).and_then(|(_, record)| record.conclusion);
        let is_bad = matches!(ended, Some(Conclusion::Failed | Conclusion::Pending));
        match (outcome, difference) {
            (Outcome::Fails, Difference::Field) if own_commit.is_none() => return (outcome, shown),
            (Outcome::Fails | Outcome::Unknown, Difference::Field) => {
                return (Outcome::Unknown, Some(answered(other, Answer::Doubted, Vec::new())));
            }
            (Outcome::Fails | Outcome::Unknown, Difference::Title) if is_bad => {
                return (Outcome::Unknown, Some(answered(other, Answer::Doubted, Vec::new())));
            }
            (Outcome::Holds, _) => observed.together.push((other.evidence, other.record)),
            _ => {}
        }
    }
    if let Some(first) = whole.first().filter(|_| !observed.together.is_empty()) {
        observed.together.insert(0, (first.record.evidence, first.record.record));
    }
    (Outcome::Holds, Some(observed))
}

/// A success is in doubt where a newer record failed that does not tell that it is about something else.
fn doubted(decided: Computed, whole: &[Candidate], newer: &[Candidate], vantage: &Vantage<'_>) -> Computed {
    let own = whole.first().and_then(|it| words_of(it.record, vantage));
    let Some(own) = own.filter(|_| decided.0 == Outcome::Holds) else { return decided };
    let is_of_own = |it: &&Candidate| {
        record(it.record, vantage).is_some_and(|(_, record)| {
            record.conclusion == Some(Conclusion::Failed)
                && subjects(record).all(|text| own.tells(text, vantage.lexicon))
        })
    };
    match newer.iter().find(is_of_own) {
        Some(doubt) => (Outcome::Unknown, Some(answered(doubt.record, Answer::Doubted, Vec::new()))),
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
    question: &Question,
    deed: &Deed,
    window: Option<i64>,
    all: Vec<Candidate>,
    vantage: &Vantage<'_>,
) -> Option<Computed> {
    let is_plain = |n: usize| question.wanted.get(n).is_some_and(|wanted| wanted.test == Test::Told);
    let lists = question.wanted.iter().map(|wanted| wanted.list).collect::<std::collections::BTreeSet<_>>();
    let is_list = question.wanted.len() > 1 && (lists.len() == 1 || deed.kind == Kind::CiRun);
    if !is_list || !(0..question.wanted.len().min(63)).all(is_plain) {
        return None;
    }
    let recent =
        |it: &Candidate| vantage.reaches(it.record.last, None) || vantage.reaches(it.record.last, window);
    let recent = all.into_iter().filter(recent).collect::<Vec<_>>();
    let commit = |it: &Candidate| record(it.record, vantage).and_then(|(_, record)| record.commit.clone());
    let newest = recent
        .iter()
        .find(|it| it.lacks.count_ones() < u32::try_from(question.wanted.len()).unwrap_or(64))?;
    let newest_commit = commit(newest);
    let same = |it: &&Candidate| {
        deed.kind != Kind::CiRun
            || matches!((commit(it), &newest_commit), (Some(a), Some(b)) if a.starts_with(b.as_str()) || b.starts_with(&a))
    };
    let mut worst: Option<Computed> = None;
    let mut beside = Vec::new();
    for n in 0..question.wanted.len() {
        let it = recent.iter().filter(same).find(|it| it.lacks & (1 << n) == 0)?;
        let (_, record) = record(it.record, vantage)?;
        let (outcome, answer, parts) = part(question, n, it.record, record, vantage);
        beside.push((it.record.evidence, it.record.record));
        let by = (outcome, Some(answered(it.record, answer, parts)));
        worst = match worst {
            Some(worst) if worst.0 <= by.0 => Some(worst),
            _ => Some(by),
        };
    }
    let (outcome, observed) = worst?;
    Some((outcome, observed.map(|observed| Observation { together: beside, ..observed })))
}

/// How one wanted word and its record came out.
fn part(
    question: &Question,
    n: usize,
    one: CandidateRecord,
    record: &Record,
    vantage: &Vantage<'_>,
) -> (Outcome, Answer, Vec<usize>) {
    let ended = ended(record);
    match shortfall(question, n, one, record, vantage) {
        // A job that succeeded did so whatever became of the others.
        Some(worse) => worse,
        None if ended.0 != Outcome::Holds && has_part(question, n, one, record, vantage) => {
            (Outcome::Holds, Answer::Shows, Vec::new())
        }
        None => ended,
    }
}

fn has_part(
    question: &Question,
    n: usize,
    one: CandidateRecord,
    record: &Record,
    vantage: &Vantage<'_>,
) -> bool {
    let covered = question.wanted.get(n).zip(words_of(one, vantage));
    covered.is_some_and(|(wanted, record_words)| {
        matches!(
            cover(wanted, Some(record), &record_words, vantage.lexicon),
            Cover::Parts(_, Some(Conclusion::Succeeded))
        )
    })
}

/// Whether each wanted word is a part that succeeded.
fn has_all_parts(question: &Question, one: CandidateRecord, record: &Record, vantage: &Vantage<'_>) -> bool {
    !question.wanted.is_empty()
        && (0..question.wanted.len()).all(|n| has_part(question, n, one, record, vantage))
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

fn words_of(one: CandidateRecord, vantage: &Vantage<'_>) -> Option<Arc<RecordWords>> {
    vantage.words(one.evidence, one.record)
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
        // What came with an earlier form of this release, as its candidates do, belongs to it.
        CommitOrigin::First(first) if vantage.is_own(first) => None,
        CommitOrigin::First(first) if first < vantage.snapshot => Some(Answer::OldCommit),
        CommitOrigin::First(_) | CommitOrigin::Foreign => Some(Answer::OtherCommit),
    }
}

fn decide(
    one: CandidateRecord,
    question: &Question,
    is_old: bool,
    window: Option<i64>,
    vantage: &Vantage<'_>,
) -> Computed {
    let Some((_, record)) = record(one, vantage) else { return (Outcome::Unknown, None) };
    let (outcome, answer, parts) = shows(one, record, question, vantage);
    let outside = window.is_some() && vantage.phase == Phase::Before && !vantage.reaches(one.last, window);
    match () {
        () if outside => (Outcome::Stale, Some(answered(one, answer, parts))),
        () if is_old && outcome == Outcome::Holds => {
            (Outcome::Stale, Some(answered(one, Answer::Old, Vec::new())))
        }
        // What would not have shown it then either is no evidence of it that has grown old.
        () if is_old => (Outcome::Unknown, None),
        () => (outcome, Some(answered(one, answer, parts))),
    }
}

/// What a record told.
#[must_use]
pub fn answered(one: CandidateRecord, answer: Answer, parts: Vec<usize>) -> Observation {
    let answer = RecordAnswer { record: one.record, answer, parts };
    Observation::of(one.evidence, one.time, Shown::Record(answer))
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
        Some(ended @ (Conclusion::Failed | Conclusion::Pending)) => Some(ended),
        _ => None,
    };
    let amiss = parts.filter(|(_, part)| amiss.is_some() && part.conclusion == amiss).map(|(at, _)| at);
    (outcome, Answer::Ended(record.conclusion), amiss.collect())
}

/// Whether a record shows that it succeeded, with everything that is wanted.
fn shows(
    one: CandidateRecord,
    record: &Record,
    question: &Question,
    vantage: &Vantage<'_>,
) -> (Outcome, Answer, Vec<usize>) {
    let ended = ended(record);
    let verdicts = (0..question.wanted.len()).filter_map(|n| shortfall(question, n, one, record, vantage));
    let worst = verdicts.min_by_key(|(outcome, ..)| *outcome);
    match worst {
        // A number outside its limits contradicts the words, whatever the record says of itself.
        Some((Outcome::Fails, answer @ Answer::Figure(..), parts)) => (Outcome::Fails, answer, parts),
        // What failed is another part than those that are asked for.
        None if ended.0 == Outcome::Fails
            && !ended.2.is_empty()
            && has_all_parts(question, one, record, vantage) =>
        {
            (Outcome::Unknown, ended.1, ended.2)
        }
        _ if ended.0 != Outcome::Holds => ended,
        worst => worst.unwrap_or(ended),
    }
}

/// What is wrong with how a record tells a wanted word; `None` where nothing is. Tables and other named parts of a success tell no
/// outcome of their own.
fn shortfall(
    question: &Question,
    n: usize,
    one: CandidateRecord,
    record: &Record,
    vantage: &Vantage<'_>,
) -> Option<(Outcome, Answer, Vec<usize>)> {
    let record_words = words_of(one, vantage)?;
    let is_run = matches!(&question.criterion, Criterion::Done(deed) if deed.kind == Kind::CiRun);
    match cover(question.wanted.get(n)?, Some(record), &record_words, vantage.lexicon) {
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
