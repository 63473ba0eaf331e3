//! The words of checklists and evidence as data: `content/lexicon/*.toml`, and what `golive.toml` adds.
//!
//! Invariant: no phrase stands in Rust. This room knows which phrases there are and what they may mean, and finds them in words; what a
//! phrase means in a sentence is decided in `assess::reading`.

mod check;
pub mod closings;
pub mod file;
pub mod numbered;
pub mod phrases;
mod reading;
pub mod rows;
pub mod stem;
pub mod tools;
pub mod vocabulary;
pub mod words;

use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, folded};
use file::{ActKind, ActPart, FactKind, File, LexiconError, Role};
use phrases::Phrases;
use rows::ActRow;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, LazyLock};
use tools::Tools;

/// What a phrase may mean.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// One of the roles that need no more.
    Role(Role),
    /// A number in words.
    Number(u32),
    /// An environment, by its usual name.
    Place(Arc<str>),
    /// A team or a role of people, by its usual name.
    Party(Arc<str>),
    /// A kind of evidence.
    Thing(Kind),
    /// A kind of evidence, and a part of it that the evidence must name itself: a job, a suite.
    Subject(Kind),
    /// A verb that names a kind and says that it was done.
    Deed(Kind),
    /// A word of doing that belongs to one kind.
    DoneOf(Kind),
    /// A word of outcome that names a kind where no other word does.
    Implies(Kind),
    /// What a kind of evidence counts: `no vulnerabilities` asks for it.
    CountOf(Kind),
    /// Something that is kept, by the kind of evidence that holds it.
    InventoryThing(Kind),
    /// What is to be true of it.
    KeptState(Kind),
    /// Something that git shows.
    FactThing(FactKind),
    /// That it is so.
    FactDeed(FactKind),
    /// More that is asked of it.
    FactMore(FactKind),
    /// A value that a decision must tell: `scope`, `target date`.
    Field(Arc<str>),
}

impl Meaning {
    /// Whether it is a team or a role of people.
    pub fn is_party(&self) -> bool {
        matches!(self, Self::Party(_))
    }

    /// The environment that it is, by its usual name.
    pub fn place(&self) -> Option<&Arc<str>> {
        if let Self::Place(name) = self { Some(name) } else { None }
    }

    /// The usual name of the team or the role of people that it is.
    pub fn party(&self) -> Option<&str> {
        if let Self::Party(name) = self { Some(name) } else { None }
    }

    /// The number that it is.
    pub fn number(&self) -> Option<u32> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// Whether it names a kind of evidence, or what is done to have some.
    pub fn names_kind(&self) -> bool {
        matches!(self, Self::Thing(_) | Self::Subject(_) | Self::Deed(_))
    }

    /// Whether it names a decision, or that one was made: `sign-off`, `approved`.
    pub fn is_decision(&self) -> bool {
        matches!(self, Self::Thing(kind) | Self::Deed(kind) if kind.is_sign_off())
    }
}

/// The phrases of all languages.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    phrases: Phrases<Meaning>,
    conclusions: Phrases<Conclusion>,
    acts: Phrases<(ActKind, ActPart)>,
    synonyms: FxHashMap<Box<str>, Arc<str>>,
    /// The stems of the verbs whose `-ing` form is the same deed.
    verbs: FxHashSet<String>,
    /// Words that look like a form of another word and are none.
    uninflected: FxHashSet<String>,
    prose: FxHashSet<String>,
    keys: FxHashSet<String>,
    /// Names of values that tell nothing of what their record is about.
    no_subjects: FxHashSet<String>,
    /// Ends of words that are no nouns for a thing.
    no_noun_ends: Vec<String>,
    undone: FxHashMap<String, Conclusion>,
    kinds: BTreeSet<String>,
    worded: BTreeSet<String>,
    /// What the reports of tools are about.
    pub tools: Tools,
}

