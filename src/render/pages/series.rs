//! A page for each address that was checked: its checks through the releases, and the same as CSV.

use super::addresses::{self, PAGES, Periods};
use super::figures::{self, SHOWN};
use super::latency::{self, Trend};
use super::parts::{FigureView, Table, numbers};
use super::told;
use crate::assess::result::event::Side;
use crate::assess::result::latency::LatencySummary;
use crate::model::dossier::Measured;
use crate::render::chart::{self, Checks, PerRelease, SETS, distribution, latency_per_release, of_address};
use crate::render::export;
use crate::render::format;
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use std::collections::BTreeMap;

/// A page and a table for each address.
pub struct Series;

impl Kind for Series {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        let addresses = addresses::addresses(scene).into_iter().take(PAGES);
        let targets = addresses.flat_map(|(address, checks)| {
            // More checks than that stand among all measurements alone.
            let table = (checks <= export::ROWS).then(|| Target::ChecksOf(address.to_owned()));
            std::iter::once(Target::LatencyOf(address.to_owned())).chain(table)
        });
        targets.collect()
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        match target {
            Target::LatencyOf(address) => page(scene, address, path),
            Target::ChecksOf(address) => {
                export::checks_csv(scene.dossier, &addresses::checks(scene, address), path)
            }
            _ => Ok(Vec::new()),
        }
    }
}

fn page(scene: &Scene<'_>, address: &str, path: &str) -> Result<Vec<u8>, RenderError> {
    let checks = addresses::checks(scene, address);
    let periods = addresses::periods(scene, address);
    let summaries = addresses::summaries(scene, address, &periods);
    let mut all = figures::of_checks(scene, "checks", checks.clone());
    all.extend(distributions(scene, address, &periods, &summaries));
    all.extend(by_release(scene, address, &summaries));
    let csv = scene.routes.link(path, &Target::ChecksOf(address.to_owned()));
    let csv = csv.or_else(|| scene.measurements(path));
    let view = Trend {
        lead: format!(
            "{} {}",
            say!("{checks} of this address.", checks = format::count(checks.len(), "check", "checks")),
            latency::method()
        ),
        nothing: say!("No latency was measured."),
        figures: all,
        table: latency::rows(scene, path, say!("Latency by release and label"), &summaries),
        others: Vec::new(),
        told: told::table(scene, path, scene.dossier.measured.iter().filter(|one| *one.series == *address)),
        csv,
    };
    let name = addresses::named(address);
    let mut frame = Frame::new(scene, path, name, &[(say!("Latency"), Target::Latency)]);
    frame.title = say!("Latency of {address}", address = name);
    scene.fill("trend.html", frame, &view)
}

/// The newest budget of each label.
fn budgets(summaries: &[(usize, LatencySummary)]) -> BTreeMap<String, f64> {
    let told = summaries.iter().rev().filter_map(|(_, of)| Some((of.label.clone(), of.budget?)));
    told.collect()
}

/// How the checks of each of the newest releases are distributed, a chart for each label.
fn distributions(
    scene: &Scene<'_>,
    address: &str,
    periods: &Periods<'_>,
    summaries: &[(usize, LatencySummary)],
) -> Vec<FigureView> {
    let mut labels: BTreeMap<&str, Vec<Checks>> = BTreeMap::new();
    for ((snapshot, label, side), checks) in periods.iter().rev() {
        let sets = labels.entry(label).or_default();
        let is_told =
            *side == Side::Before || !periods.contains_key(&(*snapshot, label.clone(), Side::Before));
        if is_told && sets.len() < SETS {
            sets.push(set(scene.name(*snapshot), checks));
        }
    }
    let budgets = budgets(summaries);
    let charts = labels.iter().enumerate().filter(|(_, (_, sets))| !sets.is_empty()).take(figures::CHARTS);
    charts
        .map(|(n, (label, sets))| {
            let of = if label.is_empty() { String::new() } else { say!(", {label}", label) };
            let title = say!("Share of checks by latency, of each release");
            let title = format!("{title}{of}{}", of_address(address));
            distribution(&format!("distribution-{}", n + 1), &title, sets, budgets.get(*label).copied())
                .into()
        })
        .collect()
}

