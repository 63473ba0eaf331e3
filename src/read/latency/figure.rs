//! Figures that a tool has computed over many runs: a p95, a maximum, a share of failures.

use crate::model::measurement::{Measurement, Metric, Unit};
use crate::read::latency::check::{Names, possible};

/// The runs behind some figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// How many were answered, so that their times may be among the figures; `None` where that is not told.
    pub answered: Option<u64>,
    /// How many of those failed; `None` where that is not told.
    pub failed: Option<u64>,
    /// How many were not answered, or failed and were left out: no figure holds their times.
    pub left_out: u64,
}

impl Runs {
    /// All that were made, answered or not.
    fn all(self) -> Option<u64> {
        Some(self.answered?.saturating_add(self.left_out))
    }

    /// Those that failed or got no answer.
    fn amiss(self) -> u64 {
        self.failed.unwrap_or(0).saturating_add(self.left_out)
    }

    /// Why a figure of them tells less than it seems to: a failure may be fast, and what got no answer is in no figure.
    fn doubt(self) -> Option<String> {
        let all = self.all().map_or_else(String::new, |all| format!(" of {all}"));
        match (self.failed.unwrap_or(0), self.left_out) {
            (0, 0) => None,
            _ if self.answered == Some(0) => Some("nothing was answered".to_owned()),
            (failed, 0) => Some(format!("{failed}{all} runs failed and are in this figure")),
            (0, lost) => Some(format!("{lost}{all} runs failed or got no answer and are not in this figure")),
            (failed, lost) => Some(format!(
                "{failed}{all} runs failed and are in this figure, {lost} got no answer and are not"
            )),
        }
    }
}

/// `p95` of 95, `p99.9` of 99.9, `max` of 100; `None` for what is no percentile.
pub fn percentile(percent: f64) -> Option<String> {
    match percent {
        p if !(0.0..=100.0).contains(&p) || p == 0.0 => None,
        100.0 => Some("max".to_owned()),
        p => Some(format!("p{}", (p * 1000.0).round() / 1000.0)),
    }
}

/// A figure in milliseconds. Where runs failed or got no answer it proves nothing, and is marked so. Where no run was made at all there
/// is no figure, whatever a tool prints.
pub fn latency(
    names: &mut Names,
    target: &str,
    statistic: &str,
    millis: f64,
    runs: Runs,
) -> Option<Measurement> {
    let is_answered = runs.answered != Some(0);
    (is_answered || runs.left_out > 0).then(|| Measurement {
        value: Some(millis).filter(|millis| possible(*millis) && is_answered),
        error: runs.doubt().map(|doubt| names.share(&doubt)),
        runs: runs.all().map(count),
        failed_runs: count(runs.amiss()),
        http: false,
        metric: Metric::new(format!("{}.{statistic}", Metric::LATENCY)),
        ..names.check(target)
    })
}

/// The share of runs that failed or got no answer, in percent; `None` where a number is not told.
pub fn error_rate(names: &mut Names, target: &str, runs: Runs) -> Option<Measurement> {
    let all = runs.all().filter(|all| *all > 0)?;
    runs.failed?;
    #[expect(clippy::cast_precision_loss, reason = "counts of requests are exact in a double")]
    let share = runs.amiss().min(all) as f64 * 100.0 / all as f64;
    Some(Measurement {
        value: Some(share),
        unit: Unit::Percent,
        runs: Some(count(all)),
        http: false,
        metric: Metric::new(Metric::ERROR_RATE),
        ..names.check(target)
    })
}

/// A count that a tool writes as a float; 0 for what is below.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a float cast saturates")]
pub fn as_count(count: f64) -> u64 {
    count as u64
}

fn count(runs: u64) -> u32 {
    u32::try_from(runs).unwrap_or(u32::MAX)
}
