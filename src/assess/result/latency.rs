//! The figures of checks: latency of those that finished, and what became of the others.

use crate::assess::result::event::Side;
use crate::lexicon::words::Cue;
use crate::model::measurement::Measurement;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Why a check did not finish.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorKind {
    /// It took too long by its own words.
    Timeout,
    /// It answered, but without success.
    Status(u16),
    /// Nobody listened there.
    Refused,
    /// The name has no address.
    Unresolved,
    /// The connection broke off.
    Reset,
    /// No secure connection could be made.
    Tls,
    /// In its own words.
    Said(String),
    /// Nothing answered, and nothing says why.
    Silent,
}

/// Words by which tools tell a kind, without `_` and `-`.
const TOLD: [(ErrorKind, Cue); 5] = [
    (ErrorKind::Timeout, Cue::ErrorTimeout),
    (ErrorKind::Unresolved, Cue::ErrorUnresolved),
    (ErrorKind::Tls, Cue::ErrorTls),
    (ErrorKind::Refused, Cue::ErrorRefused),
    (ErrorKind::Reset, Cue::ErrorReset),
];

impl ErrorKind {
    /// The kind of a check that did not finish. Its words tell a timeout even beside a status; else a status tells more than words.
    pub fn of(check: &Measurement) -> Self {
        let words_of_check = check.error.as_deref().unwrap_or_default();
        let lower = words_of_check.to_lowercase().replace(['_', '-'], " ");
        let kind = TOLD.iter().find(|(_, words)| words.all().iter().any(|word| lower.contains(&**word)));
        let kind = kind.map(|(kind, _)| kind.clone());
        match check.status {
            _ if kind == Some(Self::Timeout) => Self::Timeout,
            Some(code) if !(200..300).contains(&code) => Self::Status(code),
            _ if words_of_check.is_empty() => Self::Silent,
            _ => kind.unwrap_or_else(|| Self::Said(words_of_check.to_owned())),
        }
    }
}

/// Checks of one address in a row that failed or broke the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streak {
    /// How many.
    pub count: usize,
    /// When the first was made.
    pub from: Timestamp,
    /// When the last was made.
    pub to: Timestamp,
}

/// Latency of one series (an address and a label) in one release's period.
#[derive(Clone, Debug, PartialEq)]
pub struct LatencySummary {
    /// The address, or what stands for it where none is told.
    pub target: String,
    /// `mock`, `live`, or empty.
    pub label: String,
    /// Before or after the release.
    pub side: Side,
    /// Finished checks, on which the percentiles stand.
    pub n: usize,
    /// Checks that did not finish.
    pub failed: usize,
    /// Those of them that took too long by their own words.
    pub timeouts: usize,
    /// Checks, finished or not, that were made before the release and recorded after it.
    pub late: usize,
    /// How many of each kind of failure.
    pub errors: BTreeMap<ErrorKind, usize>,
    /// Finished checks over the budget.
    pub over: usize,
    /// Median, nearest rank, in milliseconds; `None` where n is 0.
    pub p50: Option<f64>,
    /// 95th percentile, nearest rank.
    pub p95: Option<f64>,
    /// 99th percentile, nearest rank.
    pub p99: Option<f64>,
    /// The slowest.
    pub max: Option<f64>,
    /// The longest row of checks of one address that failed or broke the budget, the newest among equals.
    pub streak: Option<Streak>,
    /// The budget of the checklist for that label, else of the newest check.
    pub budget: Option<f64>,
}

impl LatencySummary {
    /// All checks, finished or not.
    pub fn checks(&self) -> usize {
        self.n + self.failed
    }

    /// Which share of the checks finished, in percent; `None` of none.
    #[expect(clippy::cast_precision_loss, reason = "a count of checks is exact in a double")]
    pub fn availability(&self) -> Option<f64> {
        (self.checks() > 0).then(|| self.n as f64 * 100.0 / self.checks() as f64)
    }
}
