//! The charts of the pages: from what was judged to the numbers that are drawn.

use super::page_charts;
use super::parts::FigureView;
use crate::assess::compare::series::checks;
use crate::assess::release::latency::SeriesKey;
use crate::assess::result::latency::LatencySummary;
use crate::assess::result::lighthouse::LighthouseSummary;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::dossier::Measured;
use crate::model::measurement::Metric;
use crate::render::chart::{
    Bound, Breaks, Budget, Check, Marker, PerRelease, Series, TABLE_ROWS, claimed_and_proven,
    latency_over_time, latency_per_release, lighthouse_over_releases,
};
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::{format, words};
use std::collections::{BTreeMap, BTreeSet};

/// Charts over releases show the newest so many; the data files have all.
pub const SHOWN: usize = 60;
/// So many series get a chart of their own, those with the most checks; the data files have all.
pub const CHARTS: usize = 6;
/// The page of a release shows Lighthouse's scores of so many releases up to it.
const UNTIL: usize = 12;

/// Checks of latency in order of their time, with the budgets and the releases to show beside them.
struct Shown<'a> {
    checks: Vec<&'a Measured>,
    /// By address and label.
    budgets: BTreeMap<(String, String), f64>,
    markers: Vec<Marker>,
}

/// A check for a chart, in words where its row is shown.
fn drawn(measured: &Measured, has_row: bool) -> Check {
    let of = &measured.measurement;
    Check {
        time: measured.time,
        label: of.label.clone(),
        millis: of.value,
        finished: of.finished(),
        outcome: if has_row { words::outcome(of) } else { String::new() },
    }
}

fn is_check(measured: &&Measured) -> bool {
    measured.measurement.metric.name() == Metric::LATENCY
}

/// The budget of each series in some releases, the newest one's.
fn budgets<'a>(releases: impl Iterator<Item = &'a ReleaseAssessment>) -> BTreeMap<(String, String), f64> {
    let told = releases.flat_map(|release| &release.latency);
    told.filter_map(|of| Some(((of.target.clone(), of.label.clone()), of.budget?))).collect()
}

fn marker(scene: &Scene<'_>, snapshot: usize) -> Option<Marker> {
    let of = scene.dossier.history.snapshots.get(snapshot).filter(|of| !of.is_candidate())?;
    Some(Marker { time: of.time, name: of.name.clone() })
}

impl<'a> Shown<'a> {
    /// Latency over time. Series whose labels tell them apart share a chart, up to two; else each address has its own, and of more than two
    /// labels each label: lines of two addresses under one name would be one line of neither.
    fn over_time(self, id: &str) -> Vec<FigureView> {
        let mut by_label: BTreeMap<&str, BTreeMap<&str, Vec<&Measured>>> = BTreeMap::new();
        for check in &self.checks {
            let of = by_label.entry(&check.measurement.label).or_default();
            of.entry(&check.series).or_default().push(check);
        }
        let apart = by_label.values().all(|addresses| addresses.len() == 1);
        let mut charts: BTreeMap<(&str, &str), Vec<&Measured>> = BTreeMap::new();
        let few = apart && by_label.len() <= 2;
        for check in &self.checks {
            let (address, label) = (&*check.series, &*check.measurement.label);
            let labels = || by_label.values().filter(|addresses| addresses.contains_key(address)).count();
            let key = match few {
                true => ("", ""),
                false if apart || labels() > 2 => (address, label),
                false => (address, ""),
            };
            charts.entry(key).or_default().push(check);
        }
        let mut charts: Vec<(&str, Vec<&Measured>)> =
            charts.into_iter().map(|((address, _), checks)| (address, checks)).collect();
        charts.sort_by_key(|(_, checks)| std::cmp::Reverse(checks.len()));
        let many = charts.len() > 1;
        let left = charts.len().saturating_sub(CHARTS);
        let drawn = charts.iter().take(CHARTS).enumerate();
        let mut figures: Vec<FigureView> = drawn
            .map(|(n, (address, checks))| {
                let id = if many { format!("{id}-{}", n + 1) } else { id.to_owned() };
                self.chart(&id, address, checks)
            })
            .collect();
        if let Some(last) = figures.last_mut().filter(|_| left > 0) {
            let more = format::count(left, "further series is", "further series are");
            last.message.push_str(&say!("; {more} in the tables and data files alone", more));
        }
        figures
    }

