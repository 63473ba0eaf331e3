//! Runs of continuous integration, and deployments.

pub mod deploy;
pub mod run;
