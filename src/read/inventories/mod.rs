//! Inventories: what there is, and whether it is complete. Invariant: no outcome.

pub mod app_urls;
pub mod env_matrix;
pub mod flag_plan;
pub mod kept;
pub mod listing;
pub mod reviewers;
pub mod rotation;
pub mod secrets;
