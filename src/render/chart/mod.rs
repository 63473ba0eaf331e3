//! Charts: data in, an SVG string with its words and its table out. Pure; the only user of plotters.
//!
//! Invariant: no verdict, no clock, no colour. An SVG has neither `style` nor script; a style sheet colours it by class alone:
//!
//! | class | on | should be |
//! |---|---|---|
//! | `chart` | the root | `width: 100%; height: auto; max-width: 45rem` (the view box is 520 wide, the font size 14 in it) |
//! | `c-line` | every line | `fill: none; stroke: currentColor` |
//! | `c-mark` | every filled mark | `fill: currentColor; stroke: none` |
//! | `c-text` | every text | `fill: currentColor`, muted; a halo of the page's colour helps (`paint-order: stroke`) |
//! | `c-grid`, `c-axis` | lines | faint, muted |
//! | `c-p50`, `c-p95`, `c-max` | lines, marks, texts | `color:` the tokens; `c-max` muted |
//! | `c-mock`, `c-live`, `c-other` | lines, marks, texts | `color:` two tokens, and a muted one for further labels |
//! | `c-claimed`, `c-proven`, `c-items` | lines, marks, texts | `color:` pending, passed, muted |
//! | `c-a` … `c-e` | lines, marks, texts | `color:` five tokens: Lighthouse's categories in their order |
//! | `c-budget` | lines, texts | `color:` neutral |
//! | `c-marker` | lines, texts | `color:` neutral; `stroke-width: 1` |
//! | `c-failure` | lines, texts | `color:` failed |
//!
//! Dashes are presentation attributes, so that lines stay apart without any style sheet.

mod axis;
mod canvas;
mod ink;
mod latency;
mod scene;
mod thin;
mod trend;

pub use latency::latency_over_time;
pub use thin::thin;
pub use trend::{claimed_and_proven, latency_per_release, lighthouse_over_releases};

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
    pub label: String,
    /// Milliseconds; `None` where nothing was measured.
    pub millis: Option<f64>,
    /// Whether it finished (a failure is a mark of its own shape and has no place on the line).
    pub finished: bool,
    /// What it tells for the table: `200`, `410`, `fetch failed`.
    pub outcome: String,
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
