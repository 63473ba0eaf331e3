//! One blob as values: trees of JSON, YAML and tables, documents in outline, fields by name, and the record that they make.
//!
//! Invariant: knows no reader.

pub mod columns;
pub mod conclusion;
pub mod counts;
pub mod credits;
pub mod fields;
pub mod json;
pub mod markdown;
pub mod names;
pub mod outline;
pub mod parts;
pub mod record;
pub mod remark;
pub mod section;
pub mod sections;
pub mod source;
pub mod state;
pub mod template;
pub mod tools;
pub mod tree;
