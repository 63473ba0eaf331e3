//! The one way from text to HTML: everything from the repository is text until it has passed [`escape`].

use serde::Serialize;
use std::fmt::Write;

/// A piece of finished HTML. Only this type may fill a template's field whose name ends in `_html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Html(String);

impl Html {
    /// Text as HTML.
    pub fn text(text: &str) -> Self {
        Self(escape(text))
    }

    /// Markup that golive itself has made: SVG of `chart`, elements around escaped text.
    pub(crate) fn made(markup: String) -> Self {
        Self(markup)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether a character would be invisible or would change the order of what is read: controls (but tab and newline), bidirectional
/// marks, zero-width and tag characters. The soft hyphen and variation selectors are harmless and common.
pub fn is_ghost(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Text as it may stand between tags and within quoted attributes. Characters that nobody would see are named: `[U+202E]`.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // So that no text looks like an attribute, not even to a tool that searches pages for one.
            '=' => out.push_str("&#61;"),
            c if is_ghost(c) => {
                let _ = write!(out, "[U+{:04X}]", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// [`escape`] in the form that tera calls for every value it prints.
///
/// # Errors
/// When the writer refuses.
pub fn escape_into(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    out.write_all(escape(text).as_bytes())
}

/// Text for an element's content, where a named invisible character is set apart from its surroundings.
pub fn visible(text: &str) -> String {
    if !text.chars().any(is_ghost) {
        return escape(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if is_ghost(c) {
            let _ = write!(out, "<span class=\"ghost\">U+{:04X}</span>", u32::from(c));
        } else {
            out.push_str(&escape(c.encode_utf8(&mut [0; 4])));
        }
    }
    out
}
