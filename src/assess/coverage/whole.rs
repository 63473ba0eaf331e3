//! Whether the names and values of a record are, as a whole, what an item asks: `Cancel load test` is no load test, `copy of production` no
//! production.

use crate::assess::coverage::item_words::{ItemWords, for_each_phrase};
use crate::assess::coverage::record_words::is_date;
use crate::assess::coverage::values::{ends_in_stand_in, is_affirmed, is_telling, is_value};
use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase, stem};
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Record};
use crate::read::value::conclusion;
use std::collections::BTreeSet;

/// What stands between the name of a person and the role.
const PARTING: [char; 7] = [',', ';', '|', '/', '(', ')', '&'];

/// A text of a record by its words: which of them the item asks, and whether the others narrow nothing.
#[derive(Clone)]
struct Compared<'r> {
    text: &'r str,
    asked: BTreeSet<String>,
    is_whole: bool,
    /// Whether it says that it was not done for real, and the item does not.
    is_rehearsed: bool,
}

/// What texts of a record are compared with.
pub struct NameComparison<'a> {
    /// The kinds of evidence that the record is of: their words are its own.
    pub kinds: &'a [&'a Kind],
    /// The kind that the item asks for.
    pub asked: Option<&'a Kind>,
    /// Whether it is a decision, so that words for one are its own.
    pub is_decision: bool,
    /// Whether it is bad news: words for that are its own.
    pub is_bad: bool,
    /// The words of the item.
    pub item: &'a ItemWords,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
}

/// What stands at one place of a text.
enum Word {
    Asked,
    /// It narrows nothing: `weekly`, `re-run of`, `2026`.
    Same,
    /// It says where or by whom; before `of` it is another thing.
    Beside,
    /// It says of what shape a thing is: `database`, behind what it is of.
    Shape,
    /// Behind it stands who did it.
    Agent,
    /// It joins what stands before it to what follows: `of`, `for`, `before`.
    Joint,
    Filler,
    /// The item does not say it.
    Left,
}

/// The name or the value of a record that holds words of an item and is another thing as a whole; `None` where there is none.
pub fn another<'r>(record: &'r Record, basis: &NameComparison<'_>) -> Option<&'r str> {
    if let Some((name, _)) = record.fields.iter().find(|(name, value)| basis.is_denied(name, value)) {
        return Some(name);
    }
    let beside = beside(record, basis.lexicon);
    let compare = |text: &'r str| basis.compare(text, &beside, false);
    // The command in a row's bracket only says how.
    let parts = record.parts.iter().filter_map(|part| part.name.split(" (").next());
    let parts = parts.map(&compare).filter(|part| !part.asked.is_empty()).collect::<Vec<_>>();
    let kinds = Name::KindName.values(&record.fields).map(&compare);
    let own = std::iter::once(record.title.as_str()).chain(Name::OwnName.values(&record.fields));
    let own = own.map(&compare).collect::<Vec<_>>();
    if let Some(rehearsed) = kinds.chain(own.iter().cloned()).find(|text| text.is_rehearsed) {
        return Some(rehearsed.text);
    }
    let mut whole = words_of_whole(&own);
    // What holds the thing as a part of it may have any name, and the report of a tool has one that the tool or its project gave.
    let other = own.iter().find(|text| text.is_other(&whole));
    if let Some(other) = other.filter(|_| parts.is_empty() && record.tools.is_empty()) {
        return Some(other.text);
    }
    let people = basis.people(record);
    let known = words_of_whole(&people);
    // A title that names the CFO makes no CFO of a deputy.
    if let Some(other) = people.iter().find(|person| person.is_other(&known)) {
        return Some(other.text);
    }
    let values = basis.values(record);
    let nothing = [Phrase::Rehearsed, Phrase::Filler, Phrase::Same];
    let is_nothing_else = |text: &str| stem::words(text).all(|word| basis.lexicon.has_any(&word, &nothing));
    let is_rehearsed = |text: &&Compared<'_>| {
        text.is_rehearsed && (is_nothing_else(text.text) || ends_in_stand_in(text.text, basis.lexicon))
    };
    if let Some(rehearsed) = values.iter().find(is_rehearsed) {
        return Some(rehearsed.text);
    }
    whole.extend(words_of_whole(&parts));
    whole.extend(words_of_whole(&values));
    values.iter().find(|value| value.is_other(&whole)).map(|value| value.text)
}

