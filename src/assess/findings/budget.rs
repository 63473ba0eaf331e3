//! Budgets: what the checklist demands against what the evidence was held to.

use crate::assess::candidates::question::Question;
use crate::assess::result::finding::{Finding, FindingKind};
use crate::assess::result::{
    event::Side, judgement::Outcome, release::ReleaseAssessment, speaker::ChecklistInForce,
};
use crate::assess::verdict::case::Case;
use crate::model::checklist::{Checklist, Item};
use crate::model::criterion::{Criterion, Statistic};
use crate::model::problem::Place;
use crate::read::text::wording;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Measurements before the release, or of it in production, whose own budget is none of those that the checklist demands of them: one
/// finding for each demand and stated budget. A bound on a figure of many runs is no budget of one. What else was measured after the
/// release lies before the next one, and is told there.
///
/// A demand for a label holds for every measurement so labelled, wherever it was logged; one without a label for those that could
/// decide its item.
pub(super) fn drift(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let own = release
        .measurements
        .iter()
        .filter(|(n, side)| *side == Side::Before || case.deployments.is_of_production(*n))
        .map(|(n, _)| *n);
    let own = own.collect::<Vec<_>>();
    let demands = case.demands_of(release.in_force.as_ref());
    let asked = demands.into_iter().flat_map(|demand| &demand.questions);
    let asked = asked
        .filter(|asked| matches!(asked.criterion, Criterion::Budget { statistic: Statistic::Latest, .. }))
        .collect::<Vec<_>>();
    let mut demanded: BTreeMap<(&str, String), Vec<&Question>> = BTreeMap::new();
    for question in asked {
        if let Criterion::Budget { metric, label, .. } = &question.criterion {
            demanded
                .entry((metric.name(), label.as_deref().unwrap_or_default().to_lowercase()))
                .or_default()
                .push(question);
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
fn concerns(asked: &Question, n: usize, own: &str) -> bool {
    match &asked.criterion {
        Criterion::Budget { target: Some(target), .. } => target == own,
        Criterion::Budget { label: Some(_), .. } => true,
        _ => asked.measurements().runs.binary_search(&n).is_ok(),
    }
}

/// Items that hold their budget now and would have missed the one that they had at the previous release, or on the way from it.
pub(super) fn loosened(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let Some(in_force) = &release.in_force else { return Vec::new() };
    let earlier = earlier(case, release.snapshot, in_force);
    let mut found = Vec::new();
    if earlier.is_empty() {
        return found;
    }
    for judged in &release.items {
        let Some(item) = in_force.checklist.item(judged.section, judged.index) else { continue };
        let passed = judged
            .deciding()
            .criteria
            .iter()
            .filter(|judged_criterion| judged_criterion.outcome == Outcome::Holds);
        for judged_criterion in
            passed.filter(|judged_criterion| matches!(judged_criterion.criterion, Criterion::Budget { .. }))
        {
            let Some(observed) =
                judged_criterion.observed.as_ref().and_then(|observed| observed.runs()?.value)
            else {
                continue;
            };
            let stricter = earlier.iter().find_map(|(list, since)| {
                let was = list.counterpart(item).filter(|was| was.text != item.text)?;
                let bounds = case.grammar.criteria(&was.text);
                let before = bounds
                    .into_iter()
                    .find(|before| was_missed(before, &judged_criterion.criterion, observed))?;
                Some((before, *since))
            });
            let Some((before, since)) = stricter else { continue };
            let kind = FindingKind::BudgetLoosened {
                before,
                now: judged_criterion.criterion.clone(),
                observed,
                since,
            };
            let origin = in_force.origin_of(judged.section);
            let place = origin.file().map(|path| Place::line(path, item.line));
            found.push(Finding::new(kind, place, case.shows(release.snapshot, origin.evidence())));
        }
    }
    found
}

/// Whether an earlier budget is on the same as the one now, and the number misses it.
fn was_missed(before: &Criterion, now: &Criterion, observed: f64) -> bool {
    let (
        Criterion::Budget { metric: a, label: b, target: c, op, value, .. },
        Criterion::Budget { metric: x, label: y, target: z, .. },
    ) = (before, now)
    else {
        return false;
    };
    (a, b, c) == (x, y, z) && !op.holds(observed, *value)
}

/// An earlier checklist, ready to be asked for an item's earlier words.
struct Earlier {
    checklist: Arc<Checklist>,
    by_id: BTreeMap<String, (usize, usize)>,
}

impl Earlier {
    fn of(checklist: Arc<Checklist>) -> Self {
        let sections = checklist.sections.iter().enumerate();
        let items = sections.flat_map(|(s, section)| {
            section.items.iter().enumerate().map(move |(n, item)| (item.id.clone(), (s, n)))
        });
        let by_id = items.collect();
        Self { checklist, by_id }
    }

    /// The item that an item was: the same id, else the most similar words.
    fn counterpart(&self, item: &Item) -> Option<&Item> {
        if let Some((section, index)) = self.by_id.get(&item.id) {
            return self.checklist.item(*section, *index);
        }
        let scored = self.checklist.items().map(|(_, was)| (wording::similarity(&was.text, &item.text), was));
        let similar = scored.filter(|(score, _)| *score >= wording::SIMILAR);
        similar.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.id.cmp(&a.1.id))).map(|(_, was)| was)
    }
}

/// The checklist of the previous release, and those that commits set on the way from there; none that is the same as now.
fn earlier(case: &Case<'_>, snapshot: usize, in_force: &ChecklistInForce) -> Vec<(Earlier, Option<usize>)> {
    let previous = case.provenance.ancestry.previous(snapshot);
    let before = previous.and_then(|before| case.in_force.get(before)?.as_ref());
    let before =
        before.filter(|before| before.origin != in_force.origin || before.further != in_force.further);
    let mut found = Vec::new();
    found.extend(before.map(|before| (Earlier::of(before.checklist.clone()), previous)));
    let recorded = case.follow_up.recorded.get(snapshot).into_iter().flatten();
    let file = in_force.origin.file();
    let on_the_way = recorded.filter(|n| Some(**n) != in_force.origin.evidence());
    let on_the_way = on_the_way.filter_map(|n| case.dossier.evidence.get(*n));
    for version in on_the_way.filter(|version| Some(&*version.path) == file) {
        found.extend(version.facts.checklist.clone().map(|checklist| (Earlier::of(checklist), None)));
    }
    found
}
