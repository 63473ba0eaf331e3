//! What became of checks, in words.

use crate::assess::result::latency::{ErrorKind, LatencySummary, Streak};
use crate::model::time::rfc3339;
use crate::render::{format, language::say};

/// Of more kinds only the most frequent are named.
const NAMED: usize = 4;

/// A kind of failure: `timeout`, `HTTP 410`, `connection refused`, its own words, or `no answer`.
pub fn error(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::Timeout => say!("timeout").to_owned(),
        ErrorKind::Status(code) => format!("HTTP {code}"),
        ErrorKind::Refused => say!("connection refused").to_owned(),
        ErrorKind::Unresolved => say!("host not resolved").to_owned(),
        ErrorKind::Reset => say!("connection reset").to_owned(),
        ErrorKind::Tls => say!("no secure connection").to_owned(),
        ErrorKind::Said(words) => words.clone(),
        ErrorKind::Silent => say!("no answer").to_owned(),
    }
}

/// The failures by kind, the most frequent first: `11 × fetch failed, 10 × HTTP 410`; empty where none failed.
pub fn errors(of: &LatencySummary) -> String {
    let mut kinds: Vec<_> = of.errors.iter().collect();
    kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(**count), *kind));
    let named = kinds
        .iter()
        .take(NAMED)
        .map(|(kind, count)| format!("{} × {}", format::integer(**count), error(kind)));
    let more = kinds.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| say!("{kinds} more", kinds = format::count(more, "kind", "kinds")));
    named.chain(more).collect::<Vec<_>>().join(", ")
}

/// `3 in a row from 2026-01-02T03:04:05Z to 2026-01-02T03:14:05Z`; a single one is no row.
pub fn streak(of: Option<Streak>) -> String {
    of.filter(|row| row.count > 1).map_or_else(String::new, |row| {
        let (n, from, to) = (format::integer(row.count), rfc3339(row.from), rfc3339(row.to));
        say!("{n} in a row from {from} to {to}", n, from, to)
    })
}
