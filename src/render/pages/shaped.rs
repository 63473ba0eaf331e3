//! Text that has a shape, shown by it: JSON as a tree that folds without a script, CSV as a table.

use super::parts::{Cell, Table};
use crate::render::format;
use crate::render::html::{Html, visible};
use crate::render::language::say;
use serde_json::Value;
use std::fmt::Write;

/// A tree of more values than this is longer to unfold than its lines are to read.
const VALUES: usize = 3_000;
/// So many rows and columns of a table are shown; the lines below have all.
const ROWS: usize = 200;
const COLUMNS: usize = 40;

/// A JSON text as a tree; nothing where it is none, has nothing to fold, or is too large.
pub fn tree(text: &str) -> Html {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return Html::default() };
    let nested = |value: &Value| matches!(value, Value::Object(_) | Value::Array(_));
    let folds = match &value {
        Value::Object(of) => of.values().any(nested),
        Value::Array(of) => of.iter().any(nested),
        _ => false,
    };
    if !folds || count(&value) > VALUES {
        return Html::default();
    }
    let mut out = String::from("<ul class=\"tree\">");
    branches(&value, 0, &mut out);
    out.push_str("</ul>");
    Html::made(out)
}

fn count(value: &Value) -> usize {
    match value {
        Value::Object(of) => 1 + of.values().map(count).sum::<usize>(),
        Value::Array(of) => 1 + of.iter().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// The values within a value. The parser bounds their depth.
fn branches(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(of) => of.iter().for_each(|(name, value)| branch(name, value, depth, out)),
        Value::Array(of) => {
            of.iter().enumerate().for_each(|(at, value)| branch(&at.to_string(), value, depth, out));
        }
        _ => {}
    }
}

fn branch(name: &str, value: &Value, depth: usize, out: &mut String) {
    let name = visible(name);
    let size = match value {
        Value::Object(of) if !of.is_empty() => Some(format::count(of.len(), "value", "values")),
        Value::Array(of) if !of.is_empty() => Some(format::count(of.len(), "entry", "entries")),
        _ => None,
    };
    let Some(size) = size else {
        let _ = write!(out, "<li><span class=\"key\">{name}</span> {}</li>", visible(&value.to_string()));
        return;
    };
    let open = if depth < 2 { " open" } else { "" };
    let _ = write!(
        out,
        "<li><details{open}><summary><span class=\"key\">{name}</span> <span class=\"meta\">{size}</span></summary><ul>"
    );
    branches(value, depth + 1, out);
    out.push_str("</ul></details></li>");
}

/// A text of rows as a table; `None` where its rows are not of one length, or are too few to be one.
pub fn table(text: &str, separator: u8) -> Option<Table> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    let heads = reader.headers().ok()?.clone();
    if heads.len() < 2 {
        return None;
    }
    let rows = reader.records().collect::<Result<Vec<_>, _>>().ok().filter(|rows| !rows.is_empty())?;
    let caption = match (rows.len() > ROWS, heads.len() > COLUMNS) {
        (false, false) => {
            say!("The file as a table: {rows}", rows = format::count(rows.len(), "row", "rows"))
        }
        _ => say!(
            "The file as a table: the first {n} of {rows}, {some} of {columns}; all stand in its lines",
            n = rows.len().min(ROWS),
            rows = format::count(rows.len(), "row", "rows"),
            some = heads.len().min(COLUMNS),
            columns = format::count(heads.len(), "column", "columns"),
        ),
    };
    let number = |column: usize| {
        rows.iter()
            .all(|row| row.get(column).is_none_or(|cell| cell.is_empty() || cell.parse::<f64>().is_ok()))
    };
    let numeric: Vec<bool> = (0..heads.len().min(COLUMNS)).map(number).collect();
    let mut table = Table::new(caption, &[]);
    table.columns.extend(heads.iter().zip(&numeric).map(|(head, numeric)| super::parts::Column {
        body_html: Html::made(visible(head)),
        class: if *numeric { "num" } else { "" },
    }));
    table.rows = rows
        .iter()
        .take(ROWS)
        .map(|row| {
            let cells = row.iter().zip(&numeric);
            cells.map(|(cell, numeric)| Cell::text(cell).with(if *numeric { "num" } else { "" })).collect()
        })
        .collect();
    Some(table.filtered())
}
