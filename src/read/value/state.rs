//! The state in which a record says that its thing is, where that is neither good nor bad by itself: `engaged`, `sealed`, `disabled`.

use crate::lexicon::stem;
use crate::lexicon::words::Name;
use crate::model::record::{Conclusion, Record, folded};
use crate::read::value::conclusion;

/// More words are a sentence.
const MOST_WORDS: usize = 3;

/// The one state that a record tells.
pub fn of(record: &Record) -> Option<&str> {
    match record.conclusion {
        Some(Conclusion::Skipped) => Some(record.outcome.as_str()).filter(|word| is_plain(word)),
        Some(_) => None,
        None => {
            let is_state = |name: &str| {
                let name = folded(name);
                Name::HowItEnded.has(&name) || Name::State.has(&name)
            };
            let mut states = record.fields.iter().filter(|(name, _)| is_state(name)).map(|(_, value)| value);
            let state =
                states.next().filter(|value| is_plain(value) && conclusion::parse(value).is_none())?;
            (states.all(|other| other == state) && !is_disputed(record, state)).then_some(state)
        }
    }
}

/// Whether another value says that the state is another one: `real state: dirty`, `state checked: dirty`.
fn is_disputed(record: &Record, state: &str) -> bool {
    let names = [Name::State, Name::HowItEnded, Name::FoundWord];
    let is_of_now = |name: &str| {
        let words = stem::words(name).collect::<Vec<_>>();
        names.iter().any(|names| names.is_among(&words)) && !Name::Earlier.is_among(&words)
    };
    record.fields.iter().any(|(name, value)| {
        is_plain(value) && value != state && conclusion::parse(value).is_none() && is_of_now(name)
    })
}

fn is_plain(value: &str) -> bool {
    let words = value.split_whitespace();
    words.clone().count() <= MOST_WORDS
        && !value.is_empty()
        && words.flat_map(str::chars).all(|c| c.is_alphabetic() || c == '-')
}
