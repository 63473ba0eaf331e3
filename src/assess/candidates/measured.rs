//! Of all measurements those that could decide a criterion.

use crate::assess::candidates::named::{NamedEvidence, products};
use crate::assess::candidates::subjects;
use crate::model::criterion::{Criterion, Statistic};
use crate::model::{dossier::Dossier, measurement::Metric};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What single runs must measure to decide a criterion; `None` where none could.
pub(super) fn measured(criterion: &Criterion) -> Option<&str> {
    match criterion {
        Criterion::Budget { metric, .. } => Some(metric.measured()),
        Criterion::Status { .. } => Some(Metric::LATENCY),
        _ => None,
    }
}

/// The measurements of a metric that are about what an item is about, by time.
pub(super) fn answering(subjects: &[BTreeSet<String>], metric: &str, dossier: &Dossier) -> Vec<usize> {
    let all = dossier.measured.iter().enumerate();
    let about = all
        .filter(|(_, m)| m.measurement.metric.name() == metric && subjects::is_about(subjects, m, dossier));
    about.map(|(n, _)| n).collect()
}

/// The series of some measurements: labels by target.
pub(super) fn series(runs: &[usize], dossier: &Dossier) -> BTreeMap<Arc<str>, BTreeSet<Arc<str>>> {
    let mut found: BTreeMap<Arc<str>, BTreeSet<Arc<str>>> = BTreeMap::new();
    for run in runs.iter().filter_map(|n| dossier.measured.get(*n)) {
        let measurement = &run.measurement;
        let target = if measurement.metric.is_of_lighthouse() { &measurement.target } else { &run.series };
        found.entry(target.clone()).or_default().insert(measurement.label.clone());
    }
    found
}

/// The measurements of a metric that could decide a criterion, by time, and whether the named evidence narrowed them. `general`: whether
/// the words alone are about such measurements.
pub(super) fn runs(
    criterion: &Criterion,
    metric: &dyn Fn(&Metric) -> bool,
    named: &[NamedEvidence],
    general: bool,
    dossier: &Dossier,
) -> (Vec<usize>, bool) {
    let of_metric = dossier.measured.iter().enumerate().filter(|(_, m)| {
        let measurement = &m.measurement;
        metric(&measurement.metric) && criterion.is_on(&measurement.label, &measurement.target)
    });
    let of_metric = of_metric.map(|(n, _)| n).collect::<Vec<_>>();
    let sources = products(named).collect::<Vec<_>>();
    // Lighthouse metrics speak for themselves, latency only where the words are about such checks.
    let general = general || matches!(criterion, Criterion::Budget { target: Some(_), .. });
    let in_general = || (if general { of_metric.clone() } else { Vec::new() }, false);
    if sources.is_empty() {
        return in_general();
    }
    let told_by = sources
        .iter()
        .flat_map(|named| named.versions.iter().copied())
        .collect::<std::collections::BTreeSet<_>>();
    let keep =
        |n: &usize| dossier.measured.get(*n).is_some_and(|m| m.tellers.iter().any(|t| told_by.contains(t)));
    let narrowed = of_metric.iter().copied().filter(keep).collect::<Vec<_>>();
    // A named document (a plan, a matrix) tells no measurement at all: then it does not narrow the choice.
    let names_tellers = told_by.iter().filter_map(|n| dossier.evidence.get(*n)).any(|e| e.facts.is_record());
    if narrowed.is_empty() && !names_tellers && !told_by.is_empty() { in_general() } else { (narrowed, true) }
}

/// The name of the figure of a tool that answers a criterion over many runs; `None` where only single runs do.
pub(super) fn figure(criterion: &Criterion) -> Option<String> {
    let Criterion::Budget { metric, statistic, .. } = criterion else { return None };
    if metric.is_share() {
        return Some(Metric::ERROR_RATE.to_owned());
    }
    let over_many = metric.name() == Metric::LATENCY && *statistic != Statistic::Latest;
    over_many.then(|| format!("{}.{}", Metric::LATENCY, statistic.word()))
}
