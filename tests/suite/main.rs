//! golive's tests: one binary, a module per stage.

mod charts;
mod exports;
mod sample;
mod urls;
mod words;
