//! How alike two texts are by their words: the one rule of likeness.

use crate::lexicon::words::Cue;
use std::collections::BTreeSet;

/// From this share of common words on, two texts are the same item reworded; below it, two items.
pub const SIMILAR: f64 = 0.5;

/// Words in common over words in all (Jaccard), from 0 to 1. Numbers, plurals and fillers make no difference: an item whose bound
/// changed from 90 to 80 is the same item.
pub fn similarity(a: &str, b: &str) -> f64 {
    likeness(&tokens(a), &tokens(b))
}

/// The same of two sets of [`tokens`].
pub fn likeness(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let share = if all == 0 { 1.0 } else { common as f64 / all as f64 };
    share
}

/// The telling words of a text; an item of fillers alone is still told apart by them.
pub fn tokens(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let plain: Vec<String> = words.map(str::to_lowercase).collect();
    let telling = plain.iter().filter(|word| !Cue::LikenessFiller.is(word));
    let all: BTreeSet<String> = telling.map(|word| stem(word)).collect();
    if all.is_empty() { plain.into_iter().collect() } else { all }
}

/// A word without its plural, its digits as one `0`: `90` and `80`, `5s` and `10s` are alike.
pub fn stem(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if !(c == '0' && out.ends_with('0')) {
            out.push(c);
        }
    }
    if out.len() > 3 && out.ends_with('s') && !out.ends_with("ss") {
        out.pop();
    }
    out
}
