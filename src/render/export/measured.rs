//! Criteria, evidence and measurements as JSON.

use super::json::{moment, number, optional};
use super::source::Source;
use crate::assess::result::event::Side;
use crate::assess::result::inventory::InventoryFault;
use crate::assess::result::judgement::{ActResult, JudgedCriterion, Observation, Outcome, RunSet};
use crate::assess::result::latency::LatencySummary;
use crate::assess::result::release::{EvidenceUse, ReleaseAssessment};
use crate::model::{
    checklist::Phase, criterion::Criterion, dossier::Dossier, inventory::InventoryDemand, time::rfc3339,
};
use crate::render::words;
use jiff::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// `holds` is null where nothing could be computed; `observed` is in the criterion's unit, for windows in seconds.
pub(super) fn criterion(
    d: &Dossier,
    release: &ReleaseAssessment,
    phase: Phase,
    judged: &JudgedCriterion,
) -> Value {
    let mut value = demanded(d, release, judged);
    if let Some(object) = value.as_object_mut() {
        object.insert("reads_as".to_owned(), json!(words::demand_in(&judged.criterion, phase)));
        outcome(object, d, judged);
    }
    value
}

/// What is demanded, and the number or the word that was seen of it.
fn demanded(d: &Dossier, release: &ReleaseAssessment, judged: &JudgedCriterion) -> Value {
    let observed = judged.observed.as_ref();
    let runs = observed.and_then(Observation::runs);
    match &judged.criterion {
        Criterion::Within { .. } | Criterion::After { .. } | Criterion::Day { .. } => {
            window(d, release, judged)
        }
        Criterion::Fact { fact, .. } => json!({
            "kind": "git", "metric": fact.word(), "op": "=", "value": words::demand(&judged.criterion), "unit": "", "observed": null,
        }),
        Criterion::Budget { metric, statistic, op, value, unit, label, target } => json!({
            "kind": "budget", "metric": metric.name(), "op": op.sign(), "value": number(*value), "unit": unit.word(),
            "statistic": statistic.word(), "label": label, "target": target,
            "observed": optional(runs.and_then(|runs| runs.value)),
            "status": runs.and_then(|runs| runs.status),
            "error": runs.and_then(|runs| runs.error.clone()),
        }),
        Criterion::Status { from, to, in_budget } => json!({
            "kind": "status", "metric": "status", "op": "=", "value": from, "to": to, "unit": "", "in_budget": in_budget,
            "observed": runs.and_then(|runs| runs.status),
        }),
        Criterion::Unexpired { path, expires } => json!({
            "kind": "document", "metric": "expires", "op": ">", "value": rfc3339(expires.last()), "unit": "",
            "path": path, "observed": moment(d.history.snapshots.get(release.snapshot).map(|at| at.time)),
        }),
        Criterion::Succeeded { path } => json!({
            "kind": "outcome", "metric": "outcome", "op": "=", "value": "succeeded", "unit": "",
            "path": path, "observed": observed.and_then(|observed| record(d, observed)),
        }),
        Criterion::Done(deed) => json!({
            "kind": "record", "metric": deed.kind.word(), "op": "=", "value": "succeeded", "unit": "",
            "target": deed.target, "procedure": deed.procedure, "branch": deed.branch, "parts": deed.parts,
            "observed": observed.and_then(|observed| record(d, observed)),
        }),
        Criterion::Inventory(inventory) => listed(d, inventory, observed),
        Criterion::SignedOff { scope, target } => json!({
            "kind": "sign-off", "metric": "sign-off", "op": "=", "value": "approved", "unit": "",
            "scope": scope, "target_date": target, "observed": observed.and_then(|observed| record(d, observed)),
        }),
        Criterion::Column { name } => json!({
            "kind": "column", "metric": "open cells", "op": "=", "value": 0, "unit": "", "column": name,
            "observed": observed.map(|observed| rows(d, observed).len()),
            "rows": observed.map(|observed| rows(d, observed)),
        }),
        Criterion::Act(act) => json!({
            "kind": act.kind(), "metric": act.kind(), "op": "=", "value": "shown", "unit": "",
            "observed": observed.and_then(|observed| record(d, observed)),
            "lacks": match observed.and_then(|observed| observed.act()) {
                Some(ActResult::Lacks(lacks)) => lacks.iter().map(words::lack).collect(),
                _ => Vec::new(),
            },
        }),
        Criterion::Approved { by } => json!({
            "kind": "approver", "metric": "approver", "op": "=", "value": by, "unit": "", "observed": null,
        }),
    }
}

