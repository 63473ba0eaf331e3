//! The readings for people.

use super::entry::Entry;
use super::readings::Lint;
use crate::cli::report;
use crate::cli::terminal::safe;
use crate::model::reading::Role;
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;

/// Every item, then how many have a whole reading.
pub(super) fn whole(lint: &Lint<'_>) -> String {
    let bold = Style::new().bold();
    let mut out = format!("{bold}{}{bold:#}\n", safe(report::name(lint.examined, lint.release)));
    lint.entries.iter().for_each(|entry| out.push_str(&explained(entry)));
    let _ = writeln!(out, "\n{}", lint.summary());
    out
}

fn explained(entry: &Entry) -> String {
    let dim = Style::new().dimmed();
    let (green, yellow) = (AnsiColor::Green.on_default(), AnsiColor::Yellow.on_default());
    let label = match (&entry.misread, entry.is_whole) {
        (Some(_), _) => format!("{yellow}△ misread {yellow:#}"),
        (None, true) => format!("{green}✔ whole   {green:#}"),
        (None, false) => format!("{yellow}△ in part {yellow:#}"),
    };
    let mut out = format!("\n  {label} {}\n", entry.text);
    let _ = writeln!(out, "      {dim}at {}{dim:#}", entry.place());
    let _ = writeln!(out, "      read: {}", marked(entry));
    let mut line = |name: &str, text: &str| {
        let _ = writeln!(out, "      {name}: {text}");
    };
    line("would decide it", &or(&entry.demands.join("; "), "nothing that can be computed"));
    line("decides it today", &or(&entry.evidence.join(", "), "no evidence"));
    if !entry.left.is_empty() {
        line("left over", &entry.left.join(", "));
    }
    entry.pinned.iter().for_each(|place| line("pinned at", place));
    entry.misread.iter().for_each(|message| line("its pin cannot be read", message));
    entry.pin.iter().for_each(|pin| line("pin", pin));
    entry.advice.iter().for_each(|advice| line("to settle it", advice));
    out
}

/// The words with their roles behind them; fillers stand bare, and what is left over is underlined.
fn marked(entry: &Entry) -> String {
    let dim = Style::new().dimmed();
    let left = Style::new().underline();
    let words = entry.pieces.iter().map(|piece| {
        let words = piece.words.as_str();
        match (piece.role, piece.is_left) {
            (Role::Filler, false) => format!("{dim}{words}{dim:#}"),
            (role, false) => format!("{words} {dim}[{}]{dim:#}", role.word()),
            (role, true) => format!("{left}{words}{left:#} {dim}[{}, left over]{dim:#}", role.word()),
        }
    });
    words.collect::<String>().trim().to_owned()
}

fn or(text: &str, none: &str) -> String {
    if text.is_empty() { none.to_owned() } else { text.to_owned() }
}
