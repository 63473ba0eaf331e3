//! English sentences for everything that the judge says in closed enums.
//!
//! Invariant: plain text, never HTML; words from the repository pass through as they are and must be escaped by whoever prints them.
//! Sentences have no full stop, so that they can be joined. No number is formatted here: see [`super::format`].

mod criterion;
mod event;
mod item;
mod proof;
mod term;
mod trigger;

pub use criterion::{demand, metric, outcome, reading};
pub use event::{check, event};
pub use item::{blocker, reason};
pub use proof::{reproduce, shell, would_prove};
pub use term::{firing, flag, readiness, skip_reason, state, verdict};
pub use trigger::trigger;
