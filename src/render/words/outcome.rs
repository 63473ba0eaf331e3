//! What followed a release, in words.

use super::danger::{incident, rollback};
use super::item::{reason, text};
use super::term::verdict_word;
use super::trigger::trigger;
use crate::assess::result::due::Due;
use crate::assess::result::outcome::{OutcomeReason, OutcomeState, ReleaseOutcome};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::tally::{Tallies, Tally};
use crate::model::dossier::Dossier;
use crate::model::time::rfc3339;
use crate::render::{format, language::say, markdown::plain};

/// `held`, `rolled back`, `trigger fired` or `unknown`.
pub fn outcome_word(state: OutcomeState) -> &'static str {
    match state {
        OutcomeState::Held => say!("held"),
        OutcomeState::RolledBack => say!("rolled back"),
        OutcomeState::TriggerFired => say!("trigger fired"),
        OutcomeState::Unknown => say!("unknown"),
    }
}

/// What that means.
pub fn outcome_meaning(state: OutcomeState) -> &'static str {
    match state {
        OutcomeState::Held => say!("What was due after the tag shows that the release held"),
        OutcomeState::RolledBack => say!("This release was taken back"),
        OutcomeState::TriggerFired => say!("A rollback trigger fired, and the release was not taken back"),
        OutcomeState::Unknown => say!("Nothing shows yet whether the release held"),
    }
}

/// The state, and when and how long after the tag, where something happened: `rolled back at 2026-01-10T12:40:00Z, 40 min after the tag`.
pub fn outcome_told(one: &ReleaseOutcome) -> String {
    let word = outcome_word(one.state);
    match one.at.zip(one.seconds) {
        Some((at, seconds)) => {
            say!(
                "{outcome} at {time}, {duration} after the tag",
                outcome = word,
                time = rfc3339(at),
                duration = format::duration(seconds)
            )
        }
        None => word.to_owned(),
    }
}

/// The state, and where something happened to which release it went back and how long after the tag: `rolled back to v2026.01.10a after 31 min`.
pub fn outcome_after(one: &ReleaseOutcome, to: Option<&str>) -> String {
    let time = one.seconds.map(format::duration);
    match (one.state, to, time) {
        (OutcomeState::RolledBack, Some(to), Some(time)) => {
            say!("rolled back to {release} after {time}", release = to, time)
        }
        (OutcomeState::RolledBack, None, Some(time)) => say!("rolled back after {time}", time),
        (OutcomeState::TriggerFired, _, Some(time)) => say!("rollback trigger fired after {time}", time),
        (OutcomeState::Unknown, ..) => say!("outcome not known yet").to_owned(),
        (state, ..) => outcome_word(state).to_owned(),
    }
}

/// Why the outcome is what it is, in one sentence.
pub fn outcome_reason(d: &Dossier, r: &ReleaseAssessment, one: &OutcomeReason) -> String {
    let judged = |at: usize, told: &dyn Fn(String, String) -> String| {
        r.triggers.get(at).map_or_else(String::new, |judged| {
            told(plain(&judged.text).trim_end_matches('.').to_owned(), trigger(d, r, judged))
        })
    };
    match *one {
        OutcomeReason::RolledBack => {
            r.rollback.as_ref().map_or_else(String::new, |back| rollback(d, r, back))
        }
        OutcomeReason::Fired(at) => {
            judged(at, &|trigger, why| say!("Rollback trigger fired: {trigger} ({why})", trigger, why))
        }
        OutcomeReason::UnknownTrigger(at) => {
            judged(at, &|trigger, why| say!("Rollback trigger not computed: {trigger} ({why})", trigger, why))
        }
        OutcomeReason::Incident(at) => r.incidents.get(at).map_or_else(String::new, |one| incident(d, one)),
        OutcomeReason::Unproven(at) => r.items.get(at).map_or_else(String::new, |item| {
            say!(
                "{words}: {verdict} today ({why})",
                words = text(r, item).trim_end_matches('.'),
                verdict = verdict_word(item.today.verdict),
                why = reason(d, r, item, &item.today)
            )
        }),
        OutcomeReason::BadChecks(n) => {
            say!("Checks after the tag that failed or broke their budget: {n}", n = format::integer(n))
        }
        OutcomeReason::NothingShown => {
            say!("Nothing that was recorded after the tag shows how the release went").to_owned()
        }
        OutcomeReason::NotReleased => say!("It is not released yet").to_owned(),
        OutcomeReason::ProvenItems(n) => say!(
            "{n} of {all} after the tag are verified",
            n = format::integer(n),
            all = format::count(r.tallies.after.items, "item due", "items due")
        ),
        OutcomeReason::QuietTriggers(n) => {
            let triggers = format::count(n, "rollback trigger", "rollback triggers");
            say!("{triggers} did not fire", triggers)
        }
        OutcomeReason::GoodChecks(n) => say!("Good checks after the tag: {n}", n = format::integer(n)),
    }
}

/// How much is proven by when it was due: `due by the tag 17/20 · after it 11/11 today`. What is not due yet is in neither.
pub fn proven(tallies: &Tallies) -> String {
    let share = |tally: &Tally| format!("{}/{}", format::integer(tally.proven), format::integer(tally.items));
    let due = say!("due by the tag {share}", share = share(&tallies.due));
    match tallies.after.items {
        0 => due,
        _ => say!("{due} · after it {share} today", due, share = share(&tallies.after)),
    }
}

/// When an item is due, where that is not by the tag.
pub fn due_word(due: Due) -> &'static str {
    match due {
        Due::ByTag => say!("due by the tag"),
        Due::After => say!("due after the tag"),
        Due::NotYet => say!("not due yet"),
    }
}
