//! Readers of everything that measures how long an answer took: a file a tool.
//!
//! Invariant: a single check is a measurement of `latency`; what a tool has already boiled down is a measurement of `latency.p95`,
//! `latency.max` or `error-rate`, with the number of runs that it stands on. No single check is ever made up from a figure.

pub mod check;
pub mod checks;
pub mod curl;
pub mod custom;
pub mod figure;
pub mod jmeter;
pub mod k6;
pub mod load;
pub mod load_csv;
pub mod load_json;

pub mod objects;

pub mod prometheus;
pub mod reach;
pub mod smoke;
pub mod upptime;
