//! What a piece of evidence tells in its own words, and whether it tells the words of an item.
//!
//! Fields, titles, parts and paths tell; prose does not: a word in a note may be there because the thing was *not* done.

use super::figure;
use crate::lexicon::file::Role as Phrase;
use crate::lexicon::words::Cue;
use crate::lexicon::{Lexicon, Meaning, stem};
use crate::model::evidence::Evidence;
use crate::model::measurement::Measurement;
use crate::model::reading::{By, Test, Wanted};
use crate::model::record::{Conclusion, Record, Role as People, folded};
use crate::read::conclusion;
use std::collections::BTreeSet;

/// A value of more words is prose.
const SHORT: usize = 12;

/// The words that a piece of evidence tells, fit to be compared.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    words: BTreeSet<String>,
    /// Names of several words, such as `bookings_archive`: each tells its words only together.
    names: BTreeSet<Vec<String>>,
    /// Values whose names say nothing of what they are for: each tells only where its name is asked for too.
    keyed: Vec<(BTreeSet<String>, Self)>,
    /// Names of parts: of `docs build` a `build` is another thing.
    parts: BTreeSet<Vec<String>>,
    /// Who did it, and who decided.
    doers: Option<Box<Self>>,
    deciders: Option<Box<Self>>,
}

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

impl Telling {
    /// What a file tells by its name and its title.
    #[must_use]
    pub fn of_file(version: &Evidence, lexicon: &Lexicon) -> Self {
        let mut telling = Self::default();
        telling.add(&version.path, lexicon);
        telling.add(version.facts.title.as_deref().unwrap_or_default(), lexicon);
        telling.add(version.facts.kind.word(), lexicon);
        telling
    }

    /// What a record tells, its file included.
    #[must_use]
    pub fn of_record(record: &Record, version: &Evidence, lexicon: &Lexicon) -> Self {
        let mut telling = Self::of_file(version, lexicon);
        let named = [&record.target, &record.branch, &record.release];
        named.into_iter().flatten().for_each(|text| telling.add(text, lexicon));
        telling.add(&record.title, lexicon);
        if let Some(kind) = &record.kind {
            telling.add(kind.word(), lexicon);
        }
        let people = |is: fn(People) -> bool| {
            let mut own = Self::of_file(version, lexicon);
            own.add(&record.title, lexicon);
            let names = record.people.iter().filter(|(role, _)| is(*role));
            names.for_each(|(_, name)| own.add_words(name, lexicon));
            Some(Box::new(own))
        };
        telling.doers = people(|role| role == People::Actor);
        telling.deciders = people(|role| role != People::Owner);
        if let Some(claim) = record.claim {
            telling.add(&crate::model::time::day(claim.at), lexicon);
        }
        for part in &record.parts {
            telling.add_part(&part.name, lexicon);
            telling.add_value(&part.said, lexicon);
        }
        for (name, value) in record.fields.iter().filter(|(name, _)| is_telling(name, lexicon)) {
            telling.add_field(name, value, lexicon);
        }
        telling
    }

