//! How one record answers a question: how it ended, and which of the wanted words it tells.

use crate::assess::candidates::{question::Question, record::CandidateRecord};
use crate::assess::coverage::cover::{Cover, cover};
use crate::assess::coverage::values::is_affirmed;
use crate::assess::coverage::{record_words::RecordWords, telling::CoveredBy};
use crate::assess::result::judgement::{Answer, Observation, Outcome, RecordAnswer, Shown};
use crate::assess::verdict::releases::is_part_of_another;
use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::file::Role as Phrase;
use crate::lexicon::stem;
use crate::lexicon::words::Name;
use crate::model::criterion::Criterion;
use crate::model::evidence::{Evidence, Kind};
use crate::model::reading::{By, Test, Wanted};
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::read::logs::undone::is_unsettled;
use crate::read::value::conclusion;
use std::sync::Arc;

/// A candidate's record, with the version of evidence that holds it.
pub(super) fn record<'a>(
    candidate: CandidateRecord,
    vantage: &Vantage<'a>,
) -> Option<(&'a Evidence, &'a Record)> {
    vantage.dossier.record(candidate.id)
}

/// What a candidate's record tells.
pub(super) fn words_of(candidate: CandidateRecord, vantage: &Vantage<'_>) -> Option<Arc<RecordWords>> {
    vantage.words(candidate.id)
}

/// What a record told.
pub fn answered(candidate: CandidateRecord, answer: Answer, parts: Vec<usize>) -> Observation {
    let answer = RecordAnswer { record: candidate.id.index, answer, parts };
    Observation::of(candidate.id.evidence, candidate.time, Shown::Record(answer))
}

/// How a record ended by its own words, and the parts that failed.
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

/// How a record ended by its own words; the state that is asked for is a success.
pub fn ended_as_asked(record: &Record, is_in_state: bool) -> (Outcome, Answer, Vec<usize>) {
    if is_in_state { (Outcome::Holds, Answer::Shows, Vec::new()) } else { ended(record) }
}

/// Whether a record shows that it succeeded, with everything that is wanted.
pub(super) fn shows(
    candidate: CandidateRecord,
    record: &Record,
    question: &Question,
    vantage: &Vantage<'_>,
) -> (Outcome, Answer, Vec<usize>) {
    let ended = ended_as_asked(record, question.in_state.contains(&candidate.id));
    let verdicts =
        (0..question.wanted.len()).filter_map(|n| shortfall(question, n, candidate, record, vantage));
    let apart = told_apart(question, candidate, vantage);
    let apart = apart.map(|n| (Outcome::Unknown, Answer::Lacks(n), Vec::new()));
    let worst = verdicts.chain(apart).min_by_key(|(outcome, ..)| *outcome);
    let open = record.parts.iter().enumerate();
    let is_open = |part: &Part| {
        part.conclusion.is_some_and(|ended| ended != Conclusion::Succeeded) || is_unsettled(part)
    };
    let open = open.filter(|(_, part)| is_open(part));
    let open = open.map(|(at, _)| at).collect::<Vec<_>>();
    let asks_all = matches!(&question.criterion, Criterion::Done(deed) if deed.whole);
    let is_of_part = || (0..question.wanted.len()).any(|n| has_part(question, n, candidate, record, vantage));
    let is_partial = asks_all
        && (!open.is_empty() || counts_less(record) || is_of_single(question, record, vantage))
        || contradicts_itself(record, candidate, vantage) && !is_of_part();
    match worst {
        None if is_partial && ended.0 == Outcome::Holds => (Outcome::Unknown, Answer::NotAll, open),
        None if ended.0 == Outcome::Holds && leaves_out(record, &question.wanted, vantage) => {
            (Outcome::Unknown, Answer::LeavesOut, Vec::new())
        }
        // A number outside its limits contradicts the words, whatever the record says of itself.
        Some((Outcome::Fails, answer @ Answer::Figure(..), parts)) => (Outcome::Fails, answer, parts),
        // A scan may fail for something else than what is asked for; a record of its own words may be of a scan that broke off.
        None if ended.0 == Outcome::Fails
            && matches!(&question.criterion, Criterion::Done(deed) if deed.counts)
            && question.wanted.iter().any(|wanted| wanted.test == Test::Zero) =>
        {
            if record.tools.is_empty() {
                (Outcome::Unknown, ended.1, ended.2)
            } else {
                (Outcome::Holds, Answer::Shows, Vec::new())
            }
        }
        // What failed is another part than those that are asked for.
        None if ended.0 == Outcome::Fails
            && !ended.2.is_empty()
            && has_all_parts(question, candidate, record, vantage) =>
        {
            (Outcome::Unknown, ended.1, ended.2)
        }
        // That part does not tell how it ended; what failed are others.
        Some((Outcome::Unknown, answer @ Answer::Part(_, None), parts))
            if ended.0 == Outcome::Fails && !ended.2.is_empty() =>
        {
            (Outcome::Unknown, answer, parts)
        }
        _ if ended.0 != Outcome::Holds => ended,
        worst => worst.unwrap_or(ended),
    }
}

