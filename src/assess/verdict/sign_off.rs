//! The criterion of a sign-off: the decisions of a log about a release.

use crate::assess::candidates::question::Question;
use crate::assess::candidates::record::{CandidateRecord, CommitOrigin};
use crate::assess::coverage::cover::Cover;
use crate::assess::coverage::record_words::{RecordWords, parties};
use crate::assess::result::judgement::{Answer, Computed, Outcome, UNKNOWN};
use crate::assess::verdict::answer::{Fit, answers};
use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::{Meaning, stem};
use crate::model::evidence::{Evidence, Kind};
use crate::model::record::{Conclusion, Record, RecordId, Role};
use crate::read::records::decision;
use jiff::Timestamp;

/// The newest decision in the named log that is dated in the release's own period and about this release.
pub fn signed_off(
    question: &Question,
    (logs, is_named): (&[usize], bool),
    scope: bool,
    target: bool,
    vantage: &Vantage<'_>,
) -> Computed {
    let (_, until) = vantage.period();
    let all = logs.iter().flat_map(|log| decisions(*log, vantage));
    let all =
        all.filter(|(candidate, _)| is_named || is_found(*candidate, question, vantage)).collect::<Vec<_>>();
    let mut deciding = deciding(&all, question, vantage);
    deciding.retain(|(candidate, _)| candidate.time <= until);
    let newest = |is_own: bool, is: fn(Option<Conclusion>) -> bool| {
        let fits = |(candidate, record): &&(CandidateRecord, &Record)| {
            vantage.reaches(candidate.last, None) == is_own && is(record.conclusion)
        };
        deciding.iter().filter(fits).max_by_key(|(candidate, _)| *candidate).copied()
    };
    let approved = newest(true, |ended| ended == Some(Conclusion::Succeeded));
    let is_newer = |(candidate, _): &(CandidateRecord, &Record)| {
        approved.is_none_or(|(approved, _)| candidate.time >= approved.time)
    };
    if let Some((refused, _)) = newest(true, |ended| ended == Some(Conclusion::Failed)).filter(is_newer) {
        return answers(refused, Outcome::Fails, Answer::Withdrawn);
    }
    // What was decided and is open again, or goes on, is not decided.
    let is_open = |ended| !matches!(ended, Some(Conclusion::Succeeded | Conclusion::Failed));
    if let Some((open, record)) = newest(true, is_open).filter(is_newer) {
        return answers(open, Outcome::Unknown, Answer::Ended(record.conclusion));
    }
    let Some((candidate, record)) = approved else {
        let old = newest(false, |ended| ended == Some(Conclusion::Succeeded));
        return old.map_or(UNKNOWN, |(old, _)| answers(old, Outcome::Stale, Answer::Old));
    };
    if let Some((other, entry)) = all.iter().find(|later| doubts(later, candidate, record, until, vantage)) {
        return answers(*other, Outcome::Unknown, Answer::Ended(entry.conclusion));
    }
    match () {
        // An approval under a condition, or of a part, lets nothing go live.
        () if !record.beside.is_empty() => answers(candidate, Outcome::Unknown, Answer::Ended(None)),
        () if scope && decision::scope(record).is_none() => {
            answers(candidate, Outcome::Unknown, Answer::NoScope)
        }
        () if target && decision::target(record).is_none() => {
            answers(candidate, Outcome::Unknown, Answer::NoTarget)
        }
        () => answers(candidate, Outcome::Holds, Answer::Shows),
    }
}

/// Whether decisions may be looked for in a version that no item names: a log, a sign-off, or a list in which people approve.
pub fn holds_decisions(version: &Evidence) -> bool {
    is_log(version) || version.facts.records.iter().any(is_approval)
}

fn is_log(version: &Evidence) -> bool {
    version.facts.kind == Kind::Feedback || version.facts.kind.is_sign_off()
}

fn is_approval(record: &Record) -> bool {
    record.kind.is_none() && record.people.iter().any(|(role, _)| *role == Role::Approver)
}

/// Whether a decision was found without its file being named: in a log, or in a list of approvals that tells all that the item wants.
fn is_found(candidate: CandidateRecord, question: &Question, vantage: &Vantage<'_>) -> bool {
    vantage.dossier.record(candidate.id).is_some_and(|(version, record)| {
        is_log(version)
            || is_approval(record)
                && names_thing(record, question, vantage)
                && tells(question, candidate, vantage)
    })
}