    /// What a measurement tells, the files that tell it included.
    #[must_use]
    pub fn of_measurement<'e>(
        measurement: &Measurement,
        files: impl Iterator<Item = &'e Evidence>,
        lexicon: &Lexicon,
    ) -> Self {
        let mut telling = Self::default();
        for text in [&*measurement.target, &*measurement.label, measurement.metric.name()] {
            telling.add(text, lexicon);
        }
        // Each label of a host is a name of its own: `staging.example.com`.
        if let Some((_, address)) = measurement.target.split_once("://") {
            let host = address.split(['/', '?', '#', ':']).next().unwrap_or_default();
            host.split('.').for_each(|label| telling.add(label, lexicon));
        }
        for version in files {
            telling.join(&Self::of_file(version, lexicon));
        }
        telling
    }

    /// Joins what something else tells.
    pub fn join(&mut self, other: &Self) {
        self.words.extend(other.words.iter().cloned());
        self.names.extend(other.names.iter().cloned());
        self.keyed.extend(other.keyed.iter().cloned());
        self.parts.extend(other.parts.iter().cloned());
    }

    /// Adds a value by its name.
    fn add_field(&mut self, name: &str, value: &str, lexicon: &Lexicon) {
        if !is_affirmed(value) {
            return;
        }
        if lexicon.is_key(name) || conclusion::told(value) == Some(Conclusion::Succeeded) {
            self.add_words(name, lexicon);
            return self.add_value(value, lexicon);
        }
        let key = stem::words(name).map(|word| lexicon.canonical(&word)).collect();
        let mut own = Self::default();
        own.add_words(name, lexicon);
        own.add_value(value, lexicon);
        self.keyed.push((key, own));
    }

    /// Adds a text: its words, or, where it is a name such as `bookings_archive` or a path, its names.
    pub fn add(&mut self, text: &str, lexicon: &Lexicon) {
        if text.contains(char::is_whitespace) {
            return self.add_words(text, lexicon);
        }
        for piece in text.split(['/', '?', '&', '=', '#', ':', '@', ',']) {
            let words = stem::words(piece).collect::<Vec<_>>();
            if words.len() < 2 {
                self.add_words(piece, lexicon);
                continue;
            }
            self.words.insert(lexicon.canonical(&words.concat()));
            self.words.extend(numbered(piece));
            self.names.insert(words);
        }
    }

    /// Adds the name of a part: `unit-tests` are tests, `bookings_archive` is not `bookings`.
    fn add_part(&mut self, name: &str, lexicon: &Lexicon) {
        if name.contains(['_', '/', '.']) {
            return self.add(name, lexicon);
        }
        // What stands in brackets says how, or on what.
        let plain = name.split(" (").next().unwrap_or(name);
        let words = stem::words(plain).collect::<Vec<_>>();
        self.words.insert(lexicon.canonical(&words.concat()));
        self.words.extend(name.split_whitespace().filter_map(numbered));
        for one in lexicon.whole(plain) {
            if let Meaning::Party(party) = one {
                self.add_words(party, lexicon);
            }
        }
        if plain.len() < name.len() {
            self.add_words(name.get(plain.len()..).unwrap_or_default(), lexicon);
        }
        // `Checkout: pay by card`, `Checkout › pay by card`: a part in a group of parts.
        let pieces = plain.split(" › ").flat_map(|piece| piece.split(": "));
        self.parts.extend(pieces.map(|text| stem::words(text).collect::<Vec<_>>()));
        self.parts.insert(words);
    }

    /// Whether a part's name holds a word: beside it nothing else, or all the other words that are asked.
    fn is_of_part(&self, word: &str, asked: &[String], lexicon: &Lexicon) -> bool {
        let same = |a: &str, b: &str| lexicon.canonical(a) == lexicon.canonical(b);
        let means = |word: &str, is: fn(&Meaning) -> bool| lexicon.whole(word).iter().any(is);
        let is_party = means(word, |one| matches!(one, Meaning::Party(_)));
        let is_shape = |word: &String| {
            is_date(word)
                || means(word, |one| {
                    matches!(
                        one,
                        Meaning::Place(_) | Meaning::Role(Phrase::Filler | Phrase::Part | Phrase::Runner)
                    )
                })
                || (is_party && means(word, |one| matches!(one, Meaning::Party(_))))
        };
        let says = asked.iter().filter(|word| !is_shape(word)).collect::<Vec<_>>();
        let is_general = says.is_empty() && !is_party;
        self.parts.iter().any(|name| {
            let is_asked = |own: &String| asked.iter().any(|one| same(one, own));
            let has = |one: &str| name.iter().any(|own| same(own, one));
            let is_whole = name.iter().all(|own| is_asked(own) || is_shape(own));
            let is_wide = says.len() > 1 && says.iter().all(|one| has(one));
            has(word) && (is_whole || is_wide || is_general)
        })
    }

    /// Adds the words of a text, what a hyphen or a dot joins as one word too, and each two neighbours: `type check` is `typecheck`.
    fn add_words(&mut self, text: &str, lexicon: &Lexicon) {
        let mut before = String::new();
        for word in stem::words(text) {
            if !before.is_empty() {
                self.words.insert(lexicon.canonical(&format!("{before}{word}")));
            }
            self.words.insert(lexicon.canonical(&word));
            before = word;
        }
        self.words.extend(text.split_whitespace().filter_map(numbered));
    }

    /// Adds a value that is short and denies nothing.
    fn add_value(&mut self, value: &str, lexicon: &Lexicon) {
        let words = stem::words(value).collect::<Vec<_>>();
        if words.len() > SHORT || denies(&words, lexicon) {
            return;
        }
        self.add(value, lexicon);
    }

    /// Whether it tells every word of a text.
    #[must_use]
    pub fn tells(&self, text: &str, lexicon: &Lexicon) -> bool {
        let words = stem::words(text).filter(|word| !is_filler(word, lexicon)).collect::<Vec<_>>();
        let asked = stem::words(text).map(|word| lexicon.canonical(&word)).collect::<BTreeSet<_>>();
        let keyed = self.keyed.iter().filter(|(key, _)| key.is_subset(&asked)).map(|(_, own)| own);
        let all = std::iter::once(self).chain(keyed).collect::<Vec<_>>();
        let has = |word: &str| all.iter().any(|one| one.words.contains(word));
        let joined = |at: usize| {
            let pair = |a: usize, b: usize| Some(format!("{}{}", words.get(a)?, words.get(b)?));
            let after = pair(at, at + 1);
            let before = at.checked_sub(1).and_then(|before| pair(before, at));
            after.into_iter().chain(before).any(|word| has(&lexicon.canonical(&word)))
        };
        // `db-1` and `2.2` are told as a whole, or not at all.
        let is_whole = text.split_whitespace().filter_map(numbered).all(|name| has(&name));
        !words.is_empty()
            && is_whole
            && words.iter().enumerate().all(|(at, word)| {
                has(&lexicon.canonical(word))
                    || joined(at)
                    || self.has_party(word, lexicon)
                    || all.iter().any(|one| one.is_in_name(word, &words, lexicon))
                    || all.iter().any(|one| one.is_of_part(word, &words, lexicon))
            })
    }

    /// Whether a name holds a word and nothing else that says something: `orders-20260310` tells `orders`, `orders_archive` does not.
    fn is_in_name(&self, word: &str, asked: &[String], lexicon: &Lexicon) -> bool {
        let same = |a: &str, b: &str| lexicon.canonical(a) == lexicon.canonical(b);
        let is_beside = |other: &String| {
            asked.iter().any(|one| same(one, other)) || is_date(other) || says_nothing(other, lexicon)
        };
        self.names.iter().any(|name| {
            let is_dated = name.iter().any(|word| word.starts_with("20") && is_date(word));
            let is_time = |own: &String| is_dated && is_two_digits(own);
            name.iter().any(|own| same(own, word))
                && name.iter().all(|own| same(own, word) || is_beside(own) || is_time(own))
        })
    }

    /// A team by any of its names: of `customer support` a record may say `support`.
    fn has_party(&self, word: &str, lexicon: &Lexicon) -> bool {
        let party = lexicon
            .whole(word)
            .iter()
            .find_map(|one| if let Meaning::Party(name) = one { Some(name) } else { None });
        party.is_some_and(|name| stem::words(name).all(|word| self.words.contains(&lexicon.canonical(&word))))
    }
}

