//! The words that evidence tells, fit to be compared with those of an item.
//!
//! Fields, titles, parts and paths tell; prose does not: a word in a note may be there because the thing was *not* done.

use crate::assess::coverage::name_words::{NameWord, numbered, words_of_name};
use crate::assess::coverage::values::{
    ShortValue, has_rider, is_affirmed, is_figure, is_made_in_other_year, is_names, is_telling,
};
use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase, numbered as numbered_parts, stem};
use crate::model::doing::spaced;
use crate::model::evidence::{Evidence, Kind};
use crate::model::measurement::Measurement;
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::model::time::{Claim, Precision};
use crate::read::value::conclusion;
use std::collections::BTreeSet;

/// The words that a piece of evidence tells, fit to be compared.
#[derive(Clone, Debug, Default)]
pub struct RecordWords {
    pub(super) words: BTreeSet<String>,
    /// Names of several words, such as `bookings_archive`: each tells its words only together.
    pub(super) names: BTreeSet<Vec<NameWord>>,
    /// Values whose names say nothing of what they are for: each tells only where its name is asked for too.
    pub(super) keyed: Vec<Keyed>,
    /// Names of a part: of `docs build` a `build` is another thing.
    pub(super) part_names: BTreeSet<Vec<NameWord>>,
    /// What each part of the record tells: words that several parts tell between them are told by none.
    pub(super) parts: Vec<PartWords>,
    /// The short values by their names, and the words of the title in their order.
    pub(super) values: Vec<ShortValue>,
    pub(super) titled: Vec<String>,
    /// Who did it, and who decided.
    pub(super) people: Option<Box<People>>,
}

/// The people that a record names.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    /// The teams that its file and its title name: they are among all of the others too.
    pub(super) teams: RecordWords,
    pub(super) doers: RecordWords,
    pub(super) deciders: RecordWords,
    /// Those that are named with what they did, by the root of the verb.
    pub(super) credits: Vec<(String, RecordWords)>,
    /// The roots of the words by which the record calls itself: what they say is what was done.
    pub(super) deeds: BTreeSet<String>,
}

/// A value that tells only where its name is asked for too.
#[derive(Clone, Debug)]
pub(super) struct Keyed {
    pub(super) name: BTreeSet<String>,
    /// How many there are, where that is all that it says: `replicas: 2` tells of no backup of the replicas.
    pub(super) count: Option<String>,
    /// The words of a value that neither says yes nor is a figure: the item must say some of them, or the name tells nothing.
    pub(super) value: Option<BTreeSet<String>>,
    pub(super) words: RecordWords,
    /// Whether it is one end of a way: where words name neither end, either tells them.
    pub(super) is_end: bool,
}

/// What a part of a record tells: by its name alone, and with all that stands beside it.
#[derive(Clone, Debug, Default)]
pub(super) struct PartWords {
    pub(super) name: RecordWords,
    pub(super) all: RecordWords,
}

impl PartWords {
    fn of(part: &Part, lexicon: &Lexicon) -> Self {
        let name = RecordWords::of_part(&part.name, lexicon);
        let mut all = name.clone();
        all.add_value(&part.detail, lexicon);
        all.values = ShortValue::all(&part.fields, lexicon);
        for (name, value) in part.fields.iter().filter(|(name, _)| is_telling(name, lexicon)) {
            all.add_field(name, value, lexicon);
            // That a column says no is told too: how it came out is another question.
            if conclusion::parse(value).is_some() {
                all.add_words(name, lexicon);
            }
        }
        Self { name, all }
    }
}

impl RecordWords {
    /// When it was: the day, also without its year, and the time of day in UTC.
    fn add_moment(&mut self, claim: Claim, lexicon: &Lexicon) {
        let day = claim.day();
        self.add(&day, lexicon);
        self.words.extend(day.get(5..).and_then(numbered));
        if claim.precision == Precision::Exact {
            self.words.extend([claim.at.strftime("%H%M").to_string(), "utc".to_owned()]);
        }
    }

    /// What names tell.
    pub fn of_names(names: &[&str], lexicon: &Lexicon) -> Self {
        let mut record_words = Self::default();
        names.iter().for_each(|name| record_words.add_words(name, lexicon));
        record_words
    }

