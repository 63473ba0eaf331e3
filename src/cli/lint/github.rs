//! The readings as annotations of GitHub Actions.

use super::entry::Entry;
use super::readings::Lint;
use crate::cli::annotation::{MESSAGE, SHOWN, TITLE, annotation, cut};
use crate::cli::terminal;
use crate::render::format::count;
use std::cmp::Reverse;
use std::fmt::Write as _;

/// A warning for each item without a whole reading, worst first; then how many there are.
pub(super) fn commands(lint: &Lint<'_>) -> String {
    let mut entries = lint.entries.iter().filter(|entry| !entry.is_whole).collect::<Vec<_>>();
    // A pin that cannot be read is worst, then an item of which nothing is read; the sort keeps the checklist's order.
    entries
        .sort_by_key(|entry| (entry.misread.is_none(), !entry.demands.is_empty(), Reverse(entry.left.len())));
    let mut out = String::new();
    for entry in entries.iter().take(SHOWN) {
        let path = entry.is_file.then_some(entry.path.as_str());
        let title = cut(&format!("no whole reading: {}", entry.text), TITLE);
        out.push_str(&annotation("warning", path, entry.line, &title, &cut(&message(entry), MESSAGE)));
    }
    if let Some(rest) = entries.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        let _ = writeln!(
            out,
            "{} more not annotated; --format text tells all",
            count(rest, "warning", "warnings")
        );
    }
    let _ = writeln!(out, "{}", terminal::harmless(&lint.summary()));
    out
}

fn message(entry: &Entry) -> String {
    let mut lines = Vec::new();
    lines.extend(entry.misread.as_ref().map(|message| format!("Its pin cannot be read: {message}")));
    if !entry.left.is_empty() {
        lines.push(format!("Left over: {}", entry.left.join(", ")));
    }
    if entry.demands.is_empty() {
        lines.push("Nothing in its words can be computed".to_owned());
    }
    lines.extend(entry.pin.as_ref().map(|pin| format!("This pin would settle it: {pin}")));
    lines.extend(entry.advice.as_ref().map(|advice| format!("To settle it: {advice}")));
    lines.join("\n")
}
