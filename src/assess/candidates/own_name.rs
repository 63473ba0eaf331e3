//! What a record calls itself, without what every such name may have: a date, and a word for the paper (`report`, `minutes`).

use crate::assess::coverage::record_words::is_date;
use crate::lexicon::stem;
use crate::lexicon::words::Cue;

/// The words of a name.
pub(super) fn own_name(text: &str) -> Vec<String> {
    let is_number = |word: &str| is_date(word) || word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = stem::words(text).filter(|word| !is_number(word)).collect::<Vec<_>>();
    while words.len() > 1 && words.last().is_some_and(|word| Cue::Paper.is(word)) {
        words.pop();
    }
    words
}
