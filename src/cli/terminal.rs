//! What is printed, and how text from the repository is made harmless first.

use super::args::Color;
use crate::redact;
use anstream::{AutoStream, ColorChoice};
use std::io::{self, IsTerminal, Write};

/// Standard output and standard error, with the wishes of the command line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    choice: ColorChoice,
    /// Errors only.
    pub(super) quiet: bool,
    /// Everything.
    pub(super) verbose: bool,
}

impl Terminal {
    /// As the command line wishes.
    pub(super) fn new(color: Color, quiet: bool, verbose: bool) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { choice, quiet, verbose }
    }

    /// Whether progress may be drawn.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Prints a result.
    ///
    /// # Errors
    /// When the other end cannot take it, as on a full disk.
    pub(super) fn result(&self, text: &str) -> io::Result<()> {
        self.verbatim(&harmless(text))
    }

    /// Prints a result that is already harmless to build servers in its own way. A reader who has seen enough (`| head`) is no error.
    ///
    /// # Errors
    /// When the other end cannot take it, as on a full disk.
    pub(super) fn verbatim(&self, text: &str) -> io::Result<()> {
        let mut stream = AutoStream::new(io::stdout().lock(), self.choice);
        let text = redact::name(text);
        match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => done,
        }
    }

    /// Prints a remark. Where stderr is gone, there is nobody to tell.
    pub(super) fn remark(&self, text: &str) {
        let mut stream = AutoStream::new(io::stderr().lock(), self.choice);
        let _ = stream.write_all(harmless(&redact::name(text)).as_bytes()).and_then(|()| stream.flush());
    }
}

/// Text from the repository as printable characters on one line: control and formatting characters (which could move the cursor,
/// colour, hide or reorder what a person reads) become `\u{…}`.
pub fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '\t' || letter == '\n' {
            out.push(' ');
        } else if letter.is_control() || is_invisible(letter) {
            out.extend(letter.escape_unicode());
        } else {
            out.push(letter);
        }
    }
    out
}

/// Characters that print nothing but change how their neighbours are read: bidi marks and overrides, zero-width characters, line
/// and paragraph separators, interlinear marks, tags.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Breaks what build servers would read as a command: GitHub takes lines that begin with `::` after white space, and it and others
/// take `##[` and `##vso` anywhere.
pub fn harmless(text: &str) -> String {
    let broken = text.replace("##[", "#\\u{23}[").replace("##vso", "#\\u{23}vso");
    let mut out = String::with_capacity(broken.len());
    for line in broken.split_inclusive('\n') {
        let body = line.trim_start();
        if body.starts_with("::") {
            let (indent, rest) = line.split_at(line.len() - body.len());
            out.push_str(indent);
            out.push_str("\\u{3a}");
            out.push_str(rest.strip_prefix(':').unwrap_or(rest));
        } else {
            out.push_str(line);
        }
    }
    out
}

/// A value as JSON that is harmless to terminals and build servers too: what they would take stands only inside of strings, where
/// JSON has its own escape.
pub fn harmless_json(value: &serde_json::Value) -> String {
    let text = format!("{value:#}\n").replace("##[", "#\\u0023[").replace("##vso", "#\\u0023vso");
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter != '\n' && letter.is_control() || is_invisible(letter) {
            let mut units = [0; 2];
            out.extend(letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(letter);
        }
    }
    out
}

/// The same for finished XML, in which such text stands only in attributes and content.
pub fn harmless_xml(text: &str) -> String {
    text.replace("##[", "#&#35;[").replace("##vso", "#&#35;vso")
}
