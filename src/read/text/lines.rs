//! Text as lines: numbered, capped, without terminal colours.

use regex::{Captures, Regex};
use std::ops::Deref;
use std::sync::OnceLock;

/// A longer line is read up to here: the longest honest line is a path, a URL and some numbers.
pub const LINE_CAP: usize = 64 << 10;

static ESCAPES: Pattern =
    Pattern::new(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]{0,2048}(?:\x07|\x1b\\)|\x1b[@-Z\\^_]");

/// A [`pattern`] that is compiled when it is first needed.
pub struct Pattern {
    source: Expression,
    compiled: OnceLock<Regex>,
}

enum Expression {
    Text(&'static str),
    Built(fn() -> String),
}

impl Pattern {
    /// A pattern as it stands in the source.
    pub const fn new(text: &'static str) -> Self {
        Self { source: Expression::Text(text), compiled: OnceLock::new() }
    }

    /// A pattern that holds others, or words of the lexicon.
    pub const fn built(build: fn() -> String) -> Self {
        Self { source: Expression::Built(build), compiled: OnceLock::new() }
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.compiled.get_or_init(|| match self.source {
            Expression::Text(text) => pattern(text),
            Expression::Built(build) => pattern(&build()),
        })
    }
}

/// The text of a group; empty where it took no part in the match.
pub fn group<'t>(found: &Captures<'t>, name: &str) -> &'t str {
    found.name(name).map_or("", |hit| hit.as_str())
}

/// Compiles a pattern that stands in this program's own source. `\b`, `\w` and `\d` mean ASCII: a Unicode word boundary keeps the
/// engine from its fast automaton on every text with a letter beyond ASCII, which cost half of the time of reading.
pub fn pattern(source: &str) -> Regex {
    let ascii = source.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]");
    Regex::new(&ascii).unwrap_or_else(|error| unreachable!("a pattern of our own is broken: {error}"))
}

/// The lines with their numbers from 1. A carriage return (a spinner that draws over itself) begins a new text under the same number.
pub fn numbered(text: &str) -> impl Iterator<Item = (u32, &str)> {
    text.split('\n')
        .enumerate()
        .flat_map(|(index, line)| line.split('\r').map(move |part| (index, part)))
        .filter(|(_, part)| !part.is_empty())
        .map(|(index, part)| (u32::try_from(index + 1).unwrap_or(u32::MAX), capped(part, LINE_CAP)))
}

/// At most so many bytes of a text, cut between characters.
pub fn capped(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

/// A line without terminal escapes and control characters.
pub fn plain(line: &str) -> String {
    ESCAPES.replace_all(line, "").chars().filter(|c| !c.is_control() || *c == '\t').collect()
}

/// The number, from 1, of the line that holds a byte offset.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes a text.
    pub fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The line of an offset.
    pub fn line(&self, offset: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }
}
