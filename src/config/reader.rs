//! Kinds of evidence that a team describes itself, and who may sign.

use std::collections::BTreeMap;

/// What a custom reader can take from a file.
pub const FIELDS: [&str; 10] = [
    "time",
    "target",
    "status",
    "duration_ms",
    "budget_ms",
    "outcome",
    "actor",
    "release",
    "commit",
    "label",
];

/// How a custom reader finds its fields.
#[derive(Clone, Debug)]
pub enum Rule {
    /// Every match in a line is a measurement; the fields are named groups.
    Pattern(regex::Regex),
    /// Every JSON object (the file, its elements, or its lines) is a measurement: field name to JSON pointer.
    Pointers(BTreeMap<String, String>),
}

/// A kind of evidence of a team's own.
#[derive(Clone, Debug)]
pub struct CustomReader {
    /// Its name, such as `probe`.
    pub kind: String,
    /// Globs of its files.
    pub paths: Vec<String>,
    /// How its fields are found.
    pub rule: Rule,
}
