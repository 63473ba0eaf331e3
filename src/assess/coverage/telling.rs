//! Whether what evidence tells holds the words of an item.

use crate::assess::coverage::name_words::{NameWord, numbered};
use crate::assess::coverage::neighbours::Neighbours;
use crate::assess::coverage::record_words::{Keyed, RecordWords, is_date, is_two_digits, says_nothing};
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase};
use std::borrow::Cow;
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
        self.covers(&Asked::of(text, lexicon), lexicon)
    }

    /// What of it tells every word that is asked.
    pub(super) fn covers(&self, asked: &Asked<'_>, lexicon: &Lexicon) -> CoveredBy {
        let mut all = self
            .asked(&asked.all, |keyed| keyed.count.as_ref().is_none_or(|count| asked.all.contains(count)));
        if asked.is_told(&all, lexicon) {
            return CoveredBy::Record;
        }
        let parts = self.parts.iter().enumerate().filter(|(_, part)| {
            all.push(&part.all);
            let is_told = asked.is_told(&all, lexicon);
            all.pop();
            is_told
        });
        let parts = parts.map(|(at, _)| at).collect::<Vec<_>>();
        if parts.is_empty() { CoveredBy::Nothing } else { CoveredBy::Parts(parts) }
    }

    /// Whether it tells every word of a text, or counts what the words name.
    pub(super) fn tells_or_counts(&self, text: &str, lexicon: &Lexicon) -> bool {
        let asked = Asked::of(text, lexicon);
        self.tells(text, lexicon) || asked.is_told(&self.asked(&asked.all, |_| true), lexicon)
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

    /// A team by any of its names: of `customer support` a record may say `support`.
    fn has_party(&self, word: &str, lexicon: &Lexicon) -> bool {
        let party = lexicon.whole(word).iter().find_map(Meaning::party);
        party.is_some_and(|name| lexicon.compared(name).all(|word| self.words.contains(&word)))
    }
}

/// The words of a text that are to be told. Made once for many records.
pub(super) struct Asked<'t> {
    text: Cow<'t, str>,
    /// All of them, as they are compared.
    all: BTreeSet<String>,
    /// Those that say something.
    words: Vec<NameWord>,
    /// `db-1` and `2.2` are told as a whole, or not at all.
    whole: Vec<String>,
}

impl<'t> Asked<'t> {
    pub(super) fn of(text: impl Into<Cow<'t, str>>, lexicon: &Lexicon) -> Self {
        let text = text.into();
        Self {
            all: lexicon.compared(&text).collect(),
            words: lexicon.content(&text).map(|word| NameWord::of(word, lexicon)).collect(),
            whole: text.split_whitespace().filter_map(numbered).collect(),
            text,
        }
    }

    /// Whether something tells all of it.
    pub(super) fn is_told_by(&self, record_words: &RecordWords, lexicon: &Lexicon) -> bool {
        record_words.covers(self, lexicon) != CoveredBy::Nothing
    }

    fn has(&self, word: &NameWord) -> bool {
        self.words.iter().any(|asked| asked.canonical == word.canonical)
    }

    /// Whether these tell all of the words between them.
    fn is_told(&self, all: &[&RecordWords], lexicon: &Lexicon) -> bool {
        let has = |word: &str| all.iter().any(|source| source.words.contains(word));
        let joined = |at: usize| {
            let pair = |a: usize, b: usize| pair(&self.words.get(a)?.text, &self.words.get(b)?.text, lexicon);
            let after = pair(at, at + 1);
            let before = at.checked_sub(1).and_then(|before| pair(before, at));
            after.into_iter().chain(before).any(|word| has(&word))
        };
        // Of contract tests the word `tests` says only of what shape they are.
        let is_shape = |word: &NameWord| lexicon.has(&word.text, Phrase::Part);
        let has_content = self.words.iter().any(|word| !is_shape(word));
        !self.words.is_empty()
            && self.whole.iter().all(|name| has(name))
            && self.words.iter().enumerate().all(|(at, word)| {
                (has_content && is_shape(word))
                    || has(&word.canonical)
                    || joined(at)
                    || all.iter().any(|source| source.has_party(&word.text, lexicon))
                    || all.iter().any(|source| self.is_in_name(word, source, lexicon))
                    || all.iter().any(|source| self.is_of_part(word, source, lexicon))
            })
            && !Neighbours::of(&self.text, lexicon).are_crossed(all)
    }

    /// Whether a part's name holds a word: beside it nothing else, or all the other words that are asked.
    fn is_of_part(&self, word: &NameWord, source: &RecordWords, lexicon: &Lexicon) -> bool {
        let has = |name: &[NameWord], word: &NameWord| name.iter().any(|own| own.canonical == word.canonical);
        let named = source.part_names.iter().filter(|name| has(name, word)).collect::<Vec<_>>();
        if named.is_empty() {
            return false;
        }
        let means = |word: &NameWord, is: fn(&Meaning) -> bool| lexicon.whole(&word.text).iter().any(is);
        let is_party = means(word, Meaning::is_party);
        let is_shape = |word: &NameWord| {
            is_date(&word.text)
                || means(word, |meaning| meaning.place().is_some())
                || lexicon.has_any(&word.text, &[Phrase::Filler, Phrase::Part, Phrase::Runner])
                || is_party && means(word, Meaning::is_party)
        };
        let says = self.words.iter().filter(|word| !is_shape(word)).collect::<Vec<_>>();
        let is_general = says.is_empty() && !is_party;
        named.into_iter().any(|name| {
            let is_whole = name.iter().all(|own| self.has(own) || is_shape(own));
            let is_wide = says.len() > 1 && says.iter().all(|wanted| has(name, wanted));
            is_whole || is_wide || is_general
        })
    }

    /// Whether a name holds a word and nothing else that says something: `orders-20260310` tells `orders`, `orders_archive` does not.
    fn is_in_name(&self, word: &NameWord, source: &RecordWords, lexicon: &Lexicon) -> bool {
        let is_same = |own: &NameWord| own.canonical == word.canonical;
        let mut names = source.names.iter().filter(|name| name.iter().any(is_same)).peekable();
        if names.peek().is_none() {
            return false;
        }
        // A number or a letter of a name is none by itself: `db-4` tells no 4, `a.json` no A.
        let is_number = word.text.bytes().all(|byte| byte.is_ascii_digit()) && !is_date(&word.text);
        let is_piece = is_number || lexicon.has(&word.text, Phrase::Filler);
        let is_beside = |own: &NameWord| {
            self.has(own) || !is_piece && (is_date(&own.text) || says_nothing(&own.text, lexicon))
        };
        names.any(|name| {
            let is_dated = name.iter().any(|word| word.text.starts_with("20") && is_date(&word.text));
            let is_time = |own: &NameWord| is_dated && is_two_digits(&own.text);
            name.iter().all(|own| is_same(own) || is_beside(own) || is_time(own))
        })
    }
}

/// Two words as one: `type check` is `typecheck`; but `revision E` is no `revision`.
pub(super) fn pair(a: &str, b: &str, lexicon: &Lexicon) -> Option<String> {
    let pair = lexicon.canonical(&format!("{a}{b}"));
    (pair != lexicon.canonical(a) && pair != lexicon.canonical(b)).then_some(pair)
}