    /// What a file tells by its name and its title.
    pub fn of_file(version: &Evidence, lexicon: &Lexicon) -> Self {
        let mut record_words = Self::default();
        // A folder of reports makes no report of what lies in it.
        let (folders, name) = version.path.rsplit_once('/').unwrap_or(("", &version.path));
        let folders = folders.split('/').filter(|folder| !lexicon.has(folder, Phrase::General));
        folders.chain([name]).for_each(|piece| record_words.add(piece, lexicon));
        record_words.add(version.facts.title.as_deref().unwrap_or_default(), lexicon);
        if version.facts.kind != Kind::File {
            record_words.add(version.facts.kind.word(), lexicon);
        }
        record_words
    }

    /// What a record tells, its file included.
    pub fn of_record(record: &Record, version: &Evidence, file: &Self, lexicon: &Lexicon) -> Self {
        let mut record_words = file.clone();
        let parties = parties(&record.title, lexicon);
        record_words.leave_party_to(&parties, lexicon);
        record_words.leave_place_to(record, lexicon);
        let ends = record_words.add_ends(record, lexicon);
        let target = record.target.as_deref().filter(|target| !ends.contains(target));
        target.into_iter().for_each(|text| record_words.add_value(text, lexicon));
        let named = record.branch.iter().chain(&record.release).chain([&record.title]);
        named.for_each(|text| record_words.add(text, lexicon));
        if record.conclusion == Some(Conclusion::Succeeded) {
            record_words.add_value(&record.outcome, lexicon);
            if Cue::PassedTest.is(&record.outcome) {
                record_words.add_words("test", lexicon);
            }
        }
        record_words.add_value(&record.state, lexicon);
        if let Some(kind) = &record.kind {
            record_words.add(kind.word(), lexicon);
        }
        record_words.values = ShortValue::of_record(record, lexicon);
        record_words.titled = Self::titled(record, lexicon);
        let teams = Self::of_parties(record, version, &parties, lexicon);
        record_words.people = Some(Box::new(People::of(record, teams, lexicon)));
        let claim = record.claim.filter(|claim| !is_made_in_other_year(record, *claim));
        claim.into_iter().for_each(|claim| record_words.add_moment(claim, lexicon));
        record_words.parts = record.parts.iter().map(|part| PartWords::of(part, lexicon)).collect();
        // What is said to have been left out, or not to have been there, is told by nothing.
        let is_away = |name: &str| Cue::NotThere.is(name) || Name::LeftOut.is(name);
        let away = record.fields.iter().filter(|(name, _)| is_away(name));
        let away = away.flat_map(|(_, value)| value.split([',', ';'])).map(folded).collect::<BTreeSet<_>>();
        let fields = record.fields.iter().filter(|(name, value)| {
            is_telling(name, lexicon)
                && !is_away(name)
                && (away.is_empty() || !value.split([',', ';']).all(|piece| away.contains(&folded(piece))))
        });
        for (name, value) in fields.filter(|(_, value)| !ends.contains(&value.as_str())) {
            record_words.add_named(name, value, record, lexicon);
        }
        subject_of_tool(record, version, lexicon)
            .iter()
            .for_each(|text| record_words.add_words(text, lexicon));
        // What no tool reports somebody did by hand.
        if version.facts.kind == Kind::Qa && record.tools.is_empty() && version.path.ends_with(".md") {
            record_words.add_words("manual", lexicon);
        }
        record_words
    }

    /// The teams that a record's file and title name, whoever did it.
    fn of_parties(record: &Record, version: &Evidence, named: &BTreeSet<String>, lexicon: &Lexicon) -> Self {
        let mut own = Self::default();
        own.add_parties(&[&version.path, version.facts.title.as_deref().unwrap_or_default()], lexicon);
        own.leave_party_to(named, lexicon);
        own.add_parties(&[&record.title], lexicon);
        own
    }

    /// What the name of a part tells.
    pub(super) fn of_part(name: &str, lexicon: &Lexicon) -> Self {
        let mut record_words = Self::default();
        record_words.add_part(name, lexicon);
        record_words
    }

