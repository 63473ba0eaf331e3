//! Which evidence could answer what an item asks: by its name, its kind, its words.
//!
//! Invariant: no verdict is made here, and nothing depends on the moment of a release.

pub mod approver;
pub mod collection;
pub mod demand;
pub mod git;
pub mod learned;
pub mod measured;
pub mod named;
pub mod overrides;
pub mod question;
pub mod record;
pub mod records;
pub mod rows;
pub mod steps;
pub mod subjects;