    fn chart(&self, id: &str, address: &str, checks: &[&Measured]) -> FigureView {
        let series: BTreeSet<(&str, &str)> =
            checks.iter().map(|check| (&*check.series, &*check.measurement.label)).collect();
        let budgets = series.iter().filter_map(|(address, label)| {
            let value = *self.budgets.get(&((*address).to_owned(), (*label).to_owned()))?;
            Some(Budget { label: (*label).to_owned(), value })
        });
        let budgets: Vec<Budget> = budgets.collect();
        // One address for all is worth its name, also where its labels would do.
        let only = series.iter().all(|(its, _)| series.first().is_some_and(|(first, _)| first == its));
        let address = series.first().filter(|_| only).map_or(address, |(address, _)| address);
        let from = checks.len().saturating_sub(TABLE_ROWS);
        let checks: Vec<Check> =
            checks.iter().enumerate().map(|(n, check)| drawn(check, n >= from)).collect();
        latency_over_time(id, address, &checks, &budgets, &self.markers).into()
    }
}

/// Latency around one release, and Lighthouse up to it.
pub fn of_release(scene: &Scene<'_>, r: &ReleaseAssessment) -> Vec<FigureView> {
    let measured = r.measurements.iter().filter_map(|(index, _)| scene.dossier.measured.get(*index));
    let markers = marker(scene, r.snapshot).into_iter().collect();
    let checks = measured.filter(is_check).collect();
    let latency = Shown { checks, budgets: budgets(std::iter::once(r)), markers }.over_time("latency-here");
    latency.into_iter().chain(lighthouse_until(scene, r)).collect()
}

/// Some checks over time, with every release and the budget of each series.
pub fn of_checks(scene: &Scene<'_>, id: &str, checks: Vec<&Measured>) -> Vec<FigureView> {
    let budgets = budgets(scene.assessment.releases.iter());
    Shown { checks, budgets, markers: every_release(scene) }.over_time(id)
}

fn every_release(scene: &Scene<'_>) -> Vec<Marker> {
    (0..scene.dossier.history.snapshots.len()).filter_map(|snapshot| marker(scene, snapshot)).collect()
}

/// Every check of the whole history.
pub fn all_checks(scene: &Scene<'_>) -> Vec<FigureView> {
    of_checks(scene, "latency-all", scene.dossier.measured.iter().filter(is_check).collect())
}

/// The newest releases that charts show, oldest first. The candidate is none yet: its empty boxes would look like a fall.
pub fn shown<'a>(scene: &Scene<'a>) -> Vec<&'a ReleaseAssessment> {
    let tagged: Vec<_> = scene.releases().filter(|(_, at)| !at.is_candidate()).map(|(r, _)| r).collect();
    let from = tagged.len().saturating_sub(SHOWN);
    tagged.into_iter().skip(from).collect()
}

/// p50, p95 and max of each release, a chart for each series, those that were measured for most releases first.
pub fn latency_trends(scene: &Scene<'_>) -> Vec<FigureView> {
    let releases = shown(scene);
    let measured = |summary: &&LatencySummary| summary.p95.is_some();
    let mut series: BTreeMap<SeriesKey<'_>, usize> = BTreeMap::new();
    for summary in releases.iter().flat_map(|r| r.told_latency()).filter(measured) {
        *series.entry((&summary.target, &summary.label)).or_default() += 1;
    }
    let mut series: Vec<_> = series.into_iter().collect();
    series.sort_by_key(|(_, releases)| std::cmp::Reverse(*releases));
    let charts = series.into_iter().take(CHARTS).enumerate();
    charts
        .map(|(number, (of, _))| {
            let rows: Vec<PerRelease> = releases
                .iter()
                .map(|r| PerRelease {
                    release: scene.name(r.snapshot),
                    values: checks(r, of).map_or(vec![None; 3], |s| vec![s.p50, s.p95, s.max]),
                })
                .collect();
            let budget = releases.iter().rev().find_map(|r| checks(r, of)?.budget);
            let of = Series { address: of.0, label: of.1 };
            latency_per_release(&format!("latency-{}", number + 1), of, &rows, budget).into()
        })
        .collect()
}

