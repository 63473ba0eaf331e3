//! Criteria: what is demanded, and how it came out.

use super::lighthouse::of_set;
use super::{act, kept, record};
use crate::assess::assessment::{ItemJudgement, Judged, Observed, Outcome, ReleaseAssessment};
use crate::model::{
    checklist::Phase,
    criterion::{Criterion, Op, Statistic},
    dossier::Dossier,
    measurement::{Measurement, Metric, Unit},
    time::{Precision, day, rfc3339},
};
use crate::render::format;
use jiff::Timestamp;

/// A metric's name for a reader: `Lighthouse performance`, `time to interactive`.
#[must_use]
pub fn metric(metric: &Metric) -> String {
    if let Some(figure) = metric.name().strip_prefix("latency.") {
        return format!("{figure} latency");
    }
    let Some(id) = metric.name().strip_prefix("lighthouse.") else {
        return metric.name().replace('-', " ");
    };
    match id {
        "tti" => "time to interactive".to_owned(),
        "fcp" => "first contentful paint".to_owned(),
        "lcp" => "largest contentful paint".to_owned(),
        "cls" => "cumulative layout shift".to_owned(),
        "tbt" => "total blocking time".to_owned(),
        "si" => "speed index".to_owned(),
        "inp" => "interaction to next paint".to_owned(),
        "ttfb" => "time to first byte".to_owned(),
        "bytes" => "total bytes".to_owned(),
        "seo" => "Lighthouse SEO".to_owned(),
        "pwa" => "Lighthouse PWA".to_owned(),
        "best-practices" => "Lighthouse best practices".to_owned(),
        other => format!("Lighthouse {other}"),
    }
}