/// Whether a record is of a single one of what an item asks all of: `berth: B-3` beside `on all berths`.
fn is_of_single(question: &Question, record: &Record, vantage: &Vantage<'_>) -> bool {
    let lexicon = vantage.lexicon;
    let asked = question.wanted.iter().flat_map(|wanted| stem::words(&wanted.words));
    let kind = Name::KindName.each().find_map(|name| record.field(name)).unwrap_or_default();
    let asked = asked.chain(stem::words(kind)).map(|word| lexicon.canonical(&word)).collect::<Vec<_>>();
    let is_alone = |name: &str, value: &str| {
        let others = question.records().iter().filter(|it| vantage.reaches(it.record.last, None));
        let mut others = others.filter_map(|it| vantage.dossier.record(it.record.id)?.1.field(name));
        others.all(|other| other == value)
    };
    record.fields.iter().any(|(name, value)| {
        let is_list = value.contains([',', ';', '/', '&'])
            || stem::words(value).any(|word| lexicon.has(&word, Phrase::Quantifier));
        let is_count = value.trim().parse::<f64>().is_ok();
        let is_asked = |word: &String| asked.contains(&lexicon.canonical(word));
        let is_told = || stem::words(value).all(|word| is_asked(&word));
        !is_list
            && !is_count
            && is_affirmed(value)
            && stem::words(name).all(|word| is_asked(&word))
            && !is_told()
            && conclusion::parse(value).is_none()
            && !Name::KindName.has(&folded(name))
            && is_alone(name, value)
    })
}

/// Whether a part failed of what succeeded as a whole. What a run of CI tolerates is for its workflow to say.
pub(super) fn contradicts_itself(record: &Record, candidate: CandidateRecord, vantage: &Vantage<'_>) -> bool {
    let version = vantage.dossier.evidence.get(candidate.id.evidence);
    record.conclusion == Some(Conclusion::Succeeded)
        && version.is_none_or(|version| version.facts.kind != Kind::CiRun)
        && record.parts.iter().any(|part| {
            matches!(part.conclusion, Some(Conclusion::Failed | Conclusion::Pending)) || is_unsettled(part)
        })
}

/// Whether a record says that something was left out, and an item asks for no more of it than what it calls itself.
pub(super) fn leaves_out(record: &Record, wanted: &[Wanted], vantage: &Vantage<'_>) -> bool {
    let kind = Name::KindName.each().find_map(|name| record.field(name)).unwrap_or_default();
    let own = RecordWords::of_names(&[&record.title, kind], vantage.lexicon);
    let is_own = |wanted: &Wanted| own.tells(&wanted.words, vantage.lexicon);
    !record.beside.is_empty() && wanted.iter().all(is_own)
}

