//! Rollback triggers: what fired them, with the values.

use super::danger::incident;
use crate::assess::assessment::{Breach, FiredBy, Firing, ReleaseAssessment, TriggerJudgement, TriggerRule};
use crate::model::criterion::Op;
use crate::model::dossier::{Dossier, Measured};
use crate::model::{
    measurement::{Measurement, Metric},
    time::rfc3339,
};
use crate::render::format;

/// At most so many measurements are named in a sentence.
const NAMED: usize = 4;

/// Whether a trigger fired and why, with the values: `912 ms and 955.5 ms, both over 800 ms, in a row (…)`.
#[must_use]
pub fn trigger(d: &Dossier, r: &ReleaseAssessment, judged: &TriggerJudgement) -> String {
    let said = match &judged.firing {
        Firing::Fired { by, .. } => fired(d, r, judged, by),
        Firing::NotFired { over } => not_fired(&judged.rule, *over),
        Firing::Unknown => return unknown(r, judged),
    };
    if judged.partly && !matches!(judged.firing, Firing::Fired { .. }) {
        return format!("{said}; the other conditions in its words cannot be computed: a person must tell");
    }
    said
}

fn not_fired(rule: &TriggerRule, over: usize) -> String {
    let looked = format::count(over, "check", "checks");
    match rule {
        TriggerRule::Runs { label, .. } => {
            format!("Not in {looked}{}: never {}", of_label(label.as_deref()), run_of(rule))
        }
        TriggerRule::ServerError => format!("No server error (HTTP 5xx) in {looked}"),
        TriggerRule::Rate { .. } => {
            format!("Never {}, in {}", rate(rule), format::count(over, "record", "records"))
        }
        TriggerRule::Incident { severity } => format!(
            "Of {} after the tag none is {}",
            format::count(over, "incident", "incidents"),
            severity.map_or_else(String::new, |severity| format!("SEV-{severity} or worse")),
        ),
        TriggerRule::Unread => format!("Not in {looked}"),
    }
}

fn unknown(r: &ReleaseAssessment, judged: &TriggerJudgement) -> String {
    match &judged.rule {
        TriggerRule::Unread => {
            "No rule that can be computed was read from the words: a person must tell".to_owned()
        }
        TriggerRule::Runs { label, .. } => {
            format!("No checks{} to compute it on", of_label(label.as_deref()))
        }
        TriggerRule::ServerError => "No checks to compute it on".to_owned(),
        TriggerRule::Rate { subject, .. } => {
            let what = if subject == "5xx" { "server error" } else { subject };
            format!("No record of {} after the tag to compute it on", plural(what))
        }
        TriggerRule::Incident { .. } => {
            match r.incidents.iter().filter(|one| one.severity.is_none()).count() {
                0 => "No incident is recorded after the tag; that none happened is not recorded either"
                    .to_owned(),
                untold => format!(
                    "{} after the tag without a severity: a person must tell",
                    format::count(untold, "incident is recorded", "incidents are recorded")
                ),
            }
        }
    }
}

/// `webhook failures`, `server errors`, `failures`.
fn plural(subject: &str) -> String {
    match subject {
        "" => "failures".to_owned(),
        "5xx" | "server error" => "server errors".to_owned(),
        name => format!("{name} failures"),
    }
}

/// What a rule on rates counts: `more than 5 webhook failures within 1 min`.
fn rate(rule: &TriggerRule) -> String {
    let TriggerRule::Rate { subject, op, bound, seconds } = rule else { return String::new() };
    let sign = if *op == Op::Above { "more than " } else { "" };
    let more = if *op == Op::Above { "" } else { " or more" };
    let (bound, span) = (format::plain(*bound), format::duration(*seconds));
    format!("{sign}{bound}{more} {} within {span}", plural(subject))
}

