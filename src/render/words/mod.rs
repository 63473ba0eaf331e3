//! English sentences for everything that the judge says in closed enums.
//!
//! Invariant: plain text, neither HTML nor Markdown (the Markdown of items and triggers is made plain here, once; paths pass through as they
//! are); whoever prints a sentence must escape it.
//! Sentences have no full stop, so that they can be joined. No number is formatted here: see [`super::format`].

mod act;
mod budget;
mod clock;
mod comparison;
mod criterion;
mod danger;
mod delivery;
mod event;
mod fact;
mod finding;
mod inventory;
mod item;
mod latency;
mod lighthouse;
mod outcome;
mod proof;
mod record;
mod reproduce;
mod signature;
mod step;
mod term;
mod trigger;
mod unmeasured;

pub use act::lack;
pub use clock::{apart, evidence_clock, lag, release_clock};
pub use comparison::{
    checklist_changes, file_change, item_change, item_changes, noise, rule, series, step, values,
};
pub use criterion::{demand, demand_in, metric, named, outcome, reading};
pub use danger::{incident, recovery, reproduce_rollback, rollback};
pub use delivery::{Told, delivery};
pub use event::{check, event, event_kind};
pub use finding::{finding, finding_meaning, hash};
pub use item::{blocker, left_over, reason, text};
pub use latency::{error, errors, streak};
pub use lighthouse::{configured, page, runs};
pub use outcome::{
    due_word, outcome_after, outcome_meaning, outcome_reason, outcome_told, outcome_word, proven,
};
pub use proof::{
    reproduce, reproduce_near_box, reproduce_no_checklist, reproduce_trigger, shell, would_prove,
};
pub use reproduce::reproduce_finding;
pub use signature::{signature, signature_word};
pub use step::{reproduce_step, step_meaning, step_reading, step_reason, step_source, step_would_prove};
pub use term::{
    conclusion, finding_word, firing, flag, flag_word, kind_word, mark_word, mode_word, phase_word,
    readiness, role_word, setting, severity_word, skip_reason, state, state_word, step_word, verdict,
    verdict_word,
};
pub use trigger::trigger;
