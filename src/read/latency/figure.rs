//! Figures that a tool has computed over many runs: a p95, a maximum, a share of failures.

use super::check::{Names, possible};
use crate::model::measurement::{Measurement, Metric, Unit};

/// The runs behind some figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// How many there were; `None` where that is not told.
    pub all: Option<u64>,
    /// How many of them failed; `None` where that is not told.
    pub failed: Option<u64>,
    /// Whether the times of those that failed are among the figures.
    pub mixed: bool,
}

/// `p95` of 95, `p99.9` of 99.9, `max` of 100; `None` for what is no percentile.
#[must_use]
pub fn percentile(percent: f64) -> Option<String> {
    match percent {
        p if !(0.0..=100.0).contains(&p) || p == 0.0 => None,
        100.0 => Some("max".to_owned()),
        p => Some(format!("p{}", (p * 1000.0).round() / 1000.0)),
    }
}

/// A figure in milliseconds. Where failed runs are mixed in it tells the latency of nothing, for a failure may be fast, and is marked so.
#[must_use]
pub fn latency(names: &mut Names, target: &str, statistic: &str, millis: f64, runs: Runs) -> Measurement {
    let all = runs.all.map_or_else(String::new, |all| format!(" of {all}"));
    let mixed = runs.failed.filter(|failed| *failed > 0 && runs.mixed);
    Measurement {
        value: Some(millis).filter(|millis| possible(*millis)),
        error: mixed.map(|failed| names.share(&format!("{failed}{all} runs failed and are in this figure"))),
        runs: runs.all.map(count),
        http: false,
        metric: Metric::new(format!("{}.{statistic}", Metric::LATENCY)),
        ..names.check(target)
    }
}

/// The share of runs that failed, in percent; `None` where either number is not told.
#[must_use]
pub fn error_rate(names: &mut Names, target: &str, runs: Runs) -> Option<Measurement> {
    let (all, failed) = (runs.all.filter(|all| *all > 0)?, runs.failed?);
    #[expect(clippy::cast_precision_loss, reason = "counts of requests are exact in a double")]
    let share = failed.min(all) as f64 * 100.0 / all as f64;
    Some(Measurement {
        value: Some(share),
        unit: Unit::Percent,
        runs: Some(count(all)),
        http: false,
        metric: Metric::new(Metric::ERROR_RATE),
        ..names.check(target)
    })
}

fn count(runs: u64) -> u32 {
    u32::try_from(runs).unwrap_or(u32::MAX)
}
