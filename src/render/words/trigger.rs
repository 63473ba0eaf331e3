//! Rollback triggers: what fired them, with the values.

use crate::assess::assessment::{Firing, ReleaseAssessment, TriggerJudgement, TriggerRule};
use crate::model::{dossier::Dossier, measurement::Measurement, time::rfc3339};
use crate::render::format;

/// At most so many measurements are named in a sentence.
const NAMED: usize = 4;

/// Whether a trigger fired and why, with the values: `912 ms and 955.5 ms, both over 800 ms, in a row (…)`.
#[must_use]
pub fn trigger(d: &Dossier, _r: &ReleaseAssessment, judged: &TriggerJudgement) -> String {
    match &judged.firing {
        Firing::Fired { by, .. } => fired(d, judged, by),
        Firing::NotFired { over } => {
            let looked = format::count(*over, "check", "checks");
            match &judged.rule {
                TriggerRule::Consecutive { count, label, budget } => format!(
                    "Not in {looked}{}: never {} in a row {} or without success",
                    of_label(label.as_deref()),
                    format::integer(*count),
                    over_budget(*budget),
                ),
                TriggerRule::ServerError => format!("No server error (HTTP 5xx) in {looked}"),
                TriggerRule::Unread => format!("Not in {looked}"),
            }
        }
        Firing::Unknown => match &judged.rule {
            TriggerRule::Unread => {
                "No rule that can be computed was read from the words: a person must tell".to_owned()
            }
            TriggerRule::Consecutive { label, .. } => {
                format!("No checks{} to compute it on", of_label(label.as_deref()))
            }
            TriggerRule::ServerError => "No checks to compute it on".to_owned(),
        },
    }
}

fn of_label(label: Option<&str>) -> String {
    label.filter(|label| !label.is_empty()).map(|label| format!(" of {label}")).unwrap_or_default()
}

fn over_budget(budget: Option<f64>) -> String {
    budget.map_or_else(
        || "over their own budgets".to_owned(),
        |value| format!("over {}", format::millis(value)),
    )
}

fn fired(d: &Dossier, judged: &TriggerJudgement, by: &[usize]) -> String {
    let runs: Vec<_> = by.iter().filter_map(|at| d.measured.get(*at)).collect();
    let named: Vec<String> = runs.iter().take(NAMED).map(|run| value(&run.measurement)).collect();
    let times: Vec<String> = runs.iter().take(NAMED).map(|run| rfc3339(run.time)).collect();
    let more = runs.len().saturating_sub(NAMED);
    let (values, times) = (with_more(named, more), with_more(times, 0));
    match &judged.rule {
        TriggerRule::Consecutive { budget, .. } => {
            let all = match runs.len() {
                0 | 1 => "",
                2 => "both ",
                _ => "all ",
            };
            let unfinished = runs.iter().filter(|run| !run.measurement.finished()).count();
            let what = match unfinished {
                0 => over_budget(*budget),
                n if n == runs.len() => "without success".to_owned(),
                _ => format!("without success or {}", over_budget(*budget)),
            };
            format!("{values}, {all}{what}, in a row ({times})")
        }
        TriggerRule::ServerError | TriggerRule::Unread => format!("{values} ({times})"),
    }
}

fn with_more(mut words: Vec<String>, more: usize) -> String {
    if more > 0 {
        words.push(format!("{} more", format::integer(more)));
    }
    format::list(&words)
}

/// `912 ms`, `HTTP 410 in 229 ms`, `fetch failed`.
pub(super) fn value(of: &Measurement) -> String {
    let number = of.value.filter(|value| value.is_finite()).map(|value| match of.budget {
        Some(budget) => format::beside(value, budget, of.unit),
        None => format::quantity(value, of.unit),
    });
    if of.finished() {
        return number.unwrap_or_default();
    }
    let what = match (&of.error, of.status) {
        (Some(error), None) => error.to_string(),
        (Some(error), Some(code)) => format!("HTTP {code}, {error}"),
        (None, Some(code)) => format!("HTTP {code}"),
        (None, None) => "no answer".to_owned(),
    };
    number.map_or_else(|| what.clone(), |number| format!("{what} in {number}"))
}