fn words_of_whole(texts: &[Compared<'_>]) -> BTreeSet<String> {
    texts.iter().filter(|text| text.is_whole).flat_map(|text| text.asked.iter().cloned()).collect()
}

/// Words that a record tells of its own: where it was, and of what.
fn beside(record: &Record, lexicon: &Lexicon) -> BTreeSet<String> {
    let subjects = record.fields.iter().filter(|(name, value)| {
        Name::RecordSubject.is(name) && is_telling(name, lexicon) && is_affirmed(value)
    });
    let texts = subjects.map(|(_, value)| value).chain(&record.target).chain(&record.release);
    texts.flat_map(|text| lexicon.compared(text)).collect()
}

impl Compared<'_> {
    /// Whether it is another thing by words that nothing tells as a whole.
    fn is_other(&self, whole: &BTreeSet<String>) -> bool {
        !self.is_whole && !self.asked.is_subset(whole)
    }
}

impl NameComparison<'_> {
    /// `cutover_done: false`: a value says no to what the item asks.
    fn is_denied(&self, name: &str, value: &str) -> bool {
        let words = stem::words(name).collect::<Vec<_>>();
        let is_no = conclusion::parse(value).is_some_and(|ended| ended != Conclusion::Succeeded);
        is_no
            && !self.item.denies
            && words.len() > 1
            && (0..words.len()).all(|at| self.item.asks(&words, at, self.lexicon))
    }

    /// The pieces of a record's values: of `Stripe mocked, Twilio live` each is one.
    fn values<'r>(&self, record: &'r Record) -> Vec<Compared<'r>> {
        let is_of_people = |name: &str| stem::words(name).any(|word| self.lexicon.has(&word, Phrase::Agent));
        let tells = |name: &str, value: &str| {
            is_telling(name, self.lexicon)
                && is_affirmed(value)
                && !Name::OwnName.is(name)
                && (self.item.names_people || !is_of_people(name))
        };
        let fields = record.fields.iter().filter(|(name, value)| tells(name, value));
        let fields = fields.map(|(_, value)| value).chain(&record.target);
        // `3 h` is a measure.
        let is_measure =
            |value: &str| value.starts_with(|c: char| c.is_ascii_digit()) && value.split(' ').count() == 2;
        let fields = fields.filter(|value| !is_measure(value));
        let fields = fields.filter(|value| is_value(&stem::words(value).collect::<Vec<_>>(), self.lexicon));
        let pieces = fields.flat_map(|value| value.split([',', ';', '|', '+', '&']));
        let nothing = BTreeSet::new();
        // `before production` is another time or place.
        let is_beside = |text: &str| {
            let first = stem::words(text).next();
            first.is_some_and(|first| self.lexicon.has(&first, Phrase::Beside))
        };
        let compare = |piece: &'r str| {
            let value = self.compare(piece.trim(), &nothing, false);
            // A name of one piece, such as `orders-eu`, tells its words only together as it is.
            let is_whole = value.is_whole && !is_beside(piece) || !value.text.contains(' ');
            Compared { is_whole, ..value }
        };
        pieces.map(compare).collect()
    }

    /// The names of people, and what stands beside each: of `Lena Vogt (for the CFO)` no piece is the CFO.
    fn people<'r>(&self, record: &'r Record) -> Vec<Compared<'r>> {
        let people = record.people.iter().filter(|_| self.item.names_people);
        let nothing = BTreeSet::new();
        let compare = |piece: &'r str| {
            let piece = self.compare(piece.trim(), &nothing, true);
            let first = stem::words(piece.text).next();
            let is_joint = first.is_some_and(|first| self.lexicon.has(&first, Phrase::Joint));
            Compared { is_whole: piece.is_whole && !is_joint, ..piece }
        };
        people.flat_map(|(_, name)| name.split(PARTING)).map(compare).collect()
    }

    fn compare<'r>(&self, text: &'r str, beside: &BTreeSet<String>, is_person: bool) -> Compared<'r> {
        let mut compared = Compared { text, asked: BTreeSet::new(), is_whole: true, is_rehearsed: false };
        let words = text.split_whitespace().flat_map(|piece| {
            let id = is_id(piece);
            stem::words(piece).map(move |word| (word, id))
        });
        let (words, ids): (Vec<_>, Vec<_>) = words.unzip();
        let mut state = State::default();
        for_each_phrase(&words, self.lexicon, |range, meanings| {
            let asks_all = || range.clone().all(|at| self.item.asks(&words, at, self.lexicon));
            compared.is_rehearsed |= meanings.contains(&Meaning::Role(Phrase::Rehearsed))
                && !state.is_behind_joint
                && !self.is_asked_kind(meanings)
                && !asks_all();
            let is_one = range.len() == 1 || self.is_own(meanings) || is_same(meanings);
            for at in range {
                let Some(word) = words.get(at) else { continue };
                let meanings = if is_one { meanings } else { self.lexicon.whole(word) };
                let is_asked = self.item.asks(&words, at, self.lexicon);
                let is_known = beside.contains(&self.lexicon.canonical(word));
                let is_id = ids.get(at).is_some_and(|id| *id);
                // `12.4 MB`: how much is no name.
                let before = at.checked_sub(1).and_then(|before| words.get(before));
                let is_counted = before.is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
                    && Cue::Rider.is(word);
                let found = match () {
                    () if meanings.contains(&Meaning::Role(Phrase::Joint)) && !is_id => self.joint(meanings),
                    () if meanings.contains(&Meaning::Role(Phrase::Filler)) && !is_id => Word::Filler,
                    () if is_asked || self.is_own(meanings) => Word::Asked,
                    () if is_id || is_counted => Word::Same,
                    () => self.place(word, meanings, is_known, is_person),
                };
                if matches!(found, Word::Asked) && is_content(meanings) {
                    compared.asked.insert(self.lexicon.canonical(word));
                }
                state.take(&found, is_known || is_asked);
            }
        });
        state.close();
        compared.is_whole = !state.is_other;
        compared
    }

    fn joint(&self, meanings: &[Meaning]) -> Word {
        if meanings.contains(&Meaning::Role(Phrase::Agent)) { Word::Agent } else { Word::Joint }
    }

    fn place(&self, word: &str, meanings: &[Meaning], is_known: bool, is_person: bool) -> Word {
        let has = |role: Phrase| meanings.contains(&Meaning::Role(role));
        let is_place = |meaning: &Meaning| meaning.place().is_some() || meaning.is_party();
        match () {
            () if is_same(meanings) || is_date(word) => Word::Same,
            () if self.is_bad && has(Phrase::Polarity) => Word::Same,
            () if has(Phrase::Shape) && !self.is_decision => Word::Shape,
            () if has(Phrase::Part) && (is_person || !self.item.says_done && !self.is_decision) => {
                Word::Beside
            }
            () if word.bytes().any(|byte| byte.is_ascii_digit()) => Word::Beside,
            () if is_known || meanings.iter().any(is_place) => Word::Beside,
            () => Word::Left,
        }
    }

    fn is_asked_kind(&self, meanings: &[Meaning]) -> bool {
        meanings.iter().any(|meaning| matches!(meaning, Meaning::Thing(kind) if self.asked == Some(kind)))
    }

    /// Whether words name what the record is of: its kind, a team that the item names, a decision.
    fn is_own(&self, meanings: &[Meaning]) -> bool {
        let of_kind = |meaning: &Meaning| matches!(meaning, Meaning::Thing(kind) | Meaning::Subject(kind) | Meaning::Deed(kind) if self.kinds.contains(&kind));
        let is_party =
            |meaning: &Meaning| meaning.party().is_some_and(|name| self.item.parties.contains(name));
        let is_decision = |meaning: &Meaning| self.is_decision && meaning.is_decision();
        meanings.iter().any(|meaning| of_kind(meaning) || is_party(meaning) || is_decision(meaning))
    }
}

