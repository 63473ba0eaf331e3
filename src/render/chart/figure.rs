//! What goes into a chart and what comes out of it.

use crate::render::language::say;

/// A figure's data table holds at most so many rows, the newest ones; its message says so where there are more.
pub const TABLE_ROWS: usize = 200;

/// A drawn chart with everything that says the same without eyes: words and a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Id in the page, unique there; also the prefix of the ids within the SVG.
    pub id: String,
    /// What is shown: `Latency over time, mock`.
    pub title: String,
    /// The message in words, with n: `10 checks, 2 over the budget of 300 ms; p95 287 ms`.
    pub message: String,
    /// The complete `<svg>` element: role="img", title and desc inside, no colours but by class.
    pub svg: String,
    /// Heads of the data table.
    pub columns: Vec<String>,
    /// Rows of the data table, as long as `columns`.
    pub rows: Vec<Vec<String>>,
}

/// One check on the latency chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// When it ran.
    pub time: jiff::Timestamp,
    /// `mock`, `live` or another label.
    pub label: std::sync::Arc<str>,
    /// Milliseconds; `None` where nothing was measured.
    pub millis: Option<f64>,
    /// Whether it finished (a failure is a mark of its own shape and has no place on the line).
    pub finished: bool,
    /// What it tells for the table: `200`, `410`, `fetch failed`.
    pub outcome: String,
}

/// A series of checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series<'a> {
    /// The address, or what stands for it.
    pub address: &'a str,
    /// `mock`, `live` or another label.
    pub label: &'a str,
}

/// ` of https://…`, for a title; nothing where no address is told.
pub fn of_address(address: &str) -> String {
    if address.is_empty() { String::new() } else { say!(" of {target}", target = address) }
}

/// A dashed neutral line.
#[derive(Clone, Debug, PartialEq)]
pub struct Budget {
    /// What it bounds: `mock`.
    pub label: String,
    /// The bound, in the chart's unit.
    pub value: f64,
}

/// A labelled hairline.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    /// When.
    pub time: jiff::Timestamp,
    /// The release's name.
    pub name: String,
}

/// A bar or point for each release on the charts over releases.
#[derive(Clone, Debug, PartialEq)]
pub struct PerRelease {
    /// The release's name.
    pub release: String,
    /// One value for each series, in the order of the series; `None`: a gap.
    pub values: Vec<Option<f64>>,
}

/// Letters, digits and dashes, so that an id is safe in HTML, in XML and in a fragment.
pub(super) fn identifier(id: &str) -> String {
    let safe: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    if safe.starts_with(|c: char| c.is_ascii_alphabetic()) { safe } else { format!("figure-{safe}") }
}