/// A name or a number of several pieces with a digit in it, as one word: `db-1`, `v1.5.0`, `2.2`.
fn numbered(text: &str) -> Option<String> {
    let words = stem::words(text).collect::<Vec<_>>();
    let joined = words.concat();
    let is = words.len() > 1 && joined.contains(|c: char| c.is_ascii_digit());
    let bare = joined.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is.then(|| bare.unwrap_or(&joined).to_owned())
}

/// A month, a day, an hour: `05`, `29z`.
fn is_two_digits(word: &str) -> bool {
    let digits = word.trim_end_matches('z');
    digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits of a date, a time or a run, and ids of commits.
fn is_date(word: &str) -> bool {
    word.len() >= 4
        && word.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b't' | b'z'))
        && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// A word in a name that says only of what kind, for which place or of what shape the thing is.
fn says_nothing(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.whole(word).iter().any(|one| {
        matches!(
            one,
            Meaning::Thing(_)
                | Meaning::Subject(_)
                | Meaning::Deed(_)
                | Meaning::KeptThing(_)
                | Meaning::Place(_)
                | Meaning::Role(Phrase::General | Phrase::Filler | Phrase::Branch)
        )
    })
}

/// Whether the name of a value is one that tells: not of prose, and not of what is left out.
pub(super) fn is_telling(name: &str, lexicon: &Lexicon) -> bool {
    !lexicon.is_prose(last(name)) && !denies(&stem::words(name).collect::<Vec<_>>(), lexicon)
}

/// Whether a record tells what is wanted.
#[must_use]
pub fn cover(wanted: &Wanted, record: Option<&Record>, telling: &Telling, lexicon: &Lexicon) -> Cover {
    let people = match wanted.by {
        By::Nobody => None,
        By::Subject => {
            let decider = telling.deciders.as_deref().filter(|people| people.tells(&wanted.words, lexicon));
            if decider.is_some() {
                return Cover::Told;
            }
            None
        }
        By::Doer => telling.doers.as_deref(),
        By::Decider => telling.deciders.as_deref(),
    };
    if let Some(people) = people {
        return if people.tells(&wanted.words, lexicon) { Cover::Told } else { Cover::Untold };
    }
    match (&wanted.test, record) {
        (Test::Told, Some(record)) => told(wanted, record, telling, lexicon),
        (Test::Told, None) if tells(wanted, telling, lexicon) => Cover::Told,
        (Test::Figure(limits, counted), Some(record)) => {
            let value = figure::value(&wanted.words, *counted, record, telling, lexicon);
            value.map_or(Cover::Untold, |value| {
                Cover::Figure(value, limits.iter().all(|(op, bound)| op.holds(value, *bound)))
            })
        }
        (Test::Zero, Some(record)) => figure::count(&wanted.words, record, telling, lexicon)
            .map_or(Cover::Untold, |count| Cover::Figure(count, count == 0.0)),
        _ => Cover::Untold,
    }
}

