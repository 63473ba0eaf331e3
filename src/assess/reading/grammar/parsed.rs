//! What the grammar of bounds and windows makes of an item's words.

use crate::assess::reading::{grammar::phrase::Measure, grammar::text::Token};
use crate::model::criterion::{Criterion, Op};
use std::ops::Range;

/// What an item's words demand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadCriteria {
    /// In the order of the words, each once.
    pub criteria: Vec<Criterion>,
    /// Numbers with a sign and a unit that could not be read, as they stand in the item.
    pub unread: Vec<String>,
}

/// What the grammar made of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Part of a window.
    Window,
    /// Part of a bound that is a criterion, or of what it is about.
    Bound,
}

/// A bound on something that is no known metric: `under 30 minutes`, `at least 100 virtual users`.
#[derive(Clone, Debug, PartialEq)]
pub struct Loose {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The sign and the number, in milliseconds where it is a time.
    pub limits: Vec<(Op, f64)>,
    /// What the number counts.
    pub measure: Measure,
}

/// A text in tokens, and what the grammar of bounds and windows read of it.
#[derive(Debug)]
pub struct Parsed {
    /// The text without marks of emphasis, comments and targets of links.
    pub shown: String,
    /// The paths in back-ticks that `shown` leaves out, each with where it stood.
    pub named: Vec<(usize, String)>,
    /// The tokens, with their bytes in `shown`.
    pub tokens: Vec<(Token, Range<usize>)>,
    /// What it demands, in the order of the words, each once.
    pub criteria: Vec<Criterion>,
    /// Tokens that were read.
    pub used: Vec<(Range<usize>, Use)>,
    /// Bounds that no known metric has.
    pub loose: Vec<Loose>,
    /// Numbers with a sign and a unit that could not be read (tokens).
    pub unread: Vec<Range<usize>>,
}
