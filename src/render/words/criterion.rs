//! Criteria: what is demanded, and how it came out.

use super::budget::{Bound, budget, status, subject};
use super::lighthouse::of_set;
use super::trigger::fault;
use super::{act, fact, inventory, record};
use crate::assess::result::judgement::{ItemJudgement, JudgedCriterion, Observation, Outcome};
use crate::assess::result::release::ReleaseAssessment;
use crate::model::{
    checklist::Phase,
    criterion::{Criterion, Op, Statistic},
    dossier::Dossier,
    measurement::{Measurement, Metric},
    time::rfc3339,
};
use crate::render::{format, language::say};
use jiff::Timestamp;

/// A metric's name for a reader: `Lighthouse performance`, `time to interactive`.
pub fn metric(metric: &Metric) -> String {
    if let Some(figure) = metric.name().strip_prefix("latency.") {
        return say!("{figure} latency", figure);
    }
    let Some(id) = metric.name().strip_prefix("lighthouse.") else {
        return match metric.name() {
            Metric::LATENCY => say!("latency").to_owned(),
            Metric::FAILURES => say!("failures").to_owned(),
            Metric::ERROR_RATE => say!("error rate").to_owned(),
            Metric::AVAILABILITY => say!("availability").to_owned(),
            other => other.replace('-', " "),
        };
    };
    let known = match id {
        "tti" => say!("time to interactive"),
        "fcp" => say!("first contentful paint"),
        "lcp" => say!("largest contentful paint"),
        "cls" => say!("cumulative layout shift"),
        "tbt" => say!("total blocking time"),
        "si" => say!("speed index"),
        "inp" => say!("interaction to next paint"),
        "ttfb" => say!("time to first byte"),
        "bytes" => say!("total bytes"),
        "seo" => say!("Lighthouse SEO"),
        "pwa" => say!("Lighthouse PWA"),
        "best-practices" => say!("Lighthouse best practices"),
        "performance" => say!("Lighthouse performance"),
        "accessibility" => say!("Lighthouse accessibility"),
        category => return say!("Lighthouse {category}", category),
    };
    known.to_owned()
}

/// What a check answered: `200`, `410`, `fetch failed`, `no answer`.
pub fn outcome(measurement: &Measurement) -> String {
    match (&measurement.error, measurement.status) {
        (Some(error), _) => fault(error).to_owned(),
        (None, Some(status)) => status.to_string(),
        (None, None) if measurement.http => say!("no answer").to_owned(),
        (None, None) => String::new(),
    }
}

/// The sign as a reader sees it.
pub(super) fn sign(op: Op) -> &'static str {
    match op {
        Op::AtLeast => "≥",
        Op::Above => ">",
        Op::AtMost => "≤",
        Op::Below => "<",
        Op::Equals => "=",
    }
}

/// A criterion as a demand: `Lighthouse performance ≥ 90`, `live latency < 800 ms`, `evidence within 24 h before the tag`.
pub fn demand(criterion: &Criterion) -> String {
    match criterion {
        Criterion::Within { seconds } => {
            say!("evidence within {span} before the tag", span = format::duration(*seconds))
        }
        Criterion::After { seconds } => {
            say!("evidence {span} or more after the tag", span = format::duration(*seconds))
        }
        Criterion::Fact { fact, .. } => fact::demand(fact),
        Criterion::Day { back: 0, morning: false } => say!("evidence of the day of the tag").to_owned(),
        Criterion::Day { back: 0, morning: true } => {
            say!("evidence of the morning before the tag").to_owned()
        }
        Criterion::Day { .. } => say!("evidence of the day before the tag").to_owned(),
        Criterion::Budget { metric: of, statistic, op, value, unit, label, target } => {
            let metric = label
                .as_ref()
                .map_or_else(|| metric(of), |label| say!("{label} {metric}", label, metric = metric(of)));
            let measured = figure(*statistic, metric);
            let demand = format!("{measured} {} {}", sign(*op), format::exact(*value, *unit));
            match target {
                Some(target) => say!("{demand} at {target}", demand, target),
                None => demand,
            }
        }
        Criterion::Status { from, to, in_budget: true } => {
            say!("{status} within its budget", status = http(*from, *to))
        }
        Criterion::Status { from, to, .. } => http(*from, *to),
        Criterion::Unexpired { path, .. } => say!("{path} not expired at the tag", path),
        Criterion::Approved { by } => say!("approved by {by}", by),
        Criterion::Inventory(inventory) => inventory::demand(inventory),
        Criterion::Act(act) => act::demand(act),
        Criterion::Done(_)
        | Criterion::Succeeded { .. }
        | Criterion::SignedOff { .. }
        | Criterion::Column { .. } => record::demand(criterion).unwrap_or_default(),
    }
}

