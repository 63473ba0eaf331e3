//! Markdown as values by name: front matter, `- Key: value` and `**Key:** value` lines, and tables, by the heading under which they stand.

use crate::lexicon::Lexicon;
use crate::lexicon::words::{Cue, Name, is_no_result};
use crate::model::doing::spaced;
use crate::model::record::{Conclusion, folded};
use crate::read::text::lines::{Pattern, capped};
use crate::read::value::markdown::{Block, Table};
pub use crate::read::value::section::Section;
use crate::read::value::source::{Outline, Source};
use crate::read::value::tree::{Group, Node, Value};
use crate::read::value::{conclusion, remark};

/// A longer line is prose.
const LINE_CAP: usize = 1000;
/// A longer line is an account, and says more than how a table is to be taken.
const SENTENCE_CAP: usize = 80;
/// No name with the signs before it is longer, in bytes.
const NAME_CAP: usize = 256;
/// No more values are read from one document.
const MOST: usize = 5000;

/// What a line of prose is called among the values.
pub const REMARK: &str = "remark";
/// What a box is called that nobody ticked.
const OPEN: &str = "not checked";

static OPEN_BOX: Pattern = Pattern::new(r"^\s*[-*+]\s+\[ \]\s");

static KEYED: Pattern = Pattern::new(
    r"^\s{0,12}(?:>\s*)?(?:(?:[-*+]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?(?:\*\*|__)?(?P<key>\p{L}[\p{L}\p{N} _/().&-]{0,48}?)(?:\*\*|__)?\s?:(?:\*\*|__)?\s+(?P<value>\S.*)$",
);

impl Source<'_> {
    /// The sections of a document, the first one with its front matter. Computed once.
    pub fn sections(&self) -> &[Section] {
        self.sections.get_or_init(|| sections(self))
    }
}

fn sections(source: &Source<'_>) -> Vec<Section> {
    let Outline { head, blocks } = source.document();
    let mut sections = vec![Section::default()];
    for block in blocks {
        match block {
            Block::Heading(heading) => sections.push(Section {
                title: heading.title.clone(),
                level: heading.level,
                line: heading.line,
                ..Section::default()
            }),
            Block::Table(table) => {
                if let Some(section) = sections.last_mut() {
                    section.take(table);
                }
            }
            Block::Bullet(_) => {}
        }
    }
    let starts = sections.iter().map(|section| section.line).collect::<Vec<_>>();
    let lines = source.body().lines().enumerate().map(|(index, text)| {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX).saturating_add(head.lines);
        Line { number, section: starts.partition_point(|start| *start <= number).saturating_sub(1), text }
    });
    let lines = lines.collect::<Vec<_>>();
    let mut fence = None;
    let mut read = 0;
    for Line { number, section, text: line } in &lines {
        if let Some(sign) = ["```", "~~~"].into_iter().find(|sign| line.trim_start().starts_with(sign)) {
            fence = if fence.is_none() { Some(sign) } else { fence.filter(|open| *open != sign) };
        }
        if fence.is_some() || line.len() > LINE_CAP || !line.contains(':') || read >= MOST {
            continue;
        }
        let Some((key, value)) = keyed(line) else { continue };
        if let Some(section) = sections.get_mut(*section) {
            section.group.push((key.to_owned(), word(value, *number)));
            read += 1;
        }
    }
    if let (Some(front), Some(first)) = (&head.front, sections.first_mut()) {
        let fields = front.fields.iter().map(|(key, value)| (key.clone(), word(value, 1)));
        first.group.splice(0..0, fields);
    }
    let mut above: Vec<(u8, &str)> = Vec::new();
    let titles = sections.iter().map(|section| (section.level, section.title.clone())).collect::<Vec<_>>();
    for (section, (level, title)) in sections.iter_mut().zip(&titles) {
        above.retain(|(other, _)| other < level);
        above.push((*level, title));
        section.under = above.iter().map(|(_, title)| *title).collect::<Vec<_>>().join(" ");
    }
    let lines = lines.get(..MOST).unwrap_or(&lines);
    add_remarks(&mut sections, lines);
    mark_taken_back(&mut sections, lines);
    sections
}

/// A line of a document, and in which section it stands.
struct Line<'t> {
    number: u32,
    section: usize,
    text: &'t str,
}

