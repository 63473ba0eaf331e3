//! What an item's words demand, made computable.

use super::act::Act;
use super::deed::Deed;
use super::fact::GitFact;
use super::fact_outcome::FactOutcome;
use super::inventory::InventoryDemand;
use super::lighthouse::is_labelled;
use super::measurement::{Metric, Unit};
use super::page::is_of_page;
use super::time::Claim;

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

/// Which figure of many runs a budget bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statistic {
    /// The most recent run alone.
    #[default]
    Latest,
    /// A percentile by nearest rank, in hundredths: 9500 is p95.
    Percentile(u16),
    /// The worst run.
    Max,
    /// The mean of all runs.
    Mean,
}

impl Statistic {
    /// The middle value.
    pub const MEDIAN: Self = Self::Percentile(5000);

    /// Reads `p50`, `p99.9`, `p999`, `median`, `max`, `mean` and `latest`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "latest" => Some(Self::Latest),
            "median" => Some(Self::MEDIAN),
            "max" => Some(Self::Max),
            "mean" => Some(Self::Mean),
            _ => Self::percentile(word.strip_prefix('p')?),
        }
    }

    /// A percentile by its digits: `95`, `99.9`; `999` is 99.9 too.
    pub fn percentile(digits: &str) -> Option<Self> {
        let parts = digits.split_once('.').or(digits.strip_prefix("99").map(|rest| ("99", rest)));
        let (whole, rest) = parts.unwrap_or((digits, ""));
        let hundredths = format!("{whole}{rest:0<2}").parse::<u16>().ok()?;
        (rest.len() <= 2 && (1..10_000).contains(&hundredths)).then_some(Self::Percentile(hundredths))
    }

    /// `latest`, `p95`, `p99.9`, `max` or `mean`.
    pub fn word(self) -> String {
        match self {
            Self::Latest => "latest".to_owned(),
            Self::Percentile(hundredths) => format!("p{}", f64::from(hundredths) / 100.0),
            Self::Max => "max".to_owned(),
            Self::Mean => "mean".to_owned(),
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
    /// Evidence is of the release's own day, or of a day before it.
    Day {
        /// So many days before the release's own.
        back: u8,
        /// Whether it must be from before noon.
        morning: bool,
    },
    /// A measurement stays in its budget.
    Budget {
        /// What is measured.
        metric: Metric,
        /// Which figure of the runs is bounded.
        statistic: Statistic,
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
        from: u16,
        /// The same, or the end of a class (299 for `2xx`).
        to: u16,
        /// Whether the answer must lie within the budget that is told beside it, where one is.
        in_budget: bool,
    },
    /// The named document had not expired.
    Unexpired {
        /// Its path.
        path: String,
        /// `expires:` of its front matter.
        expires: Claim,
    },
    /// A record that is named, or that names the item, tells that it succeeded. Added where evidence tells an outcome.
    Succeeded {
        /// The path of its file.
        path: String,
    },
    /// A record shows that something was done and succeeded.
    Done(Deed),
    /// What is kept tells nothing that is wrong.
    Inventory(InventoryDemand),
    /// An entry of the named log approves the release, and no later one takes that back.
    SignedOff {
        /// Whether it must tell the scope.
        scope: bool,
        /// Whether it must tell the target date.
        target: bool,
    },
    /// Every cell of a table's column is filled in.
    Column {
        /// The column's name, in lower case.
        name: String,
    },
    /// Something was done from the tag on.
    Act(Act),
    /// The history itself shows it.
    Fact {
        /// What.
        fact: GitFact,
        /// What the history shows; `None` until it is judged.
        outcome: Option<Box<FactOutcome>>,
    },
    /// Somebody approved. Named by configuration alone.
    Approved {
        /// A name or an address.
        by: String,
    },
}

impl Criterion {
    /// Whether what it demands is of measurements with this label and target.
    pub fn is_on(&self, label: &str, target: &str) -> bool {
        let Self::Budget { metric, label: wanted, target: place, .. } = self else { return true };
        // Lighthouse measures pages, a check asks one address; a query that is not named makes no difference.
        let is_there = |place: &str| match metric.is_of_lighthouse() {
            true => is_of_page(target, place),
            false => place == target || place.contains("://") && is_of_page(target, place),
        };
        wanted.as_deref().is_none_or(|wanted| is_labelled(label, wanted))
            && place.as_deref().is_none_or(is_there)
    }

    /// `window`, `budget`, `status`, `document`, `outcome`, `record`, `kept`, `sign-off`, `column`, `approver` or the kind of an act: the `kind`
    /// of the JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Within { .. } | Self::After { .. } | Self::Day { .. } => "window",
            Self::Budget { .. } => "budget",
            Self::Status { .. } => "status",
            Self::Unexpired { .. } => "document",
            Self::Succeeded { .. } => "outcome",
            Self::Done(_) => "record",
            Self::Inventory(_) => "kept",
            Self::SignedOff { .. } => "sign-off",
            Self::Column { .. } => "column",
            Self::Act(act) => act.kind(),
            Self::Approved { .. } => "approver",
            Self::Fact { .. } => "git",
        }
    }
}