/// The same as an item of a phase demands it: a window of what applies after the tag lies after it.
pub fn demand_in(criterion: &Criterion, phase: Phase) -> String {
    match criterion {
        Criterion::Within { seconds } if phase != Phase::Before => {
            say!("evidence within {span} after the tag", span = format::duration(*seconds))
        }
        other => demand(other),
    }
}

/// `p95 latency`, `max latency`; the metric alone for the latest run.
fn figure(statistic: Statistic, metric: String) -> String {
    match statistic {
        Statistic::Latest => metric,
        Statistic::Max => say!("max {metric}", metric),
        Statistic::Mean => say!("mean {metric}", metric),
        Statistic::Percentile(_) => format!("{} {metric}", statistic.word()),
    }
}

/// `HTTP 200`, `HTTP 2xx`.
fn http(from: u16, to: u16) -> String {
    if from == to { format!("HTTP {from}") } else { format!("HTTP {}xx", from / 100) }
}

/// golive's reading of an item: `read as: Lighthouse performance ≥ 90; time to interactive ≤ 5 s`.
pub fn reading(item: &ItemJudgement) -> String {
    let demands = item.today.criteria.iter().map(|judged| demand_in(&judged.criterion, item.phase));
    let demands = demands.collect::<Vec<_>>().join("; ");
    if let Some(place) = &item.terms.pinned {
        return say!("read as pinned at {place}: {demands}", place, demands);
    }
    let read = match (demands.is_empty(), item.terms.is_configured) {
        (true, true) => say!("no computable criterion found (in part by configuration)").to_owned(),
        (true, false) => say!("no computable criterion found").to_owned(),
        (false, true) => say!("read as (in part by configuration): {demands}", demands),
        (false, false) => say!("read as: {demands}", demands),
    };
    match item.terms.unread.as_slice() {
        [] => read,
        unread => say!("{read}; not read: {words}", read, words = format::list(unread)),
    }
}

/// All criteria with their numbers, the deciding one first, joined by `; `.
pub(super) fn all(
    d: &Dossier,
    r: &ReleaseAssessment,
    criteria: &[JudgedCriterion],
    first: Option<usize>,
) -> String {
    let deciding = first.and_then(|at| criteria.get(at)).into_iter();
    let rest = criteria.iter().enumerate().filter(|(at, _)| Some(*at) != first).map(|(_, judged)| judged);
    let mut told: Vec<String> = Vec::new();
    let mut parts = Vec::new();
    for judged in deciding.chain(rest) {
        let origin = judged.observed.as_ref().map(|observed| origin(d, &judged.criterion, observed));
        let origin = origin.unwrap_or_default();
        let shown = if told.contains(&origin) { "" } else { &origin };
        parts.push(format!("{}{shown}", came_out(d, r, judged)));
        told.push(origin);
    }
    parts.join("; ")
}

