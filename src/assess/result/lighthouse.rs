//! Lighthouse at a release: plain data.

use crate::model::criterion::Op;
use crate::model::lighthouse::{Configured, Run};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The runs of one page and form factor of the newest collection that belongs to a release, and the one that is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct LighthouseSummary {
    /// The page.
    pub target: String,
    /// Form factor, step of a flow, mode; `mobile`, `desktop` or empty for a plain report.
    pub label: String,
    /// When the judged run was made.
    pub time: Timestamp,
    /// Index into the dossier's evidence.
    pub evidence: usize,
    /// Metric name and value (`None`: the run broke).
    pub values: BTreeMap<String, Option<f64>>,
    /// The lowest and the highest value of the collection's runs, by metric.
    pub spread: BTreeMap<String, (f64, f64)>,
    /// Why the run must not be judged.
    pub error: Option<String>,
    /// How many runs of this page and form factor belong to the release.
    pub runs: usize,
    /// The collection's runs of this page and form factor, by time.
    pub set: Vec<Member>,
    /// Index into `set`: the judged run.
    pub judged: usize,
    /// How the judged run was made.
    pub run: Run,
    /// The slowest and the fastest machine of the collection's runs, where they differ by more than [`MACHINE`](crate::assess::release::machines::MACHINE).
    pub machines: Option<(f64, f64)>,
    /// The release (index of its snapshot) since which the judged runs of this page and form factor were made on a machine of about one
    /// speed, and that speed, where this run's machine is another.
    pub machine_before: Option<(usize, f64)>,
    /// The budgets of the team's own configuration for this page.
    pub budgets: Vec<OwnBudget>,
    /// The bounds that the checklist sets for this page and form factor, by metric.
    pub bounds: BTreeMap<String, (Op, f64)>,
}

impl LighthouseSummary {
    /// The bound that the checklist sets for a metric of this page and form factor.
    pub fn bound(&self, metric: &str) -> Option<(Op, f64)> {
        self.bounds.get(metric).copied()
    }
}

/// A run of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// When it was made.
    pub time: Timestamp,
    /// Index into the dossier's evidence: the file that stands for it.
    pub evidence: usize,
    /// All files that tell it (indices), sorted.
    pub tellers: Vec<usize>,
    /// Whether it broke.
    pub broke: bool,
    /// How fast the machine was.
    pub benchmark: Option<f64>,
}

/// A budget of `lighthouserc` or `budget.json`, seen from the judged run.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnBudget {
    /// Index into the dossier's evidence: the configuration.
    pub evidence: usize,
    /// The budget.
    pub configured: Configured,
    /// What the judged run measured.
    pub observed: Option<f64>,
    /// Whether that holds; `None` where nothing was measured.
    pub holds: Option<bool>,
}
