//! The files that the sample's team makes: each a path and bytes, from a moment and numbers.
//!
//! Invariant: pure. No git, no disk, no clock.

mod deploy;
mod documents;
mod feedback;
mod image;
mod lighthouse;
mod records;
mod smoke;

pub use deploy::{ci_run, production_deploy, production_log, staging_log};
pub use documents::{app, env_matrix, flag_plan, readme, secret_rotation};
pub use feedback::{Entry, Journal};
pub use image::screenshot;
pub use lighthouse::{FormFactor, Run, budgets, report};
pub use records::{Record, day_record, json_record, text_record};
pub use smoke::{Check, check, check_file, smoke_log};