/// What a rule on runs counts: `2 in a row over 800 ms or without success`.
fn run_of(rule: &TriggerRule) -> String {
    let TriggerRule::Runs { count, of, breach, .. } = rule else { return String::new() };
    let number = format::integer(*count);
    let many = match (*count, *of) {
        (1, 1) => "one".to_owned(),
        (count, of) if count == of => format!("{number} in a row"),
        (_, of) => format!("{number} of {} in a row", format::integer(of)),
    };
    match breach {
        Breach::Budget(budget) => format!("{many} {} or without success", over_budget(*budget)),
        Breach::ServerError => format!("{many} with a server error (HTTP 5xx)"),
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

fn fired(d: &Dossier, r: &ReleaseAssessment, judged: &TriggerJudgement, by: &[FiredBy]) -> String {
    let runs = by.iter().filter_map(|one| match one {
        FiredBy::Measurement(at) => d.measured.get(*at),
        FiredBy::Incident(_) => None,
    });
    let runs: Vec<&Measured> = runs.collect();
    let named: Vec<String> = runs.iter().take(NAMED).map(|run| value(&run.measurement)).collect();
    let times: Vec<String> = runs.iter().take(NAMED).map(|run| rfc3339(run.time)).collect();
    let more = runs.len().saturating_sub(NAMED);
    let (values, times) = (with_more(named, more), with_more(times, 0));
    match &judged.rule {
        TriggerRule::Runs { count, of, breach, .. } => {
            let all = match runs.len() {
                0 | 1 => "",
                2 => "both ",
                _ => "all ",
            };
            let what = match breach {
                Breach::Budget(budget) => broken(&runs, *budget),
                Breach::ServerError => "server errors".to_owned(),
            };
            let row = match (*count, *of) {
                (1, 1) => String::new(),
                (count, of) if count == of => ", in a row".to_owned(),
                (_, of) => format!(", of {} in a row", format::integer(of)),
            };
            format!("{values}, {all}{what}{row} ({times})")
        }
        TriggerRule::Rate { subject, .. } => rated(judged, &runs, subject),
        TriggerRule::Incident { .. } => {
            let all = by.iter().filter_map(|one| match one {
                FiredBy::Incident(at) => r.incidents.get(*at),
                FiredBy::Measurement(_) => None,
            });
            let all: Vec<String> =
                all.map(|one| format!("{} ({})", incident(d, one), rfc3339(one.began))).collect();
            format::list(&all)
        }
        TriggerRule::ServerError | TriggerRule::Unread => format!("{values} ({times})"),
    }
}

fn broken(runs: &[&Measured], budget: Option<f64>) -> String {
    match runs.iter().filter(|run| !run.measurement.finished()).count() {
        0 => over_budget(budget),
        n if n == runs.len() => "without success".to_owned(),
        _ => format!("without success or {}", over_budget(budget)),
    }
}

/// `7 webhook failures from … to …: more than 5 webhook failures within 1 min`.
fn rated(judged: &TriggerJudgement, runs: &[&Measured], subject: &str) -> String {
    let of = |run: &&Measured| match run.measurement.metric.name() {
        Metric::FAILURES => run.measurement.value.unwrap_or_default(),
        _ => 1.0,
    };
    let total: f64 = runs.iter().map(of).sum();
    let when = match runs {
        [one] => {
            let told = &one.measurement.label;
            let told = if told.is_empty() { String::new() } else { format!(" {told}") };
            format!("{told} at {}", rfc3339(one.time))
        }
        [first, .., last] => format!(" from {} to {}", rfc3339(first.time), rfc3339(last.time)),
        [] => String::new(),
    };
    format!("{} {}{when}: {}", format::plain(total), plural(subject), rate(&judged.rule))
}

fn with_more(mut words: Vec<String>, more: usize) -> String {
    if more > 0 {
        words.push(format!("{} more", format::integer(more)));
    }
    format::list(&words)
}

/// `912 ms`, `HTTP 410 in 229 ms`, `fetch failed`.
pub(super) fn value(of: &Measurement) -> String {
    if of.metric.name() == Metric::FAILURES {
        return failures(of);
    }
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

/// `7 webhook failures per minute`, `1 webhook failure with HTTP 503`.
fn failures(of: &Measurement) -> String {
    let count = format::plain(of.value.unwrap_or_default());
    let noun = if count == "1" { "failure" } else { "failures" };
    let what = [&*of.target, noun, &*of.label];
    let what: Vec<&str> = what.into_iter().filter(|word| !word.is_empty()).collect();
    let status = of.status.map(|status| format!(" with HTTP {status}")).unwrap_or_default();
    format!("{count} {}{status}", what.join(" "))
}
