//! Whether a value, or the name of one, tells anything.

use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase, stem};
use crate::model::doing::spaced;
use crate::model::record::{Conclusion, Record, folded};
use crate::model::time::Claim;
use crate::read::value::conclusion;
use std::collections::BTreeSet;

/// A value of more words is prose.
const SHORT: usize = 12;

/// A name of more words is a text.
const SHORT_NAME: usize = 5;

/// A short value by its name, which is one word; without one where the record does not have it.
#[derive(Clone, Debug)]
pub(super) struct ShortValue {
    pub(super) name: String,
    pub(super) pieces: Vec<String>,
}

/// Whether the name of a value is one that tells: not of prose, and not of what is left out.
pub(super) fn is_telling(name: &str, lexicon: &Lexicon) -> bool {
    !lexicon.is_prose(last(name)) && !denies(&stem::words(name).collect::<Vec<_>>(), lexicon)
}

/// The name of a field without the group in which it stands.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Whether a value says yes, or something: not `false`, `none`, `0`, `failed` or `pending`.
pub fn is_affirmed(value: &str) -> bool {
    let none = matches!(folded(value).as_str(), "" | "0") || Cue::NoValue.is(value);
    !none && conclusion::parse(value).is_none_or(|ended| ended == Conclusion::Succeeded)
}

/// Whether a value is a number, a time, a version, an address or an id: `2 min`, `v1.4.0`, `https://…`, `sha256:…`; not the key of an issue.
pub(super) fn is_figure(value: &str) -> bool {
    let has_digit = value.contains(|c: char| c.is_ascii_digit());
    let is_issue = value
        .split_once('-')
        .is_some_and(|(key, number)| key.chars().all(char::is_uppercase) && number.parse::<u64>().is_ok());
    let is_name = has_digit && !value.contains(char::is_whitespace) && !is_issue;
    value.starts_with(|c: char| c.is_ascii_digit()) || is_name || value.contains("://")
}

/// Whether a value is the names of people or things: `Bo Tran`, `Bo Tran (reliability)`, `Ada, Ben`.
pub(super) fn is_names(value: &str) -> bool {
    let value = value.split(" (").next().unwrap_or(value);
    let words = value.split([' ', ',']).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    words.len() > 1 && words.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether words are a value: short, and denying nothing.
pub(super) fn is_value(words: &[String], lexicon: &Lexicon) -> bool {
    words.len() <= SHORT && !denies(words, lexicon)
}

/// Whether words hold one that turns them round.
fn denies(words: &[String], lexicon: &Lexicon) -> bool {
    lexicon.phrases(words).any(|(meanings, _)| {
        let has = |role: Phrase| meanings.contains(&Meaning::Role(role));
        (has(Phrase::Polarity) || has(Phrase::Condition)) && !has(Phrase::Filler)
    })
}

/// Whether a record counts beside a number what was left out of it.
pub(super) fn leaves_some_out(name: &str, record: &Record) -> bool {
    let words = |name: &str| stem::words(name).collect::<BTreeSet<_>>();
    let own = words(name);
    record.fields.iter().any(|(other, value)| {
        let other = words(other);
        let mut more = other.difference(&own).peekable();
        let skips = |word: &String| Cue::LeftOut.is(word) || Cue::SkippedCount.is(word);
        own.is_subset(&other)
            && more.peek().is_some()
            && more.all(skips)
            && value.trim().parse::<f64>().is_ok_and(|count| count > 0.0)
    })
}

/// Whether behind the name in a piece of a value stands what makes it another: `Nord 2`, `Nord (not reached)`.
pub(super) fn has_rider(piece: &str, lexicon: &Lexicon) -> bool {
    let (name, bracket) = piece.split_once('(').unwrap_or((piece, ""));
    let words = stem::words(name).collect::<Vec<_>>();
    let is_numbered = name.trim().contains(' ')
        && matches!(words.as_slice(), [name, number]
        if name.bytes().all(|byte| byte.is_ascii_lowercase()) && !Cue::NumberedPart.is(name)
            && number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit()) && name.len() > 2);
    let is_away = |at: usize| {
        let rest = spaced(bracket.split_whitespace().skip(at).collect::<Vec<_>>().join(" ").as_str());
        Cue::NotThere.begins(&rest) || Cue::Denial.begins(&rest) || Cue::NoneOf.begins(&rest)
    };
    let is_joint = stem::words(bracket).next().is_some_and(|first| lexicon.has(&first, Phrase::Joint));
    is_numbered || is_joint || (0..bracket.split_whitespace().count()).any(is_away)
}

/// Whether a short name is that of something that stands for the real thing: `training simulator`, `digital twin`.
pub(super) fn ends_in_stand_in(text: &str, lexicon: &Lexicon) -> bool {
    let words = stem::words(text).collect::<Vec<_>>();
    words.len() <= SHORT_NAME
        && lexicon.phrases(&words).any(|(meanings, range)| {
            // Of `demo unit of the vendor` too; `Stripe stubbed` is Stripe.
            let is_last = words.get(range.end).is_none_or(|word| lexicon.has(word, Phrase::Joint));
            let is_named = words.get(range.end - 1).is_some_and(|word| !word.ends_with("ed"));
            is_last && is_named && meanings.contains(&Meaning::Role(Phrase::Rehearsed))
        })
}

/// Whether a record says that it is of another year than that in which it was made: `year: 2025`, `price_list: 2025`.
pub fn is_made_in_other_year(record: &Record, claim: Claim) -> bool {
    let day = claim.day();
    record.fields.iter().any(|(name, value)| {
        let year = value.trim();
        let year = if Name::Year.has(&folded(name)) { year.get(..4).unwrap_or_default() } else { year };
        let is_year =
            year.len() == 4 && year.starts_with("20") && year.bytes().all(|byte| byte.is_ascii_digit());
        // Of many things 2025 may be how many there are.
        is_year && !name.ends_with('s') && !day.starts_with(year)
    })
}
