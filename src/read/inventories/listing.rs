//! Lists of things with a name, from a source of any shape: tables and lists in Markdown, JSON and YAML, and what tools print in columns.
//!
//! Of values that nobody may see only the names are used by the readers of listings; a listing itself never becomes a fact.

use crate::lexicon::words::Name;
use crate::model::record::folded;
use crate::read::text::lines;
use crate::read::text::lines::numbered;
use crate::read::value::fields::plain;
use crate::read::value::source::Source;
use crate::read::value::tree::{Group, Node, Value};

/// A source has no more listings, and they lie no deeper.
const MOST: usize = 500;
const DEPTH: usize = 6;
/// Of what stands around it no more values are kept.
const AROUND: usize = 50;
/// What tools print for a person to read is shorter.
const TEXT_CAP: usize = 1 << 20;
/// In longer JSON no lines are looked for.
const LOCATED: usize = 256 << 10;

/// Things of one kind, with what stands around them.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The heading above it, or the names that lead to it, with spaces between.
    pub title: String,
    /// Its own name: the last of those; empty where it has none.
    pub key: String,
    /// Source line, from 1; 0 where it has none.
    pub line: u32,
    /// The values by name beside it and around it, the nearest first.
    pub outer: Group,
    /// The things.
    pub rows: Vec<Row>,
    /// Whether their names are the names of values.
    pub is_map: bool,
}

/// One thing.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its name, where it stands before its values or alone.
    pub name: Option<String>,
    /// Its values by name.
    pub group: Group,
    /// A single value behind its name.
    pub value: Value,
    /// Source line, from 1; 0 where it has none.
    pub line: u32,
}

impl Row {
    /// Whether nothing lies within its values.
    pub fn is_leaf(&self) -> bool {
        !is_inner(&self.value) && !self.group.iter().any(|(_, node)| is_inner(&node.value))
    }
}

impl Listing {
    /// The names of the values of its first things, folded.
    pub fn columns(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (key, _) in self.rows.iter().take(5).flat_map(|row| &row.group) {
            let key = folded(key);
            if !names.contains(&key) {
                names.push(key);
            }
        }
        names
    }
}

/// All listings of a source, in its order.
pub fn listings(source: &Source<'_>) -> Vec<Listing> {
    let mut found = Vec::new();
    if source.is_markdown() {
        of_markdown(source, &mut found);
    } else if let Some(tree) = source.tree() {
        of_tree(tree, "", &Group::new(), DEPTH, &mut found);
        if source.extension() != "yml" && source.extension() != "yaml" {
            locate(source.text(), &mut found);
        }
    } else if source.text().len() <= TEXT_CAP {
        found.extend(printed(source.text()));
    }
    found
}

/// The single values of a source as a whole: of its outermost group, of its front matter and under its first heading.
pub fn top(source: &Source<'_>) -> Group {
    if source.is_markdown() {
        return source.sections().iter().take(2).flat_map(|section| section.group.iter().cloned()).collect();
    }
    source
        .tree()
        .and_then(|tree| tree.value.group())
        .map(|group| around(group, &Group::new()))
        .unwrap_or_default()
}

fn of_markdown(source: &Source<'_>, found: &mut Vec<Listing>) {
    let sections = source.sections();
    let top = sections.first().map(|first| first.group.clone()).unwrap_or_default();
    let title = sections.iter().find(|one| !one.title.is_empty()).map_or("", |one| one.title.as_str());
    for section in sections {
        let mut outer = section.group.clone();
        outer.extend(top.iter().cloned());
        for table in &section.tables {
            let row = |node: &Node| {
                Some(Row { group: node.value.group()?.clone(), line: node.line, ..Row::default() })
            };
            let own = if section.title.is_empty() { title } else { &section.title };
            found.push(Listing {
                title: own.to_owned(),
                line: table.first().map_or(section.line, |row| row.line),
                outer: outer.clone(),
                rows: table.iter().filter_map(row).collect(),
                ..Listing::default()
            });
            if found.len() >= MOST {
                return;
            }
        }
    }
}

