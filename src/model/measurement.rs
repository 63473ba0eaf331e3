//! Numbers taken from evidence.

use super::criterion::Op;
use super::time::{Claim, ClaimSource, Precision};
use crate::model::words::words;
use jiff::Timestamp;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// What a measurement measures: `latency`, or `lighthouse.<metric or category id>`; and what a criterion may bound.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Metric(Arc<str>);

impl Metric {
    /// How long a check took.
    pub const LATENCY: &'static str = "latency";
    /// Lighthouse's performance score of 100.
    pub const PERFORMANCE: &'static str = "lighthouse.performance";
    /// Lighthouse's time to interactive.
    pub const TTI: &'static str = "lighthouse.tti";
    /// How often something failed: at that moment, or in the time that the label names (`per minute`). The target is what failed.
    pub const FAILURES: &'static str = "failures";
    /// Which share of all checks did not finish. A figure over many measurements of latency.
    pub const ERROR_RATE: &'static str = "error-rate";
    /// Which share of all checks finished. A figure over many measurements of latency.
    pub const AVAILABILITY: &'static str = "availability";

    /// Everything that a criterion can bound, with its unit.
    pub const KNOWN: [(&'static str, Unit); 17] = [
        (Self::LATENCY, Unit::Millis),
        (Self::ERROR_RATE, Unit::Percent),
        (Self::AVAILABILITY, Unit::Percent),
        (Self::PERFORMANCE, Unit::Score),
        ("lighthouse.accessibility", Unit::Score),
        ("lighthouse.best-practices", Unit::Score),
        ("lighthouse.seo", Unit::Score),
        ("lighthouse.pwa", Unit::Score),
        (Self::TTI, Unit::Millis),
        ("lighthouse.fcp", Unit::Millis),
        ("lighthouse.lcp", Unit::Millis),
        ("lighthouse.tbt", Unit::Millis),
        ("lighthouse.si", Unit::Millis),
        ("lighthouse.inp", Unit::Millis),
        ("lighthouse.ttfb", Unit::Millis),
        ("lighthouse.cls", Unit::Plain),
        ("lighthouse.bytes", Unit::Bytes),
    ];

    /// The metric of [`Metric::LATENCY`].
    pub fn latency() -> Self {
        static SHARED: LazyLock<Metric> = LazyLock::new(|| Metric::new(Metric::LATENCY));
        SHARED.clone()
    }

    /// A metric by its name.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self(name.into())
    }

    /// Whether it is told by checks of an address: a latency, a figure over many, or a share of failures.
    pub fn is_of_checks(&self) -> bool {
        self.is_of_latency() || &*self.0 == Self::ERROR_RATE
    }

