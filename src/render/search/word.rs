//! The words of a text, as they are looked up. `templates/search.js` cuts queries in the same way.

use std::collections::BTreeSet;

/// So many letters of a word count; what is longer is an id that nobody types whole.
pub const LONGEST: usize = 24;

/// What joins numbers to a date, a time or a version: `2026-01-14`, `10:15`, `v2026.01.14a`.
fn joins(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | ':')
}

/// Every word of a text, each once: letters and digits in lower case, and what has digits with what joins it.
pub fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let tokens = lower.split(|c: char| !c.is_alphanumeric() && !joins(c));
    tokens.flat_map(of_token).collect()
}

/// `staging-smoke-2026-01-14.log` is `staging`, `smoke`, `2026-01-14` and `log`.
fn of_token(token: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run: Option<(usize, usize)> = None;
    let mut at = 0;
    for piece in token.split(joins) {
        let (start, end) = (at, at + piece.len());
        at = end + 1;
        if has_digit(piece) {
            run = Some((run.map_or(start, |(start, _)| start), end));
            continue;
        }
        found.extend(run.take());
        found.push((start, end));
    }
    found.extend(run);
    let word = |(start, end): (usize, usize)| token.get(start..end).unwrap_or_default();
    found.into_iter().map(word).filter(|word| word.len() > 1).map(cut).collect()
}

fn cut(word: &str) -> String {
    word.chars().take(LONGEST).collect()
}

/// Whether a word has a digit: such a word is an id, a date or a number, in which another digit is another thing and no typo.
pub fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}
