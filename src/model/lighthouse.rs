//! What Lighthouse and Lighthouse CI tell beside numbers: how a run was made, which runs a manifest lists, which budgets a
//! configuration sets.

use super::criterion::Op;
use super::measurement::{Metric, Unit};
use crate::model::words::words;
use jiff::Timestamp;
use std::sync::Arc;

/// What stands between the parts of a run's label.
pub const BETWEEN: &str = " · ";

/// How the error of a run begins that ended on another page than the one that was asked for.
pub const REDIRECTED: &str = "redirected to";

words! {
    /// What a run looked at.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Mode {
        /// A page load. The only mode whose scores answer a budget.
        #[default]
        Navigation = "navigation",
        /// A span of time in which somebody used the page.
        Timespan = "timespan",
        /// A page as it stood at one moment.
        Snapshot = "snapshot",
        /// A mode that golive does not know.
        Other = "unknown mode",
    }
}

/// One run as a report tells it, beside its measurements. Page, label and time are those of its measurements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The page.
    pub target: Arc<str>,
    /// Form factor; in a flow its name with the step's number and name; the mode where it is no page load: `mobile · Buy · 2. Pay`.
    pub label: Arc<str>,
    /// When the page was fetched, by the measuring machine's clock.
    pub time: Option<Timestamp>,
    /// Lighthouse's version.
    pub version: String,
    /// What it looked at.
    pub mode: Mode,
    /// First contentful paint in milliseconds.
    pub fcp: Option<f64>,
    /// Time to interactive in milliseconds.
    pub tti: Option<f64>,
    /// Why nothing of it may be judged: its runtime error.
    pub error: Option<String>,
    /// Categories (`performance`) of which only some audits ran: their scores are shown and judge nothing.
    pub partial: Vec<String>,
    /// What the performance score is made of: `FCP 10, LCP 25, TBT 30, CLS 25, SI 10`.
    pub weights: String,
    /// How fast the measuring machine was.
    pub benchmark: Option<f64>,
    /// `simulate`, `devtools` or `provided`.
    pub throttling: String,
    /// The budgets that it was run with (5 to 11), as far as they are for its page.
    pub budgets: Vec<Configured>,
}

impl Run {
    /// The major version; `None` where the version is no version.
    pub fn major(&self) -> Option<u32> {
        major(&self.version)
    }

    /// Whether a metric of this run may answer a budget: a page load does, whole; interaction is what a timespan is made for.
    pub fn answers(&self, metric: &Metric) -> bool {
        let id = metric.name().strip_prefix("lighthouse.").unwrap_or_default();
        match self.mode {
            Mode::Navigation => !self.partial.iter().any(|partial| partial == id),
            Mode::Timespan => id == "inp",
            Mode::Snapshot | Mode::Other => false,
        }
    }
}

/// Whether a label is what is asked for: a form factor is its first part, for a flow may be called `Desktop`; anything else is any part,
/// a step of a flow also without its number.
pub fn is_labelled(label: &str, wanted: &str) -> bool {
    let is = |part: &str| part.eq_ignore_ascii_case(wanted);
    let mut parts = label.split(BETWEEN);
    if ["mobile", "desktop"].iter().any(|form| is(form)) {
        return parts.next().is_some_and(is);
    }
    let named = |part: &str| {
        part.split_once(". ")
            .is_some_and(|(number, name)| number.bytes().all(|b| b.is_ascii_digit()) && is(name))
    };
    parts.any(|part| is(part) || named(part))
}

/// The major number of a version.
pub fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

/// A run that a `manifest.json` of Lighthouse CI lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The page.
    pub page: String,
    /// The report's file name. The folder in which it lay on the machine that ran it is nobody's business.
    pub file: String,
    /// Whether the manifest calls it the representative run of its page.
    pub representative: bool,
}

/// Which pages a configured budget is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pages {
    /// All of them.
    All,
    /// Those whose address a regular expression finds.
    Matching(String),
    /// Those whose path a pattern in the style of `robots.txt` begins: `/shop/*`.
    Path(String),
}

impl Pages {
    /// The regular expression of their addresses; `None` for all of them. A path means what it means in `robots.txt`: a beginning, with
    /// `*` for anything and a last `$` for the end.
    pub fn pattern(&self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Matching(pattern) => Some(pattern.clone()),
            Self::Path(path) => {
                let (path, end) = path.strip_suffix('$').map_or((path.as_str(), ""), |path| (path, "$"));
                let parts: Vec<String> = path.split('*').map(regex::escape).collect();
                Some(format!("^https?://[^/]*{}{end}", parts.join(".*")))
            }
        }
    }
}

/// A budget that `lighthouserc`, `budget.json` or a report of its own run sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Configured {
    /// Which pages.
    pub pages: Pages,
    /// What is measured.
    pub metric: Metric,
    /// The sign.
    pub op: Op,
    /// The bound.
    pub value: f64,
    /// Its unit.
    pub unit: Unit,
    /// Whether breaking it is an error there, and not only a warning.
    pub binding: bool,
}

/// What a file of Lighthouse tells beside its measurements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lighthouse {
    /// Its runs.
    pub runs: Vec<Run>,
    /// The runs that it lists.
    pub listed: Vec<Listed>,
    /// The budgets that it sets.
    pub budgets: Vec<Configured>,
}