    /// Whether it is a latency, or a figure over many such as `latency.p95`.
    pub fn is_of_latency(&self) -> bool {
        self.0.strip_prefix(Self::LATENCY).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// The measurements on which it stands: its own name, but for shares of checks.
    pub fn measured(&self) -> &str {
        if self.is_share() { Self::LATENCY } else { &self.0 }
    }

    /// Whether it is a share of many checks, and nothing that one check has.
    pub fn is_share(&self) -> bool {
        [Self::ERROR_RATE, Self::AVAILABILITY].contains(&&*self.0)
    }

    /// Whether Lighthouse tells it.
    pub fn is_of_lighthouse(&self) -> bool {
        self.0.starts_with("lighthouse.")
    }

    /// The unit in which it is always told; a category of Lighthouse that is not known has a score.
    pub fn unit(&self) -> Unit {
        let known = Self::KNOWN.into_iter().find(|(name, _)| *name == self.name());
        known.map_or(if self.is_of_lighthouse() { Unit::Score } else { Unit::Plain }, |(_, unit)| unit)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

words! {
    /// The unit of a value and of its budget.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Unit {
        /// Milliseconds.
        Millis = "ms",
        /// A score of 100.
        Score = "score",
        /// A number without unit (CLS).
        Plain = "",
        /// Bytes.
        Bytes = "bytes",
        /// A share of a hundred.
        Percent = "%",
    }
}

/// One number with time, target, unit and budget, as one piece of evidence tells it. Its texts are shared: a log of a hundred thousand
/// checks names few addresses.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// What is measured.
    pub metric: Metric,
    /// The address that was measured; empty where the evidence does not tell.
    pub target: Arc<str>,
    /// `mock` or `live` for smoke checks (from `?mock=1` or `?mock=0`), `mobile` or `desktop` for Lighthouse; else empty.
    pub label: Arc<str>,
    /// The moment that the evidence states; `None` where it states none.
    pub time: Option<Timestamp>,
    /// Whether that moment is told without a zone.
    pub local: bool,
    /// The value; `None` where the evidence has no number (a run that broke).
    pub value: Option<f64>,
    /// The unit of value and budget.
    pub unit: Unit,
    /// The budget that the evidence itself names.
    pub budget: Option<f64>,
    /// The HTTP status; `None` where nothing answered.
    pub status: Option<u16>,
    /// Why the run did not finish or must not be judged (`fetch failed`, a Lighthouse runtime error, `partial`).
    pub error: Option<Arc<str>>,
    /// What the evidence says of its own outcome. Shown, never believed.
    pub said_ok: Option<bool>,
    /// The file that tells the same measurement in full, as named by a log line.
    pub artifact: Option<Arc<str>>,
    /// Whether HTTP was asked: then only a status that says success finishes the run, and none is no answer.
    pub http: bool,
    /// On how many runs the number stands, where it is a figure over many of them (a p95 that a load test tells).
    pub runs: Option<u32>,
    /// How many of those runs failed or got no answer, so that the number stands only where failures are allowed.
    pub failed_runs: u32,
    /// Whether only a bound from above is told: the true value may be lower (a bucket of a histogram).
    pub at_most: bool,
    /// Source line, from 1; 0 for the file as a whole.
    pub line: u32,
}

impl Measurement {
    /// A measurement of which nothing is known but what it measures. A latency is that of an HTTP check until a reader knows better.
    pub fn of(metric: Metric, unit: Unit) -> Self {
        static NOTHING: LazyLock<Arc<str>> = LazyLock::new(|| "".into());
        Self {
            http: metric.name() == Metric::LATENCY,
            metric,
            target: NOTHING.clone(),
            label: NOTHING.clone(),
            time: None,
            local: false,
            value: None,
            unit,
            budget: None,
            status: None,
            error: None,
            said_ok: None,
            artifact: None,
            runs: None,
            failed_runs: 0,
            at_most: false,
            line: 0,
        }
    }

    /// Takes the moment that the evidence states.
    pub fn tell_time(&mut self, claim: Option<Claim>) {
        self.time = claim.map(|claim| claim.at);
        self.local =
            claim.is_some_and(|claim| matches!(claim.precision, Precision::Day | Precision::Unzoned));
    }

    /// The moment that the evidence states, as a claim.
    pub fn claim(&self) -> Option<Claim> {
        let precision = if self.local { Precision::Unzoned } else { Precision::Exact };
        self.time.map(|at| Claim::new(at, precision, ClaimSource::Content))
    }

    /// Whether the run finished: an answer came, without an error, and HTTP says success where it was asked.
    pub fn finished(&self) -> bool {
        let answered = !self.http || self.status.is_some_and(|code| (200..300).contains(&code));
        self.error.is_none() && answered && self.value.is_some_and(f64::is_finite)
    }

    /// Whether it finished but for runs that failed, and these are so few that `op bound` holds for their share of all.
    pub fn finished_but_for_few(&self, op: Op, bound: f64) -> bool {
        let share = self
            .runs
            .filter(|runs| *runs > 0)
            .map(|all| f64::from(self.failed_runs) * 100.0 / f64::from(all));
        self.failed_runs > 0
            && self.value.is_some_and(f64::is_finite)
            && share.is_some_and(|share| op.holds(share, bound))
    }

    /// golive's own judgement of the number by the budget it carries: finished and within it. Without a budget an answer to HTTP that is
    /// a success is ok; of all else that did finish nothing is known (`None`).
    pub fn ok(&self) -> Option<bool> {
        match self.budget {
            _ if !self.finished() => Some(false),
            Some(budget) => Some(self.value? <= budget),
            None => self.http.then_some(true),
        }
    }
}
