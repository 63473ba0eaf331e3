//! What an item's words demand, made computable.

use super::measurement::{Metric, Unit};
use jiff::Timestamp;

/// A comparison sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Op {
    /// `>=`
    AtLeast,
    /// `>`
    Above,
    /// `<=`
    AtMost,
    /// `<`
    Below,
    /// `=`
    Equals,
}

impl Op {
    /// The sign as JSON shows it.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::Above => ">",
            Self::AtMost => "<=",
            Self::Below => "<",
            Self::Equals => "=",
        }
    }

    /// Whether `observed OP value` is true. Not a number holds nothing.
    #[must_use]
    pub fn holds(self, observed: f64, value: f64) -> bool {
        match self {
            Self::AtLeast => observed >= value,
            Self::Above => observed > value,
            Self::AtMost => observed <= value,
            Self::Below => observed < value,
            Self::Equals => (observed - value).abs() < f64::EPSILON,
        }
    }
}

/// One computable demand.
#[derive(Clone, Debug, PartialEq)]
pub enum Criterion {
    /// Evidence is at most this many seconds older than the release.
    Within {
        /// Seconds.
        seconds: i64,
    },
    /// At least this many seconds have passed after the release.
    After {
        /// Seconds.
        seconds: i64,
    },
    /// A measurement stays in its budget.
    Budget {
        /// What is measured.
        metric: Metric,
        /// The sign.
        op: Op,
        /// The bound, in `unit`.
        value: f64,
        /// The bound's unit.
        unit: Unit,
        /// `mock`, `live` or another label that the words name.
        label: Option<String>,
        /// An address that the words name; only its measurements count.
        target: Option<String>,
    },
    /// An HTTP status that the last answer must have.
    Status {
        /// Such as 200.
        code: u16,
    },
    /// The named document had not expired.
    Unexpired {
        /// Its path.
        path: String,
        /// `expires:` of its front matter.
        expires: Option<Timestamp>,
    },
}

impl Criterion {
    /// `window`, `budget`, `status` or `document`: the `kind` of the JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Within { .. } | Self::After { .. } => "window",
            Self::Budget { .. } => "budget",
            Self::Status { .. } => "status",
            Self::Unexpired { .. } => "document",
        }
    }
}
