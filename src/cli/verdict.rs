//! A verdict on a terminal: symbol, word and colour, so that none of them is needed alone.

use crate::assess::result::verdict::Verdict;
use anstyle::{AnsiColor, Style};

/// The symbol of a verdict; no two groups of verdicts share a shape.
pub(super) fn symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verified => "✔",
        Verdict::Attested => "✓",
        Verdict::Waived => "–",
        Verdict::Open => "○",
        Verdict::Unsupported => "?",
        Verdict::Stale => "△",
        Verdict::Failed => "✘",
    }
}

/// The colour of a verdict.
pub(super) fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Verified | Verdict::Attested => AnsiColor::Green.on_default(),
        Verdict::Waived => AnsiColor::Cyan.on_default(),
        Verdict::Open => Style::new().dimmed(),
        Verdict::Unsupported | Verdict::Stale => AnsiColor::Yellow.on_default(),
        Verdict::Failed => AnsiColor::Red.on_default(),
    }
}

/// Symbol and word, padded so that lines stand under each other.
pub(super) fn label(verdict: Verdict) -> String {
    let style = style(verdict);
    format!("{style}{} {:<11}{style:#}", symbol(verdict), verdict.word())
}

/// `go` or `no-go` in its colour.
pub(super) fn readiness(go: bool) -> String {
    let color = if go { AnsiColor::Green } else { AnsiColor::Red };
    let style = color.on_default().bold();
    format!("{style}{}{style:#}", crate::render::words::readiness(go))
}
