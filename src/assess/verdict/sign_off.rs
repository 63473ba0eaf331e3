//! The criterion of a sign-off: the decisions of a log about a release.

use crate::assess::candidates::question::Question;
use crate::assess::candidates::record::{CandidateRecord, CommitOrigin};
use crate::assess::coverage::cover::{Cover, cover};
use crate::assess::coverage::record_words::parties;
use crate::assess::result::judgement::{Answer, Computed, Outcome, UNKNOWN};
use crate::assess::verdict::{answer::answered, vantage::Vantage};
use crate::lexicon::{Meaning, stem};
use crate::model::evidence::{Evidence, Kind};
use crate::model::record::{Conclusion, Record, RecordId, Role};
use crate::read::records::decision;
use jiff::Timestamp;

/// The newest decision in the named log that is dated in the release's own period and about this release.
pub fn signed_off(
    question: &Question,
    logs: &[usize],
    scope: bool,
    target: bool,
    vantage: &Vantage<'_>,
) -> Computed {
    let (_, until) = vantage.period();
    let mut approved: Option<(CandidateRecord, &Record)> = None;
    let mut taken_back: Option<CandidateRecord> = None;
    let mut open: Option<(CandidateRecord, Option<Conclusion>)> = None;
    let mut old: Option<CandidateRecord> = None;
    let all = logs.iter().flat_map(|log| decisions(*log, vantage)).collect::<Vec<_>>();
    for (candidate, record) in deciding(&all, question, vantage) {
        match (record.conclusion, candidate.time > until, !vantage.reaches(candidate.last, None)) {
            (_, true, _) => {}
            (Some(Conclusion::Succeeded), false, true) => old = old.max(Some(candidate)),
            (Some(Conclusion::Succeeded), false, false) => {
                if approved.is_none_or(|(known, _)| known < candidate) {
                    approved = Some((candidate, record));
                }
            }
            (Some(Conclusion::Failed), false, false) => taken_back = taken_back.max(Some(candidate)),
            (_, false, false) => open = open.max(Some((candidate, record.conclusion))),
            (_, false, true) => {}
        }
    }
    if let Some(candidate) =
        taken_back.filter(|candidate| approved.is_none_or(|(approved, _)| candidate.time >= approved.time))
    {
        return (Outcome::Fails, Some(answered(candidate, Answer::Withdrawn, Vec::new())));
    }
    // What was decided and is open again, or goes on, is not decided.
    let open =
        open.filter(|(candidate, _)| approved.is_none_or(|(approved, _)| candidate.time >= approved.time));
    if let Some((candidate, ended)) = open {
        return (Outcome::Unknown, Some(answered(candidate, Answer::Ended(ended), Vec::new())));
    }
    let Some((candidate, record)) = approved else {
        return old.map_or(UNKNOWN, |candidate| {
            (Outcome::Stale, Some(answered(candidate, Answer::Old, Vec::new())))
        });
    };
    if let Some((other, entry)) = all.iter().find(|later| doubts(later, candidate, record, until, vantage)) {
        return (Outcome::Unknown, Some(answered(*other, Answer::Ended(entry.conclusion), Vec::new())));
    }
    match () {
        () if scope && decision::scope(record).is_none() => {
            (Outcome::Unknown, Some(answered(candidate, Answer::NoScope, Vec::new())))
        }
        () if target && decision::target(record).is_none() => {
            (Outcome::Unknown, Some(answered(candidate, Answer::NoTarget, Vec::new())))
        }
        () => (Outcome::Holds, Some(answered(candidate, Answer::Shows, Vec::new()))),
    }
}

/// Decisions that tell all that is wanted; where none does, all of them, and what they lack is left over.
fn deciding<'a>(
    all: &[(CandidateRecord, &'a Record)],
    question: &Question,
    vantage: &Vantage<'_>,
) -> Vec<(CandidateRecord, &'a Record)> {
    let tells =
        |(candidate, record): &&(CandidateRecord, &Record)| tells(question, *candidate, record, vantage);
    let whole = all.iter().filter(tells).copied().collect::<Vec<_>>();
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
fn tells(question: &Question, candidate: CandidateRecord, record: &Record, vantage: &Vantage<'_>) -> bool {
    let Some(record_words) = vantage.words(candidate.id) else { return false };
    question.wanted.iter().all(|wanted| match cover(wanted, Some(record), &record_words, vantage.lexicon) {
        Cover::Told | Cover::Figure(_, true) => true,
        Cover::Parts(_, ended) => ended.is_none_or(|ended| ended == Conclusion::Succeeded),
        Cover::Figure(_, false) | Cover::Untold => false,
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
        (entry.claim.is_some() || !log_goes_on).then(|| {
            (
                CandidateRecord::of(
                    version,
                    entry.claim,
                    RecordId { evidence: log, index },
                    CommitOrigin::Untold,
                ),
                entry,
            )
        })
    })
}

/// Whether a record that is no entry of a log decides something: its title, its path or one of its names says so.
fn is_decision(record: &Record, version: &Evidence, vantage: &Vantage<'_>) -> bool {
    let names = record.fields.iter().map(|(name, _)| name.as_str());
    let approved = record.people.iter().any(|(role, _)| *role == Role::Approver);
    let mut texts = [record.title.as_str(), &version.path].into_iter().chain(names);
    approved
        || texts.any(|text| {
            let words = stem::words(text).collect::<Vec<_>>();
            (0..words.len()).any(|at| {
                let found = vantage.lexicon.longest(|n| words.get(at + n).map(String::as_str));
                found.is_some_and(|(meanings, _)| meanings.iter().any(Meaning::is_decision))
            })
        })
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