/// Where a comparison stands within a text.
#[derive(Default)]
struct State {
    is_other: bool,
    /// What says where or by whom stands before: joined to what follows it is another thing.
    is_beside: bool,
    /// A word of shape stands last, with nothing before that it is of.
    is_shape: bool,
    is_behind_joint: bool,
    is_behind_agent: bool,
    was_known: bool,
    was_filler: bool,
}

impl State {
    fn take(&mut self, word: &Word, is_known: bool) {
        match word {
            Word::Asked => (self.is_beside, self.is_shape) = (false, false),
            Word::Beside => self.is_beside = true,
            Word::Shape => self.is_shape = !self.is_behind_joint && !self.was_known,
            Word::Left if self.is_behind_agent => self.is_beside = true,
            Word::Left => self.is_other = true,
            Word::Joint | Word::Agent => {
                // `across from`
                self.is_other |= self.is_beside && !matches!(word, Word::Agent) || self.was_filler;
                self.close();
                self.is_behind_joint = true;
                self.is_behind_agent = matches!(word, Word::Agent);
            }
            Word::Same | Word::Filler => {}
        }
        (self.was_known, self.was_filler) = (is_known, matches!(word, Word::Filler));
    }

    fn close(&mut self) {
        self.is_other |= self.is_shape;
    }
}

/// `OPS-31`, `v2.1`, `08:00`, `status=OK`: a name, a time or a value by name, and no bare number.
fn is_id(piece: &str) -> bool {
    if piece.contains('=') {
        return true;
    }
    let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
    piece.contains(|c: char| c.is_ascii_digit()) && piece.contains(|c: char| !c.is_ascii_digit())
}

/// Whether words narrow nothing: a word of doing or of success, or one such as `weekly`.
fn is_same(meanings: &[Meaning]) -> bool {
    let same =
        |meaning: &Meaning| matches!(meaning, Meaning::Role(Phrase::Same | Phrase::Doing | Phrase::Outcome));
    meanings.iter().any(same)
}

/// Whether a word says what a thing is, and not only of what shape or how it ended.
fn is_content(meanings: &[Meaning]) -> bool {
    !is_same(meanings) && !meanings.contains(&Meaning::Role(Phrase::Part))
}
