//! Go-live checklists: how one is found, its items, and what they name. Invariant: no evidence.

pub mod finder;
pub mod items;
pub mod mention;
pub mod near_box;
pub mod phase;
pub mod pin_comment;
pub mod rows;
pub mod section_evidence;
