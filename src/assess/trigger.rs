//! Rollback triggers, computed over the measurements after the tag.

use super::assessment::{Firing, TriggerJudgement, TriggerRule};
use super::demand::Demand;
use crate::model::checklist::Trigger;
use crate::model::criterion::Criterion;
use crate::model::dossier::Dossier;
use crate::model::measurement::Metric;
use regex::Regex;
use std::collections::BTreeMap;

/// The compiled grammar of triggers.
#[derive(Debug)]
pub struct TriggerGrammar {
    consecutive: Regex,
    server_error: Regex,
}

impl Default for TriggerGrammar {
    fn default() -> Self {
        Self::new()
    }
}

impl TriggerGrammar {
    /// Compiles the grammar.
    #[must_use]
    pub fn new() -> Self {
        #[expect(clippy::expect_used, reason = "the patterns are constants; a test compiles them")]
        let regex = |pattern: &str| Regex::new(pattern).expect("a constant pattern");
        Self {
            consecutive: regex(
                r"(?i)\b(?P<count>twice|thrice|two|three|four|five|\d+)\b(?:\s+(?:times|checks|runs|failures))?\s+(?:consecutive(?:ly)?|in\s+a\s+row|in\s+succession)",
            ),
            server_error: regex(r"(?i)\b5xx\b|\bHTTP 5\d\d\b"),
        }
    }

    /// What a trigger's words demand. The budget of a label is the one that the checklist's items name for it.
    #[must_use]
    pub fn rule<'a>(&self, text: &str, demands: impl Iterator<Item = &'a Demand>) -> TriggerRule {
        let lower = text.to_lowercase();
        if let Some(captures) = self.consecutive.captures(text) {
            let label =
                ["live", "mock"].into_iter().find(|label| lower.contains(label)).map(ToOwned::to_owned);
            let budget = budget_of(label.as_deref(), demands);
            return TriggerRule::Consecutive {
                count: count(captures.name("count").map_or("", |found| found.as_str())),
                label,
                budget,
            };
        }
        if self.server_error.is_match(text) {
            return TriggerRule::ServerError;
        }
        TriggerRule::Unread
    }
}

fn count(word: &str) -> usize {
    match word.to_lowercase().as_str() {
        "twice" | "two" => 2,
        "thrice" | "three" => 3,
        "four" => 4,
        "five" => 5,
        digits => digits.parse().unwrap_or(2),
    }
}

fn budget_of<'a>(label: Option<&str>, demands: impl Iterator<Item = &'a Demand>) -> Option<f64> {
    let mut budgets = demands.flat_map(|demand| &demand.asked).filter_map(|asked| match &asked.criterion {
        Criterion::Budget { metric, value, label: its, .. } if metric.name() == Metric::LATENCY => {
            (its.as_deref() == label).then_some(*value)
        }
        _ => None,
    });
    label.and_then(|_| budgets.next())
}

/// Judges a trigger over the measurements (indices, by time) after the release.
#[must_use]
pub fn judge(trigger: &Trigger, rule: TriggerRule, after: &[usize], dossier: &Dossier) -> TriggerJudgement {
    let firing = match &rule {
        TriggerRule::Consecutive { count, label, budget } => {
            consecutive(*count, label.as_deref(), *budget, after, dossier)
        }
        TriggerRule::ServerError => server_error(after, dossier),
        TriggerRule::Unread => Firing::Unknown,
    };
    TriggerJudgement { text: trigger.text.clone(), line: trigger.line, rule, firing }
}

fn consecutive(
    count: usize,
    label: Option<&str>,
    budget: Option<f64>,
    after: &[usize],
    dossier: &Dossier,
) -> Firing {
    let mut rows: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    let mut over = 0;
    for n in after {
        let Some(run) =
            dossier.measured.get(*n).filter(|run| run.measurement.metric.name() == Metric::LATENCY)
        else {
            continue;
        };
        let its = &run.measurement;
        if label.is_some_and(|label| *its.label != *label) {
            continue;
        }
        over += 1;
        let row = rows.entry((&its.target, &its.label)).or_default();
        let bound = budget.or(its.budget);
        let breaks = !its.finished() || its.value.zip(bound).is_some_and(|(value, bound)| value > bound);
        if breaks {
            row.push(*n);
        } else {
            row.clear();
        }
        if row.len() >= count.max(1) {
            return Firing::Fired { at: run.time, by: row.clone() };
        }
    }
    not_fired(over)
}

fn server_error(after: &[usize], dossier: &Dossier) -> Firing {
    let runs = after.iter().filter_map(|n| Some((*n, dossier.measured.get(*n)?)));
    let runs = runs.filter(|(_, run)| run.measurement.metric.name() == Metric::LATENCY).collect::<Vec<_>>();
    let broken = runs.iter().find(|(_, run)| run.measurement.status.is_some_and(|status| status >= 500));
    broken.map_or_else(|| not_fired(runs.len()), |(n, run)| Firing::Fired { at: run.time, by: vec![*n] })
}

fn not_fired(over: usize) -> Firing {
    if over == 0 { Firing::Unknown } else { Firing::NotFired { over } }
}
