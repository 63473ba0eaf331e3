//! Rollback triggers: what fired them, with the values.

use super::danger::incident;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::trigger::{Breach, FiredBy, Firing, TriggerJudgement, TriggerRule};
use crate::model::criterion::Op;
use crate::model::dossier::{Dossier, Measured};
use crate::model::{
    measurement::{Measurement, Metric},
    time::rfc3339,
};
use crate::render::{format, language::say};

/// At most so many measurements are named in a sentence.
const NAMED: usize = 4;

/// Whether a trigger fired and why, with the values: `912 ms and 955.5 ms, both over 800 ms, in a row (…)`.
pub fn trigger(d: &Dossier, r: &ReleaseAssessment, judged: &TriggerJudgement) -> String {
    let said = match &judged.firing {
        Firing::Fired { by, .. } => fired(d, r, judged, by),
        Firing::NotFired { over } => not_fired(&judged.rule, *over),
        Firing::Unknown(Some(evidence)) => {
            let path = d.evidence.get(*evidence).map_or("", |version| &version.path);
            return say!("{path}, which may tell of it, could not be read or only in part", path);
        }
        Firing::Unknown(None) => return unknown(r, judged),
    };
    if judged.partly && !matches!(judged.firing, Firing::Fired { .. }) {
        return say!(
            "{told}; the other conditions in its words cannot be computed: a person must tell",
            told = said
        );
    }
    said
}

fn not_fired(rule: &TriggerRule, over: usize) -> String {
    let checks = format::count(over, "check", "checks");
    match rule {
        TriggerRule::Runs { label, .. } => {
            let checks = match label.as_deref() {
                None | Some("") => checks,
                Some(label) => say!("{checks} of {label}", checks, label),
            };
            say!("Not in {checks}: never {row}", checks, row = run_of(rule))
        }
        TriggerRule::ServerError => say!("No server error (HTTP 5xx) in {checks}", checks),
        TriggerRule::Rate { .. } => {
            let records = format::count(over, "record", "records");
            say!("Never {failures}, in {records}", failures = rate(rule), records)
        }
        TriggerRule::Incident { severity } => {
            let incidents = format::count(over, "incident", "incidents");
            match severity {
                Some(severity) => {
                    say!("Of {incidents} after the tag none is SEV-{severity} or worse", incidents, severity)
                }
                None => say!("{incidents} after the tag", incidents),
            }
        }
        TriggerRule::Unread => say!("Not in {checks}", checks),
    }
}

fn unknown(r: &ReleaseAssessment, judged: &TriggerJudgement) -> String {
    match &judged.rule {
        TriggerRule::Unread => {
            say!("No rule that can be computed was read from the words: a person must tell").to_owned()
        }
        TriggerRule::Runs { label: Some(label), .. } if !label.is_empty() => {
            say!("No checks of {label} to compute it on", label)
        }
        TriggerRule::Runs { .. } | TriggerRule::ServerError => say!("No checks to compute it on").to_owned(),
        TriggerRule::Rate { subject, .. } => {
            say!("No record of {failures} after the tag to compute it on", failures = subject_of(subject))
        }
        TriggerRule::Incident { .. } => {
            match r.incidents.iter().filter(|one| one.severity.is_none()).count() {
                0 => say!("No incident is recorded after the tag; that none happened is not recorded either")
                    .to_owned(),
                untold => say!(
                    "{incidents} after the tag without a severity: a person must tell",
                    incidents = format::count(untold, "incident is recorded", "incidents are recorded")
                ),
            }
        }
    }
}

/// What a rule on rates is about: `webhook failures`, `server errors`, `failures`.
fn subject_of(rule: &str) -> String {
    match rule {
        "5xx" | "server error" => say!("server errors").to_owned(),
        subject => failed(subject, false),
    }
}

fn failed(subject: &str, one: bool) -> String {
    match (subject, one) {
        ("", true) => say!("failure").to_owned(),
        ("", false) => say!("failures").to_owned(),
        (subject, true) => say!("{subject} failure", subject),
        (subject, false) => say!("{subject} failures", subject),
    }
}

/// What a rule on rates counts: `more than 5 webhook failures within 1 min`.
fn rate(rule: &TriggerRule) -> String {
    let TriggerRule::Rate { subject, op, bound, seconds } = rule else { return String::new() };
    let (n, span) = (format::plain(*bound), format::duration(*seconds));
    let failures = subject_of(subject);
    if *op == Op::Above {
        say!("more than {n} {failures} within {span}", n, failures, span)
    } else {
        say!("{n} or more {failures} within {span}", n, failures, span)
    }
}

