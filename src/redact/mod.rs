//! What looks like a secret is taken out before anything else sees it: readers get a text whose secret values are [`MARK`], pages
//! that show a file line by line withhold the whole line, and what is written or printed is looked through once more.
//!
//! Best effort by the documented shapes of tokens and by the names in front of values, never a promise that nothing is left. A hit is
//! told by its rule and its line, never by its value.

mod blocks;
mod keywords;
mod names;
mod scan;
mod span;
mod tokens;
mod value;

pub use scan::{SHORTEST, Token, name, tokens};

use crate::model::problem::{Place, Problem};
use regex::Regex;
use span::{Span, Text, merged};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What stands in the place of a secret value. No rule matches it again.
pub const MARK: &str = "[redacted]";

/// The code of every problem that tells of secrets.
pub const REDACTED: &str = "redacted";

/// A line with a secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The line, from 1.
    pub line: usize,
    /// The rule's name.
    pub rule: &'static str,
}

/// A text without what looks like secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted<'a> {
    /// The text, line for line.
    pub text: Cow<'a, str>,
    /// What was taken out.
    pub hits: Vec<Hit>,
}

/// What says that a JSON text is an inventory of secrets.
static INVENTORY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?i)"(?:secrets?|secret_?(?:string|value|name))"\s*:|"(?:name|key)"\s*:\s*"[a-z0-9]+_[a-z0-9_]*(?:key|secret|token|passw|credential|dsn)"#,
    )
    .ok()
});

/// What tells of the lines of a file that hold secrets; `None` where none does.
pub fn problem(path: &str, hits: &[Hit]) -> Option<Problem> {
    let first = hits.first()?;
    let rules: BTreeSet<&str> = hits.iter().map(|hit| hit.rule).collect();
    let rules = rules.into_iter().collect::<Vec<_>>().join(", ");
    let lines = hits.iter().take(10).map(|hit| hit.line.to_string()).collect::<Vec<_>>().join(", ");
    let more = if hits.len() > 10 { format!(" and {} more", hits.len() - 10) } else { String::new() };
    let message = format!(
        "what looks like a secret ({rules}) is redacted wherever this file is shown: line {lines}{more}; revoke it, as it stands in the history"
    );
    let line = u32::try_from(first.line).unwrap_or(u32::MAX);
    Some(Problem::warning(Place::line(path, line), REDACTED, message))
}

/// Withholds every line that holds a secret.
pub fn redact(text: &str) -> Redacted<'_> {
    let mut out = String::new();
    let mut kept = 0;
    let hits = by_line(text, |line, rule, _| {
        out.push_str(text.get(kept..line.start).unwrap_or_default());
        out.push_str("[line withheld: rule ");
        out.push_str(rule);
        out.push(']');
        kept = line.end;
    });
    finished(text, out, kept, hits)
}

/// Whether a name says that its value is a secret: `DB_PASSWORD`, `--api-key`.
pub fn is_secret_name(name: &str) -> bool {
    names::promise(name.as_bytes(), &[]).is_some()
}

/// The tokens that issuers mark: the rule, the prefixes parted by blanks, and a pattern of what follows.
pub fn marked() -> &'static [(&'static str, &'static str, &'static str)] {
    tokens::MARKED
}

/// Takes out the values only, so that what stands around them can still be read: JSON stays JSON, and lines keep their numbers.
pub fn mask(text: &str) -> Redacted<'_> {
    let mut out = String::new();
    let mut kept = 0;
    let hits = by_line(text, |_, _, parts| {
        for part in parts {
            out.push_str(text.get(kept..part.start).unwrap_or_default());
            out.push_str(MARK);
            kept = part.end;
        }
    });
    finished(text, out, kept, hits)
}

fn finished(text: &str, mut out: String, kept: usize, hits: Vec<Hit>) -> Redacted<'_> {
    if hits.is_empty() {
        return Redacted { text: Cow::Borrowed(text), hits };
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Redacted { text: Cow::Owned(out), hits }
}

/// Calls for each line with a secret: where the line is without its end, the first rule, and where its secrets are.
fn by_line(text: &str, mut each: impl FnMut(Range<usize>, &'static str, &[Range<usize>])) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut spans = secrets(text).into_iter().peekable();
    let (mut line, mut counted) = (1, 0);
    while let Some(Span { start, rule, .. }) = spans.peek().cloned() {
        let newline = text.get(..start).and_then(|head| head.rfind('\n'));
        let begin = newline.map_or(0, |newline| newline + 1);
        line += text.get(counted..begin).unwrap_or_default().matches('\n').count();
        counted = begin;
        let words = text.get(begin..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let end = begin + words.trim_end_matches('\r').len();
        let parts = std::iter::from_fn(|| spans.next_if(|span| span.start <= end));
        let parts: Vec<_> = parts.map(|span| span.start..span.end).collect();
        hits.push(Hit { line, rule });
        each(begin..end, rule, &parts);
    }
    hits
}

/// Every secret of a text in its order, each within a line; what overlaps is one.
fn secrets(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut spans = Vec::new();
    scan::find(bytes, &mut spans);
    let inventory = || INVENTORY.as_ref().is_some_and(|pattern| pattern.is_match(text));
    let inventory = (text.contains("\"value\"") || text.contains("\"plaintext\"")) && inventory();
    keywords::find(&Text { bytes, inventory }, &mut spans);
    spans.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let mut out: Vec<Span> = Vec::new();
    for span in merged(spans) {
        let mut start = span.start;
        for line in text.get(span.start..span.end).unwrap_or_default().split('\n') {
            let end = start + line.trim_end_matches('\r').len();
            if end > start {
                out.push(Span { start, end, rule: span.rule });
            }
            start += line.len() + 1;
        }
    }
    out
}
