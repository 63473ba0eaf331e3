//! Whether the names and values of a record are, as a whole, what an item asks: `Cancel load test` is no load test, `copy of production` no
//! production.

use crate::assess::coverage::record_words::{is_affirmed, is_telling};
use crate::lexicon::words::Name;
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase, stem};
use crate::model::evidence::Kind;
use crate::model::reading::{Reading, Role};
use crate::model::record::{Record, folded};
use std::collections::BTreeSet;

/// The words of an item, fit to be compared.
#[derive(Clone, Debug, Default)]
pub struct ItemWords {
    /// Its words, and each two neighbours as one.
    words: BTreeSet<String>,
    parties: BTreeSet<String>,
    /// Whether it says how something ended, so that a test of its thing may be meant.
    says_outcome: bool,
}

/// A text of a record by its words: which of them the item asks, and whether the others narrow nothing.
struct Compared {
    asked: BTreeSet<String>,
    is_whole: bool,
}

/// What stands at one place of a text.
enum Word {
    Asked,
    /// It narrows nothing: `weekly`, `re-run of`, `2026`.
    Same,
    /// It says where or by whom; before `of` it is another thing.
    Beside,
    /// It joins what stands before it to what follows: `of`, `for`, `before`.
    Joint,
    Filler,
    /// The item does not say it.
    Left,
}

impl ItemWords {
    /// The words of an item but those that name files or say where to look.
    pub fn of(reading: &Reading, lexicon: &Lexicon) -> Self {
        let spans = reading.spans.iter().enumerate();
        let spans = spans.filter(|(_, span)| !matches!(span.role, Role::Reference | Role::Instruction));
        let all = spans.flat_map(|(at, _)| stem::words(reading.words(at))).collect::<Vec<_>>();
        let pairs = all.iter().zip(all.iter().skip(1)).map(|(a, b)| format!("{a}{b}"));
        let words = all.iter().cloned().chain(pairs).map(|word| lexicon.canonical(&word)).collect();
        let mut parties = BTreeSet::new();
        let mut says_outcome = false;
        for_each_phrase(&all, lexicon, |_, meanings| {
            parties.extend(meanings.iter().filter_map(party).map(ToOwned::to_owned));
            says_outcome |= meanings.contains(&Meaning::Role(Phrase::Outcome));
        });
        Self { words, parties, says_outcome }
    }

    fn asks(&self, words: &[String], at: usize, lexicon: &Lexicon) -> bool {
        let Some(word) = words.get(at) else { return false };
        let has = |word: &str| self.words.contains(&lexicon.canonical(word));
        let pair = |a: Option<&String>, b: Option<&String>| {
            a.zip(b).is_some_and(|(a, b)| has(&format!("{a}{b}")))
        };
        has(word)
            || pair(Some(word), words.get(at + 1))
            || pair(at.checked_sub(1).and_then(|before| words.get(before)), Some(word))
    }
}

/// Looks at each phrase of the lexicon among words, the longest at each place; a word that begins none is one without meanings.
fn for_each_phrase<'l>(
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

fn party(meaning: &Meaning) -> Option<&str> {
    if let Meaning::Party(name) = meaning { Some(name) } else { None }
}

/// The name or the value of a record that holds words of an item and is another thing as a whole; `None` where there is none.
pub fn another<'r>(
    record: &'r Record,
    kinds: &[&Kind],
    item: &ItemWords,
    lexicon: &Lexicon,
) -> Option<&'r str> {
    let own = std::iter::once(record.title.as_str()).chain(
        record
            .fields
            .iter()
            .filter(|(name, _)| Name::OwnName.has(&folded(name)))
            .map(|(_, value)| value.as_str()),
    );
    let told = beside(record, lexicon);
    let compare = |text| compared(text, kinds, &told, item, lexicon);
    let own = own.map(|text| (text, compare(text))).collect::<Vec<_>>();
    let told_whole = own.iter().filter(|(_, name)| name.is_whole).flat_map(|(_, name)| &name.asked);
    let told_whole = told_whole.collect::<BTreeSet<_>>();
    let is_other = |name: &Compared| !name.is_whole && name.asked.iter().any(|word| !told_whole.contains(word));
    own.iter().find(|(_, name)| is_other(name)).map(|(text, _)| *text)
}

