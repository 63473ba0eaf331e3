//! Criteria that records answer: something was done and succeeded, a table's column is filled in.

use crate::assess::candidates::question::{Candidate, Question};
use crate::assess::candidates::record::{CandidateRecord, CommitOrigin};
use crate::assess::coverage::values::is_affirmed;
use crate::assess::result::judgement::{Answer, Computed, Observation, Outcome, UNKNOWN};
use crate::assess::verdict::answer::{Fit, answered, answers};
use crate::assess::verdict::{releases, series, series::Difference, vantage::Vantage};
use crate::lexicon::words::Name;
use crate::model::record::{Conclusion, Record, RecordId};
use crate::model::{checklist::Phase, deed::Deed, evidence::Kind, reading::Test};

/// Of each series of records that tell all that is wanted the newest decides, and of several series the worst. Where no record tells
/// all, the newest says what it lacks.
pub fn done(question: &Question, deed: &Deed, window: Option<i64>, vantage: &Vantage<'_>) -> Computed {
    let by_commit = deed.branch.is_some() && vantage.phase == Phase::Before;
    let is_old = |candidate: &CandidateRecord| {
        window.is_none() && !by_commit && !vantage.reaches(candidate.last, None)
    };
    let decide =
        |candidate: CandidateRecord| decide(candidate, question, is_old(&candidate), window, vantage);
    // What was tested of another history says nothing of this release, whether or not the words name a branch.
    let misfit = |it: &Candidate| {
        of_release(it.record, vantage)
            .filter(|answer| by_commit || deed.kind == Kind::CiRun && *answer == Answer::OtherCommit)
    };
    let (fit, unfit) = newest_first(question, deed, by_commit, window, &misfit, vantage);
    if let Some(newest) = fit.iter().position(|it| it.lacks == 0) {
        let (newer, rest) = fit.split_at(newest);
        let whole = rest.iter().filter(|it| it.lacks == 0).copied().collect::<Vec<_>>();
        let whole = series::without_skipped(whole, vantage);
        let decided = whole.first().map_or(UNKNOWN, |it| decide(it.record));
        let decided = doubted(decided, &whole, newer, vantage);
        let decided = of_every(decided, question, deed, &fit, &decide, vantage);
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
    let Some((candidate, answer)) = why else { return UNKNOWN };
    let outcome = if answer == Answer::OldCommit { Outcome::Stale } else { Outcome::Unknown };
    answers(candidate, outcome, answer)
}

/// The candidates of the item's period, newest first: those that fit, and those that do not. Of what is judged by its commit the first
/// that is older than the previous release is the last; of all else the first that is older than that and the window, and tells all that
/// is wanted, for what is older still decides nothing.
fn newest_first(
    question: &Question,
    deed: &Deed,
    by_commit: bool,
    window: Option<i64>,
    misfit: &dyn Fn(&Candidate) -> Option<Answer>,
    vantage: &Vantage<'_>,
) -> (Vec<Candidate>, Vec<Candidate>) {
    let (after, until) = vantage.period();
    let since = vantage.since();
    let all = question.records();
    let end = all.partition_point(|it| it.record.time <= until);
    // What is older than the release before is old, whichever release it names. A run is of its commit, where it names one.
    let is_other = |candidate: &CandidateRecord| {
        let is_by_commit = deed.kind == Kind::CiRun && candidate.origin != CommitOrigin::Untold;
        !is_by_commit && candidate.last > since && is_of_another(*candidate, vantage)
    };
    let (mut fit, mut unfit) = (Vec::new(), Vec::new());
    for it in all.get(..end).unwrap_or_default().iter().rev().filter(|it| it.record.last > after) {
        let is_recent = vantage.reaches(it.record.last, None) || vantage.reaches(it.record.last, window);
        // Once there is an old one that says why, only one that tells all says more.
        if !is_recent && it.lacks != 0 && !by_commit && !fit.is_empty() {
            continue;
        }
        if !vantage.counts(it.record.id.evidence) || is_other(&it.record) {
            continue;
        }
        let fits = misfit(it).is_none();
        if fits { &mut fit } else { &mut unfit }.push(*it);
        if !is_recent && (by_commit || fits && it.lacks == 0) {
            break;
        }
    }
    // Of the attempts of one run, which tell the time of its first, the last one decides.
    let attempt =
        |it: &Candidate| Name::Attempt.of(vantage.dossier.record(it.record.id)?.1)?.parse::<u32>().ok();
    if deed.kind == Kind::CiRun {
        fit.sort_by_cached_key(|it| std::cmp::Reverse((it.record.time, attempt(it))));
    }
    (fit, unfit)
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
    let ci = |candidate: CandidateRecord| {
        let (version, record) = vantage.dossier.record(candidate.id)?;
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
    for (other, difference) in series::newest_of_others(&recent, vantage) {
        let (outcome, shown) = decide(other);
        let ended = vantage.dossier.record(other.id).and_then(|(_, record)| record.conclusion);
        let is_bad = matches!(ended, Some(Conclusion::Failed | Conclusion::Pending));
        match (outcome, difference) {
            (Outcome::Fails, Difference::Field) if own_commit.is_none() => return (outcome, shown),
            (Outcome::Fails | Outcome::Unknown, Difference::Field) => {
                return answers(other, Outcome::Unknown, Answer::Doubted);
            }
            (Outcome::Fails | Outcome::Unknown, Difference::Title) if is_bad => {
                return answers(other, Outcome::Unknown, Answer::Doubted);
            }
            (Outcome::Holds, _) => observed.together.push(other.id),
            _ => {}
        }
    }
    if let Some(first) = whole.first().filter(|_| !observed.together.is_empty()) {
        observed.together.insert(0, first.record.id);
    }
    (Outcome::Holds, Some(observed))
}

/// Where none may be left out, every record of the period counts but those that a newer one of the same thing replaced; and what the same
/// file plans for later is not done yet.
fn of_every(
    decided: Computed,
    question: &Question,
    deed: &Deed,
    all: &[Candidate],
    decide: &dyn Fn(CandidateRecord) -> Computed,
    vantage: &Vantage<'_>,
) -> Computed {
    let (Outcome::Holds, Some(observed)) = &decided else { return decided };
    if !deed.whole || deed.kind == Kind::CiRun {
        return decided;
    }
    let (_, until) = vantage.period();
    let later = question.records().iter().filter(|it| it.record.time > until);
    let later = later.filter(|it| it.record.id.evidence == observed.evidence).map(|it| it.record);
    if let Some(open) = later.into_iter().next() {
        return answers(open, Outcome::Unknown, Answer::NotAll);
    }
    let index = observed.record().map_or(0, |answer| answer.record);
    let shown = RecordId { evidence: observed.evidence, index };
    let mut known: Vec<&Record> = Vec::new();
    let mut worst: Option<Computed> = None;
    for it in all.iter().filter(|it| vantage.reaches(it.record.last, None)) {
        let Some((_, own)) = vantage.dossier.record(it.record.id) else { continue };
        // What tells other words and went well, or is of another thing by name, is none of them.
        let is_other = || {
            own.conclusion == Some(Conclusion::Succeeded)
                || series::differs_by_field(it.record, shown, vantage)
        };
        if it.lacks != 0 && is_other() {
            continue;
        }
        if known.iter().any(|newer| series::is_same_thing(newer, own)) {
            continue;
        }
        known.push(own);
        let found = decide(it.record);
        if found.0 < Outcome::Holds && worst.as_ref().is_none_or(|(outcome, _)| found.0 < *outcome) {
            worst = Some(found);
        }
    }
    worst.unwrap_or(decided)
}

/// A success is in doubt where a newer record failed that does not tell that it is about something else.
fn doubted(decided: Computed, whole: &[Candidate], newer: &[Candidate], vantage: &Vantage<'_>) -> Computed {
    let own = whole.first().and_then(|it| vantage.words(it.record.id));
    let Some(own) = own.filter(|_| decided.0 == Outcome::Holds) else { return decided };
    let is_of_own = |it: &&Candidate| {
        vantage.dossier.record(it.record.id).is_some_and(|(_, record)| {
            record.conclusion == Some(Conclusion::Failed)
                && subjects(record).all(|text| own.tells(text, vantage.lexicon))
        })
    };
    match newer.iter().find(is_of_own) {
        Some(doubt) => answers(doubt.record, Outcome::Unknown, Answer::Doubted),
        None => decided,
    }
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
    let is_narrowed = question.wanted.iter().any(|wanted| wanted.narrows);
    let is_list = question.wanted.len() > 1 && (lists.len() == 1 || deed.kind == Kind::CiRun && !is_narrowed);
    if !is_list || !(0..question.wanted.len().min(63)).all(is_plain) {
        return None;
    }
    let recent =
        |it: &Candidate| vantage.reaches(it.record.last, None) || vantage.reaches(it.record.last, window);
    let recent = all.into_iter().filter(recent).collect::<Vec<_>>();
    let commit = |it: &Candidate| vantage.dossier.record(it.record.id)?.1.commit.clone();
    let newest = recent
        .iter()
        .find(|it| it.lacks.count_ones() < u32::try_from(question.wanted.len()).unwrap_or(64))?;
    let newest_commit = commit(newest);
    let same = |it: &&Candidate| {
        deed.kind != Kind::CiRun
            || matches!((commit(it), &newest_commit), (Some(a), Some(b)) if a.starts_with(b.as_str()) || b.starts_with(&a))
    };
    // Who did it must have done each part of it.
    let (people, things): (Vec<_>, Vec<_>) = (0..question.wanted.len())
        .partition(|n| question.wanted.get(*n).is_some_and(|wanted| wanted.by.acted()));
    let people = people.into_iter().fold(0, |bits, n| bits | 1 << n.min(63));
    let parts = things.into_iter().map(|n| {
        let it = recent.iter().filter(same).find(|it| it.lacks & (1 << n.min(63) | people) == 0)?;
        let (outcome, answer, parts) =
            Fit::of(it.record, &question.wanted, vantage)?.of_part(n, question, vantage);
        let outcome = if is_outside(it.record, window, vantage) { Outcome::Stale } else { outcome };
        Some((it.record, (outcome, answer, parts)))
    });
    let parts = parts.collect::<Option<Vec<_>>>()?;
    let together = parts.iter().map(|(record, _)| record.id).collect();
    // Of equals the oldest decides, for it is the first to fall out of a window.
    let (record, worst) = parts.into_iter().min_by_key(|(record, (outcome, ..))| (*outcome, record.time))?;
    let (outcome, observed) = answered(record, worst);
    Some((outcome, observed.map(|observed| Observation { together, ..observed })))
}

/// What a record says that it is about.
fn subjects(record: &Record) -> impl Iterator<Item = &str> {
    let fields =
        Name::RecordSubject.each().filter_map(|name| record.field(name)).filter(|value| is_affirmed(value));
    let named = [record.target.as_deref(), Some(record.title.as_str())].into_iter().flatten();
    named.chain(fields).filter(|text| text.chars().any(char::is_alphabetic))
}

/// Whether a record names another release than this one, or a commit of another, and so is not about this one.
pub fn is_of_another(candidate: CandidateRecord, vantage: &Vantage<'_>) -> bool {
    let record = vantage.dossier.record(candidate.id);
    record.is_some_and(|(_, record)| releases::names_another(record, vantage))
}

/// Why a run is not of this release's own commits; `None` where it is.
fn of_release(candidate: CandidateRecord, vantage: &Vantage<'_>) -> Option<Answer> {
    let snapshot = vantage.own()?;
    let (_, record) = vantage.dossier.record(candidate.id)?;
    let itself =
        record.commit.as_ref().is_some_and(|id| snapshot.commit.to_string().starts_with(id.as_str()));
    match candidate.origin {
        _ if itself => None,
        CommitOrigin::Untold => Some(Answer::NoCommit),
        CommitOrigin::First(first) if first == vantage.snapshot => None,
        // What came with an earlier form of this release, as its candidates do, belongs to it.
        CommitOrigin::First(first) if vantage.is_own(first) => None,
        CommitOrigin::First(first) if first < vantage.snapshot => Some(Answer::OldCommit),
        CommitOrigin::First(_) | CommitOrigin::Foreign => Some(Answer::OtherCommit),
    }
}

/// Whether a record is older than a window before the tag.
fn is_outside(candidate: CandidateRecord, window: Option<i64>, vantage: &Vantage<'_>) -> bool {
    window.is_some() && vantage.phase == Phase::Before && !vantage.reaches(candidate.last, window)
}

fn decide(
    candidate: CandidateRecord,
    question: &Question,
    is_old: bool,
    window: Option<i64>,
    vantage: &Vantage<'_>,
) -> Computed {
    let Some(fit) = Fit::of(candidate, &question.wanted, vantage) else { return UNKNOWN };
    let (outcome, answer, parts) = fit.shows(question, vantage);
    match () {
        () if is_outside(candidate, window, vantage) => answered(candidate, (Outcome::Stale, answer, parts)),
        () if is_old && outcome == Outcome::Holds => answers(candidate, Outcome::Stale, Answer::Old),
        // What would not have shown it then either is no evidence of it that has grown old.
        () if is_old => UNKNOWN,
        () => answered(candidate, (outcome, answer, parts)),
    }
}