    /// What a measurement tells by itself.
    pub fn of_measurement(measurement: &Measurement, lexicon: &Lexicon) -> Self {
        let mut record_words = Self::default();
        for text in [&*measurement.target, &*measurement.label, measurement.metric.name()] {
            record_words.add(text, lexicon);
        }
        // Each label of a host is a name of its own: `staging.example.com`.
        if let Some((_, address)) = measurement.target.split_once("://") {
            let is_root = address.split_once('/').is_none_or(|(_, path)| path.is_empty());
            if measurement.metric.is_of_lighthouse() {
                record_words.add_words("page", lexicon);
            }
            if is_root && measurement.metric.is_of_lighthouse() {
                Cue::HomePage.all().iter().for_each(|name| record_words.add_words(name, lexicon));
            }
            let host = address.split(['/', '?', '#', ':']).next().unwrap_or_default();
            host.split('.').for_each(|label| record_words.add(label, lexicon));
        }
        record_words
    }

    /// Joins what something else tells.
    pub fn join(&mut self, other: &Self) {
        self.words.extend(other.words.iter().cloned());
        self.names.extend(other.names.iter().cloned());
        self.keyed.extend(other.keyed.iter().cloned());
        self.part_names.extend(other.part_names.iter().cloned());
        self.parts.extend(other.parts.iter().cloned());
    }

    /// Adds the teams that texts name, by all of their words.
    fn add_parties(&mut self, texts: &[&str], lexicon: &Lexicon) {
        let words = texts.iter().flat_map(|text| stem::words(text)).filter(|word| is_party(word, lexicon));
        words.for_each(|word| self.add_words(&word, lexicon));
    }

    /// Adds a value by its name.
    pub(super) fn add_field(&mut self, name: &str, value: &str, lexicon: &Lexicon) {
        let start = spaced(value);
        if !is_affirmed(value)
            || Cue::NotThere.is(value)
            || Cue::Denial.begins(&start)
            || Cue::NoneOf.begins(&start)
        {
            return;
        }
        // `from_version: v1.1.0`: which of two versions it is.
        let direction = stem::words(name).next().filter(|word| {
            Name::Direction.has(word) && (Name::Origin.has(word) || numbered(value).is_some())
        });
        if Cue::NumberedPart.is(name) {
            self.add(&format!("{name} {value}"), lexicon);
        }
        if direction.is_none() && lexicon.is_key(name)
            || conclusion::parse(value) == Some(Conclusion::Succeeded)
        {
            self.add_words(name, lexicon);
            return self.add_value(value, lexicon);
        }
        // `station: Aue`: the name alone tells nothing, and a measure is told by its own name.
        if lexicon.is_noun(name)
            && value.starts_with(char::is_alphabetic)
            && conclusion::parse(value).is_none()
        {
            self.add_value(value, lexicon);
        }
        let key = match &direction {
            Some(direction) => [lexicon.canonical(direction)].into(),
            None => lexicon.compared_content(name).collect(),
        };
        let is_count = value.trim().bytes().all(|byte| byte.is_ascii_digit());
        let count = is_count.then(|| lexicon.canonical(value.trim()));
        // `rollback: not possible`, `training: rescheduled`: no list of words that say no is whole.
        let value_words = (direction.is_none() && !is_figure(value) && !is_names(value))
            .then(|| lexicon.compared_content(value).collect());
        self.add_keyed(key, count, value_words, (name, value), lexicon);
    }

    /// Adds a value that tells only where its name is asked for.
    pub(super) fn add_keyed(
        &mut self,
        key: BTreeSet<String>,
        count: Option<String>,
        asked: Option<BTreeSet<String>>,
        (name, value): (&str, &str),
        lexicon: &Lexicon,
    ) {
        let mut words = Self::default();
        words.add_words(name, lexicon);
        words.add_value(value, lexicon);
        self.keyed.push(Keyed { name: key, count, value: asked, words, is_end: name.is_empty() });
    }

    /// Adds a text: its words, or, where it is a name such as `bookings_archive` or a path, its names.
    pub fn add(&mut self, text: &str, lexicon: &Lexicon) {
        numbered_parts::forms(text).iter().for_each(|form| self.add_form(form, lexicon));
    }

    fn add_form(&mut self, text: &str, lexicon: &Lexicon) {
        if text.contains(char::is_whitespace) {
            return self.add_words(text, lexicon);
        }
        for piece in text.split(['/', '?', '&', '=', '#', ':', '@', ',']) {
            let words = stem::words(piece).collect::<Vec<_>>();
            if words.len() < 2 {
                self.add_words(piece, lexicon);
                continue;
            }
            // `15.00` is no 1500.
            if piece.parse::<f64>().is_err() {
                self.words.insert(lexicon.canonical(&words.concat()));
            }
            self.words.extend(numbered(piece));
            self.names.insert(words_of_name(piece, lexicon));
        }
    }

