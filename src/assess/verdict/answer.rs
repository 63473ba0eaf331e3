//! How one record answers: how it ended, and which of the wanted words it tells.

use crate::assess::candidates::{question::Question, record::CandidateRecord};
use crate::assess::coverage::cover::{Cover, covers};
use crate::assess::coverage::values::is_affirmed;
use crate::assess::coverage::{record_words::RecordWords, telling::CoveredBy};
use crate::assess::result::judgement::{Answer, Computed, Observation, Outcome, RecordAnswer, Shown};
use crate::assess::verdict::releases::is_part_of_another;
use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::file::Role as Phrase;
use crate::lexicon::stem;
use crate::lexicon::words::Name;
use crate::model::criterion::Criterion;
use crate::model::evidence::{Evidence, Kind};
use crate::model::reading::{By, Counted, Test, Wanted};
use crate::model::record::{Conclusion, Part, Record};
use crate::read::logs::undone::is_unsettled;
use crate::read::value::conclusion;
use std::sync::Arc;

/// How a record answers, and the parts (indices) that are wrong.
pub(super) type Answered = (Outcome, Answer, Vec<usize>);

/// What a record answered.
pub(super) fn answered(candidate: CandidateRecord, (outcome, answer, parts): Answered) -> Computed {
    let answer = RecordAnswer { record: candidate.id.index, answer, parts };
    (outcome, Some(Observation::of(candidate.id.evidence, candidate.time, Shown::Record(answer))))
}

/// What a record answered as a whole.
pub(super) fn answers(candidate: CandidateRecord, outcome: Outcome, answer: Answer) -> Computed {
    answered(candidate, (outcome, answer, Vec::new()))
}

/// How a record ended by its own words, and the parts that failed; the state that is asked for is a success.
pub(super) fn ended(record: &Record, is_in_state: bool) -> Answered {
    let outcome = match record.conclusion {
        _ if is_in_state => return (Outcome::Holds, Answer::Shows, Vec::new()),
        Some(Conclusion::Succeeded) => return (Outcome::Holds, Answer::Shows, Vec::new()),
        Some(Conclusion::Failed) => Outcome::Fails,
        Some(Conclusion::Pending | Conclusion::Skipped) | None => Outcome::Unknown,
    };
    let amiss = record.conclusion.filter(|ended| *ended != Conclusion::Skipped);
    let is_amiss = |part: &Part| amiss.is_some() && part.conclusion == amiss;
    (outcome, Answer::Ended(record.conclusion), parts_that(record, is_amiss))
}

fn parts_that(record: &Record, are: impl Fn(&Part) -> bool) -> Vec<usize> {
    record.parts.iter().enumerate().filter(|(_, part)| are(part)).map(|(at, _)| at).collect()
}

/// A record beside what is wanted of it.
pub(super) struct Fit<'a> {
    pub(super) candidate: CandidateRecord,
    pub(super) version: &'a Evidence,
    pub(super) record: &'a Record,
    wanted: &'a [Wanted],
    words: Arc<RecordWords>,
    /// How it tells each of the wanted words.
    pub(super) covers: Vec<Cover>,
}

impl<'a> Fit<'a> {
    pub(super) fn of(
        candidate: CandidateRecord,
        wanted: &'a [Wanted],
        vantage: &Vantage<'a>,
    ) -> Option<Self> {
        let (version, record) = vantage.dossier.record(candidate.id)?;
        let words = vantage.words(candidate.id)?;
        let covers = covers(wanted, record, &words, vantage.lexicon);
        Some(Self { candidate, version, record, wanted, covers, words })
    }

