//! Latency and Lighthouse of one release's period.

use super::assessment::{LatencySummary, Side};
use super::demand::Demand;
use crate::model::criterion::Criterion;
use crate::model::dossier::{Dossier, Measured};
use crate::model::measurement::Metric;
use std::collections::BTreeMap;

/// The value at a percentile (0 to 100) of sorted values, by nearest rank: always one of the values.
#[must_use]
pub fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

/// Latency by label and side. Checks that did not finish are counted, and are no latency.
#[must_use]
pub fn latency(
    measurements: &[(usize, Side)],
    demands: &[&Demand],
    dossier: &Dossier,
) -> Vec<LatencySummary> {
    let mut groups: BTreeMap<(&str, Side), Vec<&Measured>> = BTreeMap::new();
    for (n, side) in measurements {
        if let Some(run) =
            dossier.measured.get(*n).filter(|run| run.measurement.metric.name() == Metric::LATENCY)
        {
            groups.entry((&run.measurement.label, *side)).or_default().push(run);
        }
    }
    groups.into_iter().map(|((label, side), runs)| summary(label, side, &runs, demands)).collect()
}

fn summary(label: &str, side: Side, runs: &[&Measured], demands: &[&Demand]) -> LatencySummary {
    let finished = runs.iter().filter(|run| run.measurement.finished()).collect::<Vec<_>>();
    let mut values = finished.iter().filter_map(|run| run.measurement.value).collect::<Vec<_>>();
    values.sort_by(f64::total_cmp);
    let asked = demands.iter().flat_map(|demand| &demand.asked).find_map(|asked| match &asked.criterion {
        Criterion::Budget { metric, value, label: Some(its), .. } => {
            (metric.name() == Metric::LATENCY && its == label).then_some(*value)
        }
        _ => None,
    });
    let budget = asked.or_else(|| runs.iter().rev().find_map(|run| run.measurement.budget));
    LatencySummary {
        label: label.to_owned(),
        side,
        n: values.len(),
        failed: runs.len() - finished.len(),
        over: budget.map_or(0, |budget| values.iter().filter(|value| **value > budget).count()),
        p50: percentile(&values, 50),
        p95: percentile(&values, 95),
        max: values.last().copied(),
        budget,
    }
}
