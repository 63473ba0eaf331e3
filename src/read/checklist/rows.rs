//! Checklists in tables: which tables are some, and their rows as items.

use crate::lexicon::words::Cue;
use crate::model::checklist::Mark;
use crate::read::text::boxes;
use crate::read::value::markdown::{Row, Table};

/// A row as an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is to be done, and what its row demands of it.
    pub text: String,
    /// The box; `None` where golive does not know the word of its status.
    pub mark: Option<Mark>,
    /// The word of its status.
    pub status: String,
    /// The other cells.
    pub details: String,
    /// Source line, from 1.
    pub line: u32,
}

/// What a table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// No checklist.
    Other,
    /// It has several columns of boxes, so it is not known which one counts.
    Ambiguous,
    /// A checklist.
    Entries(Vec<Entry>),
}

/// Reads a table as a checklist. It is one if a single column holds boxes in brackets, in every row that has something there; or if one
/// heading says status (or is empty, above drawn boxes) and another one says what is to be done. In a file that is a checklist without
/// any box (`alone`) a column of status will do.
pub fn read(table: &Table, alone: bool) -> Reading {
    let columns = table.head.cells.len();
    let heads = table.head.cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>();
    let brackets = (0..columns).filter(|at| holds(table, *at, |cell| boxes::bracket(cell).is_some()));
    let (status, in_brackets) = match brackets.collect::<Vec<_>>().as_slice() {
        [only] => (*only, true),
        [] => match status_column(table, &heads, alone) {
            Some(status) => (status, false),
            None => return Reading::Other,
        },
        _ => return Reading::Ambiguous,
    };
    let item = item_column(&heads, status);
    let rows = table.rows.iter().filter(|row| !is_heading(table, row));
    Reading::Entries(rows.filter_map(|row| entry(row, &heads, status, in_brackets, item)).collect())
}

/// The one column that tells the status in words: by its heading, and in a table that stands alone also by its cells.
fn status_column(table: &Table, heads: &[String], alone: bool) -> Option<usize> {
    let columns = || heads.iter().enumerate();
    let says = |head: &str| {
        Cue::StatusColumn.is(head) || Cue::ChoiceColumn.all().iter().any(|words| head.ends_with(&**words))
    };
    let drawn = |at: usize| holds(table, at, |cell| boxes::drawn(cell).is_some());
    let named = columns().filter(|(at, head)| says(head) || (head.is_empty() && drawn(*at)));
    let named = named.map(|(at, _)| at).collect::<Vec<_>>();
    let is_item = |status: usize| columns().any(|(at, head)| at != status && says_item(head));
    if let [only] = named.as_slice() {
        return Some(*only).filter(|status| alone || is_item(*status)).filter(|_| heads.len() > 1);
    }
    if !alone || heads.len() < 2 {
        return None;
    }
    let verdicts = columns().filter(|(_, head)| Cue::VerdictColumn.is(head)).map(|(at, _)| at);
    let known = |at: &usize| holds(table, *at, |cell| boxes::status(cell).is_some());
    let by_cells = (1..heads.len()).filter(known);
    let mut found = [verdicts.collect::<Vec<_>>(), by_cells.collect()].into_iter();
    found.find_map(|columns| if let [only] = columns.as_slice() { Some(*only) } else { None })
}

/// A heading in lower case, its words joined by single spaces, without signs.
fn plain(cell: &str) -> String {
    let words = cell.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn says_item(head: &str) -> bool {
    head.split(' ').any(|word| Cue::ItemColumn.is(word))
}

/// Whether a column has cells and all of them are of one kind.
fn holds(table: &Table, column: usize, is: impl Fn(&str) -> bool) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.is_empty());
    let mut cells = cells.peekable();
    cells.peek().is_some() && cells.all(|cell| is(cell))
}

/// The column that says what is to be done: by its heading, else the first one that is no number.
fn item_column(heads: &[String], status: usize) -> Option<usize> {
    let others = || heads.iter().enumerate().filter(|(at, _)| *at != status);
    let named = others().find(|(_, head)| says_item(head));
    let first = || others().find(|(_, head)| !head.is_empty() && !Cue::NumberColumn.is(head));
    named.or_else(first).or_else(|| others().next()).map(|(at, _)| at)
}

/// A row in bold letters with nothing beside them, in a table that has other rows, is a heading between rows.
fn is_heading(table: &Table, row: &Row) -> bool {
    let mut words = row.cells.iter().filter(|cell| !cell.is_empty());
    let bold = |cell: &String| cell.len() > 4 && cell.starts_with("**") && cell.ends_with("**");
    let alone = words.next().is_some_and(bold) && words.next().is_none();
    alone
        && row.cells.len() > 1
        && table.rows.iter().any(|other| other.cells.iter().filter(|c| !c.is_empty()).count() > 1)
}

/// The item of a row; in a column of brackets the words may stand behind the box.
fn entry(
    row: &Row,
    heads: &[String],
    status: usize,
    in_brackets: bool,
    item: Option<usize>,
) -> Option<Entry> {
    let cell = |at: usize| row.cells.get(at).map_or("", String::as_str);
    let sign = cell(status);
    let behind = boxes::bracket(sign).map_or("", |(_, rest)| rest);
    let own = item.map(cell).unwrap_or_default();
    let is_behind = in_brackets
        && (own.is_empty() || !item.and_then(|at| heads.get(at)).is_some_and(|head| says_item(head)));
    let is_behind = is_behind && !behind.is_empty();
    let mut text = if is_behind { behind.to_owned() } else { own.to_owned() };
    let used = |at: usize| at == status || (!is_behind && item == Some(at));
    let mut details = String::new();
    for (at, head) in heads.iter().enumerate().filter(|(at, _)| !used(*at)) {
        let words = cell(at);
        let demands = Cue::DemandColumn.starts_word_in(&format!(" {head} "));
        if words.is_empty() {
        } else if demands && !is_behind {
            text.push_str(" — ");
            text.push_str(words);
        } else {
            details.push_str(words);
            details.push(' ');
        }
    }
    // The words behind a box are the item's; a waiver among them is found where they are read.
    let mark = match boxes::bracket(sign).filter(|_| is_behind) {
        Some((sign, _)) => boxes::status(&format!("[{sign}]")),
        None => boxes::status(sign),
    };
    let empty = row.cells.iter().all(String::is_empty);
    (!empty).then(|| Entry { text, mark, status: sign.to_owned(), details, line: row.line })
}
