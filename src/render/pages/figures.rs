//! The charts of the pages: from what was judged to the numbers that are drawn.

use super::page_charts;
use super::parts::FigureView;
use crate::assess::assessment::{LatencySummary, ReleaseAssessment, Side};
use crate::model::criterion::Criterion;
use crate::model::dossier::Measured;
use crate::model::measurement::Metric;
use crate::render::chart::{
    Breaks, Budget, Check, Marker, PerRelease, claimed_and_proven, latency_over_time, latency_per_release,
    lighthouse_over_releases,
};
use crate::render::page::Scene;
use crate::render::words;
use std::collections::{BTreeMap, BTreeSet};

/// Charts over releases show the newest so many; the data files have all.
pub const SHOWN: usize = 60;
/// So many labels get a chart of their own, those with the most checks; the data files have all.
pub const CHARTS: usize = 6;
/// The page of a release shows Lighthouse's scores of so many releases up to it.
const UNTIL: usize = 12;

/// A check as the chart wants it; `None` for another metric.
fn check(scene: &Scene<'_>, index: usize) -> Option<Check> {
    let measured = scene.dossier.measured.get(index)?;
    (measured.measurement.metric.name() == Metric::LATENCY).then(|| drawn(measured))
}

fn drawn(measured: &Measured) -> Check {
    let of = &measured.measurement;
    Check {
        time: measured.time,
        label: of.label.to_string(),
        millis: of.value,
        finished: of.finished(),
        outcome: words::outcome(of),
    }
}

/// The budget of each label in some releases, the newest one's.
fn budgets<'a>(releases: impl Iterator<Item = &'a ReleaseAssessment>) -> Vec<Budget> {
    let mut budgets = BTreeMap::new();
    for summary in releases.flat_map(|release| &release.latency) {
        if let Some(value) = summary.budget {
            budgets.insert(summary.label.clone(), value);
        }
    }
    budgets.into_iter().map(|(label, value)| Budget { label, value }).collect()
}

fn marker(scene: &Scene<'_>, snapshot: usize) -> Option<Marker> {
    let of = scene.dossier.history.snapshots.get(snapshot).filter(|of| !of.is_candidate())?;
    Some(Marker { time: of.time, name: of.name.clone() })
}

/// Latency over time. Up to two labels share a chart; more would hide each other, so that each gets a chart with its own budget.
fn over_time(id: &str, checks: &[Check], budgets: &[Budget], markers: &[Marker]) -> Vec<FigureView> {
    let mut labels: BTreeMap<&str, Vec<Check>> = BTreeMap::new();
    for check in checks {
        labels.entry(&check.label).or_default().push(check.clone());
    }
    match labels.len() {
        0 => Vec::new(),
        1 | 2 => vec![latency_over_time(id, checks, budgets, markers).into()],
        _ => {
            let mut labels: Vec<Vec<Check>> = labels.into_values().collect();
            labels.sort_by_key(|checks| std::cmp::Reverse(checks.len()));
            let charts = labels.iter().take(CHARTS).enumerate();
            charts
                .map(|(n, of)| latency_over_time(&format!("{id}-{}", n + 1), of, budgets, markers).into())
                .collect()
        }
    }
}

/// Latency around one release, and Lighthouse up to it.
#[must_use]
pub fn of_release(scene: &Scene<'_>, r: &ReleaseAssessment) -> Vec<FigureView> {
    let checks: Vec<Check> = r.measurements.iter().filter_map(|(index, _)| check(scene, *index)).collect();
    let markers: Vec<Marker> = marker(scene, r.snapshot).into_iter().collect();
    let latency = over_time("latency-here", &checks, &budgets(std::iter::once(r)), &markers);
    latency.into_iter().chain(lighthouse_until(scene, r)).collect()
}

/// Some checks over time, with every release and the budget of each label.
#[must_use]
pub fn of_checks(
    scene: &Scene<'_>,
    id: &str,
    checks: &[&Measured],
    budgets: &BTreeMap<String, f64>,
) -> Vec<FigureView> {
    let checks: Vec<Check> = checks.iter().map(|measured| drawn(measured)).collect();
    let budgets: Vec<Budget> =
        budgets.iter().map(|(label, value)| Budget { label: label.clone(), value: *value }).collect();
    over_time(id, &checks, &budgets, &every_release(scene))
}

fn every_release(scene: &Scene<'_>) -> Vec<Marker> {
    (0..scene.dossier.history.snapshots.len()).filter_map(|snapshot| marker(scene, snapshot)).collect()
}

/// Every check of the whole history.
#[must_use]
pub fn all_checks(scene: &Scene<'_>) -> Vec<FigureView> {
    let checks: Vec<Check> =
        (0..scene.dossier.measured.len()).filter_map(|index| check(scene, index)).collect();
    over_time("latency-all", &checks, &budgets(scene.assessment.releases.iter()), &every_release(scene))
}

/// The newest releases that charts show, oldest first. The candidate is none yet: its empty boxes would look like a fall.
#[must_use]
pub fn shown<'a>(scene: &Scene<'a>) -> Vec<&'a ReleaseAssessment> {
    let tagged: Vec<_> = scene.releases().filter(|(_, at)| !at.is_candidate()).map(|(r, _)| r).collect();
    let from = tagged.len().saturating_sub(SHOWN);
    tagged.into_iter().skip(from).collect()
}

