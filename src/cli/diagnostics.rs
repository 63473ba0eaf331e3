//! Problems on stderr: `path:line:column: severity: message [code]`, worst first.

use super::terminal::safe;
use crate::model::problem::{Problem, Severity};
use crate::render::format::count;
use anstyle::{AnsiColor, Style};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// So many are printed unless all are asked for: a nightly log is read by people.
pub const SHOWN: usize = 20;

/// Problems as lines, worst first and each once; at most `limit` of them, and how many were left out.
pub fn lines(problems: &[Problem], limit: usize) -> String {
    let sorted: BTreeSet<&Problem> = problems.iter().collect();
    let mut out = String::new();
    for problem in sorted.iter().take(limit) {
        out.push_str(&line(problem));
    }
    if let Some(more) = sorted.len().checked_sub(limit).filter(|more| *more > 0) {
        let _ = writeln!(
            out,
            "… and {}; --verbose prints them, the site shows them all",
            count(more, "more", "more")
        );
    }
    out
}

fn line(problem: &Problem) -> String {
    let place =
        problem.place.as_ref().map(|place| format!("{}: ", safe(&place.to_string()))).unwrap_or_default();
    let style = style(problem.severity);
    format!(
        "{place}{style}{}{style:#}: {} [{}]\n",
        problem.severity.word(),
        safe(&problem.message),
        problem.code
    )
}

fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    color.on_default().bold()
}

/// How many of each severity: `1 error, 2 warnings`; `none` where there is none.
pub fn tally(problems: &[Problem]) -> String {
    let sorted: BTreeSet<&Problem> = problems.iter().collect();
    let of = |severity: Severity| sorted.iter().filter(|problem| problem.severity == severity).count();
    let words = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Note, "note", "notes"),
    ]
    .into_iter()
    .map(|(severity, one, many)| (of(severity), one, many))
    .filter(|(n, ..)| *n > 0)
    .map(|(n, one, many)| count(n, one, many))
    .collect::<Vec<_>>();
    if words.is_empty() { "none".to_string() } else { words.join(", ") }
}
