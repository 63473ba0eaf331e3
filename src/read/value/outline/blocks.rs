//! The blocks of a document that is read line by line.

use crate::read::value::markdown::{Block, Bullet, Heading, Row, Table};
use std::ops::Range;

/// What stands under an entry is kept up to here, as it is for Markdown.
const DETAILS_CAP: usize = 4 << 10;

/// A line with its number in the file and where it stands in the body.
#[derive(Clone, Debug)]
pub struct Line<'t> {
    /// The text without its end.
    pub text: &'t str,
    /// From 1.
    pub number: u32,
    /// In bytes.
    pub range: Range<usize>,
}

impl Line<'_> {
    /// How many signs of white space it begins with; a tab counts as eight.
    pub fn indent(&self) -> usize {
        let white = self.text.chars().take_while(|c| c.is_whitespace());
        white.map(|c| if c == '\t' { 8 } else { 1 }).sum()
    }
}

/// The lines of a body; `before` is how many lines of the file stand before it.
pub fn lines(body: &str, before: u32) -> Vec<Line<'_>> {
    let mut at = 0;
    let all = body.split_inclusive('\n').enumerate().map(|(index, line)| {
        let range = at..at + line.len();
        at = range.end;
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX).saturating_add(before);
        Line { text: line.trim_end(), number, range }
    });
    all.collect()
}

/// The beginning of an entry of a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// How deep it stands, as the language tells it; a larger one is nested in a smaller one.
    pub level: usize,
    /// Its number in an ordered list.
    pub number: Option<u32>,
    /// Whether its list is ordered.
    pub is_ordered: bool,
    /// The text behind its marker, as Markdown.
    pub text: String,
}

/// Collects blocks.
#[derive(Debug, Default)]
pub struct Blocks {
    blocks: Vec<Block>,
    /// The entries that are open, outermost first: level, whether ordered, index of the block.
    open: Vec<(usize, bool, usize)>,
    /// Whether the next line may go on with the innermost entry's text.
    goes_on: bool,
}

impl Blocks {
    /// Adds a heading, which ends all lists.
    pub fn heading(&mut self, level: usize, title: &str, line: &Line<'_>) {
        self.end();
        let level = u8::try_from(level.clamp(1, 6)).unwrap_or(6);
        let title = title.trim().to_owned();
        self.blocks.push(Block::Heading(Heading {
            level,
            title,
            line: line.number,
            start: line.range.start,
        }));
    }

    /// Begins an entry.
    pub fn entry(&mut self, entry: Entry, line: &Line<'_>) {
        self.open.retain(|(level, _, _)| *level < entry.level);
        let boxed = crate::read::text::boxes::boxed(&entry.text).is_some();
        for (_, _, above) in self.open.iter().filter(|_| !boxed) {
            if let Some(Block::Bullet(above)) = self.blocks.get_mut(*above)
                && above.details.len() < DETAILS_CAP
            {
                above.details.push_str(&entry.text);
                above.details.push(' ');
            }
        }
        let in_ordered = entry.is_ordered || self.open.iter().any(|(_, ordered, _)| *ordered);
        self.open.push((entry.level, entry.is_ordered, self.blocks.len()));
        self.goes_on = true;
        self.blocks.push(Block::Bullet(Bullet {
            text: entry.text,
            number: entry.number,
            depth: self.open.len(),
            in_ordered,
            line: line.number,
            range: line.range.clone(),
            ..Bullet::default()
        }));
    }

    /// Goes on with the innermost entry; whether there is one that takes the line.
    pub fn more(&mut self, text: &str, line: &Line<'_>) -> bool {
        let Some((_, _, at)) = self.open.last().filter(|_| self.goes_on) else { return false };
        if let Some(Block::Bullet(entry)) = self.blocks.get_mut(*at) {
            entry.text.push(' ');
            entry.text.push_str(text.trim());
            entry.range.end = line.range.end;
        }
        true
    }

    /// A blank line: what follows is no part of the entry's own text.
    pub fn pause(&mut self) {
        self.goes_on = false;
    }

    /// Ends all lists.
    pub fn end(&mut self) {
        self.open.clear();
        self.goes_on = false;
    }

    /// Adds a table, whose first row names its columns. Rows have as many cells as the first.
    pub fn table(&mut self, mut rows: Vec<Row>) {
        self.pause();
        if rows.len() < 2 {
            return;
        }
        let head = rows.remove(0);
        rows.iter_mut().for_each(|row| row.cells.resize(head.cells.len(), String::new()));
        self.blocks.push(Block::Table(Table { head, rows }));
    }

    /// All blocks.
    pub fn finish(self) -> Vec<Block> {
        self.blocks
    }
}
