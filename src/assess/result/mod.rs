//! What the judge concluded: plain data, worded in `render`.
//!
//! Invariant: no rule is here. Nothing in this room looks at the history or at evidence.

pub mod assessment;
pub mod delivery;
pub mod document;
pub mod due;
pub mod event;
pub mod extremes;
pub mod finding;
pub mod identity;
pub mod incident;
pub mod inventory;
pub mod judgement;
pub mod latency;
pub mod lighthouse;
pub mod outcome;
pub mod reason;
pub mod release;
pub mod rollback;
pub mod speaker;
pub mod step;
pub mod support;
pub mod tally;
pub mod trigger;
pub mod verdict;
