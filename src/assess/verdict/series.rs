//! Series of records: a kind, and what it is about. Within a series the newest record decides; a question needs every series that its
//! words do not exclude.

use crate::assess::candidates::{question::Candidate, record::CandidateRecord};
use crate::assess::coverage::record_words::{is_date, says_nothing};
use crate::assess::coverage::values::is_affirmed;
use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::evidence::{Evidence, Kind};
use crate::model::kinds::Property;
use crate::model::record::{Conclusion, Record, RecordId, folded};
use crate::read::dossier::series::stem as stem_of;
use crate::read::value::conclusion;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Reports that were written within so many seconds of each other belong to one run.
const ONE_RUN: i64 = 15 * 60;
/// Records of other files count as of one doing within so many seconds.
const ONE_DAY: i64 = 24 * 60 * 60;

/// How two records differ in what they are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// A field of the same name has another value: another database, environment, suite.
    Field,
    /// Their titles have other words, or they are reports of one run in several files.
    Title,
}

/// What a record is about.
#[derive(Debug)]
pub(super) struct Subject {
    fields: BTreeMap<String, String>,
    /// The words of the title that say more than the kind, without dates and numbers.
    title: BTreeSet<String>,
    /// The whole title of a run of a workflow, or of a row.
    whole_title: Option<String>,
    /// What it calls itself.
    name: String,
    is_report: bool,
    /// Its file, the words of that file's name without dates and numbers, and its time.
    path: std::sync::Arc<str>,
    file: Vec<String>,
    time: Timestamp,
}

impl Subject {
    /// What a record says of itself.
    pub(super) fn of(record: &Record, version: &Evidence, time: Timestamp, lexicon: &Lexicon) -> Self {
        let named = record.fields.iter().map(|(name, value)| (folded(name), value.as_str()));
        let named = named.filter(|(name, _)| Name::RecordSubject.has(name));
        let target = record.target.as_deref().map(|target| ("target".to_owned(), target));
        let fields = named.chain(target).filter(|(_, value)| is_affirmed(value));
        let is_run = record.commit.is_some() && version.facts.kind == Kind::CiRun;
        let is_report = record.commit.is_none() && version.facts.kind.is(Property::Suite);
        let own = |word: &String| !says_nothing(word, lexicon) && !is_number(word) && !Cue::Retry.is(word);
        Self {
            // The first value of a name counts.
            fields: fields
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .map(|(name, value)| (name, folded(value)))
                .collect(),
            title: stem::words(&record.title).filter(own).map(|word| stem::stem(&word)).collect(),
            whole_title: (is_run || record.is_row).then(|| folded(&record.title)),
            name: folded(&record.title),
            is_report,
            file: stem::words(&stem_of(&version.path))
                .filter(|word| !is_number(word) && !Cue::Retry.is(word))
                .collect(),
            path: version.path.clone(),
            time,
        }
    }

    /// How another record differs from this one; `None` where both may be of one series.
    pub(super) fn difference(&self, other: &Self) -> Option<Difference> {
        let differs =
            |(name, value): (&String, &String)| other.fields.get(name).is_some_and(|it| it != value);
        if self.fields.iter().any(differs) {
            return Some(Difference::Field);
        }
        let titles = !self.title.is_empty() && !other.title.is_empty() && self.title != other.title;
        let whole_titles = self
            .whole_title
            .as_ref()
            .zip(other.whole_title.as_ref())
            .is_some_and(|(own, other)| own != other);
        let apart = self.time.duration_since(other.time).as_secs().abs();
        let parts = self.is_report && other.is_report && self.path != other.path && apart <= ONE_RUN;
        let files = self.path != other.path && self.differs_by_file(other, apart);
        // Entries of one list go by their names: a check of another name is another one.
        let entries = self.path == other.path
            && !self.name.is_empty()
            && !other.name.is_empty()
            && without_digits(&self.name) != without_digits(&other.name);
        let parts = parts || files || entries;
        (titles || whole_titles || parts).then_some(Difference::Title)
    }