/// When what a criterion asks for was, and when it should have been.
fn when(d: &Dossier, r: &ReleaseAssessment, judged: &JudgedCriterion, observed: &Observation) -> String {
    let held = judged.outcome == Outcome::Holds;
    if judged.outcome == Outcome::Unknown && d.has_unread_time(observed.evidence) {
        return say!(
            "it states a time that cannot be believed, which does not show {demand}",
            demand = demand(&judged.criterion)
        );
    }
    match &judged.criterion {
        Criterion::Within { seconds } => {
            let (when, span) = (distance(d, r, observed.time), format::duration(*seconds));
            if held {
                say!("evidence is from {when}, within {span}", when, span)
            } else {
                say!("evidence is from {when}, not within {span}", when, span)
            }
        }
        Criterion::After { seconds } => {
            let (when, span) = (distance(d, r, observed.time), format::duration(*seconds));
            if held {
                say!("evidence is from {when}, at least {span}", when, span)
            } else {
                say!("evidence is from {when}, less than {span}", when, span)
            }
        }
        Criterion::Day { .. } => {
            let (when, day) = (distance(d, r, observed.time), demand(&judged.criterion));
            if held {
                say!("evidence is from {when}", when)
            } else {
                say!("evidence is from {when}, and not {day}", when, day)
            }
        }
        _ => String::new(),
    }
}

/// How one criterion came out, with the numbers and without the place.
fn came_out(d: &Dossier, r: &ReleaseAssessment, judged: &JudgedCriterion) -> String {
    let Some(observed) = &judged.observed else {
        return without_evidence(d, &judged.criterion, judged.outcome, r);
    };
    let held = judged.outcome == Outcome::Holds;
    let runs = || observed.runs().cloned().unwrap_or_default();
    if judged.outcome == Outcome::Unknown && d.is_cut(observed.evidence) {
        return say!(
            "it was read only in part, which does not show {demand}",
            demand = demand(&judged.criterion)
        );
    }
    match &judged.criterion {
        Criterion::Within { .. } | Criterion::After { .. } | Criterion::Day { .. } => {
            when(d, r, judged, observed)
        }
        Criterion::Fact { fact, outcome } => fact::outcome(d, fact, outcome.as_deref()),
        Criterion::Budget { metric: of, statistic, op, value, unit, label, .. } => {
            let subject = figure(*statistic, subject(of, label.as_deref()));
            let bound = Bound { op: *op, value: *value, unit: *unit };
            let is_one = *statistic == Statistic::Latest && !of.is_share();
            let told = budget(&subject, is_one, &bound, &runs(), judged.outcome);
            stale(d, r, told, judged.outcome, observed.time)
        }
        Criterion::Status { from, to, .. } => {
            let told = status(&http(*from, *to), *from..=*to, &runs(), held);
            stale(d, r, told, judged.outcome, observed.time)
        }
        Criterion::Approved { by } if held => say!("approved by {by}", by),
        Criterion::Approved { by } => say!("refused by {by}", by),
        Criterion::Unexpired { .. } => without_evidence(d, &judged.criterion, judged.outcome, r),
        Criterion::Inventory(inventory) => inventory::came_out(d, r, inventory, observed),
        Criterion::Act(act) => act::came_out(d, r, act, judged.outcome, observed),
        Criterion::Done(_)
        | Criterion::Succeeded { .. }
        | Criterion::SignedOff { .. }
        | Criterion::Column { .. } => record::came_out(d, r, &judged.criterion, judged.outcome, observed),
    }
}

/// From so many things that are wrong on, a list is easier to read than a sentence.
const LISTED: usize = 3;

/// The things that a criterion finds wrong, where they are many: as they stand in its sentence behind a colon, and one by one.
pub fn named(d: &Dossier, judged: &JudgedCriterion) -> Option<(String, Vec<String>)> {
    let observed = judged.observed.as_ref()?;
    let rows = match &judged.criterion {
        Criterion::Inventory(inventory) => inventory::faults(d, inventory, observed.inventory()?),
        Criterion::Column { .. } => {
            let (version, told) = (d.evidence.get(observed.evidence)?, observed.record()?);
            record::open_cells(told, version.facts.records.get(told.record)?, &version.path)
        }
        _ => return None,
    };
    (rows.len() >= LISTED).then(|| (record::some(&rows), rows))
}

