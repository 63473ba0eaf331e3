//! A Markdown document as headings, list entries and tables, with their lines.
//!
//! This is one of two files that use pulldown-cmark; the other one prints.

use crate::read::text::boxes;
use crate::read::text::lines::{LineIndex, Pattern, capped};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What stands under an entry is looked at up to here, so that deep nesting cannot cost the square of its depth.
const DETAILS_CAP: usize = 4 << 10;

/// What an entry so deep says is passed on to no entry above: else a megabyte of nested entries would hold gigabytes of each other's words.
const DETAILS_DEPTH: usize = 32;

/// Entries in more lists than these are not read: no person writes them, and a megabyte holds 300,000.
pub const DEEPEST: usize = 100;

/// A box behind a number of several parts, which Markdown takes for plain words: `1.1 [x] `, `2.3.1) [ ] `.
static NUMBERED: Pattern = Pattern::new(
    r"^\s{0,12}(?:[-*+]\s+)?(?P<number>\d{1,3}(?:\.\d{1,3}){1,4})[.)]?\s+(?P<box>\[[^\]\n]\](?:\s|$))",
);

static MARKER: Pattern = Pattern::new(r"^(?:[-*+]|\d{1,9}[.)])(?:\s+|$)");

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text, without Markdown.
    pub title: String,
    /// Source line, from 1.
    pub line: u32,
    /// Where it begins in the body, in bytes.
    pub start: usize,
}

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bullet {
    /// Its Markdown on one line, without its marker and without what is nested in it.
    pub text: String,
    /// The comments that stand in it on lines of their own.
    pub comments: String,
    /// The Markdown of the plain entries nested in it.
    pub details: String,
    /// Its number in an ordered list.
    pub number: Option<u32>,
    /// How many lists it stands in, from 1.
    pub depth: usize,
    /// Whether any of these is ordered.
    pub in_ordered: bool,
    /// Source line, from 1.
    pub line: u32,
    /// Where it stands in the body, in bytes.
    pub range: Range<usize>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The Markdown of its cells, trimmed, one for each column; a cell that the row leaves out is empty.
    pub cells: Vec<String>,
    /// Source line, from 1.
    pub line: u32,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of its columns.
    pub head: Row,
    /// The rows below them.
    pub rows: Vec<Row>,
}

/// A part of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading outside of lists.
    Heading(Heading),
    /// An entry of a list.
    Bullet(Bullet),
    /// A table, also one inside an entry.
    Table(Table),
}

impl Block {
    /// The heading that it is.
    pub fn heading(&self) -> Option<&Heading> {
        if let Self::Heading(heading) = self { Some(heading) } else { None }
    }

    /// The entry of a list that it is.
    pub fn bullet(&self) -> Option<&Bullet> {
        if let Self::Bullet(bullet) = self { Some(bullet) } else { None }
    }

    fn line(&self) -> u32 {
        match self {
            Self::Heading(heading) => heading.line,
            Self::Bullet(bullet) => bullet.line,
            Self::Table(table) => table.head.line,
        }
    }
}

/// The headings, list entries and tables of a body, in the order in which they begin, and the first line of what is nested deeper than
/// [`DEEPEST`]. `lines` is how many lines stand before the body.
pub fn outline(body: &str, lines: u32) -> (Vec<Block>, Option<u32>) {
    let mut walk = Walk {
        body,
        lines,
        index: LineIndex::new(body),
        blocks: Vec::new(),
        open: Vec::new(),
        heading: None,
        table: None,
        numbered: Vec::new(),
        deep: None,
        below: 0,
    };
    let options = Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        walk.step(event, range);
    }
    if !walk.numbered.is_empty() {
        walk.blocks.extend(walk.numbered.into_iter().map(Block::Bullet));
        walk.blocks.sort_by_key(Block::line);
    }
    (walk.blocks, walk.deep)
}

/// The headings of an outline.
pub fn headings(blocks: &[Block]) -> impl Iterator<Item = &Heading> {
    blocks.iter().filter_map(Block::heading)
}

/// The tables of an outline.
pub fn tables(blocks: &[Block]) -> impl Iterator<Item = &Table> {
    blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
}

/// The first heading that has words.
pub fn title(blocks: &[Block]) -> Option<String> {
    headings(blocks).map(|heading| heading.title.clone()).find(|title| !title.is_empty())
}

enum Open {
    List { next: Option<u64>, depth: usize, in_ordered: bool },
    Item { at: usize, start: usize, head_end: Option<usize>, depth: usize, in_ordered: bool },
}