/// Whether the title of a decision is what the item wants to be approved.
fn names_thing(record: &Record, question: &Question, vantage: &Vantage<'_>) -> bool {
    let title = RecordWords::of_names(&[&record.title], vantage.lexicon);
    let mut things = question.wanted.iter().filter(|wanted| !wanted.by.acted());
    things.any(|wanted| title.tells(&wanted.words, vantage.lexicon))
}

/// Decisions that tell all that is wanted; where none does, all of them, and what they lack is left over.
fn deciding<'a>(
    all: &[(CandidateRecord, &'a Record)],
    question: &Question,
    vantage: &Vantage<'_>,
) -> Vec<(CandidateRecord, &'a Record)> {
    let whole =
        all.iter().filter(|(candidate, _)| tells(question, *candidate, vantage)).copied().collect::<Vec<_>>();
    if whole.is_empty() { all.to_vec() } else { whole }
}

/// Whether a later entry that approves nothing may be of the team that approved: it names no other.
fn doubts(
    (later, entry): &(CandidateRecord, &Record),
    approved: CandidateRecord,
    record: &Record,
    until: Timestamp,
    vantage: &Vantage<'_>,
) -> bool {
    let teams = |record: &Record| parties(&record.title, vantage.lexicon);
    (approved.time..=until).contains(&later.time)
        && entry.conclusion != Some(Conclusion::Succeeded)
        && teams(entry).is_subset(&teams(record))
}

/// Whether a decision tells what the words want beside it.
fn tells(question: &Question, candidate: CandidateRecord, vantage: &Vantage<'_>) -> bool {
    Fit::of(candidate, &question.wanted, vantage).is_some_and(|fit| {
        fit.covers.iter().all(|cover| match cover {
            Cover::Told | Cover::Figure(_, true) => true,
            Cover::Parts(_, ended) => ended.is_none_or(|ended| ended == Conclusion::Succeeded),
            Cover::Figure(_, false) | Cover::Untold => false,
        })
    })
}

/// The decisions of a log that are about this release: that name it, or none.
fn decisions<'a>(
    log: usize,
    vantage: &'a Vantage<'_>,
) -> impl Iterator<Item = (CandidateRecord, &'a Record)> {
    let version = vantage.dossier.evidence.get(log).into_iter();
    let records = version
        .flat_map(|version| version.facts.records.iter().enumerate().map(move |record| (version, record)));
    let about = records.filter(|(version, (_, record))| {
        is_about(record, vantage)
            && record.conclusion.is_some()
            && record.kind.is_none()
            && (version.facts.kind == Kind::Feedback || is_decision(record, version, vantage))
    });
    about.filter_map(move |(version, (index, entry))| {
        // An entry of a log without a day may be of any time; what is kept in a file of its own is as old as that.
        let log_goes_on = version.facts.kind == Kind::Feedback;
        let id = RecordId { evidence: log, index };
        (entry.claim.is_some() || !log_goes_on)
            .then(|| (CandidateRecord::of(version, entry.claim, id, CommitOrigin::Untold), entry))
    })
}

/// Whether a record that is no entry of a log decides something: its title, its path or one of its names says so.
fn is_decision(record: &Record, version: &Evidence, vantage: &Vantage<'_>) -> bool {
    let names = record.fields.iter().map(|(name, _)| name.as_str());
    let approved = record.people.iter().any(|(role, _)| *role == Role::Approver);
    let says =
        |text: &str| vantage.lexicon.says(&stem::words(text).collect::<Vec<_>>(), Meaning::is_decision);
    approved || [record.title.as_str(), &version.path].into_iter().chain(names).any(says)
}

/// A candidate has no name yet: what names no release of this history is about it.
fn is_about(record: &Record, vantage: &Vantage<'_>) -> bool {
    let Some(named) = &record.release else { return true };
    let snapshots = &vantage.dossier.history.snapshots;
    match snapshots.get(vantage.snapshot) {
        Some(own) if !own.is_candidate() => own.is_called(named),
        _ => !snapshots.iter().any(|other| other.is_called(named)),
    }
}
