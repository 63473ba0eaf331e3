//! golive's tests: one binary, a module per stage.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics is a test that fails; clippy's own exception does not reach the functions beside the tests"
)]

mod charts;
mod config;
mod publish;
mod urls;
