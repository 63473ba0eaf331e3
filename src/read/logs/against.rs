//! Values beside a success that speak against it by what their names say of a yes or a no: `final: false`, `void: true`, `crashes: 1`.

use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::record::{Conclusion, folded};
use crate::read::value::{conclusion, remark};

/// What a web server answers from here on is an error.
const FIRST_ERROR: f64 = 400.0;
/// A state is told in so many words.
const MOST_WORDS: usize = 3;

/// Whether a value speaks against a success.
pub fn speaks_against(name: &str, value: &str, lexicon: &Lexicon) -> bool {
    let own = name.rsplit('.').next().unwrap_or(name);
    let words = stem::words(own).collect::<Vec<_>>();
    let has = |names: Name| words.iter().any(|word| names.has(word));
    let is_status = words.last().is_some_and(|last| Name::Outcome.has(last));
    let is_own_state =
        || (is_status || !lexicon.is_key(own)) && !lexicon.is_prose(own) && !has(Name::Earlier);
    let is_bad = has(Name::Against) && !has(Name::Handled);
    let count = value.trim().trim_end_matches('%').parse::<f64>().ok();
    if let Some(count) = count {
        let is_answer = words.iter().any(|word| word == "http") && is_own_state();
        return is_bad && count > 0.0
            || Name::Grade.has(&folded(own)) && count == 0.0
            || is_answer && (FIRST_ERROR..600.0).contains(&count);
    }
    if Cue::SaysNo.is(value) {
        return !is_bad && !has(Name::FineWithout) && !Name::Way.has(&folded(own));
    }
    if Cue::SaysYes.is(value) {
        return is_bad;
    }
    let is_text = Name::AgainstText.has(&folded(own))
        || words.iter().any(|word| Name::AgainstText.has(word)) && !has(Name::Handled);
    let is_nobody = Name::Audience.has(&folded(own)) && Cue::NoValue.is(value);
    is_nobody
        || is_text && remark::says_something(value)
        || is_bad && crate::read::text::time::parse(value).is_some()
        || Name::Grade.has(&folded(own)) && Cue::BadGrade.is(value)
        || words.len() <= MOST_WORDS + 1 && is_own_state() && is_bad_state(value, lexicon)
}

/// Whether a value is a state that nothing passed with: `degraded`, `pending`, `draft`.
pub fn is_bad_state(value: &str, lexicon: &Lexicon) -> bool {
    let is_pending =
        || conclusion::word(value).is_some() && conclusion::parse(value) == Some(Conclusion::Pending);
    stem::words(value).count() <= MOST_WORDS
        && (Cue::BadState.is(value) || lexicon.undone(value).is_some() || is_pending())
}