/// When something must have been, and how far from the release it was.
fn window(d: &Dossier, release: &ReleaseAssessment, judged: &JudgedCriterion) -> Value {
    let after = judged.observed.as_ref().and_then(|observed| distance(d, release, observed.time));
    let before = after.map(|after| -after);
    match judged.criterion {
        Criterion::Within { seconds } => json!({
            "kind": "window", "metric": "age", "op": "<=", "value": seconds, "unit": "s", "observed": before,
        }),
        Criterion::After { seconds } => json!({
            "kind": "window", "metric": "elapsed", "op": ">=", "value": seconds, "unit": "s", "observed": after,
        }),
        Criterion::Day { back, morning } => json!({
            "kind": "window", "metric": "day", "op": "=", "value": back, "unit": "d", "morning": morning,
            "observed": before,
        }),
        _ => Value::Null,
    }
}

/// What must be kept, how much was looked at, and what of it is wrong.
fn listed(d: &Dossier, inventory: &InventoryDemand, observed: Option<&Observation>) -> Value {
    json!({
        "kind": "kept", "metric": inventory.what.kind().word(), "op": "=", "value": 0, "unit": "",
        "environment": inventory.place, "names": inventory.names,
        "observed": observed.and_then(|observed| Some(observed.inventory()?.faults.len())),
        "of": observed.and_then(|observed| Some(observed.inventory()?.of)),
        "rows": observed.map(|observed| faults(d, observed)),
    })
}

/// How a criterion came out, and on what.
fn outcome(object: &mut Map<String, Value>, d: &Dossier, judged: &JudgedCriterion) {
    let observed = judged.observed.as_ref();
    let runs = observed.and_then(Observation::runs);
    let (outcome, holds) = match judged.outcome {
        Outcome::Holds => ("holds", Some(true)),
        Outcome::Fails => ("fails", Some(false)),
        Outcome::Stale => ("stale", Some(false)),
        Outcome::Unknown => ("unknown", None),
    };
    let path = observed.and_then(|observed| d.evidence.get(observed.evidence));
    object.insert("holds".to_owned(), json!(holds));
    object.insert("outcome".to_owned(), json!(outcome));
    object.insert("time".to_owned(), moment(observed.map(|observed| observed.time)));
    object.insert("runs".to_owned(), json!(observed.map_or(0, |_| runs.map_or(1, |runs| runs.runs))));
    object.insert("set".to_owned(), runs.and_then(|runs| runs.set.as_ref()).map_or(Value::Null, set));
    object.insert("failed".to_owned(), json!(runs.map_or(0, |runs| runs.failed)));
    object.insert("over".to_owned(), json!(runs.map_or(0, |runs| runs.over)));
    object.insert("at_most".to_owned(), json!(runs.is_some_and(|runs| runs.at_most)));
    object.insert("evidence".to_owned(), json!(path.map(|version| version.path.to_string())));
}

/// How the deciding record ended, by its own account.
fn record(d: &Dossier, observed: &Observation) -> Option<&'static str> {
    let told = observed.record()?;
    let conclusion = d.evidence.get(observed.evidence)?.facts.records.get(told.record)?.conclusion?;
    Some(words::conclusion(conclusion))
}

/// What is wrong in what is kept.
fn faults(d: &Dossier, observed: &Observation) -> Vec<Value> {
    let faults = observed.inventory().into_iter().flat_map(|listed| &listed.faults);
    let path = |at: usize| d.evidence.get(at).map(|version| version.path.to_string());
    let row = |fault: &InventoryFault| json!({ "name": fault.name, "said": fault.detail, "path": path(fault.evidence), "line": fault.line });
    faults.map(row).collect()
}

/// The wrong cells of a column.
fn rows(d: &Dossier, observed: &Observation) -> Vec<Value> {
    let told = observed.record().into_iter();
    let parts = told.flat_map(|told| {
        let column =
            d.evidence.get(observed.evidence).and_then(|version| version.facts.records.get(told.record));
        told.parts.iter().filter_map(move |at| column?.parts.get(*at))
    });
    parts.map(|part| json!({ "name": part.name, "said": part.detail, "line": part.line })).collect()
}

/// The Lighthouse runs of which the deciding one is one.
fn set(of: &RunSet) -> Value {
    json!({
        "target": of.target, "label": of.label, "runs": of.n, "broken": of.broken, "series": of.series,
        "min": optional(of.spread.map(|(least, _)| least)), "max": optional(of.spread.map(|(_, most)| most)),
    })
}