fn stale(d: &Dossier, r: &ReleaseAssessment, told: String, outcome: Outcome, time: Timestamp) -> String {
    match outcome {
        Outcome::Stale => {
            say!("{told}, but it is from {when}, outside the window", told, when = distance(d, r, time))
        }
        Outcome::Holds | Outcome::Fails | Outcome::Unknown => told,
    }
}

fn without_evidence(d: &Dossier, criterion: &Criterion, outcome: Outcome, r: &ReleaseAssessment) -> String {
    match (criterion, outcome) {
        (Criterion::Unexpired { path, expires }, Outcome::Holds) => {
            say!("{path} was good through {day}", path, day = expires.text())
        }
        (Criterion::Unexpired { path, expires }, _) => {
            say!("{path} expired {day}, before the release", path, day = expires.text())
        }
        (Criterion::Budget { .. } | Criterion::Status { .. }, _) => {
            say!("no measurement found for {demand}", demand = demand(criterion))
        }
        (Criterion::Approved { by }, _) => say!("nothing tells that {by} approved", by),
        (Criterion::Act(act), _) => act::of_git(d, r, act, outcome)
            .unwrap_or_else(|| say!("nothing shows {demand}", demand = act::demand(act))),
        (
            Criterion::Done(_)
            | Criterion::Inventory(_)
            | Criterion::Succeeded { .. }
            | Criterion::SignedOff { .. }
            | Criterion::Column { .. },
            _,
        ) => {
            say!("no record found of: {demand}", demand = demand(criterion))
        }
        (Criterion::Fact { fact, outcome }, _) => fact::outcome(d, fact, outcome.as_deref()),
        (Criterion::Within { .. } | Criterion::After { .. } | Criterion::Day { .. }, _) => {
            say!("no evidence found for: {demand}", demand = demand(criterion))
        }
    }
}

/// `3 h before the tag`, `5 min after the tag`.
pub(super) fn distance(d: &Dossier, r: &ReleaseAssessment, time: Timestamp) -> String {
    let Some(snapshot) = d.history.snapshots.get(r.snapshot) else {
        return rfc3339(time);
    };
    let seconds = time.as_second().saturating_sub(snapshot.time.as_second());
    let span = format::duration(seconds);
    match (seconds > 0, snapshot.is_candidate()) {
        (true, true) => say!("{span} after the candidate's time", span),
        (true, false) => say!("{span} after the tag", span),
        (false, true) => say!("{span} before the candidate's time", span),
        (false, false) => say!("{span} before the tag", span),
    }
}

/// ` (artifacts/report.json, 2026-02-01T07:00:00Z; newest of 5 runs, 2 failed)`.
fn origin(d: &Dossier, criterion: &Criterion, observed: &Observation) -> String {
    let path = d.evidence.get(observed.evidence).map_or(say!("unknown"), |evidence| &*evidence.path);
    let time = rfc3339(observed.time);
    let Some(result) = observed.runs() else { return format!(" ({path}, {time})") };
    if let (Some(set), Criterion::Budget { unit, .. }) = (&result.set, criterion) {
        return format!(" ({path}, {time}{})", of_set(set, *unit, result.error.is_some()));
    }
    let is_one = !matches!(criterion, Criterion::Budget { metric, statistic, .. }
        if *statistic != Statistic::Latest || metric.is_share());
    let mut told = match result.runs {
        0 => return format!(" ({path}, {time})"),
        1 if is_one => return format!(" ({path}, {time})"),
        runs if is_one => say!("{time}; newest of {n} runs", time, n = format::integer(runs)),
        runs => say!("{time}; over {runs}", time, runs = format::count(runs, "run", "runs")),
    };
    if result.failed > 0 {
        told = say!("{told}, {n} failed", told, n = format::integer(result.failed));
    }
    if result.over > 0 {
        let n = format::integer(result.over);
        told = match criterion {
            Criterion::Budget { .. } => say!("{told}, {n} out of budget", told, n),
            _ => say!("{told}, {n} not as demanded", told, n),
        };
    }
    format!(" ({path}, {told})")
}
