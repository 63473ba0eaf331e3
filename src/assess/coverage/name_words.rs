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