    /// Whether it shows that it succeeded, with everything that is wanted.
    pub(super) fn shows(&self, question: &Question, vantage: &Vantage<'_>) -> Answered {
        let record = self.record;
        let ended = ended(record, question.in_state.contains(&self.candidate.id));
        let all = 0..self.covers.len();
        let apart = self.of_other_part(vantage).map(|n| (Outcome::Unknown, Answer::Lacks(n), Vec::new()));
        let short = all.clone().filter_map(|n| self.shortfall(n, question, vantage));
        let worst = short.chain(apart).min_by_key(|(outcome, ..)| *outcome);
        let deed = if let Criterion::Done(deed) = &question.criterion { Some(deed) } else { None };
        let is_open = |part: &Part| {
            part.conclusion.is_some_and(|ended| ended != Conclusion::Succeeded) || is_unsettled(part)
        };
        match (worst, ended.0) {
            (None, Outcome::Holds) => {
                let open = parts_that(record, is_open);
                let is_partial = deed.is_some_and(|deed| deed.whole)
                    && (!open.is_empty() || counts_less(record) || self.is_of_single(question, vantage))
                    || self.contradicts_itself() && !all.clone().any(|n| self.has_part(n));
                match () {
                    () if is_partial => (Outcome::Unknown, Answer::NotAll, open),
                    () if self.leaves_out(vantage) => (Outcome::Unknown, Answer::LeavesOut, Vec::new()),
                    () => ended,
                }
            }
            // A number outside its limits contradicts the words, whatever the record says of itself.
            (Some((Outcome::Fails, answer @ Answer::Figure(..), parts)), _) => {
                (Outcome::Fails, answer, parts)
            }
            // A scan may fail for something else than what is asked for; a record of its own words may be of a scan that broke off.
            (None, Outcome::Fails)
                if deed.is_some_and(|deed| deed.counts)
                    && self.wanted.iter().any(|wanted| wanted.test == Test::Zero) =>
            {
                match record.tools.is_empty() {
                    true => (Outcome::Unknown, ended.1, ended.2),
                    false => (Outcome::Holds, Answer::Shows, Vec::new()),
                }
            }
            // What failed is another part than those that are asked for.
            (None, Outcome::Fails) if !ended.2.is_empty() && self.has_all_parts(question, vantage) => {
                (Outcome::Unknown, ended.1, ended.2)
            }
            // That part does not tell how it ended; what failed are others.
            (Some((Outcome::Unknown, answer @ Answer::Part(_, None), parts)), Outcome::Fails)
                if !ended.2.is_empty() =>
            {
                (Outcome::Unknown, answer, parts)
            }
            (Some(worst), Outcome::Holds) => worst,
            _ => ended,
        }
    }

    /// How it came out by one of the wanted words: a job that succeeded did so whatever became of the others.
    pub(super) fn of_part(&self, n: usize, question: &Question, vantage: &Vantage<'_>) -> Answered {
        let ended = ended(self.record, false);
        match self.shortfall(n, question, vantage) {
            Some(worse) => worse,
            None if ended.0 != Outcome::Holds && self.has_part(n) => {
                (Outcome::Holds, Answer::Shows, Vec::new())
            }
            None => ended,
        }
    }

    /// Whether it is of a single one of what an item asks all of: `berth: B-3` beside `on all berths`.
    fn is_of_single(&self, question: &Question, vantage: &Vantage<'_>) -> bool {
        let lexicon = vantage.lexicon;
        let asked = self.wanted.iter().flat_map(|wanted| lexicon.compared(&wanted.words));
        let kind = Name::KindName.of(self.record).unwrap_or_default();
        let asked = asked.chain(lexicon.compared(kind)).collect::<Vec<_>>();
        let is_asked = |text: &str| lexicon.compared(text).all(|word| asked.contains(&word));
        let is_alone = |name: &str, value: &str| {
            let others = question.records().iter().filter(|it| vantage.reaches(it.record.last, None));
            let mut others = others.filter_map(|it| vantage.dossier.record(it.record.id)?.1.field(name));
            others.all(|other| other == value)
        };
        self.record.fields.iter().any(|(name, value)| {
            let is_list = value.contains([',', ';', '/', '&'])
                || stem::words(value).any(|word| lexicon.has(&word, Phrase::Quantifier));
            !is_list
                && value.trim().parse::<f64>().is_err()
                && is_affirmed(value)
                && is_asked(name)
                && !is_asked(value)
                && conclusion::parse(value).is_none()
                && !Name::KindName.is(name)
                && is_alone(name, value)
        })
    }

    /// Whether a part failed of what succeeded as a whole. What a run of CI tolerates is for its workflow to say.
    fn contradicts_itself(&self) -> bool {
        let is_bad = |part: &Part| {
            matches!(part.conclusion, Some(Conclusion::Failed | Conclusion::Pending)) || is_unsettled(part)
        };
        self.record.conclusion == Some(Conclusion::Succeeded)
            && self.version.facts.kind != Kind::CiRun
            && self.record.parts.iter().any(is_bad)
    }

    /// Whether it says that something was left out, and the item asks for no more of it than what it calls itself.
    pub(super) fn leaves_out(&self, vantage: &Vantage<'_>) -> bool {
        let kind = Name::KindName.of(self.record).unwrap_or_default();
        let own = || RecordWords::of_names(&[&self.record.title, kind], vantage.lexicon);
        !self.record.beside.is_empty() && {
            let own = own();
            self.wanted.iter().all(|wanted| own.tells(&wanted.words, vantage.lexicon))
        }
    }