/// p50, p95 and max before each release, a chart for each label.
#[must_use]
pub fn latency_trends(scene: &Scene<'_>) -> Vec<FigureView> {
    let releases = shown(scene);
    let measured = |summary: &&LatencySummary| summary.side == Side::Before && summary.p95.is_some();
    let labels: BTreeSet<&str> = releases
        .iter()
        .flat_map(|r| &r.latency)
        .filter(measured)
        .map(|summary| summary.label.as_str())
        .collect();
    labels
        .iter()
        .take(CHARTS)
        .enumerate()
        .map(|(number, label)| {
            let of = |r: &ReleaseAssessment| {
                r.latency.iter().find(|s| s.label == *label && s.side == Side::Before).cloned()
            };
            let rows: Vec<PerRelease> = releases
                .iter()
                .map(|r| PerRelease {
                    release: scene.name(r.snapshot),
                    values: of(r).map_or(vec![None; 3], |s| vec![s.p50, s.p95, s.max]),
                })
                .collect();
            let budget = releases.iter().rev().find_map(|r| of(r)?.budget);
            latency_per_release(&format!("latency-{}", number + 1), label, &rows, budget).into()
        })
        .collect()
}

/// Lighthouse's scores by category over the newest releases. `None` where there is no report.
#[must_use]
pub fn lighthouse(scene: &Scene<'_>) -> Option<FigureView> {
    scores(scene, "lighthouse-scores", &shown(scene))
}

/// The same up to a release that has reports of its own.
fn lighthouse_until(scene: &Scene<'_>, r: &ReleaseAssessment) -> Option<FigureView> {
    let from = (r.snapshot + 1).saturating_sub(UNTIL);
    let until = scene.assessment.releases.get(from..=r.snapshot)?.iter().collect::<Vec<_>>();
    r.loads().next().and_then(|_| scores(scene, "lighthouse-here", &until))
}

fn scores(scene: &Scene<'_>, id: &str, releases: &[&ReleaseAssessment]) -> Option<FigureView> {
    let categories =
        ["lighthouse.performance", "lighthouse.accessibility", "lighthouse.best-practices", "lighthouse.seo"];
    let has = |name: &str| {
        releases.iter().flat_map(|r| &r.lighthouse).any(|run| matches!(run.values.get(name), Some(Some(_))))
    };
    let series: Vec<&str> = categories.into_iter().filter(|name| has(name)).collect();
    if series.is_empty() {
        return None;
    }
    let rows: Vec<PerRelease> = releases
        .iter()
        .map(|r| PerRelease {
            release: scene.name(r.snapshot),
            values: series.iter().map(|name| r.lowest_score(name)).collect(),
        })
        .collect();
    let names: Vec<String> =
        series.iter().map(|name| name.trim_start_matches("lighthouse.").replace('-', " ")).collect();
    let budget = releases.iter().rev().find_map(|r| bound_on_all(r, &Metric::new(Metric::PERFORMANCE)));
    let broke = |at: &usize| releases.get(*at).is_some_and(|r| r.loads().any(|run| run.error.is_some()));
    let breaks =
        Breaks { marks: page_charts::marks(releases), broken: (0..releases.len()).filter(broke).collect() };
    let mut figure = lighthouse_over_releases(id, &names, &rows, budget, &breaks);
    if releases.iter().any(|r| r.loads().nth(1).is_some()) {
        figure.message.push_str("; each value is the lowest of all pages and form factors");
    }
    Some(figure.into())
}

/// The bound that the checklist sets for a metric of one page and form factor or step.
#[must_use]
pub fn bound(r: &ReleaseAssessment, metric: &Metric, label: &str, page: &str) -> Option<f64> {
    bounds(r, metric, |criterion| criterion.is_on(label, page))
}

/// The bound that the checklist sets for a metric of every page.
fn bound_on_all(r: &ReleaseAssessment, metric: &Metric) -> Option<f64> {
    bounds(r, metric, |criterion| matches!(criterion, Criterion::Budget { label: None, target: None, .. }))
}

fn bounds(r: &ReleaseAssessment, metric: &Metric, wanted: impl Fn(&Criterion) -> bool) -> Option<f64> {
    let criteria = r.items.iter().flat_map(|item| &item.today.criteria).map(|judged| &judged.criterion);
    criteria.filter(|criterion| wanted(criterion)).find_map(|criterion| match criterion {
        Criterion::Budget { metric: of, value, .. } if of == metric => Some(*value),
        _ => None,
    })
}

/// Claimed and proven over releases, as judged at each tag.
#[must_use]
pub fn completion(scene: &Scene<'_>) -> Option<FigureView> {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let rows: Vec<PerRelease> = shown(scene)
        .iter()
        .map(|r| PerRelease {
            release: scene.name(r.snapshot),
            values: if r.spoken_by.is_some() {
                [r.at_tag.claimed, r.at_tag.proven, r.at_tag.items].map(|n| Some(number(n))).to_vec()
            } else {
                vec![None; 3]
            },
        })
        .collect();
    rows.iter()
        .any(|row| row.values.iter().any(Option::is_some))
        .then(|| claimed_and_proven("completion", &rows).into())
}