/// What a check answered: `200`, `410`, `fetch failed`, `no answer`.
#[must_use]
pub fn outcome(measurement: &Measurement) -> String {
    match (&measurement.error, measurement.status) {
        (Some(error), _) => error.to_string(),
        (None, Some(status)) => status.to_string(),
        (None, None) if measurement.http => "no answer".to_owned(),
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
#[must_use]
pub fn demand(criterion: &Criterion) -> String {
    match criterion {
        Criterion::Within { seconds } => {
            format!("evidence within {} before the tag", format::duration(*seconds))
        }
        Criterion::After { seconds } => {
            format!("evidence {} or more after the tag", format::duration(*seconds))
        }
        Criterion::Budget { metric: of, statistic, op, value, unit, label, target } => {
            let label = label.as_ref().map(|label| format!("{label} ")).unwrap_or_default();
            let target = target.as_ref().map(|target| format!(" at {target}")).unwrap_or_default();
            let bound = format::exact(*value, *unit);
            format!("{}{label}{} {} {bound}{target}", figure(*statistic), metric(of), sign(*op))
        }
        Criterion::Status { from, to, in_budget } => {
            http(*from, *to) + if *in_budget { " within its budget" } else { "" }
        }
        Criterion::Unexpired { path, .. } => format!("{path} not expired at the tag"),
        Criterion::Approved { by } => format!("approved by {by}"),
        Criterion::Kept(kept) => kept::demand(kept),
        Criterion::Act(act) => act::demand(act),
        Criterion::Done(_)
        | Criterion::Succeeded { .. }
        | Criterion::SignedOff { .. }
        | Criterion::Column { .. } => record::demand(criterion).unwrap_or_default(),
    }
}

/// The same as an item of a phase demands it: a window of what applies after the tag lies after it.
#[must_use]
pub fn demand_in(criterion: &Criterion, phase: Phase) -> String {
    match criterion {
        Criterion::Within { seconds } if phase != Phase::Before => {
            format!("evidence within {} after the tag", format::duration(*seconds))
        }
        other => demand(other),
    }
}

/// `p95 `, `max `; nothing for the latest run.
fn figure(statistic: Statistic) -> String {
    if statistic == Statistic::Latest { String::new() } else { format!("{} ", statistic.word()) }
}

/// `HTTP 200`, `HTTP 2xx`.
fn http(from: u16, to: u16) -> String {
    if from == to { format!("HTTP {from}") } else { format!("HTTP {}xx", from / 100) }
}

/// golive's reading of an item: `read as: Lighthouse performance ≥ 90; time to interactive ≤ 5 s`.
#[must_use]
pub fn reading(item: &ItemJudgement) -> String {
    let demands = item.today.criteria.iter().map(|judged| demand_in(&judged.criterion, item.phase));
    let demands = demands.collect::<Vec<_>>().join("; ");
    let configured = if item.terms.is_configured { " (in part by configuration)" } else { "" };
    let read = if demands.is_empty() {
        format!("no computable criterion found{configured}")
    } else {
        format!("read as{configured}: {demands}")
    };
    match item.terms.unread.as_slice() {
        [] => read,
        unread => format!("{read}; not read: {}", format::list(unread)),
    }
}

/// All criteria with their numbers, the deciding one first, joined by `; `.
pub(super) fn all(d: &Dossier, r: &ReleaseAssessment, criteria: &[Judged], first: Option<usize>) -> String {
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

/// How one criterion came out, with the numbers and without the place.
fn came_out(d: &Dossier, r: &ReleaseAssessment, judged: &Judged) -> String {
    let Some(observed) = &judged.observed else {
        return without_evidence(d, &judged.criterion, judged.outcome, r);
    };
    let held = judged.outcome == Outcome::Holds;
    match &judged.criterion {
        Criterion::Within { seconds } => {
            let verb = if held { "within" } else { "not within" };
            format!(
                "evidence is from {}, {verb} {}",
                distance(d, r, observed.time),
                format::duration(*seconds)
            )
        }
        Criterion::After { seconds } => {
            let verb = if held { "at least" } else { "less than" };
            format!(
                "evidence is from {}, {verb} {}",
                distance(d, r, observed.time),
                format::duration(*seconds)
            )
        }
        Criterion::Budget { metric: of, statistic, op, value, unit, label, .. } => {
            let subject = format!("{}{}", figure(*statistic), subject(of, label.as_deref()));
            let bound = Bound { op: *op, value: *value, unit: *unit };
            let is_one = *statistic == Statistic::Latest && !of.is_share();
            budget(&subject, is_one, &bound, observed, judged.outcome)
                + &stale(d, r, judged.outcome, observed.time)
        }
        Criterion::Status { from, to, .. } => {
            status((*from, *to), observed, held) + &stale(d, r, judged.outcome, observed.time)
        }
        Criterion::Approved { by } if held => format!("approved by {by}"),
        Criterion::Approved { by } => format!("refused by {by}"),
        Criterion::Unexpired { .. } => without_evidence(d, &judged.criterion, judged.outcome, r),
        Criterion::Kept(kept) => kept::came_out(d, r, kept, observed),
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
#[must_use]
pub fn named(d: &Dossier, judged: &Judged) -> Option<(String, Vec<String>)> {
    let observed = judged.observed.as_ref()?;
    let rows = match &judged.criterion {
        Criterion::Kept(kept) => kept::faults(d, kept, observed.listed.as_ref()?),
        Criterion::Column { .. } => {
            let (version, told) = (d.evidence.get(observed.evidence)?, observed.told.as_ref()?);
            record::open_cells(told, version.facts.records.get(told.record)?, &version.path)
        }
        _ => return None,
    };
    (rows.len() >= LISTED).then(|| (record::some(&rows), rows))
}

struct Bound {
    op: Op,
    value: f64,
    unit: Unit,
}

/// `live:` for a labelled latency, `latency`, `Lighthouse performance`, `Lighthouse performance (mobile)`.
fn subject(of: &Metric, label: Option<&str>) -> String {
    match label.filter(|label| !label.is_empty()) {
        Some(label) if of.name() == Metric::LATENCY => format!("{label}:"),
        Some(label) => format!("{} ({label})", metric(of)),
        None => metric(of),
    }
}

/// `is_one`: whether one run decides; a figure over many stands for itself.
fn budget(subject: &str, is_one: bool, bound: &Bound, observed: &Observed, outcome: Outcome) -> String {
    let limit = format::exact(bound.value, bound.unit);
    let finite = observed.value.filter(|value| value.is_finite());
    // A number within its bound that fails all the same is that of a run that did not succeed.
    let within = finite.is_some_and(|value| bound.op.holds(value, bound.value));
    let refused = observed.status.is_some_and(|code| !(200..300).contains(&code))
        || (outcome == Outcome::Fails && within);
    let (Some(value), None, false) = (finite, &observed.error, refused) else {
        let colon = if subject.ends_with(':') { "" } else { ":" };
        let told = match () {
            () if is_one => format!("{}, so the run did not succeed", run(observed, finite, bound.unit)),
            () if observed.error.is_some() => observed.error.clone().unwrap_or_default(),
            () if observed.failed > 0 => "too many runs did not finish".to_owned(),
            () => "no run in the window".to_owned(),
        };
        return format!("{subject}{colon} {told}; budget {} {limit}", sign(bound.op));
    };
    let shown = format::beside(value, bound.value, bound.unit);
    let holds =
        outcome == Outcome::Holds || (outcome == Outcome::Stale && bound.op.holds(value, bound.value));
    let relation = match (bound.op, holds) {
        (Op::AtLeast, true) => "is at least",
        (Op::AtLeast, false) => "is below",
        (Op::Above, true) => "is above",
        (Op::Above, false) => "is not above",
        (Op::AtMost, true) => "is at most",
        (Op::AtMost, false) => "is over",
        (Op::Below, true) => "is under",
        (Op::Below, false) if value > bound.value => "is over",
        (Op::Below, false) => "is not under",
        (Op::Equals, true) => "is",
        (Op::Equals, false) => "is not",
    };
    format!("{subject} {shown} {relation} {limit}")
}

/// What a run that did not succeed told: `HTTP 410 in 229 ms`, `fetch failed`, `no answer`.
fn run(observed: &Observed, value: Option<f64>, unit: Unit) -> String {
    let what = match (&observed.error, observed.status) {
        (Some(error), Some(code)) => format!("HTTP {code}, {error}"),
        (Some(error), None) => error.clone(),
        (None, Some(code)) => format!("HTTP {code}"),
        (None, None) => "no answer".to_owned(),
    };
    value.map_or_else(
        || what.clone(),
        |value| {
            // A broken run of Lighthouse may have a number beside its error.
            let with = if observed.set.is_some() { "beside" } else { "in" };
            format!("{what} {with} {}", format::quantity(value, unit))
        },
    )
}

fn status((from, to): (u16, u16), observed: &Observed, held: bool) -> String {
    let wanted = http(from, to);
    match (observed.status, observed.error.as_deref()) {
        (Some(seen), _) if held => format!("HTTP {seen} as demanded"),
        (Some(seen), None) if (from..=to).contains(&seen) => {
            format!("HTTP {seen}, but not within its budget")
        }
        (Some(seen), None) => format!("HTTP {seen} instead of {wanted}"),
        (Some(_), Some(error)) if error.starts_with("HTTP ") => format!("{error} instead of {wanted}"),
        (Some(seen), Some(error)) => format!("HTTP {seen}, {error}"),
        (None, error) => format!("{} instead of {wanted}", error.unwrap_or("no answer")),
    }
}

fn stale(d: &Dossier, r: &ReleaseAssessment, outcome: Outcome, time: Timestamp) -> String {
    match outcome {
        Outcome::Stale => format!(", but it is from {}, outside the window", distance(d, r, time)),
        Outcome::Holds | Outcome::Fails | Outcome::Unknown => String::new(),
    }
}

fn without_evidence(d: &Dossier, criterion: &Criterion, outcome: Outcome, r: &ReleaseAssessment) -> String {
    match (criterion, outcome) {
        (Criterion::Unexpired { path, expires }, Outcome::Holds) => match expires {
            Some(at) => format!("{path} was good through {}", expiry(d, r, path, *at)),
            None => format!("{path} names no day of expiry"),
        },
        (Criterion::Unexpired { path, expires: Some(at) }, Outcome::Fails | Outcome::Stale) => {
            format!("{path} expired {}, before the release", expiry(d, r, path, *at))
        }
        (Criterion::Unexpired { path, .. }, _) => format!("{path} names no day of expiry that can be read"),
        (Criterion::Budget { .. } | Criterion::Status { .. }, _) => {
            format!("no measurement found for {}", demand(criterion))
        }
        (Criterion::Approved { by }, _) => format!("nothing tells that {by} approved"),
        (Criterion::Act(act), _) => {
            act::of_git(d, r, act, outcome).unwrap_or_else(|| format!("nothing shows {}", act::demand(act)))
        }
        (
            Criterion::Done(_)
            | Criterion::Kept(_)
            | Criterion::Succeeded { .. }
            | Criterion::SignedOff { .. }
            | Criterion::Column { .. },
            _,
        ) => {
            format!("no record found of: {}", demand(criterion))
        }
        (Criterion::Within { .. } | Criterion::After { .. }, _) => {
            format!("no evidence found for: {}", demand(criterion))
        }
    }
}

/// The day as the document writes it; a criterion's moment is the end of that day.
fn expiry(d: &Dossier, r: &ReleaseAssessment, path: &str, at: Timestamp) -> String {
    let version = d.at(path, r.snapshot).and_then(|version| d.evidence.get(version));
    let front = version.and_then(|version| version.facts.front.as_ref());
    match front.and_then(|front| front.expires) {
        Some(claim) if claim.precision == Precision::Day => day(claim.at),
        _ => rfc3339(at),
    }
}

/// `3 h before the tag`, `5 min after the tag`.
pub(super) fn distance(d: &Dossier, r: &ReleaseAssessment, time: Timestamp) -> String {
    let Some(snapshot) = d.history.snapshots.get(r.snapshot) else {
        return rfc3339(time);
    };
    let anchor = if snapshot.is_candidate() { "the candidate's time" } else { "the tag" };
    let seconds = time.as_second().saturating_sub(snapshot.time.as_second());
    let side = if seconds > 0 { "after" } else { "before" };
    format!("{} {side} {anchor}", format::duration(seconds))
}

/// ` (artifacts/report.json, 2026-02-01T07:00:00Z; newest of 5 runs, 2 failed)`.
fn origin(d: &Dossier, criterion: &Criterion, observed: &Observed) -> String {
    let path = d.evidence.get(observed.evidence).map_or("unknown", |evidence| &*evidence.path);
    if let (Some(set), Criterion::Budget { unit, .. }) = (&observed.set, criterion) {
        return format!(
            " ({path}, {}{})",
            rfc3339(observed.time),
            of_set(set, *unit, observed.error.is_some())
        );
    }
    let is_one = !matches!(criterion, Criterion::Budget { metric, statistic, .. }
        if *statistic != Statistic::Latest || metric.is_share());
    let runs = match observed.runs {
        0 => String::new(),
        1 if is_one => String::new(),
        runs if is_one => format!("; newest of {} runs", format::integer(runs)),
        runs => format!("; over {}", format::count(runs, "run", "runs")),
    };
    let failed = match observed.failed {
        failed if failed > 0 && !runs.is_empty() => format!(", {} failed", format::integer(failed)),
        _ => String::new(),
    };
    format!(" ({path}, {}{runs}{failed})", rfc3339(observed.time))
}