    /// What is wrong with how it tells a wanted word; `None` where nothing is. Tables and other named parts of a success tell no outcome
    /// of their own.
    fn shortfall(&self, n: usize, question: &Question, vantage: &Vantage<'_>) -> Option<Answered> {
        let record = self.record;
        let is_run = || matches!(&question.criterion, Criterion::Done(deed) if deed.kind == Kind::CiRun);
        let is_of_another =
            |at: &usize| record.parts.get(*at).is_some_and(|part| is_part_of_another(part, vantage));
        Some(match self.covers.get(n)? {
            Cover::Told | Cover::Figure(_, true) => return None,
            Cover::Parts(parts, ended) if parts.iter().any(is_of_another) => {
                let ended = ended.filter(|ended| *ended != Conclusion::Succeeded);
                (Outcome::Unknown, Answer::Part(n, ended), parts.clone())
            }
            Cover::Parts(_, Some(Conclusion::Succeeded)) => return None,
            // A table tells its parts by name alone; of a list in which others tell how they ended it does not.
            Cover::Parts(_, None)
                if !is_run()
                    && record.parts.iter().all(|part| part.conclusion.is_none() && !is_unsettled(part)) =>
            {
                return None;
            }
            Cover::Parts(parts, ended) => {
                let failed = *ended == Some(Conclusion::Failed);
                let outcome = if failed { Outcome::Fails } else { Outcome::Unknown };
                (outcome, Answer::Part(n, *ended), parts.clone())
            }
            #[expect(clippy::cast_possible_truncation, reason = "a number so large is shown as the largest")]
            Cover::Figure(value, false) => {
                let counted = match self.wanted.get(n).map(|wanted| &wanted.test) {
                    Some(Test::Figure(_, counted)) => *counted,
                    _ => Counted::Things,
                };
                (Outcome::Fails, Answer::Figure(n, (value * 1e3).round() as i64, counted), Vec::new())
            }
            Cover::Untold => (Outcome::Unknown, Answer::Lacks(n), Vec::new()),
        })
    }

    /// Whether a wanted word is a part that succeeded.
    fn has_part(&self, n: usize) -> bool {
        matches!(self.covers.get(n), Some(Cover::Parts(_, Some(Conclusion::Succeeded))))
    }

    /// Whether it tells wanted words by parts, and all of those succeeded.
    pub(super) fn is_of_sound_parts(&self) -> bool {
        let parts = self.covers.iter().filter(|cover| matches!(cover, Cover::Parts(..)));
        parts.clone().next().is_some()
            && parts.into_iter().all(|cover| matches!(cover, Cover::Parts(_, Some(Conclusion::Succeeded))))
    }

    /// Whether it went well as a whole by its own words, and a part did not that the item may ask for.
    pub(super) fn is_doubtful(&self) -> bool {
        self.contradicts_itself() && !self.is_of_sound_parts()
    }

    /// Whether each wanted word is a part that succeeded.
    fn has_all_parts(&self, question: &Question, vantage: &Vantage<'_>) -> bool {
        let is_person =
            |n: usize, wanted: &Wanted| wanted.by.acted() && self.shortfall(n, question, vantage).is_none();
        let all = || self.wanted.iter().enumerate();
        // What the record says of itself, its name and its branch, is that of its parts.
        let is_told = |n: usize| self.covers.get(n) == Some(&Cover::Told);
        all().any(|(n, _)| self.has_part(n))
            && all().all(|(n, wanted)| self.has_part(n) || is_person(n, wanted) || is_told(n))
    }

    /// A wanted word that only other parts tell than those that tell the words beside it: `Lint green on Windows` is about one job.
    fn of_other_part(&self, vantage: &Vantage<'_>) -> Option<usize> {
        let parts = self.wanted.iter().map(|wanted| {
            let is_thing = wanted.test == Test::Told && wanted.by == By::Nobody;
            match self.words.covered_by(&wanted.words, vantage.lexicon) {
                CoveredBy::Parts(parts) if is_thing => Some(parts),
                _ => None,
            }
        });
        let parts = parts.collect::<Vec<_>>();
        let known =
            || self.wanted.iter().zip(&parts).filter_map(|(wanted, own)| Some((wanted, own.as_ref()?)));
        parts.iter().zip(self.wanted).position(|(own, wanted)| {
            own.as_ref().is_some_and(|own| {
                known().any(|(other, parts)| {
                    (other.narrows || wanted.narrows)
                        && other.list != wanted.list
                        && !parts.iter().any(|part| own.contains(part))
                })
            })
        })
    }
}

/// Whether a record counts what it left out: `skipped: 1`, or 11 that were reviewed of 14 in all.
fn counts_less(record: &Record) -> bool {
    let fields = record.fields.iter().chain(record.parts.iter().flat_map(|part| &part.fields));
    let counts = fields.filter_map(|(name, value)| {
        Some((stem::words(name).collect::<Vec<_>>(), value.trim().parse::<u64>().ok()?))
    });
    let counts = counts.collect::<Vec<_>>();
    let skips =
        |word: &String| matches!(conclusion::parse(word), Some(Conclusion::Skipped | Conclusion::Pending));
    counts.iter().any(|(words, count)| {
        let shares =
            |total: &[String]| Name::Total.is_among(total) && total.iter().any(|word| words.contains(word));
        words.iter().any(skips) && *count > 0
            || !Name::Total.is_among(words) && counts.iter().any(|(total, all)| shares(total) && count < all)
    })
}