/// What a rule on runs counts: `2 in a row over 800 ms or without success`.
fn run_of(rule: &TriggerRule) -> String {
    let TriggerRule::Runs { count, of, breach, .. } = rule else { return String::new() };
    let n = format::integer(*count);
    let row = match (*count, *of) {
        (1, 1) => say!("one").to_owned(),
        (count, of) if count == of => say!("{n} in a row", n),
        (_, of) => say!("{n} of {all} in a row", n, all = format::integer(of)),
    };
    match breach {
        Breach::Budget(budget) => {
            say!("{row} {over} or without success", row, over = over_budget(*budget))
        }
        Breach::ServerError => say!("{row} with a server error (HTTP 5xx)", row),
    }
}

fn over_budget(budget: Option<f64>) -> String {
    budget.map_or_else(
        || say!("over their own budgets").to_owned(),
        |value| say!("over {budget}", budget = format::millis(value)),
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
            let what = match breach {
                Breach::Budget(budget) => broken(&runs, *budget),
                Breach::ServerError => say!("server errors").to_owned(),
            };
            let what = match runs.len() {
                0 | 1 => what,
                2 => say!("both {what}", what),
                _ => say!("all {what}", what),
            };
            let told = format!("{values}, {what}");
            let told = match (*count, *of) {
                (1, 1) => told,
                (count, of) if count == of => say!("{told}, in a row", told),
                (_, of) => say!("{told}, of {n} in a row", told, n = format::integer(of)),
            };
            format!("{told} ({times})")
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
        n if n == runs.len() => say!("without success").to_owned(),
        _ => say!("without success or {over}", over = over_budget(budget)),
    }
}

/// `7 webhook failures from … to …: more than 5 webhook failures within 1 min`.
fn rated(judged: &TriggerJudgement, runs: &[&Measured], subject: &str) -> String {
    let of = |run: &&Measured| match run.measurement.metric.name() {
        Metric::FAILURES => run.measurement.value.unwrap_or_default(),
        _ => 1.0,
    };
    let total: f64 = runs.iter().map(of).sum();
    let failures = format!("{} {}", format::plain(total), subject_of(subject));
    let rule = rate(&judged.rule);
    match runs {
        [one] => {
            let told = per(&one.measurement.label);
            let failures = format!("{failures} {told}");
            let (failures, time) = (failures.trim_end(), rfc3339(one.time));
            say!("{failures} at {time}: {rule}", failures, time, rule)
        }
        [first, .., last] => {
            let (first, last) = (rfc3339(first.time), rfc3339(last.time));
            say!("{failures} from {first} to {last}: {rule}", failures, first, last, rule)
        }
        [] => format!("{failures}: {rule}"),
    }
}

/// For what time failures are counted, as a measurement's label tells it.
fn per(label: &str) -> &str {
    match label {
        "per second" => say!("per second"),
        "per minute" => say!("per minute"),
        "per hour" => say!("per hour"),
        "per day" => say!("per day"),
        other => other,
    }
}

fn with_more(mut words: Vec<String>, more: usize) -> String {
    if more > 0 {
        words.push(say!("{more} more", more = format::integer(more)));
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
    ended(of.error.as_deref(), of.status, number.as_deref())
}

/// How a check ended that did not succeed: `HTTP 410 in 229 ms`, `fetch failed`, `no answer`.
pub(super) fn ended(error: Option<&str>, status: Option<u16>, number: Option<&str>) -> String {
    let what = match (error, status) {
        (Some(error), None) => fault(error).to_owned(),
        (Some(error), Some(code)) => format!("HTTP {code}, {error}", error = fault(error)),
        (None, Some(code)) => format!("HTTP {code}"),
        (None, None) => say!("no answer").to_owned(),
    };
    match number {
        Some(number) => say!("{what} in {number}", what, number),
        None => what,
    }
}

/// What a check told of its failure, in its own words but for the silence that golive found.
pub(super) fn fault(error: &str) -> &str {
    if error == "no answer" { say!("no answer") } else { error }
}

/// `7 webhook failures per minute`, `1 webhook failure with HTTP 503`.
fn failures(of: &Measurement) -> String {
    let count = format::plain(of.value.unwrap_or_default());
    let what = failed(&of.target, count == "1");
    let told = format!("{count} {what} {}", per(&of.label));
    let told = told.trim_end();
    match of.status {
        Some(status) => say!("{told} with HTTP {status}", told, status),
        None => told.to_owned(),
    }
}
