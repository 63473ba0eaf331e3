//! Whether a record covers words of an item: told, a figure within or outside of its limits, parts, or untold.

use crate::assess::coverage::record_words::{RecordWords, is_date, says_nothing};
use crate::assess::coverage::telling::{Asked, CoveredBy};
use crate::assess::coverage::values::is_telling;
use crate::assess::coverage::{figure, numbered};
use crate::lexicon::{Lexicon, file::Role as Phrase, stem, words::Name};
use crate::model::reading::{By, Test, Wanted};
use crate::model::record::{Conclusion, Part, Record};
use crate::read::logs::undone::is_unsettled;
use crate::read::value::conclusion;
use std::collections::BTreeSet;

/// How evidence tells some words.
#[derive(Clone, Debug, PartialEq)]
pub enum Cover {
    /// It tells them.
    Told,
    /// These parts (indices) tell them, and this is the worst of how they ended.
    Parts(Vec<usize>, Option<Conclusion>),
    /// A number tells them; whether it lies within the limits.
    Figure(f64, bool),
    /// It does not tell them.
    Untold,
}

/// Whether a record tells what is wanted.
pub fn cover(
    wanted: &Wanted,
    record: Option<&Record>,
    record_words: &RecordWords,
    lexicon: &Lexicon,
) -> Cover {
    let people = record_words.people.as_deref().filter(|_| wanted.by != By::Nobody);
    if let Some(people) = people {
        let tells = people.who(wanted).tells(&wanted.words, lexicon);
        if tells || wanted.by.acted() {
            return if tells { Cover::Told } else { Cover::Untold };
        }
    }
    match (&wanted.test, record) {
        // That it was not approved is told by how it ended.
        (Test::Told, Some(record)) if is_denied(&wanted.words, record, lexicon) => Cover::Told,
        (Test::Told, Some(record)) if figure::tells_several(&wanted.words, record, lexicon) => Cover::Untold,
        (Test::Told, Some(record)) if figure::tells_amount(&wanted.words, record) => Cover::Told,
        (Test::Told, Some(record)) => covered(wanted, record, record_words, lexicon),
        (Test::Told, None) if WantedWords::of(wanted, lexicon).are_told_by(record_words, lexicon) => {
            Cover::Told
        }
        (Test::Figure(limits, counted), Some(record)) => {
            let value = figure::value(&wanted.words, *counted, record, record_words, lexicon);
            value.map_or(Cover::Untold, |value| {
                Cover::Figure(value, limits.iter().all(|(op, bound)| op.holds(value, *bound)))
            })
        }
        (Test::Zero, Some(record)) => figure::count(&wanted.words, record, record_words, lexicon)
            .map_or(Cover::Untold, |count| Cover::Figure(count, count == 0.0)),
        _ => Cover::Untold,
    }
}

/// Whether a record tells each of several words. Where one of its parts tells all that the record does not tell by itself, that part alone
/// decides: of a matrix of jobs `test (22, ubuntu)` is one.
pub fn covers(
    wanted: &[Wanted],
    record: &Record,
    record_words: &RecordWords,
    lexicon: &Lexicon,
) -> Vec<Cover> {
    let mut covers =
        wanted.iter().map(|wanted| cover(wanted, Some(record), record_words, lexicon)).collect::<Vec<_>>();
    let is_split = |cover: &Cover| matches!(cover, Cover::Parts(parts, _) if parts.len() > 1);
    if wanted.len() < 2 || !covers.iter().any(is_split) {
        return covers;
    }
    let asked = wanted.iter().map(|wanted| Asked::of(&wanted.words, lexicon));
    let asked = asked.filter(|asked| record_words.covers(asked, lexicon) != CoveredBy::Record);
    let asked = asked.collect::<Vec<_>>();
    let own = record_words.parts.iter().enumerate();
    let own = own.filter(|(_, part)| asked.iter().all(|asked| asked.is_told_by(&part.all, lexicon)));
    let own = own.map(|(at, _)| at).collect::<Vec<_>>();
    if !own.is_empty() {
        for (cover, wanted) in covers.iter_mut().zip(wanted).filter(|(cover, _)| is_split(cover)) {
            *cover = of_parts(own.clone(), wanted, record, lexicon);
        }
    }
    covers
}

