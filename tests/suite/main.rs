//! golive's tests: one binary, a module per stage.

mod demo;
