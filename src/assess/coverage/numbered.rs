//! Numbered parts that an item asks for without a number, and so all of them: `all shards`.

use crate::assess::coverage::record_words::RecordWords;
use crate::lexicon::{Lexicon, numbered, stem, words::Cue};
use std::collections::BTreeSet;

/// The parts of a record that are all of the numbered parts that the words name; `Err` where the record is one of several, or lacks some.
/// `None` where the words name no such parts, or the record has none.
pub(super) fn all(
    words: &str,
    record_words: &RecordWords,
    lexicon: &Lexicon,
) -> Option<Result<Vec<usize>, ()>> {
    let (names, others): (Vec<_>, Vec<_>) = stem::words(words).partition(|word| Cue::NumberedPart.is(word));
    // `batch 26-118` names one.
    let is_one = || {
        let all = stem::words(words).collect::<Vec<_>>();
        let is_number = |word: &String| word.starts_with(|c: char| c.is_ascii_digit());
        all.iter().zip(all.iter().skip(1)).any(|(name, id)| names.contains(name) && is_number(id))
    };
    if names.is_empty() || is_one() {
        return None;
    }
    let is_asked = |word: &str| names.iter().any(|name| word.starts_with(&stem::stem(name)));
    let numbers = |own: &RecordWords| {
        let named = own.part_names.iter().chain(&own.names).flatten().map(|word| &*word.text);
        let all = own.words.iter().map(String::as_str).chain(named);
        all.filter(|word| is_asked(word)).filter_map(numbered::number).collect::<Vec<_>>()
    };
    let parts = record_words.parts.iter().enumerate().map(|(at, part)| (at, numbers(&part.name)));
    let parts = parts.filter(|(_, own)| !own.is_empty()).collect::<Vec<_>>();
    if !numbers(record_words).is_empty() {
        return Some(Err(()));
    }
    if parts.is_empty() {
        return None;
    }
    let known = parts.iter().flat_map(|(_, own)| own);
    let count = known.clone().filter_map(|(_, all)| *all).max();
    let known = known.map(|(number, _)| *number).collect::<BTreeSet<_>>();
    let has_all = count.is_some_and(|count| (1..=count).all(|number| known.contains(&number)));
    let others = others.join(" ");
    let tells = |own: &RecordWords| lexicon.content(&others).next().is_none() || own.tells(&others, lexicon);
    let at = parts.into_iter().map(|(at, _)| at).collect::<Vec<_>>();
    let of_parts = || at.iter().all(|at| record_words.parts.get(*at).is_some_and(|part| tells(&part.all)));
    Some(if has_all && (tells(record_words) || of_parts()) { Ok(at) } else { Err(()) })
}