/// Whether words only say that something went well, and a record tells that it did not.
fn is_denied(words: &str, record: &Record, lexicon: &Lexicon) -> bool {
    // How the entries of an inventory are says nothing of one of them.
    let speaks = record.parts.is_empty() || !record.outcome.is_empty();
    let ended_ill = speaks && matches!(record.conclusion, Some(Conclusion::Failed | Conclusion::Pending));
    let says_well = |word: &String| conclusion::parse(word) == Some(Conclusion::Succeeded);
    ended_ill
        && lexicon.content(words).next().is_some()
        && lexicon.content(words).all(|word| says_well(&word))
}

fn covered(wanted: &Wanted, record: &Record, record_words: &RecordWords, lexicon: &Lexicon) -> Cover {
    if is_shape(&wanted.words, lexicon) && !lists(&wanted.words, record, lexicon) {
        return Cover::Untold;
    }
    match numbered::all(&wanted.words, record_words, lexicon) {
        Some(Ok(parts)) => return of_parts(parts, wanted, record, lexicon),
        Some(Err(())) => return Cover::Untold,
        None => {}
    }
    let asked = WantedWords::of(wanted, lexicon);
    let says =
        |own: &RecordWords| asked.are_told_by(own, lexicon) || asked.without_shapes.is_told_by(own, lexicon);
    let parts = record_words.parts.iter().enumerate().filter(|(_, part)| says(&part.name));
    let parts = parts.map(|(at, _)| at).collect::<Vec<_>>();
    if !parts.is_empty() {
        return of_parts(parts, wanted, record, lexicon);
    }
    let fields = record
        .fields
        .iter()
        .filter_map(|(name, value)| Some((name, conclusion::parse(value)?)))
        .filter(|(name, _)| is_telling(name, lexicon) && says(&RecordWords::of_part(name, lexicon)))
        .map(|(_, ended)| ended);
    let fields = fields.map(Some).collect::<Vec<_>>();
    if fields.iter().any(|ended| *ended != Some(Conclusion::Succeeded)) {
        return Cover::Parts(Vec::new(), worst(fields.into_iter()));
    }
    if fields.is_empty() && !asked.are_told_by(record_words, lexicon) {
        let is_told = figure::is_duration(&wanted.words, record, record_words, lexicon)
            || figure::counts_parts(&wanted.words, record, lexicon);
        return if is_told { Cover::Told } else { Cover::Untold };
    }
    // Of several parts the one whose name stands among the words decides: `format` for `format check of the candidate`.
    let own =
        record.parts.iter().enumerate().filter(|(_, part)| is_among(&part.name, &wanted.words, lexicon));
    let own = own.map(|(at, _)| at).collect::<Vec<_>>();
    if own.is_empty() {
        return Cover::Told;
    }
    of_parts(own, wanted, record, lexicon)
}

/// Whether words are only what any parts may be called by: `tests`. A title that holds them tells nothing of a part.
fn is_shape(words: &str, lexicon: &Lexicon) -> bool {
    let has = |word: &str, role: Phrase| lexicon.has(word, role);
    let is_shape = |word: &str| {
        stem::stem(word) != word && has(word, Phrase::Part) && Name::RanThing.has(word)
            || has(word, Phrase::General) && has(word, Phrase::Noun)
    };
    let mut content = lexicon.content(words).peekable();
    content.peek().is_some() && content.all(|word| is_shape(&word))
}

