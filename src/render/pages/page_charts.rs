//! Lighthouse's metrics page by page: mobile beside desktop, with a mark where runs before and after were not made alike.

use super::figures;
use super::parts::FigureView;
use crate::assess::assessment::{LighthouseSummary, ReleaseAssessment};
use crate::model::lighthouse::Mode;
use crate::model::measurement::{Metric, Unit};
use crate::render::chart::{PageMetric, PerRelease, page_over_releases};
use crate::render::page::Scene;
use crate::render::{pages::parts, words};
use std::collections::{BTreeMap, BTreeSet};

/// Metrics that are drawn; the table has all.
const DRAWN: [(&str, Unit); 3] =
    [(Metric::PERFORMANCE, Unit::Score), (Metric::TTI, Unit::Millis), ("lighthouse.lcp", Unit::Millis)];
/// So many pages are drawn, those that were measured for most releases; the table has all.
const PAGES: usize = 4;
/// So many form factors and steps of a page are drawn.
const LINES: usize = 4;

/// A chart for each drawn metric of each page.
#[must_use]
pub fn charts(scene: &Scene<'_>) -> Vec<FigureView> {
    let releases = figures::shown(scene);
    let mut pages: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for run in releases.iter().flat_map(|r| loads(r)) {
        let (count, labels) = pages.entry(&run.target).or_default();
        *count += 1;
        labels.insert(&run.label);
    }
    let mut pages: Vec<_> = pages.into_iter().collect();
    pages.sort_by_key(|(page, (count, _))| (std::cmp::Reverse(*count), *page));
    let mut found = Vec::new();
    for (page, (_, labels)) in pages.into_iter().take(PAGES) {
        let labels: Vec<&str> = labels.into_iter().take(LINES).collect();
        for (metric, unit) in DRAWN {
            let id = format!("page-{}", found.len() + 1);
            found.extend(chart(scene, &releases, &id, (page, &labels), (metric, unit)));
        }
    }
    found
}

fn loads(r: &ReleaseAssessment) -> impl Iterator<Item = &LighthouseSummary> {
    r.lighthouse.iter().filter(|run| run.run.mode == Mode::Navigation)
}

fn of<'r>(r: &'r ReleaseAssessment, page: &str, label: &str) -> Option<&'r LighthouseSummary> {
    loads(r).find(|run| run.target == page && run.label == label)
}

fn chart(
    scene: &Scene<'_>,
    releases: &[&ReleaseAssessment],
    id: &str,
    (page, labels): (&str, &[&str]),
    (metric, unit): (&str, Unit),
) -> Option<FigureView> {
    let value = |r: &ReleaseAssessment, label: &str| {
        let run = of(r, page, label).filter(|run| run.error.is_none())?;
        run.values.get(metric).copied().flatten()
    };
    let rows: Vec<PerRelease> = releases
        .iter()
        .map(|r| PerRelease {
            release: scene.name(r.snapshot),
            values: labels.iter().map(|label| value(r, label)).collect(),
        })
        .collect();
    rows.iter().any(|row| row.values.iter().any(Option::is_some)).then_some(())?;
    let broke = |r: &ReleaseAssessment| {
        labels.iter().any(|label| of(r, page, label).is_some_and(|run| run.error.is_some()))
    };
    let name = words::metric(&Metric::new(metric));
    let chart = PageMetric {
        title: format!("{} of {page}", parts::sentence(name.strip_prefix("Lighthouse ").unwrap_or(&name))),
        unit,
        lines: labels.iter().map(|label| (*label).to_owned()).collect(),
        budget: releases.iter().rev().find_map(|r| figures::budget_on(r, metric)),
        marks: marks(releases, page, labels),
        broken: (0..releases.len()).filter(|at| releases.get(*at).is_some_and(|r| broke(r))).collect(),
    };
    Some(page_over_releases(id, chart, &rows).into())
}

/// Where the major version of Lighthouse, or what its performance score is made of, differs from the run before.
fn marks(releases: &[&ReleaseAssessment], page: &str, labels: &[&str]) -> Vec<(usize, String)> {
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    for label in labels {
        let runs = releases.iter().enumerate().filter_map(|(at, r)| Some((at, &of(r, page, label)?.run)));
        let runs: Vec<_> = runs.collect();
        for pair in runs.windows(2) {
            let [(_, before), (at, after)] = pair else { continue };
            if before.major() != after.major() {
                let major = after.major().map_or_else(|| "?".to_owned(), |major| major.to_string());
                found.insert(*at, format!("Lighthouse {major}"));
            } else if before.weights != after.weights
                && !before.weights.is_empty()
                && !after.weights.is_empty()
            {
                found.entry(*at).or_insert_with(|| "other weights".to_owned());
            }
        }
    }
    found.into_iter().collect()
}
