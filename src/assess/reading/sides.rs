//! A choice in an item's words: `Backup of bookings or fares taken` holds where one side is wholly shown.

use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase, words::Cue};
use std::ops::Range;

/// The item with either side of its only choice left out; empty where it has none, or where it is not plain what a side is.
pub fn sides(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let words = text.split_whitespace().collect::<Vec<_>>();
    let plain = words
        .iter()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect::<Vec<_>>();
    let at = plain.iter().position(|word| Cue::Or.is(word));
    let Some(at) = at.filter(|_| plain.iter().filter(|word| Cue::Or.is(word)).count() == 1) else {
        return Vec::new();
    };
    // `on or after`, `two or more`
    let is_bound = |word: &String| lexicon.has(word, Phrase::Beside) || Cue::OrMore.is(word);
    if plain.get(at + 1).is_some_and(is_bound) {
        return Vec::new();
    }
    // `without errors or warnings` is without both.
    let denies = |word: &String| lexicon.has(word, Phrase::Zero) || lexicon.has(word, Phrase::Polarity);
    if plain.iter().take(at).any(denies) {
        return Vec::new();
    }
    let is_filler = |word: &String| lexicon.has(word, Phrase::Filler);
    let is_done = |word: &String| says_done(word, lexicon);
    let ends = |at: usize| words.get(at).is_some_and(|word| word.ends_with([';', '.', ',', ')']));
    let begin = plain.iter().take(at).rposition(|word| Cue::Either.is(word)).map_or(0, |either| either + 1);
    let before = begin..at;
    // Both sides say that they are done: each is whole.
    let whole = before.end.checked_sub(1).and_then(|last| plain.get(last)).is_some_and(is_done);
    let stop = (at + 1..plain.len())
        .find(|n| (!whole && plain.get(*n).is_some_and(is_done)) || ends(*n - 1) && *n > at + 1);
    let after = at + 1..stop.unwrap_or(plain.len());
    let content = |range: Range<usize>| {
        let own = range.filter(|n| plain.get(*n).is_some_and(|word| !is_filler(word)));
        own.collect::<Vec<_>>()
    };
    let (left, right) = (content(before.clone()), content(after.clone()));
    if left.is_empty() || right.is_empty() {
        return Vec::new();
    }
    let without = |gone: &[Range<usize>]| {
        let rest =
            words.iter().enumerate().filter(|(n, _)| *n != at && !gone.iter().any(|range| range.contains(n)));
        let rest = rest.filter(|(n, _)| plain.get(*n).is_none_or(|word| !Cue::Either.is(word)));
        rest.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
    };
    if whole {
        return vec![without(&[after]), without(&[before])];
    }
    let of =
        |range: Range<usize>| plain.get(range).unwrap_or_default().iter().any(|word| Cue::OfSide.is(word));
    let mut found = Vec::new();
    // What only the right side is of may belong to both: then the left side alone would ask less than is said.
    if right.len() <= left.len() && (!of(after.clone()) || of(before.clone())) {
        found.push(without(std::slice::from_ref(&after)));
    }
    if let Some(from) = left.len().checked_sub(right.len()).map_or(left.first(), |skip| left.get(skip)) {
        found.push(without(std::slice::from_ref(&(*from..at))));
    }
    found
}

/// Whether a word says that something was done.
fn says_done(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.whole(word).iter().any(|meaning| {
        matches!(
            meaning,
            Meaning::Role(Phrase::Doing | Phrase::Outcome)
                | Meaning::DoneOf(_)
                | Meaning::Deed(_)
                | Meaning::Implies(_)
        )
    })
}