struct Walk<'b> {
    body: &'b str,
    lines: u32,
    index: LineIndex,
    blocks: Vec<Block>,
    open: Vec<Open>,
    heading: Option<Heading>,
    table: Option<Table>,
    /// Entries whose numbers Markdown does not know, by their line.
    numbered: Vec<Bullet>,
    /// Where entries begin that are nested too deep.
    deep: Option<u32>,
    /// How many lists and entries are open that are nested too deep.
    below: usize,
}

impl Walk<'_> {
    fn step(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::List(next)) => {
                self.end_head(range.start);
                self.open_list(next);
            }
            Event::Start(Tag::Paragraph) if self.open.is_empty() => {
                self.cut_numbered(range.start, range.end, 0);
            }
            Event::End(TagEnd::List(_) | TagEnd::Item) if self.below > 0 => self.below -= 1,
            Event::End(TagEnd::List(_)) => {
                self.open.pop();
            }
            Event::Start(Tag::Item) => self.begin(range),
            Event::End(TagEnd::Item) => self.finish(range.end),
            Event::Start(Tag::Heading { level, .. }) if self.open.is_empty() => {
                let line = self.line(range.start);
                let title = String::new();
                self.heading = Some(Heading { level: level as u8, title, line, start: range.start });
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(mut heading) = self.heading.take() {
                    heading.title = one_line(&heading.title);
                    self.blocks.push(Block::Heading(heading));
                }
            }
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
            | Event::End(TagEnd::Table) => self.tabular(&event, range),
            Event::Html(html) => self.keep_comment(&html),
            Event::Start(Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::HtmlBlock | Tag::Heading { .. })
            | Event::Rule => self.end_head(range.start),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut self.heading {
                    heading.title.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut self.heading {
                    heading.title.push(' ');
                }
            }
            _ => {}
        }
    }

    /// Rows and cells are added to the table that is open; no block stands inside a table.
    fn tabular(&mut self, event: &Event<'_>, range: Range<usize>) {
        let line = self.line(range.start);
        let fresh = Row { cells: Vec::new(), line };
        match (event, &mut self.table) {
            (Event::Start(Tag::Table(_)), _) => {
                self.end_head(range.start);
                self.table = Some(Table::default());
            }
            (Event::Start(Tag::TableHead), Some(table)) => table.head = fresh,
            (Event::Start(Tag::TableRow), Some(table)) => table.rows.push(fresh),
            (Event::Start(Tag::TableCell), Some(table)) => {
                let source = self.body.get(range).unwrap_or_default();
                let row = table.rows.last_mut().unwrap_or(&mut table.head);
                row.cells.push(cell(source));
            }
            (_, open) => self.blocks.extend(open.take().map(Block::Table)),
        }
    }

    fn line(&self, offset: usize) -> u32 {
        self.index.line(offset).saturating_add(self.lines)
    }

    /// The depth is carried along and not counted each time, so that nesting costs no square.
    fn open_list(&mut self, next: Option<u64>) {
        let (above, ordered_above) = match self.open.last() {
            Some(Open::Item { depth, in_ordered, .. }) => (*depth, *in_ordered),
            _ => (0, false),
        };
        if self.below > 0 || above == DEEPEST {
            self.below += 1;
            return;
        }
        self.open.push(Open::List { next, depth: above + 1, in_ordered: ordered_above || next.is_some() });
    }

    /// Makes entries of the lines that begin with a number of several parts and a box; gives where the first of them begins.
    fn cut_numbered(&mut self, start: usize, end: usize, depth: usize) -> usize {
        let source = self.body.get(start..end).unwrap_or_default();
        let mut first = end;
        let mut at = start;
        let mut own: Vec<Bullet> = Vec::new();
        for line in source.split_inclusive('\n') {
            if let Some(found) = NUMBERED.captures(line) {
                first = first.min(at);
                let text = found.name("box").map_or(0, |hit| hit.start());
                let parts = found.name("number").map_or(0, |hit| hit.as_str().matches('.').count());
                own.push(Bullet {
                    text: line.get(text..).unwrap_or_default().to_owned(),
                    depth: depth + parts,
                    in_ordered: true,
                    line: self.line(at),
                    range: at..at + line.len(),
                    ..Bullet::default()
                });
            } else if let Some(open) = own.last_mut() {
                open.text.push_str(line);
                open.range.end = at + line.len();
            }
            at += line.len();
        }
        for bullet in &mut own {
            bullet.text = one_line(&bullet.text);
        }
        self.numbered.extend(own);
        first
    }

    /// An entry's own text ends where the first block inside it begins.
    fn end_head(&mut self, at: usize) {
        if let Some(Open::Item { head_end, .. }) = self.open.last_mut() {
            head_end.get_or_insert(at);
        }
    }

    /// The block of the innermost entry that is open.
    fn innermost(&self) -> Option<usize> {
        let mut open = self.open.iter().rev();
        open.find_map(|open| if let Open::Item { at, .. } = open { Some(*at) } else { None })
    }

    /// A comment on a line of its own belongs to the entry in which it stands.
    fn keep_comment(&mut self, html: &str) {
        let comment = html.trim();
        let own = self.innermost();
        let Some(Block::Bullet(bullet)) = own.and_then(|at| self.blocks.get_mut(at)) else { return };
        let is_open = bullet.comments.matches("<!--").count() > bullet.comments.matches("-->").count();
        if (comment.starts_with("<!--") || is_open) && bullet.comments.len() < DETAILS_CAP {
            bullet.comments.push_str(capped(comment, DETAILS_CAP));
            bullet.comments.push(' ');
        }
    }

    fn begin(&mut self, range: Range<usize>) {
        if self.below > 0 {
            self.deep.get_or_insert(self.index.line(range.start).saturating_add(self.lines));
            self.below += 1;
            return;
        }
        let number = match self.open.last_mut() {
            Some(Open::List { next: Some(next), .. }) => {
                let number = u32::try_from(*next).ok();
                *next = next.saturating_add(1);
                number
            }
            _ => None,
        };
        let (depth, in_ordered) = match self.open.last() {
            Some(Open::List { depth, in_ordered, .. }) => (*depth, *in_ordered),
            _ => (1, false),
        };
        let line = self.line(range.start);
        let start = range.start;
        self.open.push(Open::Item { at: self.blocks.len(), start, head_end: None, depth, in_ordered });
        let bullet = Bullet { number, depth, in_ordered, line, range, ..Bullet::default() };
        self.blocks.push(Block::Bullet(bullet));
    }

    fn finish(&mut self, end: usize) {
        let Some(Open::Item { at, start, head_end, depth, .. }) = self.open.pop() else { return };
        let head = head_end.unwrap_or(end).max(start);
        // The first line is the entry's own.
        let own =
            self.body.get(start..head).and_then(|text| text.find('\n')).map_or(head, |at| start + at + 1);
        let head = self.cut_numbered(own, head, depth);
        let source = self.body.get(start..head).unwrap_or_default().trim_start();
        let marker = MARKER.find(source).map_or(0, |found| found.end());
        let text = source.get(marker..).unwrap_or_default();
        let number = NUMBERED.captures(text).and_then(|found| found.name("box")).map_or(0, |hit| hit.start());
        let text = one_line(text.get(number..).unwrap_or_default());
        let parent = self.innermost();
        let Some(Block::Bullet(bullet)) = self.blocks.get_mut(at) else { return };
        bullet.text = text;
        let is_empty = bullet.text.is_empty() && bullet.details.is_empty();
        if boxes::boxed(&bullet.text).is_some() || depth > DETAILS_DEPTH || is_empty {
            return;
        }
        let passed = format!("{} {}", capped(&bullet.text, DETAILS_CAP), bullet.details);
        if let Some(Block::Bullet(parent)) = parent.and_then(|at| self.blocks.get_mut(at)) {
            let room = DETAILS_CAP.saturating_sub(parent.details.len());
            parent.details.push_str(capped(&passed, room));
            parent.details.push(' ');
        }
    }
}

/// A cell without the bars around it; a bar of its own is written `\|`.
fn cell(source: &str) -> String {
    let inner = source.trim();
    let inner = inner.strip_prefix('|').unwrap_or(inner);
    let inner = if inner.ends_with("\\|") { inner } else { inner.strip_suffix('|').unwrap_or(inner) };
    inner.trim().replace("\\|", "|")
}

/// Lines joined by single spaces, without the signs of a quotation at their beginnings.
fn one_line(source: &str) -> String {
    let lines = source.lines().enumerate().map(|(index, line)| {
        let line = line.trim();
        if index == 0 { line } else { line.trim_start_matches("> ") }
    });
    lines.filter(|line| !line.is_empty() && *line != ">").collect::<Vec<_>>().join(" ")
}
