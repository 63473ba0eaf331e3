//! Annotations of GitHub Actions.

use super::terminal;

/// GitHub shows so many annotations of a level for one step, and drops the rest in silence.
pub(super) const SHOWN: usize = 10;

/// Longer titles are cut: an annotation is a small box.
pub(super) const TITLE: usize = 200;

/// Longer messages are cut.
pub(super) const MESSAGE: usize = 4_000;

/// A workflow command that shows a message at a place.
pub(super) fn annotation(level: &str, path: Option<&str>, line: u32, title: &str, message: &str) -> String {
    let mut properties = Vec::new();
    if let Some(path) = path {
        properties.push(format!("file={}", property(path)));
        properties.push(format!("line={}", line.max(1)));
    }
    properties.push(format!("title={}", property(title)));
    format!("::{level} {}::{}\n", properties.join(","), data(message))
}

/// A message, so that it stays on one line and holds no other command.
fn data(text: &str) -> String {
    terminal::harmless(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, so that it ends where it ends.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// At most so many characters, the last of them `…` where something was cut.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
