//! Text that is a list, shown as a table: JSON by the line, and the test cases of JUnit's XML.

use super::parts::{Cell, Column, Table, labelled, numbers};
use crate::read::report::junit::{Case, Ended, cases};
use crate::render::format;
use crate::render::html::{Html, visible};
use crate::render::language::say;
use serde_json::{Map, Value};

/// So many rows and columns are shown; the lines below have all.
const ROWS: usize = 200;
const COLUMNS: usize = 40;

/// The objects of a text that has one a line, a column for each of their names; `None` where a line is no object.
pub fn objects(text: &str) -> Option<Table> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let all = lines.map(serde_json::from_str::<Map<String, Value>>).collect::<Result<Vec<_>, _>>().ok()?;
    let mut names: Vec<&str> = Vec::new();
    for name in all.iter().flat_map(Map::keys) {
        if names.len() < COLUMNS && !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let (shown, rows) = (format::integer(all.len().min(ROWS)), format::count(all.len(), "row", "rows"));
    let caption = match all.len() {
        0..=ROWS => say!("The file as a table: {rows}", rows),
        _ => say!("The file as a table: the first {n} of {rows}; all stand in its lines", n = shown, rows),
    };
    let is_number = |name: &&str| {
        all.iter().all(|row| row.get(*name).is_none_or(|cell| cell.is_number() || cell.is_null()))
    };
    let classes: Vec<_> = names.iter().map(|name| if is_number(name) { "num" } else { "" }).collect();
    let mut table = Table::new(caption, &[]);
    let heads = names.iter().zip(&classes);
    table.columns =
        heads.map(|(name, class)| Column { body_html: Html::made(visible(name)), class }).collect();
    table.rows = all
        .iter()
        .take(ROWS)
        .map(|row| {
            let cells = names.iter().zip(&classes);
            cells.map(|(name, class)| Cell::text(&shown_value(row.get(*name))).with(class)).collect()
        })
        .collect();
    table.filtered().unless_empty()
}

fn shown_value(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The test cases of JUnit's XML, those that failed first; `None` where there are none.
pub fn test_cases(text: &str) -> Option<Table> {
    let mut all = cases(text);
    let of = |ended| format::integer(all.iter().filter(|case| case.ended == ended).count());
    let (failed, skipped, passed) = (of(Ended::Failed), of(Ended::Skipped), of(Ended::Passed));
    let mut caption =
        say!("Test cases: {failed} failed, {skipped} skipped, {passed} passed", failed, skipped, passed);
    if all.len() > ROWS {
        caption = say!("{cases}; the first {n} are shown, all stand in its lines", cases = caption, n = ROWS);
    }
    all.sort_by_key(|case| case.ended);
    let columns = [
        say!("Test case"),
        say!("Suite"),
        say!("Outcome"),
        &numbers(say!("Time (s)")),
        say!("Message"),
        &numbers(say!("Line")),
    ];
    let mut table = Table::new(caption, &columns);
    table.rows = all.iter().take(ROWS).map(row).collect();
    table.filtered().unless_empty()
}

fn row(case: &Case) -> Vec<Cell> {
    let (class, word) = match case.ended {
        Ended::Failed => ("failed", say!("Failed")),
        Ended::Skipped => ("quiet", say!("Skipped")),
        Ended::Passed => ("verified", say!("Passed")),
    };
    vec![
        Cell::heading(Html::made(visible(&case.name))),
        Cell::text(&case.suite),
        Cell::html(labelled(class, word, say!("How the test case ended"))),
        Cell::number(case.seconds.map(format::plain).unwrap_or_default()),
        Cell::text(&case.said),
        Cell::number(format::integer(case.line as usize)),
    ]
}
