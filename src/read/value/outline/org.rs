//! Org: `* Heading`, `- [X] entry`, `1. step`, and tables of bars.

use crate::read::text::lines::{Pattern, group};
use crate::read::value::markdown::{Block, Row};
use crate::read::value::outline::blocks::{Blocks, Entry, lines};

static HEADING: Pattern = Pattern::new(r"^(?P<level>\*{1,9})\s+(?P<title>\S.*)$");
static TITLE: Pattern = Pattern::new(r"(?i)^#\+title:\s*(?P<title>\S.*)$");
static ENTRY: Pattern = Pattern::new(r"^\s*(?:(?P<number>\d{1,4})[.)]|[-+*])\s+(?P<text>\S.*)$");
/// What a heading has beside its words: a keyword, a count of boxes, tags.
static BESIDE: Pattern =
    Pattern::new(r"^(?:TODO|DONE|NEXT|WAITING|CANCELLED)\s+|\s*\[\d*(?:/\d*|%)\]|\s+:[\w@#%:]+:$");
static LINK: Pattern =
    Pattern::new(r"\[\[(?:file:)?(?P<to>[^\]]+)\]\[(?P<text>[^\]]+)\]\]|\[\[(?:file:)?(?P<bare>[^\]]+)\]\]");
static CODE: Pattern =
    Pattern::new(r"(?P<before>^|[\s(])(?:=(?P<a>[^\s=][^=]*)=|~(?P<b>[^\s~][^~]*)~)(?P<after>$|[\s).,;:!?])");

/// The blocks of a body. `#+TITLE:` is the heading above all others.
pub fn outline(body: &str, before: u32) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut is_source = false;
    let mut below = 0;
    for line in lines(body, before) {
        let text = line.text.trim();
        let lower = text.get(..8).unwrap_or_default().to_ascii_lowercase();
        if !text.starts_with('|') && !rows.is_empty() {
            blocks.table(std::mem::take(&mut rows));
        }
        if lower == "#+begin_" || lower.starts_with("#+end_") {
            is_source = lower == "#+begin_";
            blocks.pause();
        } else if is_source {
        } else if let Some(found) = HEADING.captures(line.text) {
            let level = below + found.name("level").map_or(1, |hit| hit.len());
            let title = BESIDE.replace_all(group(&found, "title"), "");
            blocks.heading(level, &title, &line);
        } else if let Some(found) = TITLE.captures(text) {
            blocks.heading(1, group(&found, "title"), &line);
            below = 1;
        } else if let Some(row) = text.strip_prefix('|') {
            if !row.starts_with('-') {
                let cells = row.trim_end_matches('|').split('|').map(|cell| inline(cell.trim()));
                rows.push(Row { cells: cells.collect(), line: line.number });
            }
        } else if let Some(found) = ENTRY.captures(line.text) {
            let number = found.name("number").and_then(|hit| hit.as_str().parse().ok());
            let text = inline(group(&found, "text"));
            blocks.entry(Entry { level: line.indent(), number, is_ordered: number.is_some(), text }, &line);
        } else if text.is_empty() || text.starts_with("#+") || text.starts_with("# ") {
            blocks.pause();
        } else if line.indent() == 0 {
            blocks.end();
        } else {
            blocks.more(&inline(text), &line);
        }
    }
    blocks.table(rows);
    blocks.finish()
}

/// Inline markup as Markdown. `[-]` says that some of the boxes below are ticked: the box itself is empty.
fn inline(text: &str) -> String {
    let text = text.strip_prefix("[-]").map_or_else(|| text.to_owned(), |rest| format!("[ ]{rest}"));
    let text = LINK.replace_all(&text, |found: &regex::Captures<'_>| {
        let part = |name: &str| found.name(name).map(|hit| hit.as_str().to_owned());
        match (part("to"), part("text"), part("bare")) {
            (Some(to), Some(text), _) => format!("[{text}]({to})"),
            (_, _, Some(bare)) => format!("[{bare}]({bare})"),
            _ => String::new(),
        }
    });
    CODE.replace_all(&text, "$before`$a$b`$after").into_owned()
}
