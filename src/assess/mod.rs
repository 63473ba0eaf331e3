//! The judge: from facts and policy to verdicts.
//!
//! Invariant: pure. No git, no disk, no clock (`now` is the candidate's time), no HTML and no sentence for a person: reasons are closed
//! enums with values, worded in `render`. A verdict is computed here and nowhere else.

pub mod assessment;
pub mod verdict;