/// Seconds from the release to a moment.
fn distance(d: &Dossier, release: &ReleaseAssessment, time: Timestamp) -> Option<i64> {
    let at = d.history.snapshots.get(release.snapshot)?.time;
    Some(time.as_second().saturating_sub(at.as_second()))
}

/// A version of an evidence file with its provenance; the address pins a commit in whose tree it stands.
pub(super) fn evidence(source: &Source<'_>, at: usize, from: &str, one: &EvidenceUse) -> Option<Value> {
    let d = source.dossier;
    let version = d.evidence.get(one.evidence)?;
    let first = d.history.commits.get(version.recorded_by).map(|commit| commit.id);
    let snapshot = d.history.snapshots.get(at).filter(|_| d.stands(one.evidence, at));
    let pinned = snapshot.map(|snapshot| snapshot.commit).or(first);
    let forge = source.forge();
    let url = forge.zip(pinned).map(|(forge, commit)| forge.blob(commit, &version.path, 0));
    let page = source.routes.evidence(from, one.evidence);
    let facts = &version.facts;
    Some(json!({
        "path": &*version.path,
        "kind": facts.kind.word(),
        "state": facts.state.word(),
        "blob": version.blob.to_string(),
        "sha256": Some(&facts.sha256).filter(|sum| !sum.is_empty()),
        "bytes": facts.bytes,
        "first_commit": first.map(|commit| commit.to_string()),
        "recorded_time": rfc3339(version.recorded),
        "claimed_time": moment(facts.claim.map(|claim| claim.at)),
        "clock": words::evidence_clock(version).0,
        "recorded_after_seconds": words::lag(version),
        "changed_after_release": one.changed_after_release,
        "url": url,
        "page": page,
    }))
}

/// The figures of the checks of a label on one side of a release. Times are milliseconds; nothing of nothing is null.
pub(super) fn latency(of: &LatencySummary) -> Value {
    let errors = of.errors.iter().map(|(kind, count)| (words::error(kind), Value::from(*count)));
    json!({
        "target": of.target,
        "label": of.label,
        "phase": phase(of.side),
        "recorded_after": of.late,
        "checks": of.checks(),
        "finished": of.n,
        "failed": of.failed,
        "timeouts": of.timeouts,
        "availability": optional(of.availability()),
        "over": of.over,
        "p50": optional(of.p50),
        "p95": optional(of.p95),
        "p99": optional(of.p99),
        "max": optional(of.max),
        "budget": optional(of.budget),
        "errors": errors.collect::<serde_json::Map<_, _>>(),
        "streak": of.streak.map(|row| json!({
            "count": row.count, "from": rfc3339(row.from), "to": rfc3339(row.to),
        })),
    })
}

fn phase(side: Side) -> &'static str {
    match side {
        Side::Before => "before",
        Side::After => "after",
    }
}

/// The measurements of a release, written one by one: as values of JSON in memory a hundred thousand would take half a gigabyte.
pub(super) struct Measurements<'a>(pub(super) &'a Dossier, pub(super) &'a [(usize, Side)]);

impl Serialize for Measurements<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.1.iter().filter_map(|(at, side)| Row::of(self.0, *at, *side)))
    }
}

/// One measurement; `ok` is golive's own judgement by the budget that it carries, null where it carries none.
#[derive(Serialize)]
struct Row<'a> {
    metric: &'a str,
    target: &'a str,
    label: &'a str,
    time: String,
    value: Value,
    unit: &'static str,
    budget: Value,
    status: Option<u16>,
    error: Option<&'a str>,
    ok: Option<bool>,
    phase: &'static str,
    evidence: Option<&'a str>,
    runs: Option<u32>,
    at_most: bool,
}

impl<'a> Row<'a> {
    fn of(d: &'a Dossier, at: usize, side: Side) -> Option<Self> {
        let measured = d.measured.get(at)?;
        let one = &measured.measurement;
        let teller = measured.tellers.first().and_then(|at| d.evidence.get(*at));
        Some(Self {
            metric: one.metric.name(),
            target: &one.target,
            label: &one.label,
            time: rfc3339(measured.time),
            value: optional(one.value),
            unit: one.unit.word(),
            budget: optional(one.budget),
            status: one.status,
            error: one.error.as_deref(),
            ok: one.ok(),
            phase: phase(side),
            evidence: teller.map(|version| &*version.path),
            runs: one.runs,
            at_most: one.at_most,
        })
    }
}