    /// Adds the name of a part: `unit-tests` are tests, `bookings_archive` is not `bookings`.
    fn add_part(&mut self, name: &str, lexicon: &Lexicon) {
        numbered_parts::forms(name).iter().for_each(|form| self.add_form_of_part(form, lexicon));
    }

    fn add_form_of_part(&mut self, name: &str, lexicon: &Lexicon) {
        if name.contains(['_', '/', '.']) {
            return self.add(name, lexicon);
        }
        if has_rider(name, lexicon) {
            self.names.insert(words_of_name(name, lexicon));
            return;
        }
        // What stands in brackets says how, or on what.
        let plain = name.split(" (").next().unwrap_or(name);
        self.words.insert(lexicon.canonical(&stem::words(plain).collect::<String>()));
        self.words.extend(name.split_whitespace().filter_map(numbered));
        for meaning in lexicon.whole(plain) {
            if let Meaning::Party(party) = meaning {
                self.add_words(party, lexicon);
            }
        }
        if plain.len() < name.len() {
            self.add_words(name.get(plain.len()..).unwrap_or_default(), lexicon);
        }
        // `Checkout: pay by card`, `Checkout › pay by card`: a part in a group of parts.
        let pieces = plain.split(" › ").flat_map(|piece| piece.split(": "));
        self.part_names.extend(pieces.chain([plain]).map(|text| words_of_name(text, lexicon)));
    }

    /// Adds the words of a text, what a hyphen or a dot joins as one word too, and each two neighbours: `type check` is `typecheck`.
    pub(super) fn add_words(&mut self, text: &str, lexicon: &Lexicon) {
        let words = stem::words(text).collect::<Vec<_>>();
        for (before, word) in words.iter().zip(words.iter().skip(1)) {
            self.words.insert(lexicon.canonical(&format!("{before}{word}")));
        }
        // The `us` of a sentence names no place.
        self.words.extend(lexicon.compared_content(text));
        // What stands alone in a list does: `de, fr, it`.
        let pieces = text.split([',', ';', '/']).map(|piece| stem::words(piece).collect::<Vec<_>>());
        let alone = pieces.filter(|words| words.len() == 1).flatten();
        self.words.extend(alone.map(|word| lexicon.canonical(&word)));
        self.words.extend(text.split_whitespace().filter_map(numbered));
    }
}

/// The teams that a title names, by their words as they are compared.
pub fn parties(title: &str, lexicon: &Lexicon) -> BTreeSet<String> {
    stem::words(title).filter(|word| is_party(word, lexicon)).map(|word| lexicon.canonical(&word)).collect()
}

pub(super) fn is_party(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.whole(word).iter().any(Meaning::is_party)
}

/// A month, a day, an hour: `05`, `29z`.
pub(super) fn is_two_digits(word: &str) -> bool {
    let digits = word.trim_end_matches('z');
    digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What the report of such a tool is about, unless the file, its title or all of its suites say that it is about something else.
pub(in crate::assess) fn subject_of_tool<'l>(
    record: &Record,
    version: &Evidence,
    lexicon: &'l Lexicon,
) -> &'l [String] {
    let Some(tool) = lexicon.tools.family(&record.tools) else { return &[] };
    let mut names = [&*version.path, &record.title].into_iter();
    let is_other = !record.parts.is_empty() && record.parts.iter().all(|part| tool.is_denied_by(&part.name));
    if is_other || names.any(|name| tool.is_denied_by(name)) { &[] } else { &tool.tells }
}

/// Digits of a date, a time or a run, and ids of commits.
pub(in crate::assess) fn is_date(word: &str) -> bool {
    word.len() >= 4
        && word.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b't' | b'z'))
        && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// A word in a name that says only of what kind, for which place or of what shape the thing is.
pub(in crate::assess) fn says_nothing(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.whole(word).iter().any(|meaning| {
        meaning.names_kind()
            || matches!(meaning, Meaning::InventoryThing(_) | Meaning::Place(_))
            || matches!(meaning, Meaning::Role(Phrase::General | Phrase::Filler | Phrase::Branch))
    })
}