/// A set of checks for a chart.
pub fn set(name: String, checks: &[&Measured]) -> Checks {
    let finished = checks.iter().filter(|check| check.measurement.finished());
    let millis: Vec<f64> = finished.filter_map(|check| check.measurement.value).collect();
    Checks { name, failed: checks.len() - millis.len(), millis }
}

/// p50, p95 and max of each of the newest releases, a chart for each label: by the checks before its tag, else by those after it.
fn by_release(scene: &Scene<'_>, address: &str, summaries: &[(usize, LatencySummary)]) -> Vec<FigureView> {
    let mut labels: BTreeMap<&str, Vec<(usize, &LatencySummary)>> = BTreeMap::new();
    for (snapshot, of) in summaries.iter().rev() {
        let rows = labels.entry(&of.label).or_default();
        if rows.last().is_none_or(|(last, _)| last != snapshot) {
            rows.push((*snapshot, of));
        }
    }
    let charts = labels.into_iter().filter(|(_, rows)| rows.len() > 1).take(figures::CHARTS).enumerate();
    charts
        .map(|(n, (label, rows))| {
            let from = rows.len().saturating_sub(SHOWN);
            let budget = rows.iter().rev().find_map(|(_, of)| of.budget);
            let rows = rows.iter().skip(from).map(|(snapshot, of)| PerRelease {
                release: scene.name(*snapshot),
                values: vec![of.p50, of.p95, of.max],
            });
            let rows: Vec<PerRelease> = rows.collect();
            let of = chart::Series { address, label };
            latency_per_release(&format!("by-release-{}", n + 1), of, &rows, budget).into()
        })
        .collect()
}

/// The addresses with their figures over the whole history, and how many have no page.
pub fn overview(scene: &Scene<'_>, path: &str) -> Vec<Table> {
    use super::parts::Cell;
    let all = addresses::addresses(scene);
    let columns = [
        say!("Address"),
        &numbers(say!("Checks")),
        &numbers(say!("Finished")),
        &numbers(say!("Failed")),
        &numbers(say!("Availability")),
        "#p50 (ms)",
        "#p95 (ms)",
        "#p99 (ms)",
        &numbers(say!("Max (ms)")),
    ];
    let left = all.len().saturating_sub(PAGES);
    let caption = match left {
        0 => say!("Addresses that were checked").to_owned(),
        left => say!(
            "The {n} addresses with the most checks; {further} in the data files",
            n = PAGES,
            further = format::count(left, "further address is", "further addresses are")
        ),
    };
    let mut table = Table::new(caption, &columns);
    let mut by_address: BTreeMap<&str, Vec<&Measured>> = BTreeMap::new();
    for one in scene.dossier.measured.iter().filter(|one| one.measurement.metric.name() == "latency") {
        by_address.entry(&one.series).or_default().push(one);
    }
    for (address, count) in all.into_iter().take(PAGES) {
        let checks = by_address.get(address).map(Vec::as_slice).unwrap_or_default();
        let of = crate::assess::release::latency::summary((address, ""), Side::Before, checks, None, None);
        let name = addresses::named(address);
        table.rows.push(vec![
            Cell::heading(scene.anchor(path, &Target::LatencyOf(address.to_owned()), "", name)).with("path"),
            Cell::number(format::integer(count)),
            Cell::number(format::integer(of.n)),
            Cell::number(format::integer(of.failed)),
            Cell::number(of.availability().map(format::share).unwrap_or_default()),
            latency::millis(of.p50),
            latency::millis(of.p95),
            latency::millis(of.p99),
            latency::millis(of.max),
        ]);
    }
    table.unless_empty().map(Table::filtered).into_iter().collect()
}