/// Whether a record counts what it left out: `skipped: 1`, or 11 that were reviewed of 14 in all.
fn counts_less(record: &Record) -> bool {
    let fields = record.fields.iter().chain(record.parts.iter().flat_map(|part| &part.fields));
    let counts = fields.filter_map(|(name, value)| Some((name, value.trim().parse::<u64>().ok()?)));
    let counts = counts.map(|(name, count)| (stem::words(name).collect::<Vec<_>>(), count));
    let counts = counts.collect::<Vec<_>>();
    let is_total = |words: &[String]| words.iter().any(|word| Name::Total.has(word));
    let skips =
        |word: &String| matches!(conclusion::parse(word), Some(Conclusion::Skipped | Conclusion::Pending));
    counts.iter().any(|(words, count)| {
        let shares = |total: &[String]| is_total(total) && total.iter().any(|word| words.contains(word));
        words.iter().any(skips) && *count > 0
            || !is_total(words) && counts.iter().any(|(total, all)| shares(total) && count < all)
    })
}

/// What is wrong with how a record tells a wanted word; `None` where nothing is. Tables and other named parts of a success tell no
/// outcome of their own.
pub(super) fn shortfall(
    question: &Question,
    n: usize,
    candidate: CandidateRecord,
    record: &Record,
    vantage: &Vantage<'_>,
) -> Option<(Outcome, Answer, Vec<usize>)> {
    let record_words = words_of(candidate, vantage)?;
    let is_run = matches!(&question.criterion, Criterion::Done(deed) if deed.kind == Kind::CiRun);
    match cover(question.wanted.get(n)?, Some(record), &record_words, vantage.lexicon) {
        Cover::Told | Cover::Figure(_, true) => None,
        Cover::Parts(parts, ended)
            if parts
                .iter()
                .filter_map(|at| record.parts.get(*at))
                .any(|part| is_part_of_another(part, vantage)) =>
        {
            let ended = ended.filter(|ended| *ended != Conclusion::Succeeded);
            Some((Outcome::Unknown, Answer::Part(n, ended), parts))
        }
        Cover::Parts(_, Some(Conclusion::Succeeded)) => None,
        // A table tells its parts by name alone; of a list in which others tell how they ended it does not.
        Cover::Parts(_, None)
            if !is_run
                && record.parts.iter().all(|part| part.conclusion.is_none() && !is_unsettled(part)) =>
        {
            None
        }
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

pub(super) fn has_part(
    question: &Question,
    n: usize,
    candidate: CandidateRecord,
    record: &Record,
    vantage: &Vantage<'_>,
) -> bool {
    let covered = question.wanted.get(n).zip(words_of(candidate, vantage));
    covered.is_some_and(|(wanted, record_words)| {
        matches!(
            cover(wanted, Some(record), &record_words, vantage.lexicon),
            Cover::Parts(_, Some(Conclusion::Succeeded))
        )
    })
}

/// Whether each wanted word is a part that succeeded.
fn has_all_parts(
    question: &Question,
    candidate: CandidateRecord,
    record: &Record,
    vantage: &Vantage<'_>,
) -> bool {
    let is_person = |n: usize| {
        question.wanted.get(n).is_some_and(|wanted| matches!(wanted.by, By::Doer | By::Decider))
            && shortfall(question, n, candidate, record, vantage).is_none()
    };
    let parts = |n: &usize| has_part(question, *n, candidate, record, vantage);
    let all = || 0..question.wanted.len();
    all().any(|n| parts(&n)) && all().all(|n| parts(&n) || is_person(n))
}

/// A wanted word that only other parts tell than those that tell the words beside it: `Lint green on Windows` is about one job.
fn told_apart(question: &Question, candidate: CandidateRecord, vantage: &Vantage<'_>) -> Option<usize> {
    let record_words = words_of(candidate, vantage)?;
    let parts = question.wanted.iter().map(|wanted| {
        let is_told = wanted.test == Test::Told && wanted.by == By::Nobody;
        match record_words.covered_by(&wanted.words, vantage.lexicon) {
            CoveredBy::Parts(parts) if is_told => Some(parts),
            _ => None,
        }
    });
    let parts = parts.collect::<Vec<_>>();
    let known =
        || question.wanted.iter().zip(&parts).filter_map(|(wanted, parts)| Some((wanted, parts.as_ref()?)));
    parts.iter().zip(&question.wanted).position(|(own, wanted)| {
        own.as_ref().is_some_and(|own| {
            known().any(|(other, parts)| {
                (other.narrows || wanted.narrows)
                    && other.list != wanted.list
                    && !parts.iter().any(|part| own.contains(part))
            })
        })
    })
}
