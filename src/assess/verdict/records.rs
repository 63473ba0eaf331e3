//! Criteria that records answer: something was done and succeeded.

use crate::assess::candidates::question::{Candidate, Question};
use crate::assess::candidates::record::{CandidateRecord, CommitOrigin};
use crate::assess::coverage::values::is_affirmed;
use crate::assess::result::judgement::{Answer, Computed, Outcome, UNKNOWN};
use crate::assess::verdict::answer::{Fit, answered, answers};
use crate::assess::verdict::{releases, series, series::Difference, vantage::Vantage};
use crate::lexicon::words::Name;
use crate::model::record::{Conclusion, Record};
use crate::model::{checklist::Phase, deed::Deed, evidence::Kind, reading::Test};

/// A question about something done, asked at a vantage.
struct DeedQuestion<'a> {
    question: &'a Question,
    deed: &'a Deed,
    window: Option<i64>,
    /// Whether a record is of the release by its commit, and not by its time.
    by_commit: bool,
    vantage: &'a Vantage<'a>,
}

/// Of each series of records that tell all that is wanted the newest decides, and of several series the worst. Where no record tells
/// all, the newest says what it lacks.
pub fn done(question: &Question, deed: &Deed, window: Option<i64>, vantage: &Vantage<'_>) -> Computed {
    let by_commit = deed.branch.is_some() && vantage.phase == Phase::Before;
    let asked = DeedQuestion { question, deed, window, by_commit, vantage };
    let (fit, unfit) = asked.newest_first();
    if let Some(newest) = fit.iter().position(|it| it.lacks == 0) {
        let (newer, rest) = fit.split_at(newest);
        let whole = rest.iter().filter(|it| it.lacks == 0).copied().collect::<Vec<_>>();
        let whole = series::without_skipped(whole, vantage);
        let decided = whole.first().map_or(UNKNOWN, |it| asked.decide(it.record));
        if decided.0 != Outcome::Holds {
            return decided;
        }
        return asked
            .newer_failure(&whole, newer)
            .or_else(|| asked.worst_of_all(&decided, &fit))
            .unwrap_or_else(|| asked.with_other_series(decided, &whole));
    }
    if let Some(joined) = asked.together(&fit) {
        return joined;
    }
    if let Some(it) = fit.first() {
        return asked.decide(it.record);
    }
    // The newest one says why; but that some run is of another history says least.
    let why = unfit.iter().filter_map(|it| Some((it.record, asked.misfit(it)?)));
    let why = why.clone().find(|(_, answer)| *answer != Answer::OtherCommit).or_else(|| why.clone().next());
    let Some((candidate, answer)) = why else { return UNKNOWN };
    let outcome = if answer == Answer::OldCommit { Outcome::Stale } else { Outcome::Unknown };
    answers(candidate, outcome, answer)
}

