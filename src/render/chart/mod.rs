//! Charts: data in, an SVG string with its words and its table out. Pure; the only user of plotters.
//!
//! Invariant: no verdict, no clock, no colour. An SVG has neither `style` nor script; a style sheet colours it by class alone:
//!
//! | class | on | should be |
//! |---|---|---|
//! | `chart` | the root | `width: 100%; height: auto; max-width: 45rem` (the view box is 480 wide, and there is room for a font size of 18 in it) |
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
mod distribution;
mod figure;
mod ink;
mod latency;
mod scene;
mod thin;
mod trend;

pub use distribution::{Checks, SETS, distribution};
pub use figure::{Budget, Check, Figure, Marker, PerRelease, Series, TABLE_ROWS, of_address};
pub use latency::latency_over_time;
pub use thin::thin;
pub use trend::{
    Bound, Breaks, LINES, PageMetric, claimed_and_proven, latency_per_release, lighthouse_over_releases,
    page_over_releases,
};
