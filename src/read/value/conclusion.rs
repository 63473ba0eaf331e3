//! How a value says that something ended. The words stand in the lexicon; a value that is in no row tells nothing.
//!
//! An outcome counts as a whole value, or where what follows only explains it: `passed (12 of 12)`, `failed: disk full`. The first word of
//! a sentence is none: `Failed attempts were reviewed`, `success is expected on Thursday`.

use crate::lexicon::file::Role;
use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, Meaning};
use crate::model::doing::{push_lower, spaced};
use crate::model::evidence::State;
use crate::model::record::Conclusion::{self, Failed, Pending, Skipped, Succeeded};
use crate::model::record::Record;

/// Of a longer value only so much is looked at.
const LOOKED_AT: usize = 600;

/// What stands for a word where no word is told.
const SIGNS: [(&str, Conclusion); 3] = [("✅✔✓☑🟢", Succeeded), ("❌✗✘✖🔴", Failed), ("⏳🟡🔄🚧", Pending)];

/// How it ended by these words.
pub fn parse(text: &str) -> Option<Conclusion> {
    let text = crate::read::text::lines::capped(text.trim(), LOOKED_AT);
    let (all, ends) = words(text);
    let lexicon = Lexicon::built_in();
    let Some((conclusion, count)) = lexicon.conclusion(|at| all.get(at).map(String::as_str)) else {
        let sign = text.chars().find_map(|c| SIGNS.iter().find(|(signs, _)| signs.contains(c)));
        return sign.filter(|_| all.is_empty()).map(|(_, conclusion)| *conclusion);
    };
    let end = count.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or_default();
    let behind = text.get(end..).unwrap_or_default();
    let rest = all.get(count..).unwrap_or_default();
    let explains = behind
        .trim_start_matches(['*', '_', '`', '"', ' '])
        .starts_with(|c: char| !c.is_alphanumeric() && c != '%');
    match conclusion {
        Succeeded if is_footnoted(text, behind) || is_other_verb(behind, rest) => None,
        _ if rest.is_empty() && !behind.contains('?') => Some(conclusion),
        Succeeded if behind.contains('?') || is_share(behind) || doubted(rest, lexicon) => None,
        Succeeded if rides(rest, lexicon) || is_name(behind, lexicon) => Some(Succeeded),
        Failed if explains || is_cause(rest) => Some(Failed),
        Pending | Skipped => Some(conclusion),
        Succeeded | Failed => None,
    }
}

/// Whether a record has rows that say yes or no to something: `enabled: true`.
pub fn is_told_by_rows(record: &Record) -> bool {
    record.parts.iter().any(|part| part.fields.iter().any(|(_, value)| parse(value).is_some()))
}

/// The words of a text that tell how something ended, where it says no more than that.
pub fn word(text: &str) -> Option<String> {
    let (all, _) = words(crate::read::text::lines::capped(text.trim(), LOOKED_AT));
    let (_, count) = Lexicon::built_in().conclusion(|at| all.get(at).map(String::as_str))?;
    (count == all.len()).then(|| all.join(" "))
}

/// Lower-case words with where each ends; `in_progress`, `in-progress` and `In progress` are the same two.
fn words(text: &str) -> (Vec<String>, Vec<usize>) {
    let (mut all, mut ends) = (Vec::new(), Vec::new());
    let mut word = String::new();
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() || c == '\'' {
            push_lower(&mut word, c);
        } else if !word.is_empty() {
            all.push(std::mem::take(&mut word));
            ends.push(at);
        }
    }
    (all, ends)
}

/// Words that may go on behind a success without more: `completed successfully`, `passed all checks`.
fn goes_on(word: &str, lexicon: &Lexicon) -> bool {
    let plain = |one: &Meaning| {
        matches!(
            one,
            Meaning::Role(Role::Doing | Role::Outcome | Role::Filler | Role::Quantifier | Role::Figure)
        )
    };
    lexicon.whole(word).iter().any(plain)
        || lexicon.conclusion(|at| (at == 0).then_some(word)) == Some((Succeeded, 1))
}

/// Whether words behind a success leave it as it is: figures, and those of a closed list.
fn rides(rest: &[String], lexicon: &Lexicon) -> bool {
    let (mut at, mut is_denied) = (0, false);
    while let Some(word) = rest.get(at) {
        let behind = spaced(&rest.get(at..).unwrap_or_default().join(" "));
        let is_none = word == "0" || lexicon.has(word, Role::Zero);
        // `0 tests` ran, and `0 failed`.
        if is_none && rest.get(at + 1).is_some_and(|word| Name::RanThing.has(word)) {
            return false;
        }
        let count = Cue::Rider.length(&behind);
        let is_figure = word.starts_with(|c: char| c.is_ascii_digit());
        let fails = |word: &String| lexicon.conclusion(|at| (at == 0).then_some(word)).is_some();
        // `0 failed`, `no open findings`
        let before = at.checked_sub(1).and_then(|before| rest.get(before));
        let is_counted = is_figure || is_none || is_denied || before.is_some_and(|_| fails(word));
        is_denied = is_none || is_denied && !is_figure;
        if count == 0 && !is_counted && !goes_on(word, lexicon) {
            return false;
        }
        at += count.max(1);
    }
    true
}

