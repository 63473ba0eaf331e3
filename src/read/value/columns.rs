//! The columns of a document's tables, each with its cells by row: what stands there, and whether it is filled in.

use crate::lexicon::words::Cue;
use crate::model::doing;
use crate::model::record::{Conclusion, Part, Record};
use crate::read::text::lines::{Pattern, capped};
use crate::read::value::fields::plain;
use crate::read::value::markdown::{Block, Table, tables};
use crate::read::value::template;

/// A document has no more columns, and a column no more cells.
const MOST_COLUMNS: usize = 100;
const MOST_CELLS: usize = 5000;
const CELL_CAP: usize = 300;

static CODE: Pattern = Pattern::new("`[^`]*`");

/// A record for each column but the first, which names the rows; columns of the same name in several tables are one.
pub fn columns(blocks: &[Block]) -> Vec<Record> {
    let mut found: Vec<Record> = Vec::new();
    for table in tables(blocks) {
        for (at, name) in table.head.cells.iter().enumerate().skip(1) {
            let name = plain(name);
            let known = found.iter().position(|record| record.title.eq_ignore_ascii_case(name));
            // The values of secrets are nobody's to show.
            if matches!(name.to_lowercase().as_str(), "value" | "values" | "secret value") {
                continue;
            }
            let at_most = found.len() < MOST_COLUMNS && !name.is_empty();
            let record = match known {
                Some(known) => found.get_mut(known),
                None if at_most => {
                    found.push(Record { title: name.to_owned(), line: table.head.line, ..Record::default() });
                    found.last_mut()
                }
                None => None,
            };
            if let Some(record) = record {
                let room = MOST_CELLS.saturating_sub(record.parts.len());
                record.parts.extend(cells(table, at).take(room));
            }
        }
    }
    found
}

/// The cells of one column, named by the first cell of their rows.
fn cells(table: &Table, column: usize) -> impl Iterator<Item = Part> {
    table.rows.iter().filter_map(move |row| {
        // Several names in back-ticks lose all of them, not only the outer ones.
        let name = plain(row.cells.first()?).replace('`', "");
        let cell = row.cells.get(column)?;
        let detail = capped(cell, CELL_CAP).to_owned();
        let name = capped(&name, CELL_CAP).to_owned();
        Some(Part::new(name, Some(filled(cell)), detail, row.line))
    })
}

/// Whether a cell is filled in. What stands in back-ticks is a name, whatever its words; unless it is all that stands there.
pub fn filled(cell: &str) -> Conclusion {
    let names = CODE.replace_all(cell, "");
    let words = doing::spaced(if names.trim().is_empty() { cell } else { &names });
    let has_name = names.len() < cell.len();
    match () {
        () if words.trim().is_empty() && !has_name => Conclusion::Pending,
        () if names.trim().is_empty() && has_name && !Cue::CellOpen.is(&words) => Conclusion::Succeeded,
        () if Cue::CellOpen.stands(&words) || template::is_open(cell) => Conclusion::Pending,
        () if Cue::CellEmpty.is(&words) => Conclusion::Skipped,
        () => Conclusion::Succeeded,
    }
}
