//! Latency of some checks: exact figures, and what became of the checks that did not finish.

use crate::assess::candidates::demand::Demand;
use crate::assess::result::event::Side;
use crate::assess::result::latency::{ErrorKind, LatencySummary, Streak};
use crate::model::criterion::{Criterion, Statistic};
use crate::model::dossier::{Dossier, Measured};
use crate::model::measurement::Metric;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The value at a percentile (0 to 100) of sorted values, by nearest rank: always one of the values.
pub fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

/// Latency by address, label and side, in this order. Checks that did not finish are counted, and are no latency.
pub fn latency(
    measurements: &[(usize, Side)],
    tagged: Option<Timestamp>,
    demands: &[&Demand],
    dossier: &Dossier,
) -> (Vec<LatencySummary>, usize) {
    let mut groups: BTreeMap<(SeriesKey<'_>, Side), Vec<&Measured>> = BTreeMap::new();
    let all = measurements.iter().filter_map(|(n, side)| Some((*side, dossier.measured.get(*n)?)));
    for (side, run) in all.filter(|(_, run)| run.measurement.metric.name() == Metric::LATENCY) {
        groups.entry(((&run.series, &run.measurement.label), side)).or_default().push(run);
    }
    let groups = groups.into_iter();
    worst(groups.map(|((of, side), runs)| summary(of, side, &runs, tagged, asked(of, demands))).collect())
}

/// Of more series than [`SERIES`] those that failed or broke their budget, then the slowest; in the order in which they came, with the
/// number of those that are left out.
fn worst(all: Vec<LatencySummary>) -> (Vec<LatencySummary>, usize) {
    let series = |of: &LatencySummary| (of.target.clone(), of.label.clone());
    let mut ranks: Vec<_> = all
        .chunk_by(|a, b| (&a.target, &a.label) == (&b.target, &b.label))
        .map(|of| {
            let bad = of.iter().any(|side| side.failed + side.over > 0);
            let slowest = of.iter().filter_map(|side| side.p95).fold(0.0, f64::max);
            (bad, slowest, of.first().map(series))
        })
        .collect();
    if ranks.len() <= SERIES {
        return (all, 0);
    }
    let left_out = ranks.len() - SERIES;
    ranks.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let chosen: BTreeSet<_> = ranks.into_iter().take(SERIES).filter_map(|(.., of)| of).collect();
    (all.into_iter().filter(|of| chosen.contains(&series(of))).collect(), left_out)
}

/// Of so many series the figures of a release are kept: a log of a crawl names a hundred thousand addresses.
const SERIES: usize = 200;

/// A series: its address, or what stands for it, and its label.
pub type SeriesKey<'a> = (&'a str, &'a str);

/// The bound that the checklist sets for a single check of a series.
fn asked((address, label): SeriesKey<'_>, demands: &[&Demand]) -> Option<f64> {
    demands.iter().flat_map(|demand| &demand.questions).find_map(|asked| match &asked.criterion {
        Criterion::Budget { metric, value, statistic: Statistic::Latest, label: Some(own), .. } => {
            let is_on = own == label && asked.is_on(address, label);
            (metric.name() == Metric::LATENCY && is_on).then_some(*value)
        }
        _ => None,
    })
}

/// The figures of some checks, in order of their time. Without a budget that of the newest check which carries one counts.
pub fn summary(
    (target, label): SeriesKey<'_>,
    side: Side,
    runs: &[&Measured],
    tagged: Option<Timestamp>,
    budget: Option<f64>,
) -> LatencySummary {
    let budget = budget.or_else(|| runs.iter().rev().find_map(|run| run.measurement.budget));
    let finished = runs.iter().filter(|run| run.measurement.finished());
    let mut values = finished.filter_map(|run| run.measurement.value).collect::<Vec<_>>();
    values.sort_by(f64::total_cmp);
    let mut errors: BTreeMap<ErrorKind, usize> = BTreeMap::new();
    for run in runs.iter().filter(|run| !run.measurement.finished()) {
        *errors.entry(ErrorKind::of(&run.measurement)).or_default() += 1;
    }
    let late = |run: &&&Measured| side == Side::Before && tagged.is_some_and(|tagged| run.recorded > tagged);
    LatencySummary {
        target: target.to_owned(),
        label: label.to_owned(),
        side,
        n: values.len(),
        failed: runs.len() - values.len(),
        timeouts: errors.get(&ErrorKind::Timeout).copied().unwrap_or_default(),
        late: runs.iter().filter(late).count(),
        errors,
        over: budget.map_or(0, |budget| values.iter().filter(|value| **value > budget).count()),
        p50: percentile(&values, 50),
        p95: percentile(&values, 95),
        p99: percentile(&values, 99),
        max: values.last().copied(),
        streak: streak(runs, budget),
        budget,
    }
}

/// The longest row of checks of one address that failed or broke the budget, the newest among equals; `None` where none did.
fn streak(runs: &[&Measured], budget: Option<f64>) -> Option<Streak> {
    let breaks = |run: &Measured| {
        let over = run.measurement.value.zip(budget).is_some_and(|(value, budget)| value > budget);
        !run.measurement.finished() || over
    };
    let mut open: BTreeMap<&str, Streak> = BTreeMap::new();
    let mut longest: Option<Streak> = None;
    for run in runs {
        if !breaks(run) {
            open.remove(&*run.series);
            continue;
        }
        let fresh = Streak { count: 0, from: run.time, to: run.time };
        let row = open.entry(&run.series).or_insert(fresh);
        *row = Streak { count: row.count + 1, to: run.time, ..*row };
        if longest.is_none_or(|longest| row.count >= longest.count) {
            longest = Some(*row);
        }
    }
    longest
}
