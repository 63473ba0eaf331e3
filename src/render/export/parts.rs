//! The parts of a table of the whole history: one file while it is short, else files by year, none of which grows without end.

use super::json;
use super::source::{Drawn, Source};
use super::table::{HistoryTable, TABLES};
use crate::model::time::rfc3339;
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use std::collections::BTreeMap;

/// A file of a table has at most so many rows: about 4 MB of items with their reasons, which are the longest.
pub const ROWS: usize = 10_000;

/// Where the files of all tables are listed.
pub const LIST: &str = "data/index.json";

/// A file of a table of the whole history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its path under the output.
    pub path: String,
    /// The numbers of its rows, ascending.
    rows: Vec<usize>,
    /// When its first row was, and its last.
    span: Option<(Timestamp, Timestamp)>,
}

/// The files of a table. A year (of UTC) that is over keeps its files: later rows only add to the newest.
pub fn parts(source: &Source<'_>, table: &HistoryTable) -> Vec<Part> {
    let times = (table.times)(source);
    let mut years: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for (row, time) in times.iter().enumerate() {
        years.entry(time.to_zoned(TimeZone::UTC).year()).or_default().push(row);
    }
    let part = |path: String, rows: Vec<usize>| {
        let of = || rows.iter().filter_map(|row| times.get(*row).copied());
        let span = of().min().zip(of().max());
        Part { path, rows, span }
    };
    if times.len() <= ROWS {
        return vec![part(format!("data/{}.csv", table.name), (0..times.len()).collect())];
    }
    let files = years.iter().flat_map(|(year, rows)| {
        rows.chunks(ROWS).enumerate().map(move |(n, rows)| {
            let number = if n == 0 { String::new() } else { format!("-{}", n + 1) };
            (format!("data/{}/{year}{number}.csv", table.name), rows.to_vec())
        })
    });
    files.map(|(path, rows)| part(path, rows)).collect()
}

/// Draws the part with this path; `None` where no table has it.
pub fn draw_part(source: &Source<'_>, path: &str) -> Option<Drawn> {
    let name = path.strip_prefix("data/")?;
    let table = TABLES.iter().find(|table| {
        name.strip_prefix(table.name).is_some_and(|rest| rest == ".csv" || rest.starts_with('/'))
    })?;
    let part = parts(source, table).into_iter().find(|part| part.path == path)?;
    Some((table.draw)(source, &part.rows, path))
}

#[derive(Serialize)]
struct List<'a> {
    schema: &'static str,
    tables: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    rows: usize,
    parts: Vec<ListedPart>,
}

#[derive(Serialize)]
struct ListedPart {
    path: String,
    rows: usize,
    from: Option<String>,
    to: Option<String>,
}

/// The list of the files of each table, for programs that read them all.
///
/// # Errors
/// Never for reasons of content.
pub(super) fn list(source: &Source<'_>) -> Drawn {
    let listed = |part: Part| ListedPart {
        rows: part.rows.len(),
        from: part.span.map(|(from, _)| rfc3339(from)),
        to: part.span.map(|(_, to)| rfc3339(to)),
        path: part.path,
    };
    let tables = TABLES.iter().map(|table| {
        let parts: Vec<ListedPart> = parts(source, table).into_iter().map(listed).collect();
        Listed { name: table.name, rows: parts.iter().map(|part| part.rows).sum(), parts }
    });
    json::bytes(LIST, &List { schema: "golive.data/1", tables: tables.collect() })
}