impl<'a> DeedQuestion<'a> {
    fn record(&self, it: &Candidate) -> Option<&'a Record> {
        self.vantage.dossier.record(it.record.id).map(|(_, record)| record)
    }

    fn is_run(&self) -> bool {
        self.deed.kind == Kind::CiRun
    }

    /// Whether a record is of the release's own period.
    fn is_own(&self, record: &CandidateRecord) -> bool {
        self.vantage.reaches(record.last, None)
    }

    /// Whether a record is of the release's own period, or of the window.
    fn is_recent(&self, it: &Candidate) -> bool {
        self.is_own(&it.record) || self.vantage.reaches(it.record.last, self.window)
    }

    /// Why a run is not of this release. What was tested of another history says nothing of it, whether or not the words name a branch.
    fn misfit(&self, it: &Candidate) -> Option<Answer> {
        of_release(it.record, self.vantage)
            .filter(|answer| self.by_commit || self.is_run() && *answer == Answer::OtherCommit)
    }

    /// The candidates of the item's period, newest first: those that fit, and those that do not. Of what is judged by its commit the first
    /// that is older than the previous release is the last; of all else the first that is older than that and the window, and tells all
    /// that is wanted, for what is older still decides nothing.
    fn newest_first(&self) -> (Vec<Candidate>, Vec<Candidate>) {
        let (vantage, since) = (self.vantage, self.vantage.since());
        let (after, until) = vantage.period();
        let all = self.question.records();
        let end = all.partition_point(|it| it.record.time <= until);
        // What is older than the release before is old, whichever release it names. A run is of its commit, where it names one.
        let is_other = |candidate: &CandidateRecord| {
            let is_by_commit = self.is_run() && candidate.origin != CommitOrigin::Untold;
            !is_by_commit && candidate.last > since && is_of_another(*candidate, vantage)
        };
        let (mut fit, mut unfit) = (Vec::new(), Vec::new());
        for it in all.get(..end).unwrap_or_default().iter().rev().filter(|it| it.record.last > after) {
            let is_recent = self.is_recent(it);
            // Once there is an old one that says why, only one that tells all says more.
            if !is_recent && it.lacks != 0 && !self.by_commit && !fit.is_empty() {
                continue;
            }
            if !vantage.counts(it.record.id.evidence) || is_other(&it.record) {
                continue;
            }
            let fits = self.misfit(it).is_none();
            if fits { &mut fit } else { &mut unfit }.push(*it);
            if !is_recent && (self.by_commit || fits && it.lacks == 0) {
                break;
            }
        }
        // Of the attempts of one run, which tell the time of its first, the last one decides.
        let attempt = |it: &Candidate| Name::Attempt.of(self.record(it)?)?.parse::<u32>().ok();
        if self.is_run() {
            fit.sort_by_cached_key(|it| std::cmp::Reverse((it.record.time, attempt(it))));
        }
        (fit, unfit)
    }

    /// A newer record that failed and does not tell that it is about something else: it leaves a success in doubt.
    fn newer_failure(&self, whole: &[Candidate], newer: &[Candidate]) -> Option<Computed> {
        let own = self.vantage.words(whole.first()?.record.id)?;
        let doubts = |it: &&Candidate| {
            self.record(it).is_some_and(|record| {
                record.conclusion == Some(Conclusion::Failed)
                    && subjects(record).all(|text| own.tells(text, self.vantage.lexicon))
            })
        };
        let doubt = newer.iter().find(doubts)?;
        Some(answers(doubt.record, Outcome::Unknown, Answer::Doubted))
    }

    /// Where none may be left out, every record of the period counts but those that a newer one of the same thing replaced, and what the
    /// same file plans for later is not done yet: the worst of them that takes the success back.
    fn worst_of_all(&self, decided: &Computed, all: &[Candidate]) -> Option<Computed> {
        let observed = decided.1.as_ref().filter(|_| self.deed.whole && !self.is_run())?;
        let (_, until) = self.vantage.period();
        let mut later = self.question.records().iter().filter(|it| it.record.time > until);
        if let Some(open) = later.find(|it| it.record.id.evidence == observed.evidence) {
            return Some(answers(open.record, Outcome::Unknown, Answer::NotAll));
        }
        let shown = observed.record_id()?;
        let mut known: Vec<&Record> = Vec::new();
        let mut worst: Option<Computed> = None;
        for it in all.iter().filter(|it| self.is_own(&it.record)) {
            let Some(own) = self.record(it) else { continue };
            // What tells other words and went well, or is of another thing by name, is none of them.
            let is_other = || {
                own.conclusion == Some(Conclusion::Succeeded)
                    || series::differs_by_field(it.record, shown, self.vantage)
            };
            if it.lacks != 0 && is_other() || known.iter().any(|newer| series::is_same_thing(newer, own)) {
                continue;
            }
            known.push(own);
            let found = self.decide(it.record);
            if found.0 < worst.as_ref().map_or(Outcome::Holds, |(outcome, _)| *outcome) {
                worst = Some(found);
            }
        }
        worst
    }

    /// A success together with the newest record of each other series of the period: what failed by another name of its own fails the
    /// whole; what failed or goes on under another title leaves it in doubt.
    fn with_other_series(&self, decided: Computed, whole: &[Candidate]) -> Computed {
        let (Outcome::Holds, Some(mut observed)) = decided else { return decided };
        let ci = |it: &Candidate| {
            let (version, record) = self.vantage.dossier.record(it.record.id)?;
            (version.facts.kind == Kind::CiRun).then(|| record.commit.clone())?
        };
        let own_commit = whole.first().and_then(ci);
        // Runs of other commits are of other states of the code.
        let is_same =
            |it: &Candidate| own_commit.as_ref().is_none_or(|own| is_same_commit(Some(own), ci(it).as_ref()));
        let recent = whole.iter().filter(|it| self.is_recent(it) && is_same(it)).copied().collect::<Vec<_>>();
        for (other, difference) in series::newest_of_others(&recent, self.vantage) {
            let (outcome, shown) = self.decide(other);
            let ended = self.vantage.dossier.record(other.id).and_then(|(_, record)| record.conclusion);
            let is_bad = matches!(ended, Some(Conclusion::Failed | Conclusion::Pending));
            match (outcome, difference) {
                (Outcome::Fails, Difference::Field) if own_commit.is_none() => return (outcome, shown),
                (Outcome::Fails | Outcome::Unknown, _) if difference == Difference::Field || is_bad => {
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

    /// Items of one list may be told by several records, each whole for its part; so may jobs of runs of one commit. The worst decides.
    fn together(&self, all: &[Candidate]) -> Option<Computed> {
        let wanted = &self.question.wanted;
        let lists = wanted.iter().map(|wanted| wanted.list).collect::<std::collections::BTreeSet<_>>();
        let is_narrowed = wanted.iter().any(|wanted| wanted.narrows);
        let is_list = wanted.len() > 1 && (lists.len() == 1 || self.is_run() && !is_narrowed);
        if !is_list || !wanted.iter().take(63).all(|wanted| wanted.test == Test::Told) {
            return None;
        }
        let recent = all.iter().filter(|it| self.is_recent(it));
        let commit = |it: &Candidate| self.record(it).and_then(|record| record.commit.as_ref());
        let most = u32::try_from(wanted.len()).unwrap_or(64);
        let newest = commit(recent.clone().find(|it| it.lacks.count_ones() < most)?);
        let is_same = |it: &&Candidate| !self.is_run() || is_same_commit(commit(it), newest);
        // Who did it must have done each part of it.
        let (people, things): (Vec<_>, Vec<_>) =
            (0..wanted.len()).partition(|n| wanted.get(*n).is_some_and(|wanted| wanted.by.acted()));
        let people = people.into_iter().fold(0, |bits, n| bits | 1 << n.min(63));
        let parts = things.into_iter().map(|n| {
            let it = recent.clone().filter(&is_same).find(|it| it.lacks & (1 << n.min(63) | people) == 0)?;
            let fit = Fit::of(it.record, wanted, self.vantage)?;
            let (outcome, answer, parts) = fit.of_part(n, self.question, self.vantage);
            let outcome = if self.is_outside(&it.record) { Outcome::Stale } else { outcome };
            Some((it.record, (outcome, answer, parts)))
        });
        let parts = parts.collect::<Option<Vec<_>>>()?;
        let together = parts.iter().map(|(record, _)| record.id).collect::<Vec<_>>();
        // Of equals the oldest decides, for it is the first to fall out of a window.
        let (record, worst) =
            parts.into_iter().min_by_key(|(record, (outcome, ..))| (*outcome, record.time))?;
        let (outcome, observed) = answered(record, worst);
        Some((outcome, observed.map(|observed| observed.with(together))))
    }

    /// Whether a record is older than a window before the tag.
    fn is_outside(&self, candidate: &CandidateRecord) -> bool {
        self.window.is_some()
            && self.vantage.phase == Phase::Before
            && !self.vantage.reaches(candidate.last, self.window)
    }

    fn decide(&self, candidate: CandidateRecord) -> Computed {
        let fit = Fit::of(candidate, &self.question.wanted, self.vantage);
        let Some((outcome, answer, parts)) = fit.map(|fit| fit.shows(self.question, self.vantage)) else {
            return UNKNOWN;
        };
        let is_old = self.window.is_none() && !self.by_commit && !self.is_own(&candidate);
        match () {
            () if self.is_outside(&candidate) => answered(candidate, (Outcome::Stale, answer, parts)),
            () if is_old && outcome == Outcome::Holds => answers(candidate, Outcome::Stale, Answer::Old),
            // What would not have shown it then either is no evidence of it that has grown old.
            () if is_old => UNKNOWN,
            () => answered(candidate, (outcome, answer, parts)),
        }
    }
}

/// Whether two ids, abbreviated or not, are of one commit.
fn is_same_commit(a: Option<&String>, b: Option<&String>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.starts_with(b.as_str()) || b.starts_with(a.as_str()))
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
    record.is_some_and(|(version, record)| {
        releases::names_another(record, vantage) || releases::is_under_another(record, version, vantage)
    })
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