/// Every list, and every group of groups or of single values, is a listing.
fn of_tree(node: &Node, title: &str, outer: &Group, depth: usize, found: &mut Vec<Listing>) {
    let Some(depth) = depth.checked_sub(1).filter(|_| found.len() < MOST) else { return };
    let key = title.rsplit(' ').next().unwrap_or_default().to_owned();
    let listing = |rows, outer: &Group, is_map| Listing {
        title: title.to_owned(),
        key,
        line: node.line,
        outer: outer.clone(),
        rows,
        is_map,
    };
    match &node.value {
        Value::List(list) => {
            let row = |node: &Node| Row {
                name: node.value.word().map(|word| plain(word).to_owned()),
                group: node.value.group().cloned().unwrap_or_default(),
                value: Value::Nothing,
                line: node.line,
            };
            found.push(listing(list.iter().map(row).collect(), outer, false));
            for inner in list.iter().filter_map(|node| node.value.group()) {
                within(inner, title, outer, depth, found);
            }
        }
        Value::Group(group) => {
            let row = |(key, node): &(String, Node)| Row {
                name: Some(key.clone()),
                group: node.value.group().cloned().unwrap_or_default(),
                value: if node.value.group().is_some() { Value::Nothing } else { node.value.clone() },
                line: node.line,
            };
            found.push(listing(group.iter().map(row).collect(), &around(group, outer), true));
            within(group, title, outer, depth, found);
        }
        _ => {}
    }
}

fn is_inner(value: &Value) -> bool {
    matches!(value, Value::List(_) | Value::Group(_))
}

/// The single values of a group, and those around it.
fn around(group: &Group, outer: &Group) -> Group {
    let single = group.iter().filter(|(_, node)| !is_inner(&node.value)).take(AROUND).cloned();
    single.chain(outer.iter().take(AROUND).cloned()).collect()
}

/// The listings within a group; its single values hold for them.
fn within(group: &Group, title: &str, outer: &Group, depth: usize, found: &mut Vec<Listing>) {
    if !group.iter().any(|(_, node)| is_inner(&node.value)) {
        return;
    }
    let around = around(group, outer);
    for (key, node) in group.iter().filter(|(_, node)| is_inner(&node.value)) {
        of_tree(node, format!("{title} {key}").trim_start(), &around, depth, found);
    }
}

/// The lines of JSON, of which the parser tells none: names stand in its text in their order.
fn locate(text: &str, found: &mut [Listing]) {
    if text.len() > LOCATED {
        return;
    }
    let index = lines::LineIndex::new(text);
    for listing in found {
        let mut from = 0;
        for row in listing.rows.iter_mut().filter(|row| row.line == 0) {
            let first = row.group.iter().find_map(|(_, node)| node.value.word());
            let Some(name) = row.name.as_deref().or(first) else { continue };
            // One that is not found (spelled with escapes) ends the search: each listing passes over the text once.
            let Some(at) = text.get(from..).and_then(|rest| rest.find(&format!("\"{name}\""))) else { break };
            from += at + 1;
            row.line = index.line(from);
        }
    }
}

/// What a tool prints in columns: `NAME  UPDATED`, with or without a line of headings, with or without frames.
fn printed(text: &str) -> Option<Listing> {
    let mut heads: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    let mut line_of_heads = 0;
    for (line, text) in numbered(text).take(10_000) {
        let text = lines::plain(text);
        let cells = cells(&text);
        let Some(first) = cells.first().filter(|first| !first.is_empty()) else { continue };
        if heads.is_empty() && rows.is_empty() && is_head(&cells) {
            (heads, line_of_heads) = (cells, line);
            continue;
        }
        let named = heads.iter().map(String::as_str).chain(std::iter::repeat("")).zip(&cells).enumerate();
        let named = named.skip(1).map(|(at, (head, cell))| {
            let head = if head.is_empty() { format!("column {at}") } else { head.to_owned() };
            (head, Node::word(cell, line))
        });
        rows.push(Row { name: Some(first.clone()), group: named.collect(), line, ..Row::default() });
    }
    (!rows.is_empty()).then(|| Listing { line: line_of_heads, rows, ..Listing::default() })
}

/// The cells of a printed line: between frames, tabs, or two and more spaces.
fn cells(line: &str) -> Vec<String> {
    let framed = line.trim().trim_matches(['│', '|', '┃']);
    let is_frame = framed.chars().all(|c| "─━═-+┌┐└┘├┤┬┴┼╭╮╰╯ \t│".contains(c));
    if is_frame {
        return Vec::new();
    }
    let split = if framed.contains(['│', '┃']) || framed.len() < line.trim().len() {
        framed.split(['│', '┃', '|']).map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
    } else {
        framed.split('\t').flat_map(|part| part.split("  ")).map(|cell| cell.trim().to_owned()).collect()
    };
    split.into_iter().filter(|cell| !cell.is_empty()).collect()
}

fn is_head(cells: &[String]) -> bool {
    cells.first().is_some_and(|first| Name::ListHead.has(&folded(first)))
}