/// `PASSED*`, `passed (1)`: a note elsewhere says more of it.
fn is_footnoted(text: &str, behind: &str) -> bool {
    let sign = |c: char| matches!(c, '*' | '†' | '‡' | '¹' | '²' | '³');
    let number = behind.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let is_bracket = behind.trim().starts_with(['(', '[']) && number.len() == 1;
    !text.starts_with('*') && behind.starts_with(sign)
        || is_bracket && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// `passed over`, `passed up`: another verb than that of the outcome.
fn is_other_verb(behind: &str, rest: &[String]) -> bool {
    behind.starts_with(' ') && rest.first().is_some_and(|first| Cue::Particle.is(first))
}

/// `approved (Jane)`: who says so, in one word that no row knows.
fn is_name(behind: &str, lexicon: &Lexicon) -> bool {
    let name = behind.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or_default();
    let is_proper = name.starts_with(char::is_uppercase) && name.chars().skip(1).all(char::is_lowercase);
    name.len() > 2 && is_proper && lexicon.whole(&name.to_lowercase()).is_empty()
}

/// `failed with exit code 1`, `failed due to a timeout`.
fn is_cause(rest: &[String]) -> bool {
    rest.first().is_some_and(|first| Cue::FailedBehind.is(first))
}

/// Whether what follows a success takes it back. `0 failed` and `no errors` do not.
fn doubted(rest: &[String], lexicon: &Lexicon) -> bool {
    let word = |at: usize| rest.get(at).map(String::as_str);
    let is_zero = |at: usize| word(at).is_some_and(|word| word == "0" || lexicon.has(word, Role::Zero));
    let before = |at: usize| at.checked_sub(1).is_some_and(is_zero);
    (0..rest.len()).any(|at| {
        let found = lexicon.longest(|n| word(at + n));
        let turns = found.is_some_and(|(meanings, _)| {
            meanings.iter().any(|one| matches!(one, Meaning::Role(Role::Polarity | Role::Condition)))
        });
        let fails = lexicon
            .conclusion(|n| word(at + n))
            .is_some_and(|(its, _)| matches!(its, Failed | Pending | Skipped));
        let counted =
            is_zero(at) || before(at) || word(at).is_some_and(|word| word == "planned" || word == "expected");
        (turns || fails) && !counted
    })
}

/// Whether a value says no, and nothing else.
pub fn is_no(value: &str) -> bool {
    Cue::SaysNo.is(value)
}

/// A part of a whole: `2 of 6`, `40 %`, `3/7`.
pub fn is_share(text: &str) -> bool {
    let mut numbers = Vec::new();
    for piece in text.split(|c: char| !c.is_ascii_digit() && c != '%' && c != '/' && !c.is_alphabetic()) {
        if piece.ends_with('%') || piece == "percent" {
            let value = piece.trim_end_matches('%').parse::<u32>().ok().or(numbers.last().copied().flatten());
            if value.is_some_and(|value| value < 100) {
                return true;
            }
        }
        if let Some((part, whole)) = piece.split_once('/')
            && let (Ok(part), Ok(whole)) = (part.parse::<u32>(), whole.parse::<u32>())
            && part < whole
        {
            return true;
        }
        if !piece.is_empty() {
            numbers.push(piece.parse::<u32>().ok());
        }
    }
    let all = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect::<Vec<_>>();
    // `17 out of 20` is `17 of 20`.
    let all = all.iter().enumerate().filter(|(at, word)| **word != "out" || all.get(at + 1) != Some(&"of"));
    let all = all.map(|(_, word)| *word).collect::<Vec<_>>();
    all.windows(3).any(|three| match three {
        [part, of, whole] if matches!(*of, "of" | "von" | "out") => {
            matches!((part.parse::<u32>(), whole.parse::<u32>()), (Ok(part), Ok(whole)) if part < whole)
        }
        _ => false,
    })
}

/// What the end of a thing shows; `None` where it has not ended, or was left out.
pub fn state(ended: Option<Conclusion>) -> Option<State> {
    match ended? {
        Succeeded => Some(State::Proving),
        Failed => Some(State::Failing),
        Pending | Skipped => None,
    }
}

/// How a whole ended, by all of its parts: `None` where there are none, or where none tells. Where one of several does not tell, the whole
/// has not ended, unless another failed.
pub fn of_all(parts: impl IntoIterator<Item = Option<Conclusion>>) -> Option<Conclusion> {
    let all = parts.into_iter().collect::<Vec<_>>();
    let ranked = [Failed, Pending, Succeeded, Skipped];
    let worst = ranked.into_iter().find(|one| all.contains(&Some(*one)))?;
    Some(if worst != Failed && all.contains(&None) { Pending } else { worst })
}
