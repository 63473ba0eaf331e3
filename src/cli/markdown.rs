//! Markdown for forges: release notes, comments, summaries of steps.

use super::terminal::safe;
use crate::assess::result::verdict::Verdict;
use crate::cli::verdict::symbol;

/// Text as Markdown that shows just this text: no markup, no HTML, no link, no number of an issue and no mention.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let (before, behind) = text.split_at(at);
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            _ if is_markup(letter, before, behind) => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

/// Whether a sign means something where it stands: some everywhere, some only at the beginning or in an address.
fn is_markup(sign: char, before: &str, behind: &str) -> bool {
    match sign {
        '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '|' | '~' | '#' | '!' | '$' => true,
        '+' | '-' | '=' => before.trim().is_empty(),
        '.' => before.ends_with("www") || before.trim().bytes().all(|byte| byte.is_ascii_digit()),
        ':' => behind.starts_with("://"),
        _ => false,
    }
}

/// Text of the repository in a cell of a table: on one line, without markup.
pub(super) fn cell(text: &str) -> String {
    escaped(&safe(text)).replace('\n', " ")
}

/// A verdict with its symbol.
pub(super) fn verdict(verdict: Verdict) -> String {
    format!("{} {}", symbol(verdict), verdict.word())
}

/// A row of a table.
pub(super) fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
