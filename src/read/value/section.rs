//! A part of a document under one heading.

use crate::read::value::tree::{Group, Node};

/// A heading and what stands under it, up to the next heading.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The heading's text; empty for what stands before any heading.
    pub title: String,
    /// 1 to 6; 0 before any heading.
    pub level: u8,
    /// Its line, from 1; 0 before any heading.
    pub line: u32,
    /// The values by name.
    pub group: Group,
    /// The rows of each table, as values by the names of its columns.
    pub tables: Vec<Vec<Node>>,
    /// Its title with those above it, and the line of prose beside its table that says of when that is.
    pub under: String,
    /// Whether a line of prose beside a table says that what it holds is no result: `None of this has been checked.`
    pub takes_back: bool,
}
