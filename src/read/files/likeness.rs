//! What stays the same of a record when somebody offers it again under another date.

use crate::model::evidence::{Facts, State};
use crate::read::text::lines::Pattern;
use crate::read::value::source::Source;
use regex::Captures;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A larger text is no record that somebody writes again.
const LARGEST: usize = 256 << 10;

/// With fewer different words a text says too little to be told from honest repetition: `GET /health 200 OK` is the same each day.
const WORDS: usize = 6;

/// A binary file that is smaller says nothing either.
const BINARY: usize = 64;

/// Dates, times of day and epochs; the separators of a calendar version (`2025.10.11`) are not among those of dates.
static MOMENT: Pattern = Pattern::built(|| {
    let month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
    let clock = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[ap]m\b)?";
    let zone = r"(?:\s?(?:z\b|[+-]\d{2}:?\d{2}\b|utc\b|gmt\b|[ecmp][sd]?t\b))?";
    format!(
        r"(?i)\b(?:\d{{4}}[-/_]\d{{2}}[-/_]\d{{2}}(?:[t _-]\d{{2}}[:_-]?\d{{2}}(?:[:_-]?\d{{2}}(?:[.,-]\d{{1,9}})?)?)?{zone}|\d{{8}}(?:[t_-]?\d{{4,6}}z?\b)?|(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},?\s)?(?:{month}\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\s{month})(?:,?\s{clock}{zone})?,?\s\d{{4}}|{clock}{zone}|1[4-9]\d{{8}}(?:\d{{3}})?\b)"
    )
});

/// A word of letters, and whether it is a key of JSON.
static WORD: Pattern = Pattern::new(r#"(?P<word>\p{Alphabetic}{2,})(?P<key>[^"\n]{0,80}"\s*:)?"#);

/// A hash of a record without its dates and times; `None` where too little is left of it, or where it is no record.
///
/// Of measurements the numbers count: a fraction that repeats to the last digit was copied. Of text the words count.
pub fn of(source: &Source<'_>, facts: &Facts) -> Option<[u8; 32]> {
    if !facts.is_record() || matches!(facts.state, State::Empty | State::Unreadable) {
        return None;
    }
    let mut told = format!("{}\n{}\n", facts.kind.word(), source.extension());
    let fraction = |value: Option<f64>| value.is_some_and(|value| value.is_finite() && value.fract() != 0.0);
    if facts.measurements.iter().any(|one| fraction(one.value)) {
        for one in &facts.measurements {
            let line =
                (&one.metric, &one.target, &one.label, one.value.map(f64::to_bits), one.status, &one.error);
            told.push_str(&format!("{line:?}\n"));
        }
    } else if let Some(text) = source.text.as_deref() {
        if text.len() > LARGEST {
            return None;
        }
        let text = MOMENT.replace_all(text, |_: &Captures<'_>| "\u{1}");
        if words(&text) < WORDS {
            return None;
        }
        for word in text.split_whitespace() {
            told.push_str(word);
            told.push(' ');
        }
    } else if source.bytes.len() >= BINARY {
        told.push_str(&facts.sha256);
    } else {
        return None;
    }
    Some(Sha256::digest(told.as_bytes()).into())
}

/// How many different words a text has, keys of JSON not counted, and no more of them than are asked for.
fn words(text: &str) -> usize {
    let mut found = BTreeSet::new();
    for hit in WORD.captures_iter(text).filter(|hit| hit.name("key").is_none()) {
        found.extend(hit.name("word").map(|word| word.as_str().to_lowercase()));
        if found.len() >= WORDS {
            break;
        }
    }
    found.len()
}