/// Lighthouse's scores by category over the newest releases. `None` where there is no report.
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
    let categories = [
        ("lighthouse.performance", say!("performance")),
        ("lighthouse.accessibility", say!("accessibility")),
        ("lighthouse.best-practices", say!("best practices")),
        ("lighthouse.seo", say!("seo")),
    ];
    let has = |name: &str| {
        releases.iter().flat_map(|r| &r.lighthouse).any(|run| matches!(run.values.get(name), Some(Some(_))))
    };
    let mut series: Vec<_> = categories.into_iter().filter(|(name, _)| has(name)).collect();
    let broke = |at: &usize| releases.get(*at).is_some_and(|r| r.loads().any(|run| run.error.is_some()));
    let broken: Vec<usize> = (0..releases.len()).filter(broke).collect();
    if series.is_empty() {
        if broken.is_empty() {
            return None;
        }
        // Nothing was ever scored: the failures alone are drawn.
        series.push((Metric::PERFORMANCE, say!("performance")));
    }
    let rows: Vec<PerRelease> = releases
        .iter()
        .map(|r| PerRelease {
            release: scene.name(r.snapshot),
            values: series.iter().map(|(name, _)| r.lowest_score(name)).collect(),
        })
        .collect();
    let names: Vec<String> = series.iter().map(|(_, word)| (*word).to_owned()).collect();
    let breaks = Breaks { marks: page_charts::marks(releases), broken };
    let bound = releases.iter().rev().find_map(|r| bound_on_all(r));
    let budget = bound.map(|value| Bound { value, below: below(releases, value) });
    let mut figure = lighthouse_over_releases(id, &names, &rows, budget, &breaks);
    if releases.iter().any(|r| r.loads().nth(1).is_some()) {
        figure.message.push_str(say!("; each value is the lowest of all pages and form factors"));
    }
    Some(figure.into())
}

/// The bound that the checklist sets for the performance of every page and form factor of a release: one of some of them is none for the
/// lowest of all.
fn bound_on_all(r: &ReleaseAssessment) -> Option<f64> {
    let mut all = r.loads().map(|run| run.bound(Metric::PERFORMANCE).map(|(_, bound)| bound));
    let first = all.next()??;
    all.all(|bound| bound == Some(first)).then_some(first)
}

/// How many releases have a page load below a bound, of those loads for which their own checklist sets any.
fn below(releases: &[&ReleaseAssessment], bound: f64) -> usize {
    let is_below = |run: &LighthouseSummary| {
        let score = run.values.get(Metric::PERFORMANCE).copied().flatten();
        let judged = run.error.is_none() && run.bound(Metric::PERFORMANCE).is_some();
        judged && score.is_some_and(|score| score < bound)
    };
    releases.iter().filter(|r| r.loads().any(is_below)).count()
}

/// Claimed and proven over releases, as judged at each tag.
pub fn completion(scene: &Scene<'_>) -> Option<FigureView> {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let rows: Vec<PerRelease> = shown(scene)
        .iter()
        .map(|r| PerRelease {
            release: scene.name(r.snapshot),
            values: if r.in_force.is_some() {
                let due = &r.tallies.due;
                [due.claimed, due.proven, due.items].map(|n| Some(number(n))).to_vec()
            } else {
                vec![None; 3]
            },
        })
        .collect();
    rows.iter()
        .any(|row| row.values.iter().any(Option::is_some))
        .then(|| claimed_and_proven("completion", &rows).into())
}