/// Marks the sections with a table beside which a short line says that it holds no results.
fn mark_taken_back(sections: &mut [Section], lines: &[Line<'_>]) {
    for Line { section, text: line, .. } in lines {
        let is_prose =
            line.len() <= SENTENCE_CAP && !line.trim_start().starts_with(['|', '#', '-', '*', '+']);
        let section = sections.get_mut(*section).filter(|section| is_prose && !section.tables.is_empty());
        let denies = |line: &str| {
            let says = spaced(line);
            (Cue::NoneOf.begins(&says) || Cue::Denial.stands(&says))
                && remark::effect(line, Lexicon::built_in()).is_some()
        };
        let Some(section) = section else { continue };
        section.takes_back |= is_no_result(line) || denies(line);
        if Cue::AsOf.is_in(line) {
            section.under.push(' ');
            section.under.push_str(line);
        }
    }
}

/// Adds to each section that tells how something ended the lines of it, and of the sections below it, that take that back.
fn add_remarks(sections: &mut [Section], lines: &[Line<'_>]) {
    let speaks = |section: &Section| section.group.iter().any(|(name, _)| Name::Outcome.has(&folded(name)));
    let mut above: Vec<(u8, usize)> = Vec::new();
    let mut speakers = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        above.retain(|(level, _)| *level < section.level);
        if speaks(section) {
            above.push((section.level, at));
        }
        speakers.push(above.last().map(|(_, at)| *at));
    }
    if speakers.iter().all(Option::is_none) {
        return;
    }
    let lexicon = Lexicon::built_in();
    for (at, speaker) in speakers.iter().enumerate().filter_map(|(at, speaker)| Some((at, (*speaker)?))) {
        let cells = sections.get(at).map(|section| bad_cells(section, lexicon)).unwrap_or_default();
        if let Some(section) = sections.get_mut(speaker) {
            section.group.extend(cells);
        }
    }
    for Line { number, section: at, text: line } in lines {
        let Some(speaker) = speakers.get(*at).copied().flatten() else { continue };
        let is_own = *at == speaker;
        let is_heading = sections.get(*at).is_some_and(|section| section.line == *number);
        let is_text = line.len() <= LINE_CAP && !line.trim_start().starts_with('|') && !is_heading;
        if !is_text || is_own && keyed(line).is_some() {
            continue;
        }
        let title = sections.get(*at).filter(|_| !is_own).map(|section| section.title.clone());
        let trouble = title.filter(|title| {
            (Name::Trouble.has(&folded(title)) || Name::LeftOut.has(&folded(title)))
                && remark::says_something(line)
        });
        let name = match trouble {
            Some(title) => title,
            None if is_own && OPEN_BOX.is_match(line) => OPEN.to_owned(),
            None if remark::effect(line, lexicon).is_some() || names_version(line) => REMARK.to_owned(),
            None => continue,
        };
        if let Some(section) = sections.get_mut(speaker) {
            section.group.push((name, word(line, *number)));
        }
    }
}

/// Whether a line of prose names a version: with which one it was done may count.
fn names_version(line: &str) -> bool {
    let is_version = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_alphanumeric()).trim_start_matches('v');
        digits.split('.').count() > 1 && digits.starts_with(|c: char| c.is_ascii_digit())
    };
    line.split_whitespace().any(is_version)
}

/// Cells that say that something failed, of tables that have no column for how it ended.
fn bad_cells(section: &Section, lexicon: &Lexicon) -> Group {
    let is_of_trouble = Name::Trouble.has(&folded(&section.title));
    let is_plain = |table: &&Vec<Node>| {
        let mut names = table.iter().filter_map(|row| row.value.group()).flatten();
        is_of_trouble || !names.any(|(name, _)| Name::Outcome.has(&folded(name)))
    };
    let is_settled = |row: &&Group| {
        let mut ended = row.iter().filter(|(name, _)| Name::Outcome.has(&folded(name)));
        ended.any(|(_, node)| node.value.word().and_then(conclusion::parse) == Some(Conclusion::Succeeded))
    };
    let rows = section.tables.iter().filter(is_plain).flatten().filter_map(|row| row.value.group());
    let rows = rows.filter(|row| !is_of_trouble || !is_settled(row));
    let cells = rows.flat_map(|row| row.iter().skip(1)).filter_map(|(name, node)| {
        let text = node.value.word()?;
        if is_of_trouble && remark::says_something(text) {
            return Some((section.title.clone(), node.clone()));
        }
        let is_bad = match conclusion::is_no(text) {
            true => Name::Confirmed.has(&folded(name)),
            // A sign says so too: `✗`.
            false => {
                let is_whole = conclusion::word(text).is_some() || !text.contains(char::is_alphanumeric);
                is_whole && conclusion::parse(text) == Some(Conclusion::Failed)
            }
        };
        let takes_back = || remark::effect(text, lexicon) == Some(remark::Effect::TakesBack);
        let name = if is_bad { Some(name.as_str()) } else { takes_back().then_some(REMARK) };
        Some((name?.to_owned(), node.clone()))
    });
    cells.take(1).collect()
}

/// The name and the value of a line such as `- **Key:** value`.
pub fn keyed(line: &str) -> Option<(&str, &str)> {
    // The first colon ends the name, or there is none: most lines need no expression to tell.
    let (name, value) = line.split_once(':')?;
    if name.len() > NAME_CAP || !value.starts_with(|c: char| c.is_whitespace() || matches!(c, '*' | '_')) {
        return None;
    }
    let found = KEYED.captures(line)?;
    Some((found.name("key")?.as_str().trim(), found.name("value")?.as_str().trim()))
}

impl Section {
    /// The rows of a table; a table of names and values (`| Field | Value |`) is values by name.
    fn take(&mut self, table: &Table) {
        let names = table.head.cells.iter().map(|cell| folded(cell)).collect::<Vec<_>>();
        if let [_, second] = names.as_slice()
            && (second.is_empty() || Cue::ValueColumn.is(second))
        {
            let pairs = table.rows.iter().filter_map(|row| match row.cells.as_slice() {
                [name, value] => Some((
                    crate::read::value::fields::plain(name).trim_end_matches(':').to_owned(),
                    word(value, row.line),
                )),
                _ => None,
            });
            self.group.extend(pairs.take(MOST));
            return;
        }
        let rows = table.rows.iter().take(MOST).map(|row| {
            let cells = table.head.cells.iter().zip(&row.cells);
            let cells = cells.map(|(name, cell)| {
                (crate::read::value::fields::plain(name).to_owned(), word(cell, row.line))
            });
            Node { value: Value::Group(cells.collect()), line: row.line }
        });
        self.tables.push(rows.collect());
    }
}

fn word(text: &str, line: u32) -> Node {
    let text = capped(text.trim(), LINE_CAP);
    let value = if text.is_empty() { Value::Nothing } else { Value::Word(text.to_owned()) };
    Node { value, line }
}
