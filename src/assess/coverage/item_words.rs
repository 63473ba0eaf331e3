//! The words of an item, worked out once, as those of records and files are compared with them.

use crate::assess::coverage::telling::pair;
use crate::lexicon::words::{self, Cue};
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase, stem};
use crate::model::reading::{By, Reading, Role};
use crate::model::record::Record;
use std::collections::BTreeSet;

/// The words of an item, fit to be compared.
#[derive(Clone, Debug, Default)]
pub struct ItemWords {
    /// Its words, and each two neighbours as one.
    pub(super) words: BTreeSet<String>,
    pub(super) parties: BTreeSet<String>,
    /// Whether it says that something was done and not how it ended, so that no test of its thing is meant.
    pub(super) says_done: bool,
    /// Whether it denies something.
    pub(in crate::assess) denies: bool,
    /// Whether it says who did something or decided.
    pub(super) names_people: bool,
    /// The words that say something, as they are compared, and by the roots that they share with who does it.
    content: BTreeSet<String>,
    roots: BTreeSet<String>,
    /// What was done with something, by the roots of its words, and the words of the thing, as they are compared: all of them, and those
    /// before the first of the doing in their order.
    pub(in crate::assess) verbs: BTreeSet<String>,
    pub(in crate::assess) things: BTreeSet<String>,
    pub(in crate::assess) named_thing: Vec<String>,
    /// What the words are behind each word that narrows.
    pub(in crate::assess) narrowing: Vec<Vec<String>>,
}

impl ItemWords {
    /// The words of an item but those that name files or say where to look.
    pub fn of(reading: &Reading, lexicon: &Lexicon) -> Self {
        let spans = reading.spans.iter().enumerate();
        let spans = spans.filter(|(_, span)| !matches!(span.role, Role::Reference | Role::Instruction));
        let text = spans.map(|(at, _)| reading.words(at)).collect::<Vec<_>>().join(" ");
        let all = stem::words(&text).collect::<Vec<_>>();
        let pairs = all.iter().zip(all.iter().skip(1)).filter_map(|(a, b)| pair(a, b, lexicon));
        let words = all.iter().map(|word| lexicon.canonical(word)).chain(pairs).collect();
        let mut parties = BTreeSet::new();
        let (mut says_outcome, mut says_doing, mut denies) = (false, false, false);
        for_each_phrase(&all, lexicon, |_, meanings| {
            parties.extend(meanings.iter().filter_map(Meaning::party).map(ToOwned::to_owned));
            let has = |role: Phrase| meanings.contains(&Meaning::Role(role));
            says_outcome |= has(Phrase::Outcome);
            says_doing |= has(Phrase::Doing);
            denies |= has(Phrase::Polarity) || has(Phrase::Zero);
        });
        let wanted =
            reading.asks.iter().flat_map(|ask| &ask.wanted).chain(&reading.free).chain(&reading.things);
        let content = lexicon.content(&text).collect::<Vec<_>>();
        let verbs = verbs(&content, lexicon);
        let is_verb = |word: &&String| verbs.contains(&words::root(word));
        let canonical = |word: &String| lexicon.canonical(word);
        let things = content.iter().filter(|word| !is_verb(word)).map(canonical).collect();
        let named_thing = content.iter().take_while(|word| !is_verb(word)).map(canonical).collect();
        Self {
            verbs,
            things,
            named_thing,
            words,
            parties,
            says_done: says_doing && !says_outcome,
            denies,
            names_people: wanted.into_iter().any(|wanted| wanted.by != By::Nobody),
            roots: content.iter().map(|word| words::root(word)).collect(),
            content: content.iter().map(canonical).collect(),
            narrowing: narrowing(&text, lexicon),
        }
    }

    /// Whether it says a word, be it as who does it or as the doing.
    pub fn says(&self, word: &str, lexicon: &Lexicon) -> bool {
        self.content.contains(&lexicon.canonical(word)) || self.roots.contains(&words::root(word))
    }

    /// All words, as they are compared, and each two neighbours as one.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        self.words.iter()
    }

    /// Whether it has a word, as it is compared.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Whether it asks for the very state in which a record says that its thing is: `Child lock engaged`, and `status: engaged`. A word that
    /// the record's title has too says nothing of how the thing stands.
    pub fn asks_state(&self, record: &Record, lexicon: &Lexicon) -> bool {
        let is_titled = |word: &String| lexicon.compared(&record.title).any(|own| own == *word);
        !record.state.is_empty()
            && !self.denies
            && lexicon.compared(&record.state).all(|word| self.words.contains(&word) && !is_titled(&word))
    }

    pub(super) fn asks(&self, words: &[String], at: usize, lexicon: &Lexicon) -> bool {
        let Some(word) = words.get(at) else { return false };
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let pairs = [before.zip(Some(word)), Some(word).zip(words.get(at + 1))];
        let pairs = pairs.into_iter().flatten().filter_map(|(a, b)| pair(a, b, lexicon));
        std::iter::once(lexicon.canonical(word)).chain(pairs).any(|word| self.words.contains(&word))
    }
}

/// The roots of the words that say what was done; where none is known for that, of the last of several.
fn verbs(content: &[String], lexicon: &Lexicon) -> BTreeSet<String> {
    let is_verb = |word: &&String| lexicon.says_done(word) || word.len() > 4 && word.ends_with("ed");
    let verbs = content.iter().filter(is_verb).map(|word| words::root(word)).collect::<BTreeSet<_>>();
    let last = content.last().filter(|_| verbs.is_empty() && content.len() > 1);
    verbs.into_iter().chain(last.map(|word| words::root(word))).collect()
}

/// The words behind each word that narrows: of `cleared for trailers` the last.
pub fn narrowing(text: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = Vec::new();
    let mut is_inside = false;
    for word in stem::words(text) {
        if lexicon.has(&word, Phrase::Narrowing) || Cue::Placing.is(&word) {
            is_inside = true;
            groups.push(Vec::new());
        } else if lexicon.says_done(&word) || lexicon.has(&word, Phrase::Joint) {
            is_inside = false;
        } else if is_inside && !lexicon.has(&word, Phrase::Filler) {
            groups.last_mut().into_iter().for_each(|group| group.push(word.clone()));
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Looks at each phrase of the lexicon among words, the longest at each place; a word that begins none is one without meanings.
pub(super) fn for_each_phrase<'l>(
    words: &[String],
    lexicon: &'l Lexicon,
    mut each: impl FnMut(std::ops::Range<usize>, &'l [Meaning]),
) {
    let mut at = 0;
    while at < words.len() {
        let found = lexicon.longest(|n| words.get(at + n).map(String::as_str));
        let (meanings, count) = found.unwrap_or((&[], 1));
        each(at..at + count, meanings);
        at += count;
    }
}
