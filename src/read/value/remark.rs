//! What a remark beside a success makes of it: `the result is void` takes it back, `two regions were not tested` leaves something out of
//! it, `no errors` does neither.

use crate::lexicon::Lexicon;
use crate::lexicon::words::{Cue, Name};
use crate::model::doing::spaced;

/// So many words behind a denial are what it denies.
const DENIED: usize = 6;

/// What a remark makes of the success that it stands beside, the worse first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// The success was none.
    TakesBack,
    /// Something was not done; the rest was.
    LeavesOut,
}

/// What a text makes of a success, if anything. What it denies to have gone wrong does nothing.
pub fn effect(text: &str, lexicon: &Lexicon) -> Option<Effect> {
    let clauses = text.split([',', ';', '!', '?', '(', ')']).flat_map(|text| text.split(". "));
    clauses.filter_map(|clause| of_clause(clause, lexicon)).min()
}

/// Whether a text says something other than that there is nothing.
pub fn says_something(text: &str) -> bool {
    let words = spaced(text);
    let first = words.split_whitespace().next();
    first.is_some_and(|first| first != "0")
        && !Cue::NoneOf.begins(&words)
        && !Cue::NoValue.begins(&words)
        && !Cue::NoError.begins(&words)
}

fn of_clause(clause: &str, lexicon: &Lexicon) -> Option<Effect> {
    let words = spaced(clause);
    let starts = words.match_indices(' ').map(|(at, _)| at).collect::<Vec<_>>();
    let behind = |n: usize| starts.get(n).and_then(|at| words.get(*at..)).unwrap_or_default();
    let is = |cue: Cue, n: usize| cue.begins(behind(n));
    let is_setback = |n: usize| is(Cue::Setback, n) && !is(Cue::NoSetback, n);
    // `no tables were restored` leaves something out, `no restart` does not.
    let says_done = |word: &str| lexicon.says_done(word) || Name::SampledCount.has(word);
    let is_done = |n: usize| behind(n).split_whitespace().next().is_some_and(says_done);
    let mut denied_until = 0;
    let mut worst = None;
    for n in 0..starts.len() {
        let leaves_out = is(Cue::LeftOut, n);
        if n >= denied_until && is_setback(n) && !leaves_out {
            return Some(Effect::TakesBack);
        }
        let denies = is(Cue::Denial, n);
        if denies || is(Cue::NoneOf, n) {
            denied_until = n + 1 + DENIED;
            let mut reach = n + 1..denied_until;
            let is_harmless = reach.clone().any(|n| is_setback(n) || is(Cue::NoSetback, n));
            if !is_harmless && (denies || reach.any(is_done)) {
                worst = Some(Effect::LeavesOut);
            }
        } else if leaves_out && n >= denied_until {
            worst = Some(Effect::LeavesOut);
        }
    }
    worst
}
