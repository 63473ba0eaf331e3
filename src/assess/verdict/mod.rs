//! One item at one release: which candidates count, how each criterion comes out, and the verdict.
//!
//! Invariant: the table of verdicts is in `table` alone.

pub mod acts;
pub mod announcements;
pub mod answer;
pub mod case;
pub mod checks;
mod claims;
pub mod columns;
mod denied;
pub mod deployments;
pub mod endpoints;
pub mod figures;
pub mod flags;
pub mod inventories;
pub mod judge;
pub mod launch;
pub mod lighthouse;
pub mod names;
pub mod outcomes;
pub mod records;
mod releases;
pub mod rows;
pub mod runs;
pub mod series;
mod siblings;
pub mod sign_off;
pub mod table;
pub mod uncovered;
pub mod vantage;
pub mod windows;