/// Whether a part, a value or a piece of one has these words.
fn lists(words: &str, record: &Record, lexicon: &Lexicon) -> bool {
    let canonical = |text: &str| lexicon.compared_content(text).collect::<BTreeSet<_>>();
    let asked = canonical(words);
    let values = record.fields.iter().flat_map(|(_, value)| value.split([',', ';', '/']));
    let names = record.fields.iter().map(|(name, _)| name.as_str());
    record.parts.iter().any(|part| asked.is_subset(&canonical(&part.name)))
        || values.chain(names).chain([record.title.as_str()]).any(|text| canonical(text) == asked)
}

/// These parts, by how the worst of them ended.
fn of_parts(parts: Vec<usize>, wanted: &Wanted, record: &Record, lexicon: &Lexicon) -> Cover {
    let ended =
        parts.iter().filter_map(|at| record.parts.get(*at)).map(|part| ended(part, &wanted.words, lexicon));
    let ended = worst(ended);
    Cover::Parts(parts, ended)
}

/// How a part ended by the columns that the words name, else as a whole: `node-3 | monitoring: no`.
pub fn ended(part: &Part, words: &str, lexicon: &Lexicon) -> Option<Conclusion> {
    let stated = part.fields.iter().filter_map(|(name, value)| Some((name, conclusion::parse(value)?)));
    let named = stated.filter(|(name, _)| is_telling(name, lexicon) && is_among(name, words, lexicon));
    let named = named.collect::<Vec<_>>();
    if named.is_empty() && part.conclusion == Some(Conclusion::Succeeded) && is_unsettled(part) {
        return None;
    }
    worst(named.into_iter().map(|(_, ended)| Some(ended)).chain(part.conclusion.map(Some)))
}

/// Whether all words of a name stand among others, and some of them say something.
pub fn is_among(name: &str, words: &str, lexicon: &Lexicon) -> bool {
    let asked = lexicon.compared(words).collect::<BTreeSet<_>>();
    // The command in a row's bracket only says how.
    let name = name.split(" (").next().unwrap_or(name);
    let own = stem::words(name)
        .filter(|word| !is_date(word) && !says_nothing(word, lexicon) && !lexicon.has(word, Phrase::Part))
        .collect::<Vec<_>>();
    !own.is_empty() && own.iter().all(|word| asked.contains(&lexicon.canonical(word)))
}

/// The words of what is wanted, in the ways in which they may be told.
struct WantedWords<'w> {
    whole: Asked<'w>,
    /// A command is told by itself, or by what it runs.
    run_by_command: Option<Asked<'w>>,
    /// Those that not any part may be called by: a `format` check, a `checkout` flow.
    without_shapes: Asked<'w>,
}

impl<'w> WantedWords<'w> {
    fn of(wanted: &'w Wanted, lexicon: &Lexicon) -> Self {
        let runs = |word: &String| lexicon.has_any(word, &[Phrase::Runner, Phrase::Doing]);
        let run = || stem::words(&wanted.words).filter(|word| !runs(word)).collect::<Vec<_>>().join(" ");
        let is_part = |word: &&str| lexicon.has(word, Phrase::Part);
        let words = wanted.words.split_whitespace().filter(|word| !is_part(word)).collect::<Vec<_>>();
        Self {
            whole: Asked::of(&wanted.words, lexicon),
            run_by_command: wanted.is_command.then(|| Asked::of(run(), lexicon)),
            without_shapes: Asked::of(words.join(" "), lexicon),
        }
    }

    fn are_told_by(&self, record_words: &RecordWords, lexicon: &Lexicon) -> bool {
        let mut ways = std::iter::once(&self.whole).chain(&self.run_by_command);
        ways.any(|asked| asked.is_told_by(record_words, lexicon))
    }
}

/// The worst of how parts ended: one that failed, one that has not ended, one that does not tell.
fn worst(ended: impl Iterator<Item = Option<Conclusion>>) -> Option<Conclusion> {
    let rank = |ended: &Option<Conclusion>| match ended {
        Some(Conclusion::Failed) => 0,
        Some(Conclusion::Pending) => 1,
        Some(Conclusion::Skipped) => 2,
        None => 3,
        Some(Conclusion::Succeeded) => 4,
    };
    ended.min_by_key(rank).flatten()
}