    /// Whether nothing but the names of their files tells two records of one day apart: `orders.json`, `users.json`.
    fn differs_by_file(&self, other: &Self, apart: i64) -> bool {
        let is_named = |own: &Self| own.whole_title.is_some();
        let shares = |name: &&String| *name != "target" && other.fields.contains_key(*name);
        let is_told = is_named(self) || is_named(other) || self.fields.keys().any(|name| shares(&name));
        let is_word = |word: &String| word.len() > 1;
        let (own, others) =
            (self.file.iter().filter(|word| is_word(word)), other.file.iter().filter(|word| is_word(word)));
        !is_told && self.file != other.file && (apart <= ONE_RUN || apart <= ONE_DAY && own.ne(others))
    }
}

/// A name without its dates and numbers.
fn without_digits(name: &str) -> String {
    name.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Whether two records are of one thing by all that both tell in words: another period, alarm or platform is another thing.
pub(super) fn is_same_thing(a: &Record, b: &Record) -> bool {
    let is_word = |value: &str| {
        value.parse::<f64>().is_err()
            && !(value.len() >= 10 && crate::read::text::time::parse(value).is_some())
            && value.split_whitespace().count() <= 3
            && conclusion::parse(value).is_none()
    };
    // A repetition has another commit, another number, and other remarks.
    let is_of_run = |name: &str| {
        stem::words(name).any(|word| {
            [Name::OneOfMany, Name::Commit, Name::Release, Name::Remark, Name::Time]
                .iter()
                .any(|names| names.has(&word))
        })
    };
    let differs = |(name, value): &(String, String)| {
        is_word(value)
            && !is_of_run(name)
            && b.field(name).is_some_and(|other| is_word(other) && folded(other) != folded(value))
    };
    folded(&a.title) == folded(&b.title) && a.target == b.target && !a.fields.iter().any(differs)
}

fn is_number(word: &str) -> bool {
    is_date(word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a candidate is of another thing than a record that was observed, by a field of the same name.
pub(super) fn differs_by_field(candidate: CandidateRecord, id: RecordId, vantage: &Vantage<'_>) -> bool {
    let observed = vantage.dossier.record(id);
    let own = observed.map(|(version, record)| Subject::of(record, version, candidate.time, vantage.lexicon));
    own.zip(subject(candidate, vantage))
        .is_some_and(|(own, other)| own.difference(&other) == Some(Difference::Field))
}

/// The subject of a candidate.
pub(super) fn subject(candidate: CandidateRecord, vantage: &Vantage<'_>) -> Option<Subject> {
    let (version, record) = vantage.dossier.record(candidate.id)?;
    Some(Subject::of(record, version, candidate.time, vantage.lexicon))
}

/// Leaves out the runs of CI that were skipped or cancelled where a run of another workflow was not: they say nothing of that.
pub(super) fn without_skipped(newest_first: Vec<Candidate>, vantage: &Vantage<'_>) -> Vec<Candidate> {
    let run = |it: &Candidate| {
        let (version, record) = vantage.dossier.record(it.record.id)?;
        let title = folded(&record.title);
        (version.facts.kind == Kind::CiRun).then_some((title, record.conclusion == Some(Conclusion::Skipped)))
    };
    let runs = newest_first.iter().map(run).collect::<Vec<_>>();
    let is_beside = |own: &Option<(String, bool)>| {
        let Some((title, true)) = own else { return false };
        !title.is_empty()
            && runs.iter().flatten().any(|(other, skipped)| !skipped && !other.is_empty() && other != title)
    };
    let left_out = runs.iter().map(is_beside).collect::<Vec<_>>();
    newest_first.into_iter().zip(left_out).filter(|(_, is_out)| !is_out).map(|(it, _)| it).collect()
}

/// Of candidates, newest first, the newest of each series but that of the first, with how it differs from the first.
pub(super) fn newest_of_others(
    newest_first: &[Candidate],
    vantage: &Vantage<'_>,
) -> Vec<(CandidateRecord, Difference)> {
    let mut known: Vec<Subject> = Vec::new();
    let mut found = Vec::new();
    for candidate in newest_first {
        let Some(own) = subject(candidate.record, vantage) else { continue };
        let differences = known.iter().map(|known| known.difference(&own)).collect::<Vec<_>>();
        if differences.iter().any(Option::is_none) {
            continue;
        }
        found.extend(differences.first().copied().flatten().map(|difference| (candidate.record, difference)));
        known.push(own);
    }
    found
}
