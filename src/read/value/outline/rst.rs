//! reStructuredText: headings by the line below them, lists by their indentation, grid and simple tables.

use crate::read::text::lines::{Pattern, group};
use crate::read::value::markdown::{Block, Row};
use crate::read::value::outline::blocks::{Blocks, Entry, Line, lines};

static ENTRY: Pattern = Pattern::new(r"^\s*(?:(?:[-*+]|•)|\(?(?P<number>\d{1,4}|#)[.)])\s+(?P<text>\S.*)$");
static LINK: Pattern = Pattern::new(r"`(?P<text>[^`<]+?)\s*<(?P<to>[^>`\s]+)>`__?");
static ROLE: Pattern = Pattern::new(r":(?:doc|file|download):`(?P<path>[^`<>]+)`");

/// The blocks of a body.
pub fn outline(body: &str, before: u32) -> Vec<Block> {
    let all = lines(body, before);
    let mut blocks = Blocks::default();
    let mut styles: Vec<(char, bool)> = Vec::new();
    let mut at = 0;
    // Lines deeper than this belong to a directive, a comment or a literal block.
    let mut skipped: Option<usize> = None;
    while let Some(line) = all.get(at) {
        let text = line.text.trim();
        if let Some(limit) = skipped {
            if text.is_empty() || line.indent() > limit {
                at += 1;
                continue;
            }
            skipped = None;
        }
        if let Some((level, title, taken)) = heading(&all, at, &mut styles) {
            blocks.heading(level, title, line);
            at += taken;
        } else if let Some(end) = table_end(&all, at) {
            blocks.table(table(all.get(at..end).unwrap_or_default()));
            at = end;
        } else {
            if text.starts_with(".. ") || text == ".." || text.ends_with("::") {
                skipped = Some(line.indent());
            }
            content(&mut blocks, text, line);
            at += 1;
        }
    }
    blocks.finish()
}

fn content(blocks: &mut Blocks, text: &str, line: &Line<'_>) {
    if text.is_empty() {
        blocks.pause();
    } else if text.starts_with("..") {
        blocks.end();
    } else if let Some(found) = ENTRY.captures(line.text) {
        let number = found.name("number").map(|hit| hit.as_str().parse().unwrap_or(1));
        let words = inline(group(&found, "text"));
        blocks.entry(Entry { level: line.indent(), number, is_ordered: number.is_some(), text: words }, line);
    } else if line.indent() == 0 {
        blocks.end();
    } else {
        blocks.more(&inline(text), line);
    }
}

/// The sign of a line that is nothing but one sign of punctuation.
fn adornment(line: Option<&Line<'_>>) -> Option<(char, usize)> {
    let text = line?.text;
    let sign = text.chars().next().filter(char::is_ascii_punctuation)?;
    (text.len() >= 2 && text.chars().all(|c| c == sign)).then_some((sign, text.len()))
}

/// The level, the title and the lines of a heading that begins here. A style's level is the order in which it came first.
fn heading<'t>(
    all: &[Line<'t>],
    at: usize,
    styles: &mut Vec<(char, bool)>,
) -> Option<(usize, &'t str, usize)> {
    let over = adornment(all.get(at));
    let (title, under, taken) = match over {
        Some(_) => (all.get(at + 1)?, adornment(all.get(at + 2))?, 3),
        None => (all.get(at)?, adornment(all.get(at + 1))?, 2),
    };
    let words = title.text.trim();
    let fits = under.1 >= words.chars().count() || under.1 >= 4;
    let is_title = !words.is_empty()
        && adornment(Some(title)).is_none()
        && (over.is_some() || title.indent() == 0)
        && !(under.0 == '=' && words.starts_with("==") && words.contains(' '));
    if !fits || !is_title || over.is_some_and(|over| over.0 != under.0) {
        return None;
    }
    let style = (under.0, over.is_some());
    let known = styles.iter().position(|one| *one == style).unwrap_or_else(|| {
        styles.push(style);
        styles.len() - 1
    });
    Some((known + 1, words, taken))
}

/// A border of a grid table (`+---+---+`) or of a simple one (`==== ====`).
fn is_border(text: &str) -> bool {
    let grid = text.starts_with('+') && text.ends_with('+') && text.len() > 2;
    let simple = text.starts_with("==") && text.contains(' ');
    grid && text.chars().all(|c| matches!(c, '+' | '-' | '='))
        || simple && text.chars().all(|c| matches!(c, '=' | ' '))
}

/// Where a table that begins here ends.
fn table_end(all: &[Line<'_>], at: usize) -> Option<usize> {
    let first = all.get(at).map(|line| line.text.trim()).filter(|text| is_border(text))?;
    let rest = all.get(at..).unwrap_or_default();
    let length = match first.starts_with('+') {
        true => rest.iter().position(|line| !line.text.trim().starts_with(['+', '|'])).unwrap_or(rest.len()),
        // The third border ends a simple table.
        false => rest.iter().enumerate().filter(|(_, line)| is_border(line.text.trim())).nth(2)?.0 + 1,
    };
    Some(at + length)
}

/// The rows of a table. A line without a border between continues the row before it in a grid.
fn table(all: &[Line<'_>]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let Some(first) = all.first() else { return rows };
    let is_grid = first.text.trim().starts_with('+');
    let columns = columns(first.text);
    let mut fresh = true;
    for line in all {
        if is_border(line.text.trim()) {
            fresh = true;
            continue;
        }
        let cells =
            columns.iter().map(|(from, to)| inline(slice(line.text, *from, *to).trim_matches(['|', ' '])));
        let cells = cells.collect::<Vec<_>>();
        let goes_on = if is_grid { !fresh } else { cells.first().is_some_and(String::is_empty) };
        match rows.last_mut().filter(|_| goes_on) {
            Some(row) => row.cells.iter_mut().zip(cells).for_each(|(whole, more)| {
                if !more.is_empty() {
                    whole.push(' ');
                    whole.push_str(&more);
                }
            }),
            None => rows.push(Row { cells, line: line.number }),
        }
        fresh = false;
    }
    rows
}

/// From and to which character the columns go; the last one goes to the end of the line.
fn columns(border: &str) -> Vec<(usize, Option<usize>)> {
    let parts = |c: char| matches!(c, '+' | ' ');
    let signs = border.chars().collect::<Vec<_>>();
    let begins = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| signs.get(before));
        signs.get(*at).is_some_and(|c| !parts(*c)) && before.is_none_or(|c| parts(*c))
    };
    let starts = (0..signs.len()).filter(begins).collect::<Vec<_>>();
    let ends = starts.iter().skip(1).map(|start| Some(*start)).chain([None]);
    starts.iter().copied().zip(ends).collect()
}

fn slice(text: &str, from: usize, to: Option<usize>) -> String {
    let signs = text.chars().skip(from);
    match to {
        Some(to) => signs.take(to.saturating_sub(from)).collect(),
        None => signs.collect(),
    }
}

/// Inline markup as Markdown.
fn inline(text: &str) -> String {
    let text = ROLE.replace_all(text, "`$path`");
    let text = LINK.replace_all(&text, "[$text]($to)");
    text.replace("``", "`")
}
