//! The addresses that were checked, and the checks of one of them through the releases.

use crate::assess::release::latency;
use crate::assess::result::event::Side;
use crate::assess::result::latency::LatencySummary;
use crate::model::dossier::Measured;
use crate::model::measurement::Metric;
use crate::render::language::say;
use crate::render::page::Scene;
use std::collections::BTreeMap;

/// So many addresses have a page, those with the most checks; the data files have all.
pub const PAGES: usize = 200;

/// An address with the number of its checks.
pub type Counted<'a> = (&'a str, usize);

/// Every address that was checked, those with the most checks first.
pub fn addresses<'a>(scene: &Scene<'a>) -> Vec<Counted<'a>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for measured in scene.dossier.measured.iter().filter(|measured| is_check(measured)) {
        *counts.entry(&measured.series).or_default() += 1;
    }
    let mut counts: Vec<Counted<'_>> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    counts
}

fn is_check(measured: &Measured) -> bool {
    measured.measurement.metric.name() == Metric::LATENCY
}

/// What to call an address: itself, or what stands for it where none is told.
pub fn named(address: &str) -> &str {
    if address.is_empty() { say!("no address") } else { address }
}

/// The checks of an address, by time.
pub fn checks<'a>(scene: &Scene<'a>, address: &str) -> Vec<&'a Measured> {
    let all = scene.dossier.measured.iter();
    all.filter(|measured| is_check(measured) && *measured.series == *address).collect()
}

/// The checks of an address by release (index of its snapshot), label and side.
pub type Periods<'a> = BTreeMap<(usize, String, Side), Vec<&'a Measured>>;

/// The checks of an address, each with the releases of which it speaks.
pub fn periods<'a>(scene: &Scene<'a>, address: &str) -> Periods<'a> {
    let mut periods: Periods<'a> = BTreeMap::new();
    for (r, _) in scene.releases() {
        for (n, side) in &r.measurements {
            let check = scene.dossier.measured.get(*n);
            if let Some(check) = check.filter(|check| is_check(check) && *check.series == *address) {
                let label = check.measurement.label.to_string();
                periods.entry((r.snapshot, label, *side)).or_default().push(check);
            }
        }
    }
    periods
}

/// The figures of each period of an address, the newest release first. The budget is the one that the release has for the series.
pub fn summaries(scene: &Scene<'_>, address: &str, periods: &Periods<'_>) -> Vec<(usize, LatencySummary)> {
    let budget = |snapshot: usize, label: &str, side: Side| {
        let (release, _) = scene.release(snapshot)?;
        let its = |its: &&LatencySummary| (&*its.target, &*its.label, its.side) == (address, label, side);
        release.latency.iter().find(its)?.budget
    };
    let tagged = |snapshot: usize| scene.dossier.history.snapshots.get(snapshot).map(|at| at.time);
    let newest = periods.iter().rev();
    newest
        .map(|((snapshot, label, side), checks)| {
            let budget = budget(*snapshot, label, *side);
            (*snapshot, latency::summary((address, label), *side, checks, tagged(*snapshot), budget))
        })
        .collect()
}
