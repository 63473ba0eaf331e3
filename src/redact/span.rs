//! Where a secret is, and in what.

use std::ops::Range;

/// The rule of a private key, from its first to its last line.
pub(super) const KEY_RULE: &str = "private-key";
/// The rule of a value behind a word for a password.
pub(super) const PASSWORD_RULE: &str = "password";
/// The rule of a value behind a word for a token or key.
pub(super) const NAMED_RULE: &str = "named-secret";

/// A text, and whether it is an inventory of secrets, in which every `"value"` is one.
pub(super) struct Text<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) inventory: bool,
}

/// A secret: where its bytes are, and the rule that found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: &'static str,
}

impl Span {
    pub(super) fn new(range: Range<usize>, rule: &'static str) -> Self {
        Self { start: range.start, end: range.end, rule }
    }
}

/// Sorted spans, those that overlap as one.
pub(super) fn merged(spans: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}
