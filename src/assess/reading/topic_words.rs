//! The words of a text that say what it is about.

use crate::lexicon::words::Cue;
use crate::read::text::wording::{stem, tokens};
use std::collections::BTreeSet;

/// The words of a text that say what it is about.
pub fn telling(text: &str) -> BTreeSet<String> {
    let right = Cue::SaysRight.all().iter().map(|word| stem(word)).collect::<BTreeSet<_>>();
    tokens(text).into_iter().filter(|word| !right.contains(word)).collect()
}

/// The words of an item by which checks are known to be of it; empty where too few are left to tell one item from another.
pub fn words_of(text: &str) -> BTreeSet<String> {
    let words = telling(text);
    if words.len() < 2 { BTreeSet::new() } else { words }
}
