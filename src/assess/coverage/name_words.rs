//! The words of names, as they are written and as they are compared.

use crate::lexicon::{Lexicon, stem};

/// A word as it is written and as it is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NameWord {
    pub(super) text: Box<str>,
    pub(super) canonical: Box<str>,
}

impl NameWord {
    pub(super) fn of(text: String, lexicon: &Lexicon) -> Self {
        Self { canonical: lexicon.canonical(&text).into(), text: text.into() }
    }
}

/// The words of a name.
pub(super) fn words_of_name(name: &str, lexicon: &Lexicon) -> Vec<NameWord> {
    stem::words(name).map(|word| NameWord::of(word, lexicon)).collect()
}

/// A name or a number of several pieces with a digit in it, as one word: `db-1`, `v1.5.0`, `2.2`.
pub(super) fn numbered(text: &str) -> Option<String> {
    let is = text.contains(|c: char| c.is_ascii_digit()) && stem::words(text).nth(1).is_some();
    is.then(|| as_one(text))
}

/// The words of a name as one, a version without its `v`. The dots of a number stay: `15.00` is no 1500.
pub(super) fn as_one(text: &str) -> String {
    let is_digit =
        |text: Option<&str>| text.is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let mut joined = String::new();
    let mut last: Option<&str> = None;
    for piece in text.split('.').filter(|piece| !piece.is_empty()) {
        let words = stem::words(piece).collect::<String>();
        if is_digit(last) && piece.starts_with(|c: char| c.is_ascii_digit()) {
            joined.push('.');
        }
        joined.push_str(&words);
        last = piece.rsplit(|c: char| !c.is_alphanumeric()).next().filter(|end| !end.is_empty());
    }
    let bare = joined.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    bare.map_or(joined.clone(), ToOwned::to_owned)
}
