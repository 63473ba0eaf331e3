//! golive's tests: one binary, a module per stage.

mod charts;
mod urls;
