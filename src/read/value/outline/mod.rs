//! Documents that are no Markdown as headings, list entries and tables: AsciiDoc, reStructuredText and Org, known by their endings.
//!
//! Only what a checklist is made of is read: no includes, no directives but tables, no nested documents. Inline markup that names a file or
//! an address arrives as Markdown.

pub mod asciidoc;
pub mod blocks;
pub mod org;
pub mod rst;

use crate::read::value::markdown::Block;

/// The blocks of a body in one of these languages; `None` for any other ending. `lines` is how many lines stand before the body.
pub fn outline(extension: &str, body: &str, lines: u32) -> Option<Vec<Block>> {
    match extension {
        "adoc" | "asciidoc" | "asc" => Some(asciidoc::outline(body, lines)),
        "rst" | "rest" => Some(rst::outline(body, lines)),
        "org" => Some(org::outline(body, lines)),
        _ => None,
    }
}