impl Lexicon {
    /// The built-in lexicon.
    pub fn built_in() -> &'static Arc<Self> {
        static BUILT_IN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
            let mut lexicon = Lexicon::default();
            File::built_in().iter().for_each(|file| lexicon.add(file));
            Arc::new(lexicon)
        });
        &BUILT_IN
    }

    /// The built-in lexicon with more rows. They go before those that are built in: a phrase of both is of the kind that a team says.
    pub fn with(rows: &File) -> Arc<Self> {
        let mut lexicon = Self::default();
        lexicon.add(rows);
        File::built_in().iter().for_each(|file| lexicon.add(file));
        Arc::new(lexicon)
    }

    /// Adds a kind of evidence that items may name.
    pub fn know(&mut self, kind: &str) {
        self.kinds.insert(kind.to_owned());
    }

    /// All kinds of evidence that items may name.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        Kind::built_in().map(Kind::word).chain(self.kinds.iter().map(String::as_str))
    }

    /// Whether items may name a kind of evidence.
    pub fn knows(&self, kind: &str) -> bool {
        self.kinds().any(|known| known == kind)
    }

    /// Whether a kind has words by which items ask for it.
    pub fn has_words_for(&self, kind: &str) -> bool {
        self.worded.contains(kind)
    }

    /// Reads rows as they stand in a lexicon or in `golive.toml`.
    ///
    /// # Errors
    /// With line and column, where a key, a role or a kind is unknown, or a list is empty.
    pub fn parse(name: &str, text: &str) -> Result<File, LexiconError> {
        File::parse(name, text)
    }

    fn add(&mut self, file: &File) {
        for row in &file.phrase {
            match row.role {
                Role::Prose => self.prose.extend(row.words.iter().map(|word| folded(word))),
                Role::Verb => self.verbs.extend(row.words.iter().map(|word| stem::stem(word))),
                Role::Uninflected => self.uninflected.extend(row.words.iter().cloned()),
                Role::Key => self.keys.extend(row.words.iter().cloned()),
                Role::NoSubject => self.no_subjects.extend(row.words.iter().cloned()),
                Role::NoNounEnd => self.no_noun_ends.extend(row.words.iter().cloned()),
                role => self.put(&row.words, &Meaning::Role(role)),
            }
        }
        file.number.iter().for_each(|row| self.put(&row.words, &Meaning::Number(row.value)));
        file.place.iter().for_each(|row| self.put(&row.words, &Meaning::Place(row.id.as_str().into())));
        file.party.iter().for_each(|row| self.put(&row.words, &Meaning::Party(row.id.as_str().into())));
        file.field.iter().for_each(|row| self.put(&row.words, &Meaning::Field(row.id.as_str().into())));
        for row in &file.kind {
            self.know(&row.id);
            self.worded.insert(row.id.clone());
            let kind = Kind::named(&row.id);
            self.put_things(&row.things, &Meaning::Thing(kind.clone()));
            self.put_things(&row.subjects, &Meaning::Subject(kind.clone()));
            self.put(&row.deeds, &Meaning::Deed(kind.clone()));
            self.put(&row.done, &Meaning::DoneOf(kind.clone()));
            self.put(&row.implies, &Meaning::Implies(kind.clone()));
            self.put(&row.counts, &Meaning::CountOf(kind));
        }
        for row in &file.state {
            let kind = Kind::named(&row.of);
            self.put_things(&row.things, &Meaning::InventoryThing(kind.clone()));
            self.put(&row.states, &Meaning::KeptState(kind));
        }
        for row in &file.fact {
            self.put_things(&row.things, &Meaning::FactThing(row.id));
            self.put(&row.deeds, &Meaning::FactDeed(row.id));
            self.put(&row.more, &Meaning::FactMore(row.id));
        }
        file.act.iter().for_each(|row| self.add_act(row));
        file.tool.iter().for_each(|row| self.tools.add(row));
        for row in &file.conclusion {
            let Some(conclusion) = Conclusion::ALL.into_iter().find(|one| one.word() == row.id) else {
                continue;
            };
            row.words.iter().for_each(|phrase| self.conclusions.insert(phrase, conclusion));
        }
        for row in &file.undone {
            let Some(conclusion) = Conclusion::ALL.into_iter().find(|one| one.word() == row.id) else {
                continue;
            };
            self.undone.extend(row.words.iter().map(|word| (folded(word), conclusion)));
        }
        for row in &file.synonym {
            let Some(first) = row.words.first() else { continue };
            let known = row.words.iter().find_map(|word| self.synonyms.get(word.as_str()).cloned());
            let canonical = known.unwrap_or_else(|| stem::stem(first).into());
            for word in &row.words {
                self.synonyms.insert(stem::stem(word).into(), canonical.clone());
            }
        }
    }

    fn add_act(&mut self, row: &ActRow) {
        let parts = [
            (ActPart::Verb, &row.verbs),
            (ActPart::Thing, &row.things),
            (ActPart::Done, &row.done),
            (ActPart::More, &row.more),
            (ActPart::Unless, &row.unless),
            (ActPart::Beside, &row.beside),
        ];
        for (part, words) in parts {
            words.iter().for_each(|phrase| self.acts.insert(phrase, (row.id, part)));
        }
    }

    /// Adds a meaning of a phrase that a repository's own records name, and of its plural: what a record calls itself, it is before
    /// anything that a row says of these words.
    pub fn learn(&mut self, phrase: &str, meaning: Meaning) {
        self.phrases.insert_first(&stem::plural(phrase), meaning.clone());
        self.phrases.insert_first(phrase, meaning);
    }

    fn put(&mut self, words: &[String], meaning: &Meaning) {
        words.iter().for_each(|phrase| self.phrases.insert(phrase, meaning.clone()));
    }

    /// Things, and their plurals.
    fn put_things(&mut self, words: &[String], meaning: &Meaning) {
        for phrase in words {
            self.phrases.insert(phrase, meaning.clone());
            self.phrases.insert(&stem::plural(phrase), meaning.clone());
        }
    }

    /// The longest phrase that begins here, what it may mean, and how many words it has. `word` gives the words in lower case.
    pub fn longest<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<(&[Meaning], usize)> {
        self.phrases.longest(word)
    }

    /// What every phrase that begins here does in words that ask for an act, with its number of words.
    pub fn acts<'w>(
        &self,
        word: impl Fn(usize) -> Option<&'w str>,
    ) -> impl Iterator<Item = (ActKind, ActPart, usize)> {
        let found = self.acts.all(word).into_iter();
        found.flat_map(|(all, count)| all.iter().map(move |(kind, part)| (*kind, *part, count)))
    }

    /// Whether a phrase that does this in words that ask for an act stands in a text.
    pub fn has_act(&self, text: &str, kind: ActKind, part: ActPart) -> bool {
        let words = stem::words(text).collect::<Vec<_>>();
        (0..words.len()).any(|from| {
            let word = |n: usize| words.get(from + n).map(String::as_str);
            self.acts(word).any(|(own, does, _)| (own, does) == (kind, part))
        })
    }

    /// How something ended by the words at the beginning of a value, and how many they are.
    pub fn conclusion<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<(Conclusion, usize)> {
        let (found, count) = self.conclusions.longest(word)?;
        Some((*found.first()?, count))
    }

    /// The word as texts are compared: its stem, or that of its synonym.
    pub fn canonical(&self, word: &str) -> String {
        if self.uninflected.contains(word) {
            return word.to_owned();
        }
        let of_verb = stem::verb(word).filter(|verb| self.verbs.contains(verb));
        let stem = of_verb.unwrap_or_else(|| stem::stem(word));
        self.synonyms.get(stem.as_str()).map_or(stem, |canonical| canonical.to_string())
    }

    /// The words of a text that say something: all but fillers. A short name is none: the `US` of `US backup`, the `A` of `zone A`.
    pub fn content<'t>(&'t self, text: &'t str) -> impl Iterator<Item = String> + 't {
        let says = |piece: &&str| stem::is_short_name(piece) || !self.has(piece, Role::Filler);
        let pieces = text.split(|c: char| !c.is_alphanumeric()).filter(says);
        pieces.flat_map(stem::words)
    }

    /// The words of a text as texts are compared.
    pub fn compared<'t>(&'t self, text: &'t str) -> impl Iterator<Item = String> + 't {
        stem::words(text).map(|word| self.canonical(&word))
    }

    /// The words of a text that say something, as texts are compared.
    pub fn compared_content<'t>(&'t self, text: &'t str) -> impl Iterator<Item = String> + 't {
        self.content(text).map(|word| self.canonical(&word))
    }

    /// What the longest phrase may mean that begins at each of these words, with the words behind it.
    pub fn phrases<'w>(&'w self, words: &'w [String]) -> impl Iterator<Item = (&'w [Meaning], Range<usize>)> {
        let phrase = |at: usize| self.longest(|n| words.get(at + n).map(String::as_str));
        (0..words.len()).filter_map(move |at| phrase(at).map(|(meanings, count)| (meanings, at..at + count)))
    }

    /// Whether a phrase of these words may mean this.
    pub fn says(&self, words: &[String], is: impl Fn(&Meaning) -> bool) -> bool {
        self.phrases(words).any(|(meanings, _)| meanings.iter().any(&is))
    }

    /// Whether a value of this name holds prose.
    pub fn is_prose(&self, name: &str) -> bool {
        self.prose.contains(&folded(name))
    }

    /// Whether a word says that something was done.
    pub fn says_done(&self, word: &str) -> bool {
        self.has(word, Role::Doing) || self.has(word, Role::Outcome)
    }

    /// What a success counts for, where a value of this name says yes.
    pub fn undone(&self, name: &str) -> Option<Conclusion> {
        self.undone.get(&folded(name)).copied()
    }

    /// Whether a value of this name tells what its record is about, or where or with whom it was.
    pub fn is_key(&self, name: &str) -> bool {
        let says_nothing = |word: &str| {
            self.whole(word).iter().any(|one| {
                matches!(
                    one,
                    Meaning::Thing(_)
                        | Meaning::Subject(_)
                        | Meaning::Place(_)
                        | Meaning::Role(Role::Filler | Role::Part | Role::General)
                )
            })
        };
        let is = |word: &str| self.keys.contains(word) || self.keys.contains(word.trim_end_matches('s'));
        stem::words(name).all(|word| is(&word) || says_nothing(&word))
    }

    /// Whether a name is one word that no row knows, and that says neither who did something nor what took no part: `station`, `satellite`.
    pub fn is_noun(&self, name: &str) -> bool {
        let words = stem::words(name).collect::<Vec<_>>();
        let [word] = words.as_slice() else { return false };
        let is_plain = word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_no_noun = self.no_noun_ends.iter().any(|end| word.ends_with(&**end));
        let is_known = !self.whole(word).is_empty() || self.undone(word).is_some();
        is_plain && !is_no_noun && !is_known && !self.no_subjects.contains(word)
    }

    /// Whether a whole text has a role.
    pub fn has(&self, text: &str, role: Role) -> bool {
        self.whole(text).contains(&Meaning::Role(role))
    }

    /// Whether a whole text has one of these roles.
    pub fn has_any(&self, text: &str, roles: &[Role]) -> bool {
        self.whole(text).iter().any(|meaning| matches!(meaning, Meaning::Role(own) if roles.contains(own)))
    }

    /// What a whole text may mean, where it is one phrase: `restore drill`.
    pub fn whole(&self, text: &str) -> &[Meaning] {
        if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return self.longest(|at| (at == 0).then_some(text)).map_or(&[], |(meanings, _)| meanings);
        }
        let words = stem::words(text).collect::<Vec<_>>();
        match self.longest(|at| words.get(at).map(String::as_str)) {
            Some((meanings, count)) if count == words.len() => meanings,
            _ => &[],
        }
    }
}
