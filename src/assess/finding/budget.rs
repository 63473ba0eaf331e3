//! Budgets: what the checklist demands against what the evidence was held to.

use super::kind::{Finding, FindingKind};
use crate::assess::assessment::{ReleaseAssessment, Side};
use crate::assess::demand::Asked;
use crate::assess::release::Case;
use crate::model::criterion::Criterion;
use crate::model::problem::Place;
use std::collections::BTreeMap;

/// Measurements before the release whose own budget is none of those that the checklist demands of them: one finding for each demand
/// and stated budget. What was measured after the release lies before the next one, and is told there.
///
/// A demand for a label holds for every measurement so labelled, wherever it was logged; one without a label for those that could
/// decide its item.
pub(super) fn drift(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let own = release.measurements.iter().filter(|(_, side)| *side == Side::Before).map(|(n, _)| *n);
    let own = own.collect::<Vec<_>>();
    let demands = case.demands_of(release.spoken_by.as_ref());
    let asked = demands.into_iter().flat_map(|demand| &demand.asked);
    let asked = asked.filter(|asked| matches!(asked.criterion, Criterion::Budget { .. })).collect::<Vec<_>>();
    let mut demanded: BTreeMap<(&str, String), Vec<&Asked>> = BTreeMap::new();
    for one in asked {
        if let Criterion::Budget { metric, label, .. } = &one.criterion {
            demanded
                .entry((metric.name(), label.as_deref().unwrap_or_default().to_lowercase()))
                .or_default()
                .push(one);
        }
    }
    let mut found: Vec<Finding> = Vec::new();
    let mut known: BTreeMap<(String, u64), usize> = BTreeMap::new();
    for n in own {
        let Some(measured) = case.dossier.measured.get(n) else { continue };
        let Some(stated) = measured.measurement.budget else { continue };
        let (metric, label) = (measured.measurement.metric.name(), measured.measurement.label.to_lowercase());
        let labels = if label.is_empty() { vec![label] } else { vec![label, String::new()] };
        let demands = labels.into_iter().filter_map(|label| demanded.get(&(metric, label))).flatten();
        let demands = demands.filter(|asked| concerns(asked, n, &measured.measurement.target));
        let demands = demands.map(|asked| &asked.criterion).collect::<Vec<_>>();
        let differs = |criterion: &&Criterion| matches!(criterion, Criterion::Budget { value, .. } if (value - stated).abs() > f64::EPSILON);
        let Some(first) = demands.first().filter(|_| demands.iter().all(differs)) else { continue };
        let key = (format!("{first:?}"), stated.to_bits());
        if let Some(Finding { kind: FindingKind::BudgetDrift { checks, .. }, .. }) =
            known.get(&key).and_then(|at| found.get_mut(*at))
        {
            *checks += 1;
            continue;
        }
        known.insert(key, found.len());
        let teller = measured.tellers.first().copied();
        let place = teller
            .and_then(|teller| case.dossier.evidence.get(teller))
            .map(|version| Place::line(version.path.clone(), measured.measurement.line));
        let kind = FindingKind::BudgetDrift { asked: (*first).clone(), stated, checks: 1 };
        found.push(Finding::new(kind, place, case.shows(release.snapshot, teller)));
    }
    found
}

/// Whether a demand of the measurement's metric and label is one on this measurement.
fn concerns(asked: &Asked, n: usize, its: &str) -> bool {
    match &asked.criterion {
        Criterion::Budget { target: Some(target), .. } => target == its,
        Criterion::Budget { label: Some(_), .. } => true,
        _ => asked.runs.binary_search(&n).is_ok(),
    }
}