fn told(wanted: &Wanted, record: &Record, telling: &Telling, lexicon: &Lexicon) -> Cover {
    let says = |text: &str| {
        let mut own = Telling::default();
        own.add_part(text, lexicon);
        tells(wanted, &own, lexicon) || names_part(wanted, &own, lexicon)
    };
    let parts = record.parts.iter().enumerate().filter(|(_, part)| says(&part.name)).map(|(at, _)| at);
    let parts = parts.collect::<Vec<_>>();
    if !parts.is_empty() {
        let ended = parts.iter().filter_map(|at| record.parts.get(*at)).map(|part| part.conclusion);
        return Cover::Parts(parts.clone(), worst(ended));
    }
    let fields = record
        .fields
        .iter()
        .filter(|(name, _)| is_telling(name, lexicon) && says(name))
        .filter_map(|(_, value)| conclusion::told(value));
    let fields = fields.map(Some).collect::<Vec<_>>();
    if fields.iter().any(|told| *told != Some(Conclusion::Succeeded)) {
        return Cover::Parts(Vec::new(), worst(fields.into_iter()));
    }
    if fields.is_empty() && !tells(wanted, telling, lexicon) {
        return Cover::Untold;
    }
    // Of several parts the one whose name stands among the words decides: `format` for `format check of the candidate`.
    let own =
        record.parts.iter().enumerate().filter(|(_, part)| is_among(&part.name, &wanted.words, lexicon));
    let own = own.map(|(at, _)| at).collect::<Vec<_>>();
    if own.is_empty() {
        return Cover::Told;
    }
    let ended = own.iter().filter_map(|at| record.parts.get(*at)).map(|part| part.conclusion);
    Cover::Parts(own.clone(), worst(ended))
}

/// Whether all words of a name stand among others, and some of them say something.
#[must_use]
pub fn is_among(name: &str, words: &str, lexicon: &Lexicon) -> bool {
    let asked = stem::words(words).map(|word| lexicon.canonical(&word)).collect::<BTreeSet<_>>();
    // The command in a row's bracket only says how.
    let name = name.split(" (").next().unwrap_or(name);
    let own = stem::words(name)
        .filter(|word| {
            !is_date(word)
                && !says_nothing(word, lexicon)
                && !lexicon.whole(word).contains(&Meaning::Role(Phrase::Part))
        })
        .collect::<Vec<_>>();
    !own.is_empty() && own.iter().all(|word| asked.contains(&lexicon.canonical(word)))
}

/// Whether a part's name has all words but those that any part may be called by: a `format` check, a `checkout` flow.
fn names_part(wanted: &Wanted, telling: &Telling, lexicon: &Lexicon) -> bool {
    let is_part = |word: &String| lexicon.whole(word).contains(&Meaning::Role(Phrase::Part));
    let words = stem::words(&wanted.words).filter(|word| !is_part(word)).collect::<Vec<_>>();
    telling.tells(&words.join(" "), lexicon)
}

/// A command is told by itself, or by what it runs.
fn tells(wanted: &Wanted, telling: &Telling, lexicon: &Lexicon) -> bool {
    if telling.tells(&wanted.words, lexicon) {
        return true;
    }
    let runs = |word: &String| {
        lexicon.whole(word).iter().any(|one| matches!(one, Meaning::Role(Phrase::Runner | Phrase::Doing)))
    };
    let subject = stem::words(&wanted.words).filter(|word| !runs(word)).collect::<Vec<_>>().join(" ");
    wanted.is_command && telling.tells(&subject, lexicon)
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

fn is_filler(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.whole(word).contains(&Meaning::Role(Phrase::Filler))
}

/// The name of a field without the group in which it stands.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Whether a value says yes, or something: not `false`, `none`, `0`, `failed` or `pending`.
#[must_use]
pub fn is_affirmed(value: &str) -> bool {
    let none = matches!(folded(value).as_str(), "" | "0") || Cue::NoValue.is(value);
    !none && conclusion::told(value).is_none_or(|told| told == Conclusion::Succeeded)
}

/// Whether words hold one that turns them round.
fn denies(words: &[String], lexicon: &Lexicon) -> bool {
    (0..words.len()).any(|at| {
        let found = lexicon.longest(|n| words.get(at + n).map(String::as_str));
        found.is_some_and(|(meanings, _)| {
            meanings.iter().any(|one| matches!(one, Meaning::Role(Phrase::Polarity | Phrase::Condition)))
                && !meanings.iter().any(|one| matches!(one, Meaning::Role(Phrase::Filler)))
        })
    })
}
