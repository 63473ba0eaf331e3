//! What a step of a series is called, and the noise by which it is seen.
//!
//! The noise of a series is told by its last values, at most [`WINDOW`] of them, before the later of two releases: their median absolute
//! deviation (MAD), or what nine in ten of them keep, divided by [`TAIL`], where that is more. Scores are whole numbers, of which more
//! than half may be the same while the others jump: their MAD is 0 and says nothing. The noise of a score is never taken for less than
//! the point to which it is rounded. A step is called better or worse where it is larger than [`FACTOR`] times the noise and, for other
//! units, at least [`SHARE`] of the earlier value. With fewer than [`FEWEST`] earlier values nothing is called, but for a budget that was
//! crossed and a Lighthouse run that broke.

use crate::model::{criterion::Op, measurement::Unit, words::words};

/// So many earlier values make the noise, at most.
pub const WINDOW: usize = 20;

/// With fewer earlier values than this nothing is called.
pub const FEWEST: usize = 5;

/// A step must be larger than so many times the noise.
pub const FACTOR: f64 = 3.0;

/// A step must be at least this share of the earlier value.
pub const SHARE: f64 = 0.05;

/// The noise of a score (of 100) is at least so many points.
pub const POINT: f64 = 1.0;

/// A step of a number without unit (a layout shift) must be at least so much.
pub const SHIFT: f64 = 0.01;

/// In even noise, nine in ten values keep within so many times the median absolute deviation.
pub const TAIL: f64 = 2.44;

words! {
    /// What a step is called.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Call {
        /// It came within its budget.
        BudgetMet = "budget-met",
        /// It left its budget.
        BudgetBroken = "budget-broken",
        /// The judged Lighthouse run of the later release broke.
        Broke = "broke",
        /// The one of the earlier release broke, and that of the later one did not.
        Mended = "mended",
        /// Better, beyond the noise.
        Better = "better",
        /// Worse, beyond the noise.
        Worse = "worse",
        /// No difference that exceeds the noise and matters.
        Steady = "steady",
        /// Both were not made alike, so that a difference says nothing.
        NotAlike = "not-alike",
        /// It differs, but there are too few earlier values to tell noise from change.
        TooFew = "too-few",
        /// Only the later release has a value.
        Began = "began",
        /// Only the earlier release has a value.
        Ended = "ended",
    }
}

/// The median absolute deviation from the median (0 of nothing), and the noise.
pub fn noise(values: &[f64], unit: Unit) -> (f64, f64) {
    let middle = median(values.to_vec());
    let mut apart: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    apart.sort_by(f64::total_cmp);
    let tail = (apart.len() * 9 / 10).checked_sub(1).and_then(|rank| apart.get(rank)).copied();
    let deviation = median(apart);
    let least = if unit == Unit::Score { POINT } else { 0.0 };
    (deviation, deviation.max(tail.unwrap_or_default() / TAIL).max(least))
}

/// How large a step must be at least to matter, whatever the noise.
pub fn least(unit: Unit, before: f64) -> f64 {
    match unit {
        Unit::Score => 0.0,
        Unit::Plain => (before.abs() * SHARE).max(SHIFT),
        Unit::Millis | Unit::Bytes | Unit::Percent => before.abs() * SHARE,
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let upper = values.get(values.len() / 2).copied().unwrap_or_default();
    let lower = values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or_default();
    f64::midpoint(lower, upper)
}

/// What a step is called.
pub fn call(
    unit: Unit,
    before: Option<f64>,
    after: Option<f64>,
    budget: Option<(Op, f64)>,
    noise: f64,
    known: usize,
) -> Call {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        (None, _) => return Call::Began,
        (_, None) => return Call::Ended,
    };
    let holds = |value: f64| budget.is_none_or(|(op, bound)| op.holds(value, bound));
    let step = after - before;
    match (holds(before), holds(after)) {
        (true, false) => Call::BudgetBroken,
        (false, true) => Call::BudgetMet,
        _ if step == 0.0 => Call::Steady,
        _ if known < FEWEST => Call::TooFew,
        _ if step.abs() <= FACTOR * noise || step.abs() < least(unit, before) => Call::Steady,
        // More is better for scores, and worse for times and sizes.
        _ if (step > 0.0) == (unit == Unit::Score) => Call::Better,
        _ => Call::Worse,
    }
}
