//! Figures that evidence tells itself: a p95 that a load test has computed answers a budget on the p95.

use crate::assess::candidates::question::Question;
use crate::assess::result::judgement::{Computed, Observation, Outcome, RunResult, Shown, UNKNOWN};
use crate::assess::verdict::vantage::{CountedRun, Vantage};
use crate::model::criterion::{Criterion, Op, Statistic};
use crate::model::measurement::{Measurement, Metric};
use std::collections::BTreeMap;

/// Judges a criterion by the newest figure of each address and label; the worst of them decides.
pub fn judge(asked: &Question, window: Option<i64>, vantage: &Vantage<'_>) -> Computed {
    let Criterion::Budget { metric, op, value: bound, statistic, .. } = &asked.criterion else {
        return UNKNOWN;
    };
    let mut newest: BTreeMap<(&str, &str), CountedRun<'_>> = BTreeMap::new();
    for run in vantage.runs(&asked.measurements().figures) {
        let measurement = &run.0.measurement;
        newest.entry((&measurement.target, &measurement.label)).or_insert(run);
    }
    let judged = newest.into_values().map(|(run, evidence)| {
        let measurement = &run.measurement;
        let is_old = window.is_some() && !vantage.reaches(run.time, window);
        let is_allowed = asked
            .measurements()
            .allowed
            .is_some_and(|(op, bound)| measurement.finished_but_for_few(op, bound));
        let is_sound = measurement.finished() || is_allowed;
        let outcome = if is_old {
            Outcome::Stale
        } else {
            outcome(is_sound, measurement, *statistic, value(metric, measurement), (*op, *bound))
        };
        let runs = usize::try_from(measurement.runs.unwrap_or(1)).unwrap_or(usize::MAX);
        let error = measurement.error.as_deref().filter(|_| !is_sound).map(str::to_owned);
        let failed = usize::try_from(measurement.failed_runs).unwrap_or(usize::MAX);
        let value = value(metric, measurement);
        let result =
            RunResult { value, error, runs, failed, at_most: measurement.at_most, ..RunResult::default() };
        let observation = Observation::of(evidence, run.time, Shown::Runs(result));
        (outcome, Some(observation))
    });
    judged.reduce(worse).unwrap_or(UNKNOWN)
}

/// The figure as the criterion counts it: of failures, or of what did not fail.
fn value(of: &Metric, measurement: &Measurement) -> Option<f64> {
    let complement = of.is_share() && of.name() != Metric::ERROR_RATE;
    measurement.value.map(|value| if complement { 100.0 - value } else { value })
}

/// A bound from above proves what lies below it, and of what lies above it nothing. Runs that failed break a percentile where they are more
/// than it leaves out; where they are fewer it is not known what it would be with them.
fn outcome(
    is_sound: bool,
    measurement: &Measurement,
    statistic: Statistic,
    value: Option<f64>,
    (op, bound): (Op, f64),
) -> Outcome {
    let lies_within = value.is_some_and(|value| op.holds(value, bound));
    let is_open = match (statistic, measurement.runs) {
        (Statistic::Percentile(hundredths), Some(runs)) => {
            u64::from(measurement.failed_runs) * 10_000 <= u64::from(runs) * (10_000 - u64::from(hundredths))
        }
        _ => false,
    };
    match (measurement.at_most, is_sound && lies_within) {
        (false, true) => Outcome::Holds,
        (false, false) if lies_within && is_open => Outcome::Unknown,
        (false, false) => Outcome::Fails,
        (true, true) if matches!(op, Op::AtMost | Op::Below) => Outcome::Holds,
        (true, _) => Outcome::Unknown,
    }
}

/// The worse of two judgements; one without anything to judge gives way.
pub fn worse(a: Computed, b: Computed) -> Computed {
    match (&a.1, &b.1) {
        (None, Some(_)) => b,
        (Some(_), Some(_)) if b.0 < a.0 => b,
        // Nothing lies in the window for both: that there is something outside of it is said.
        (None, None) if a.0 == Outcome::Unknown => b,
        _ => a,
    }
}
