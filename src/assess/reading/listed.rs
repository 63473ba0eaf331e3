//! Words of doing that are things where they stand in a list of what is demanded.

use crate::assess::reading::{grammar::parsed::Parsed, grammar::text::Token};
use crate::lexicon::{Lexicon, file::Role as Phrase};

/// Whether a word of doing is a thing here, as one of a list or behind what begins one: `(login, returns)`, `for login and returns`.
pub(super) fn is_thing(at: usize, parsed: &Parsed, lexicon: &Lexicon) -> bool {
    let token = |at: usize| parsed.tokens.get(at).map(|(token, _)| token);
    let word = |at: usize| match token(at) {
        Some(Token::Word(word)) => Some(word.as_str()),
        _ => None,
    };
    let has = |at: usize, role: Phrase| word(at).is_some_and(|word| lexicon.has(word, role));
    if !has(at, Phrase::Noun) {
        return false;
    }
    let is_mark =
        |at: usize, marks: &str| matches!(token(at), Some(Token::Mark(mark)) if marks.contains(*mark));
    let joins = |at: usize| is_mark(at, ",/&+") || word(at).is_some_and(is_joint);
    let before = (0..at).rev();
    let opens = before.clone().find(|at| !has(*at, Phrase::Filler) || has(*at, Phrase::Listing));
    if opens.is_some_and(|at| has(at, Phrase::Listing)) {
        return true;
    }
    let before_joins = at.checked_sub(1).is_some_and(joins);
    let opens_bracket = at.checked_sub(1).is_some_and(|at| is_mark(at, "("));
    if (before_joins || opens_bracket && joins(at + 1)) && (joins(at + 1) || is_mark(at + 1, ")")) {
        return true;
    }
    // `for login and returns`: back to what begins the list there are only words of it.
    let is_of_list = |at: &usize| {
        joins(*at) || word(*at).is_some() && !has(*at, Phrase::Doing) && !has(*at, Phrase::Outcome)
    };
    before_joins && before.take_while(is_of_list).any(|at| has(at, Phrase::Listing))
}

/// Whether a word joins the things of a list.
pub(super) fn is_joint(word: &str) -> bool {
    matches!(word, "and" | "und" | "sowie")
}
