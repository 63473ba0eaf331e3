//! Whether what evidence tells holds the words of an item.

use crate::assess::coverage::record_words::{
    Keyed, RecordWords, is_date, is_two_digits, numbered, says_nothing,
};
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase, stem};
use std::collections::BTreeSet;

/// Which of what a record tells tells a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoveredBy {
    /// Nothing does.
    Nothing,
    /// The record itself, by its file, its title or its fields.
    Record,
    /// Each of these parts (indices), with the record itself.
    Parts(Vec<usize>),
}

impl RecordWords {
    /// Whether it tells every word of a text.
    pub fn tells(&self, text: &str, lexicon: &Lexicon) -> bool {
        self.covered_by(text, lexicon) != CoveredBy::Nothing
    }

    /// What of it tells every word of a text.
    pub fn covered_by(&self, text: &str, lexicon: &Lexicon) -> CoveredBy {
        let asked = stem::words(text).map(|word| lexicon.canonical(&word)).collect::<BTreeSet<_>>();
        let mut all =
            self.asked(&asked, |keyed| keyed.count.as_ref().is_none_or(|count| asked.contains(count)));
        if self.tells_with(&all, text, lexicon) {
            return CoveredBy::Record;
        }
        let parts = self.parts.iter().enumerate().filter(|(_, part)| {
            all.push(&part.all);
            let tells = self.tells_with(&all, text, lexicon);
            all.pop();
            tells
        });
        let parts = parts.map(|(at, _)| at).collect::<Vec<_>>();
        if parts.is_empty() { CoveredBy::Nothing } else { CoveredBy::Parts(parts) }
    }

    /// Whether it tells every word of a text, or counts what the words name.
    pub(super) fn tells_or_counts(&self, text: &str, lexicon: &Lexicon) -> bool {
        let asked = stem::words(text).map(|word| lexicon.canonical(&word)).collect::<BTreeSet<_>>();
        self.tells(text, lexicon) || self.tells_with(&self.asked(&asked, |_| true), text, lexicon)
    }

    /// It, and its values whose names are asked for.
    fn asked(&self, asked: &BTreeSet<String>, is: impl Fn(&Keyed) -> bool) -> Vec<&Self> {
        let names_end = || self.keyed.iter().any(|keyed| keyed.is_end && keyed.name.is_subset(asked));
        let tells =
            |keyed: &&Keyed| (keyed.name.is_subset(asked) || keyed.is_end && !names_end()) && is(keyed);
        let is_asked = |keyed: &&Keyed| keyed.value.as_ref().is_none_or(|value| !value.is_disjoint(asked));
        let keyed = self.keyed.iter().filter(tells).filter(is_asked);
        std::iter::once(self).chain(keyed.map(|keyed| &keyed.words)).collect()
    }

    fn tells_with(&self, all: &[&Self], text: &str, lexicon: &Lexicon) -> bool {
        let words = lexicon.content(text).collect::<Vec<_>>();
        let has = |word: &str| all.iter().any(|source| source.words.contains(word));
        let joined = |at: usize| {
            let pair = |a: usize, b: usize| pair(words.get(a)?, words.get(b)?, lexicon);
            let after = pair(at, at + 1);
            let before = at.checked_sub(1).and_then(|before| pair(before, at));
            after.into_iter().chain(before).any(|word| has(&word))
        };
        // Of contract tests the word `tests` says only of what shape they are.
        let is_shape = |word: &str| lexicon.has(word, Phrase::Part);
        let has_content = words.iter().any(|word| !is_shape(word));
        // `db-1` and `2.2` are told as a whole, or not at all.
        let is_whole = text.split_whitespace().filter_map(numbered).all(|name| has(&name));
        !words.is_empty()
            && is_whole
            && words.iter().enumerate().all(|(at, word)| {
                (has_content && is_shape(word))
                    || has(&lexicon.canonical(word))
                    || joined(at)
                    || all.iter().any(|source| source.has_party(word, lexicon))
                    || all.iter().any(|source| source.is_in_name(word, &words, lexicon))
                    || all.iter().any(|source| source.is_of_part(word, &words, lexicon))
            })
    }

    /// Whether a part's name holds a word: beside it nothing else, or all the other words that are asked.
    fn is_of_part(&self, word: &str, asked: &[String], lexicon: &Lexicon) -> bool {
        let same = |a: &str, b: &str| lexicon.canonical(a) == lexicon.canonical(b);
        let means = |word: &str, is: fn(&Meaning) -> bool| lexicon.whole(word).iter().any(is);
        let is_party = means(word, Meaning::is_party);
        let is_shape = |word: &String| {
            is_date(word)
                || means(word, |meaning| {
                    matches!(
                        meaning,
                        Meaning::Place(_) | Meaning::Role(Phrase::Filler | Phrase::Part | Phrase::Runner)
                    )
                })
                || (is_party && means(word, Meaning::is_party))
        };
        let says = asked.iter().filter(|word| !is_shape(word)).collect::<Vec<_>>();
        let is_general = says.is_empty() && !is_party;
        self.part_names.iter().any(|name| {
            let is_asked = |own: &String| asked.iter().any(|wanted| same(wanted, own));
            let has = |wanted: &str| name.iter().any(|own| same(own, wanted));
            let is_whole = name.iter().all(|own| is_asked(own) || is_shape(own));
            let is_wide = says.len() > 1 && says.iter().all(|wanted| has(wanted));
            has(word) && (is_whole || is_wide || is_general)
        })
    }

    /// Whether a name holds a word and nothing else that says something: `orders-20260310` tells `orders`, `orders_archive` does not.
    fn is_in_name(&self, word: &str, asked: &[String], lexicon: &Lexicon) -> bool {
        let same = |a: &str, b: &str| lexicon.canonical(a) == lexicon.canonical(b);
        let is_beside = |other: &String| {
            asked.iter().any(|wanted| same(wanted, other)) || is_date(other) || says_nothing(other, lexicon)
        };
        self.names.iter().any(|name| {
            let is_dated = name.iter().any(|word| word.starts_with("20") && is_date(word));
            let is_time = |own: &String| is_dated && is_two_digits(own);
            // A number or a letter of a name is none by itself: `db-4` tells no 4, `a.json` no A.
            let is_number = word.bytes().all(|byte| byte.is_ascii_digit()) && !is_date(word);
            let is_piece = is_number || lexicon.has(word, Phrase::Filler);
            let is_beside = |own: &String| {
                if is_piece { asked.iter().any(|wanted| same(wanted, own)) } else { is_beside(own) }
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
            .find_map(|meaning| if let Meaning::Party(name) = meaning { Some(name) } else { None });
        party.is_some_and(|name| stem::words(name).all(|word| self.words.contains(&lexicon.canonical(&word))))
    }
}

/// Two words as one: `type check` is `typecheck`; but `revision E` is no `revision`.
pub(super) fn pair(a: &str, b: &str, lexicon: &Lexicon) -> Option<String> {
    let pair = lexicon.canonical(&format!("{a}{b}"));
    (pair != lexicon.canonical(a) && pair != lexicon.canonical(b)).then_some(pair)
}
