//! AsciiDoc: `= Title`, `* [x] entry`, `. step`, and tables between `|===`.

use crate::read::text::lines::{Pattern, group};
use crate::read::value::markdown::{Block, Row};
use crate::read::value::outline::blocks::{Blocks, Entry, Line, lines};

static HEADING: Pattern = Pattern::new(r"^(?P<level>={1,6}|#{1,6})\s+(?P<title>\S.*)$");
static ENTRY: Pattern = Pattern::new(r"^\s*(?P<mark>\*{1,5}|-|\.{1,5}|\d{1,4}\.)\s+(?P<text>\S.*)$");
/// `link:path[text]`, `xref:path[text]`, `https://host[text]`.
static LINK: Pattern = Pattern::new(
    r"(?:link:|xref:)(?P<path>[^\s\[\]]+)\[(?P<text>[^\]]*)\]|(?P<url>https?://[^\s\[\]]+)\[(?P<words>[^\]]*)\]",
);
/// Literal text between back-ticks with plus signs, or between plus signs alone.
static LITERAL: Pattern = Pattern::new(r"`\+(?P<a>[^`+]+)\+`|\+(?P<b>[^\s+][^+]*)\+");

/// How many columns a table has: `[cols="1,2"]`, `[%header,cols=2*]`.
static COLS: Pattern = Pattern::new(r#"^\[.*\bcols=(?:"(?P<a>[^"]+)"|(?P<b>[^",\]]+))"#);

/// Delimiters of blocks whose content is no list of the document.
const FENCES: [&str; 5] = ["----", "....", "////", "++++", "```"];

/// The blocks of a body.
pub fn outline(body: &str, before: u32) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let mut fence: Option<&str> = None;
    let mut cells: Option<Vec<(Vec<String>, u32)>> = None;
    let mut width = None;
    for line in lines(body, before) {
        let text = line.text.trim();
        if let Some(open) = fence {
            fence = Some(open).filter(|open| text != *open);
        } else if text.starts_with("|===") {
            cells = match cells.take() {
                Some(cells) => {
                    blocks.table(rows(cells, width.take()));
                    None
                }
                None => Some(Vec::new()),
            };
        } else if let Some(cells) = &mut cells {
            cells_of(text, &line, cells);
        } else if let Some(open) = FENCES.iter().find(|open| text.starts_with(**open)) {
            fence = Some(if *open == "```" { open } else { text_of(text, open) });
            blocks.pause();
        } else if !text.starts_with("//") {
            let is_of_table = text.starts_with(['[', '.']) || text.is_empty();
            width = columns(text).or(width.filter(|_| is_of_table));
            content(&mut blocks, text, &line);
        }
    }
    blocks.finish()
}

/// The whole line, where it is nothing but its sign: a longer fence ends with a line of the same length.
fn text_of<'t>(text: &'t str, open: &'t str) -> &'t str {
    let sign = open.chars().next();
    if text.chars().all(|c| Some(c) == sign) { text } else { open }
}

fn content(blocks: &mut Blocks, text: &str, line: &Line<'_>) {
    if text.is_empty() {
        blocks.pause();
    } else if text == "+" {
        // Joins the next block to the entry, which is no part of its own text.
        blocks.pause();
    } else if let Some(found) = HEADING.captures(line.text) {
        let (level, title) = (found.name("level"), found.name("title"));
        blocks.heading(level.map_or(1, |hit| hit.len()), title.map_or("", |hit| hit.as_str()), line);
    } else if let Some(found) = ENTRY.captures(line.text) {
        let mark = group(&found, "mark");
        let words = group(&found, "text");
        let is_ordered = mark.contains('.');
        let number = is_ordered.then(|| mark.trim_end_matches('.').parse().unwrap_or(1));
        // The sign alone tells the depth: dots under stars are nested, whatever their number.
        let level = match mark {
            "-" => 0,
            _ if is_ordered => 10 + mark.len(),
            _ => mark.len(),
        };
        blocks.entry(Entry { level, number, is_ordered, text: inline(words) }, line);
    } else if text.starts_with('[') && text.ends_with(']') || text.starts_with('.') {
        // The attributes or the title of the next block.
        blocks.pause();
    } else if !blocks.more(&inline(text), line) {
        blocks.end();
    }
}

/// Inline markup as Markdown; `[*]` is a ticked box, too.
fn inline(text: &str) -> String {
    let text = text.strip_prefix("[*]").map_or_else(|| text.to_owned(), |rest| format!("[x]{rest}"));
    let text = LITERAL.replace_all(&text, "`$a$b`");
    LINK.replace_all(&text, "[$text$words]($path$url)").into_owned()
}

/// The cells that begin on a line of a table; a line without a bar goes on with the cell before.
fn cells_of(text: &str, line: &Line<'_>, all: &mut Vec<(Vec<String>, u32)>) {
    if !text.contains('|') {
        if let Some(last) =
            all.last_mut().and_then(|(cells, _)| cells.last_mut()).filter(|_| !text.is_empty())
        {
            last.push(' ');
            last.push_str(&inline(text));
        }
        return;
    }
    // What stands before the first bar tells how the cell is drawn.
    let cells = text.split('|').skip(1).map(|cell| inline(cell.trim()));
    all.push((cells.collect(), line.number));
}

/// The number of columns that the attributes of a table state.
fn columns(text: &str) -> Option<usize> {
    let found = COLS.captures(text)?;
    let list = found.name("a").or(found.name("b"))?.as_str();
    let count =
        |one: &str| one.split_once('*').and_then(|(count, _)| count.trim().parse().ok()).unwrap_or(1usize);
    Some(list.split([',', ';']).map(count).fold(0usize, usize::saturating_add))
}

/// Rows of as many cells as the table states, or as its first line has.
fn rows(lines: Vec<(Vec<String>, u32)>, stated: Option<usize>) -> Vec<Row> {
    let width = stated.unwrap_or_else(|| lines.first().map_or(0, |(cells, _)| cells.len())).max(1);
    let cells = lines.into_iter().flat_map(|(cells, line)| cells.into_iter().map(move |cell| (cell, line)));
    let cells = cells.collect::<Vec<_>>();
    let rows = cells.chunks(width).map(|row| Row {
        cells: row.iter().map(|(cell, _)| cell.clone()).collect(),
        line: row.first().map_or(0, |(_, line)| *line),
    });
    rows.collect()
}