/// Words that a record tells of its own: where it was, of what, by whom.
fn beside(record: &Record, lexicon: &Lexicon) -> BTreeSet<String> {
    let subjects = record.fields.iter().filter(|(name, value)| {
        Name::RecordSubject.has(&folded(name)) && is_telling(name, lexicon) && is_affirmed(value)
    });
    let texts = subjects.map(|(_, value)| value).chain(&record.target).chain(&record.release);
    let people = record.people.iter().map(|(_, name)| name);
    texts.chain(people).flat_map(|text| stem::words(text)).map(|word| lexicon.canonical(&word)).collect()
}

fn compared(
    text: &str,
    kinds: &[&Kind],
    told: &BTreeSet<String>,
    item: &ItemWords,
    lexicon: &Lexicon,
) -> Compared {
    let words = stem::words(text).collect::<Vec<_>>();
    let mut asked = BTreeSet::new();
    let mut is_whole = true;
    // What stands before `of` is the thing itself.
    let mut is_beside = false;
    for_each_phrase(&words, lexicon, |range, meanings| {
        let own = kind_word(meanings, kinds) || meanings.iter().filter_map(party).any(|name| item.parties.contains(name));
        let each = if own || is_same(meanings) { range.start..range.start + 1 } else { range.clone() };
        for at in each {
            let word = words.get(at).map_or("", String::as_str);
            let meanings = if range.len() == 1 || own || is_same(meanings) { meanings } else { lexicon.whole(word) };
            match place(word, item.asks(&words, at, lexicon), own, meanings, told, item, lexicon) {
                Word::Asked => {
                    if is_content(meanings) {
                        asked.insert(lexicon.canonical(word));
                    }
                    is_beside = false;
                }
                Word::Beside => is_beside = true,
                Word::Joint => is_whole &= !is_beside,
                Word::Left => is_whole = false,
                Word::Same | Word::Filler => {}
            }
        }
    });
    Compared { asked, is_whole }
}

fn place(
    word: &str,
    is_asked: bool,
    is_own: bool,
    meanings: &[Meaning],
    told: &BTreeSet<String>,
    item: &ItemWords,
    lexicon: &Lexicon,
) -> Word {
    let has = |role: Phrase| meanings.contains(&Meaning::Role(role));
    let is_place = |meaning: &Meaning| meaning.place().is_some() || meaning.is_party();
    match () {
        () if has(Phrase::Joint) || has(Phrase::Beside) => Word::Joint,
        () if has(Phrase::Filler) => Word::Filler,
        () if is_asked || is_own => Word::Asked,
        () if is_same(meanings) => Word::Same,
        () if has(Phrase::Part) && item.says_outcome => Word::Beside,
        () if word.bytes().any(|byte| byte.is_ascii_digit()) => Word::Beside,
        () if meanings.iter().any(is_place) || told.contains(&lexicon.canonical(word)) => Word::Beside,
        () => Word::Left,
    }
}

/// Whether words name a kind of evidence of the record's own.
fn kind_word(meanings: &[Meaning], kinds: &[&Kind]) -> bool {
    meanings.iter().any(|meaning| {
        matches!(meaning, Meaning::Thing(kind) | Meaning::Subject(kind) | Meaning::Deed(kind) if kinds.contains(&kind))
    })
}

/// Whether words narrow nothing: a word of doing or of success, or one such as `weekly`.
fn is_same(meanings: &[Meaning]) -> bool {
    let same = |meaning: &Meaning| matches!(meaning, Meaning::Role(Phrase::Same | Phrase::Doing | Phrase::Outcome));
    meanings.iter().any(same)
}

/// Whether a word says what a thing is, and not only of what shape or how it ended.
fn is_content(meanings: &[Meaning]) -> bool {
    !is_same(meanings) && !meanings.contains(&Meaning::Role(Phrase::Part))
}
