//! The words that evidence tells, fit to be compared with those of an item.
//!
//! Fields, titles, parts and paths tell; prose does not: a word in a note may be there because the thing was *not* done.

use crate::lexicon::file::Role as Phrase;
use crate::lexicon::words::Cue;
use crate::lexicon::{Lexicon, Meaning, stem};
use crate::model::evidence::Evidence;
use crate::model::measurement::Measurement;
use crate::model::record::{Conclusion, Record, Role as People, folded};
use crate::read::conclusion;
use std::collections::BTreeSet;

/// A value of more words is prose.
const SHORT: usize = 12;

/// The words that a piece of evidence tells, fit to be compared.
#[derive(Clone, Debug, Default)]
pub struct RecordWords {
    words: BTreeSet<String>,
    /// Names of several words, such as `bookings_archive`: each tells its words only together.
    names: BTreeSet<Vec<String>>,
    /// Values whose names say nothing of what they are for: each tells only where its name is asked for too.
    keyed: Vec<(BTreeSet<String>, Self)>,
    /// Names of parts: of `docs build` a `build` is another thing.
    parts: BTreeSet<Vec<String>>,
    /// Who did it, and who decided.
    pub(super) doers: Option<Box<Self>>,
    pub(super) deciders: Option<Box<Self>>,
}

impl RecordWords {
    /// What a file tells by its name and its title.
    #[must_use]
    pub fn of_file(version: &Evidence, lexicon: &Lexicon) -> Self {
        let mut record_words = Self::default();
        record_words.add(&version.path, lexicon);
        record_words.add(version.facts.title.as_deref().unwrap_or_default(), lexicon);
        record_words.add(version.facts.kind.word(), lexicon);
        record_words
    }

    /// What a record tells, its file included.
    #[must_use]
    pub fn of_record(record: &Record, version: &Evidence, lexicon: &Lexicon) -> Self {
        let mut record_words = Self::of_file(version, lexicon);
        record_words.leave_party_to(&record.title, lexicon);
        let named = [&record.target, &record.branch, &record.release];
        named.into_iter().flatten().for_each(|text| record_words.add(text, lexicon));
        record_words.add(&record.title, lexicon);
        if let Some(kind) = &record.kind {
            record_words.add(kind.word(), lexicon);
        }
        let people = |is: fn(People) -> bool| {
            let mut own = Self::of_file(version, lexicon);
            own.leave_party_to(&record.title, lexicon);
            own.add(&record.title, lexicon);
            let names = record.people.iter().filter(|(role, _)| is(*role));
            names.for_each(|(_, name)| own.add_words(name, lexicon));
            Some(Box::new(own))
        };
        record_words.doers = people(|role| role == People::Actor);
        record_words.deciders = people(|role| role != People::Owner);
        if let Some(claim) = record.claim {
            record_words.add(&claim.day(), lexicon);
        }
        for part in &record.parts {
            record_words.add_part(&part.name, lexicon);
            record_words.add_value(&part.said, lexicon);
        }
        for (name, value) in record.fields.iter().filter(|(name, _)| is_telling(name, lexicon)) {
            record_words.add_field(name, value, lexicon);
        }
        record_words
    }

    /// What a measurement tells, the files that tell it included.
    #[must_use]
    pub fn of_measurement<'e>(
        measurement: &Measurement,
        files: impl Iterator<Item = &'e Evidence>,
        lexicon: &Lexicon,
    ) -> Self {
        let mut record_words = Self::default();
        for text in [&*measurement.target, &*measurement.label, measurement.metric.name()] {
            record_words.add(text, lexicon);
        }
        // Each label of a host is a name of its own: `staging.example.com`.
        if let Some((_, address)) = measurement.target.split_once("://") {
            let host = address.split(['/', '?', '#', ':']).next().unwrap_or_default();
            host.split('.').for_each(|label| record_words.add(label, lexicon));
        }
        for version in files {
            record_words.join(&Self::of_file(version, lexicon));
        }
        record_words
    }

    /// A title that names a team speaks for it, and not for the team in its file's name: `QA sign-off` in `product.md`.
    pub fn leave_party_to(&mut self, title: &str, lexicon: &Lexicon) {
        let is_party = |word: &str| lexicon.whole(word).iter().any(|one| matches!(one, Meaning::Party(_)));
        let named = stem::words(title).filter(|word| is_party(word)).map(|word| lexicon.canonical(&word));
        let named = named.collect::<BTreeSet<_>>();
        if !named.is_empty() {
            self.words.retain(|word| named.contains(word) || !is_party(word));
            let is_other = |word: &String| is_party(word) && !named.contains(&lexicon.canonical(word));
            self.names.retain(|name| !name.iter().any(is_other));
        }
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
        let key = stem::words(name).filter(|word| !is_filler(word, lexicon));
        let key = key.map(|word| lexicon.canonical(&word)).collect();
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
    pub(super) fn add_part(&mut self, name: &str, lexicon: &Lexicon) {
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
        // Of contract tests the word `tests` says only of what shape they are.
        let is_shape = |word: &str| lexicon.whole(word).contains(&Meaning::Role(Phrase::Part));
        let has_content = words.iter().any(|word| !is_shape(word));
        // `db-1` and `2.2` are told as a whole, or not at all.
        let is_whole = text.split_whitespace().filter_map(numbered).all(|name| has(&name));
        !words.is_empty()
            && is_whole
            && words.iter().enumerate().all(|(at, word)| {
                (has_content && is_shape(word))
                    || has(&lexicon.canonical(word))
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
            // The number of a name is none by itself: `db-4` tells no 4.
            let is_number = word.bytes().all(|byte| byte.is_ascii_digit()) && !is_date(word);
            let is_beside = |own: &String| {
                if is_number { asked.iter().any(|one| same(one, own)) } else { is_beside(own) }
            };
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
pub(in crate::assess) fn is_date(word: &str) -> bool {
    word.len() >= 4
        && word.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b't' | b'z'))
        && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// A word in a name that says only of what kind, for which place or of what shape the thing is.
pub(in crate::assess) fn says_nothing(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.whole(word).iter().any(|one| {
        matches!(
            one,
            Meaning::Thing(_)
                | Meaning::Subject(_)
                | Meaning::Deed(_)
                | Meaning::InventoryThing(_)
                | Meaning::Place(_)
                | Meaning::Role(Phrase::General | Phrase::Filler | Phrase::Branch)
        )
    })
}

/// Whether the name of a value is one that tells: not of prose, and not of what is left out.
pub(super) fn is_telling(name: &str, lexicon: &Lexicon) -> bool {
    !lexicon.is_prose(last(name)) && !denies(&stem::words(name).collect::<Vec<_>>(), lexicon)
}

pub(super) fn is_filler(word: &str, lexicon: &Lexicon) -> bool {
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
