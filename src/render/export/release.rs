//! `release.json` and `data/releases.json`: schema `golive.release/2`.

use super::changes::item_changes;
use super::json::{bytes, moment};
use super::measured::{Measurements, criterion, evidence, latency};
use super::source::{Drawn, Source, unknown};
use super::standing::{completion, outcome, ready, rollback};
use crate::assess::compare;
use crate::assess::result::document::{GovernedDocument, HashCall};
use crate::assess::result::event::EventKind;
use crate::assess::result::finding::Finding;
use crate::assess::result::incident::Incident;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::judgement::Judgement;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::speaker::{ChecklistInForce, ChecklistPlace};
use crate::assess::result::step::StepJudgement;
use crate::assess::result::support::{Support, support};
use crate::assess::result::trigger::{Firing, TriggerJudgement};
use crate::model::{
    dossier::Dossier,
    problem::Problem,
    release::{Snapshot, TagKind},
    signature::TagSignature,
    time::rfc3339,
};
use crate::render::words;
use serde::Serialize;
use serde_json::{Value, json};

/// The name of the schema.
const SCHEMA: &str = "golive.release/2";

/// Of more measurements the newest so many are listed, about 4 MB; all stand in `data/measurements.csv`.
const MOST_MEASUREMENTS: usize = 10_000;

/// Everything on the page of a release or of the candidate, as data.
///
/// # Errors
/// When the snapshot does not exist.
pub fn release_json(source: &Source<'_>, at: usize) -> Drawn {
    let path = format!("{}/release.json", source.routes.folder(at));
    let (snapshot, release) = source.release(at).ok_or_else(|| unknown(&path, at))?;
    let d = source.dossier;
    let head = json!({
        "schema": SCHEMA,
        "generator": { "name": "golive", "version": env!("CARGO_PKG_VERSION") },
        "repository": { "url": source.forge().map(|forge| forge.home().to_owned()) },
        "release": named(source, at, snapshot),
        "readiness": ready(source, release),
        "outcome": outcome(source, release),
        "completion": completion(release),
        "changes": changes(source, release),
        "checklist": checklist(source, release),
        "items": release.items.iter().map(|one| item(source, release, one)).collect::<Vec<_>>(),
        "steps": release.steps.iter().map(|one| step(source, release, one)).collect::<Vec<_>>(),
        "triggers": release.triggers.iter().map(|one| trigger(source, release, one)).collect::<Vec<_>>(),
        "incidents": release.incidents.iter().map(|one| incident(source, one)).collect::<Vec<_>>(),
        "rollback": release.rollback.as_ref().map(|back| rollback(source, release, back)),
        "documents": release.documents.iter().filter_map(|one| document(d, one)).collect::<Vec<_>>(),
        "evidence": release.evidence.iter().filter_map(|one| evidence(source, at, &path, one)).collect::<Vec<_>>(),
    });
    let mut tail = json!({
        "latency": release.latency.iter().map(latency).collect::<Vec<_>>(),
        "latency_left_out": release.latency_left_out,
        "timeline": release.timeline.iter().map(|event| json!({
            "time": rfc3339(event.time),
            "kind": kind(&event.kind),
            "text": words::event(d, release, &event.kind),
        })).collect::<Vec<_>>(),
        "findings": source.assessment.findings_of(at).map(|one| finding(source, one)).collect::<Vec<_>>(),
        "diagnostics": release.problems.iter().map(diagnostic).collect::<Vec<_>>(),
    });
    if let (Some(again), Some(tail)) = (source.assessment.rejudged.get(&at), tail.as_object_mut()) {
        tail.insert("by_todays_checklist".to_owned(), rejudged(source, again));
    }
    let left_out = release.measurements.len().saturating_sub(MOST_MEASUREMENTS);
    let measurements = Measurements(d, release.measurements.get(left_out..).unwrap_or_default());
    bytes(&path, &Document { head, measurements, measurements_left_out: left_out, tail })
}

/// A release by today's checklist.
fn rejudged(source: &Source<'_>, again: &ReleaseAssessment) -> Value {
    json!({
        "checklist": checklist(source, again),
        "readiness": ready(source, again),
        "outcome": outcome(source, again),
        "completion": completion(again),
        "items": again.items.iter().map(|one| item(source, again, one)).collect::<Vec<_>>(),
    })
}

/// The whole of `release.json`: its measurements may be many, so that they are no values in memory.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Value,
    measurements: Measurements<'a>,
    measurements_left_out: usize,
    #[serde(flatten)]
    tail: Value,
}

/// All releases, newest first, each with its name, readiness, outcome, completion and the address of its page.
///
/// # Errors
/// Never for reasons of content.
pub fn releases_json(source: &Source<'_>) -> Drawn {
    let path = "data/releases.json";
    let rows = source.newest_first().map(|(at, snapshot, release)| {
        json!({
            "release": named(source, at, snapshot),
            "readiness": ready(source, release),
            "outcome": outcome(source, release),
            "completion": completion(release),
            "url": source.link(path, &source.page(at)),
        })
    });
    bytes(path, &Value::Array(rows.collect()))
}

/// What changed for items since the newest earlier release that has a checklist; `null` where one of both has none.
fn changes(source: &Source<'_>, release: &ReleaseAssessment) -> Option<Value> {
    let before = source.assessment.last_listed(release.snapshot).filter(|_| !release.items.is_empty())?;
    let found = compare::items(source.assessment, before, release);
    let since = source.dossier.history.snapshots.get(before.snapshot)?;
    Some(json!({ "since": since.name, "items": item_changes(source.assessment, before, release, &found) }))
}

fn named(source: &Source<'_>, at: usize, snapshot: &Snapshot) -> Value {
    let history = &source.dossier.history;
    let name = |at: Option<usize>| Some(history.snapshots.get(at?)?.name.clone());
    let own = source.assessment.releases.get(at);
    json!({
        "name": snapshot.name,
        "commit": snapshot.commit.to_string(),
        "time": rfc3339(snapshot.time),
        "clock": words::release_clock(snapshot).0,
        "tag": snapshot.tag.as_ref().map(|tag| json!({
            "kind": match tag.kind {
                TagKind::Annotated => "annotated",
                TagKind::Lightweight => "lightweight",
            },
            "oid": tag.oid.to_string(),
            "tagger": tag.tagger.as_ref().map(|tagger| tagger.name.clone()),
            "signature": tag.signature.as_ref().map_or("none", |found| found.status.word()),
            "signed": tag.signature.as_ref().map(signed),
        })),
        "previous": name(own.and_then(|own| own.tagged_before)),
        "next": name(own.and_then(|own| own.next).filter(|next| *next < history.candidate())),
    })
}

/// By whom a tag is signed, and what comes of checking it by the files of today.
fn signed(found: &TagSignature) -> Value {
    json!({ "kind": found.kind.word(), "today": found.today.word(), "signer": found.signer, "key": found.key })
}

/// Where the checklist stands that speaks for a release, part by part; empty where there is none.
fn checklist(source: &Source<'_>, release: &ReleaseAssessment) -> Value {
    let origins = release.in_force.iter().flat_map(ChecklistInForce::origins);
    let blob = |at: Option<usize>| Some(source.dossier.evidence.get(at?)?.blob.to_string());
    let told = origins.map(|origin| {
        let kind = if origin.evidence().is_some() { "file" } else { "tag-message" };
        json!({ "path": &**origin.place(), "kind": kind, "blob": blob(origin.evidence()) })
    });
    told.collect()
}

fn item(source: &Source<'_>, release: &ReleaseAssessment, one: &ItemJudgement) -> Value {
    let d = source.dossier;
    let in_force = release.in_force.as_ref();
    let section = in_force.and_then(|in_force| in_force.checklist.sections.get(one.section));
    let written = section.and_then(|section| section.items.get(one.index));
    let tick = one.ticked_by.and_then(|tick| Some((tick, d.history.commits.get(tick.commit)?)));
    let paths = one.today.evidence.iter().filter_map(|at| Some(d.evidence.get(*at)?.path.to_string()));
    json!({
        "id": one.id,
        "section": section.map_or("", |section| &section.title),
        "phase": one.phase.word(),
        "due": one.due.word(),
        "under": written.and_then(|written| written.under.clone()),
        "text": one.words_today.as_deref().unwrap_or_else(|| written.map_or("", |written| &written.text)),
        "ticked": one.today.ticked(),
        "verdict": one.today.verdict.word(),
        "flags": one.flags.iter().map(|flag| flag.word()).collect::<Vec<_>>(),
        "reason": words::reason(d, release, one, &one.today),
        "source": place(in_force.map(|in_force| in_force.origin_of(one.section)), written.map_or(0, |written| written.line)),
        "criteria": one.today.criteria.iter().map(|judged| criterion(d, release, one.phase, judged)).collect::<Vec<_>>(),
        "read_as": words::reading(one),
        "reading": marked(one),
        "left_over": words::left_over(one, &one.today),
        "pinned": one.terms.pinned.as_ref().map(ToString::to_string),
        "unread": one.terms.unread,
        "configured": one.terms.is_configured,
        "off": one.terms.off.as_ref().map(|off| json!({ "reason": off.reason })),
        "evidence": paths.collect::<Vec<_>>(),
        "evidence_states": states(d, &one.today),
        "at_tag": {
            "text": written.map_or("", |written| &written.text),
            "ticked": one.at_tag.ticked(),
            "verdict": one.at_tag.verdict.word(),
            "reason": words::reason(d, release, one, &one.at_tag),
        },
        "ticked_by": tick.map(|(tick, commit)| json!({
            "commit": commit.id.to_string(),
            "time": rfc3339(commit.committed),
            "author": commit.author.name,
            "after_tag": tick.after_tag,
        })).or_else(|| tagger(source, release, one)),
        "identity": source.assessment.identity(one).map(|identity| &identity.id),
        "previous": source.assessment.before(release.snapshot, one).map(|(earlier, its)| json!({
            "release": d.history.snapshots.get(earlier.snapshot).map(|snapshot| &snapshot.name),
            "ticked": its.today.ticked(),
            "verdict": its.today.verdict.word(),
        })),
        "would_prove": words::would_prove(d, release, one, &one.today),
        "reproduce": words::reproduce(d, release, one, &one.today),
    })
}

/// An item's words in stretches of one role.
fn marked(one: &ItemJudgement) -> Value {
    let pieces = one.reading.pieces(&one.today.left).into_iter();
    let told = pieces.filter(|piece| piece.words.chars().any(char::is_alphanumeric));
    told.map(|piece| json!({ "text": piece.words.trim(), "role": piece.role.word(), "left": piece.is_left }))
        .collect()
}

/// Who tagged, where the message of the tag is what ticks a box.
fn tagger(source: &Source<'_>, release: &ReleaseAssessment, one: &ItemJudgement) -> Option<Value> {
    let ChecklistPlace::TagMessage { tag } = release.in_force.as_ref()?.origin_of(one.section) else {
        return None;
    };
    let snapshot = source.dossier.history.snapshots.get(release.snapshot)?;
    let its = snapshot.tag.as_ref()?;
    let tagger = its.tagger.as_ref().filter(|_| one.at_tag.ticked() && one.ticked_by.is_none())?;
    Some(json!({
        "commit": snapshot.commit.to_string(),
        "tag": &**tag,
        "time": rfc3339(snapshot.time),
        "author": tagger.name,
        "after_tag": false,
    }))
}

/// The place of words: a path and a line in it, or the ref of a tag and a line of its message.
/// What each piece of evidence is to an item, with what is named and missing.
fn states(d: &Dossier, standing: &Judgement) -> Vec<Value> {
    let one = |one: Support| {
        let path = match &one {
            Support::Missing(named) => Some(named.clone()),
            Support::There(at, _) => d.evidence.get(*at).map(|version| version.path.to_string()),
        };
        json!({ "path": path, "state": one.word() })
    };
    support(standing, d).into_iter().map(one).collect()
}

fn place(origin: Option<&ChecklistPlace>, line: u32) -> Value {
    json!({ "path": origin.map_or("", |origin| origin.place()), "line": line })
}

fn step(source: &Source<'_>, release: &ReleaseAssessment, one: &StepJudgement) -> Value {
    let d = source.dossier;
    let in_force = release.in_force.as_ref();
    let section = in_force.and_then(|in_force| in_force.checklist.sections.get(one.section));
    let step = words::step_source(release, one);
    let paths = one.judgement.evidence.iter().filter_map(|at| Some(d.evidence.get(*at)?.path.to_string()));
    json!({
        "section": section.map_or("", |section| &section.title),
        "phase": one.phase.word(),
        "number": step.and_then(|step| step.number),
        "text": step.map_or("", |step| &step.text),
        "verdict": one.call.word(),
        "reason": words::step_reason(d, release, one),
        "read_as": words::step_reading(one),
        "criteria": one.judgement.criteria.iter().map(|judged| criterion(d, release, one.phase, judged)).collect::<Vec<_>>(),
        "evidence": paths.collect::<Vec<_>>(),
        "would_prove": words::step_would_prove(one),
        "reproduce": words::reproduce_step(d, release, one),
        "source": place(in_force.map(|in_force| in_force.origin_of(one.section)), step.map_or(0, |step| step.line)),
    })
}

fn trigger(source: &Source<'_>, release: &ReleaseAssessment, one: &TriggerJudgement) -> Value {
    let (fired, at) = match &one.firing {
        Firing::Fired { at, .. } => (Some(true), Some(*at)),
        Firing::NotFired { .. } => (Some(false), None),
        Firing::Unknown(_) => (None, None),
    };
    let in_force = release.in_force.as_ref();
    json!({
        "text": one.text,
        "fired": fired,
        "at": moment(at),
        "reason": words::trigger(source.dossier, release, one),
        "over": if let Firing::NotFired { over } = one.firing { Some(over) } else { None },
        "reproduce": words::reproduce_trigger(source.dossier, release, one),
        "source": place(in_force.map(|in_force| in_force.origin_of_trigger(&one.text, one.line)), one.line),
    })
}

fn incident(source: &Source<'_>, one: &Incident) -> Value {
    let (version, its) = source.dossier.record(one.id).unzip();
    json!({
        "title": its.map_or("", |its| &its.title),
        "severity": one.severity,
        "began": rfc3339(one.began),
        "ended": moment(one.ended),
        "source": { "path": version.map_or("", |version| &version.path), "line": its.map_or(0, |its| its.line) },
    })
}

/// A document by which a release was governed.
fn document(d: &Dossier, one: &GovernedDocument) -> Option<Value> {
    let version = d.evidence.get(one.evidence)?;
    let front = version.facts.front.as_ref()?;
    Some(json!({
        "path": &*version.path,
        "owner": front.owner,
        "last_reviewed": moment(front.last_reviewed.map(|claim| claim.at)),
        "expires": moment(front.expires.map(|claim| claim.at)),
        "expired": one.expired,
        "doc_hash": front.doc_hash,
        "body_sha256": front.body_sha256,
        "doc_hash_state": match one.hash {
            HashCall::Untold => "untold",
            HashCall::Open => "open",
            HashCall::Differs => "differs",
            HashCall::Right => "right",
        },
    }))
}

fn kind(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Evidence(_) | EventKind::EvidenceBatch(..) => "evidence",
        EventKind::Ticked(_) | EventKind::TickBatch(..) => "ticked",
        EventKind::Tagged => "tag",
        EventKind::Deployed(..) => "deploy",
        EventKind::Check(_) | EventKind::CheckBatch(..) => "check",
        EventKind::TriggerFired(_) => "trigger",
        EventKind::Incident(_) => "incident",
        EventKind::IncidentOver(_) => "incident-over",
        EventKind::RolledBack => "rollback",
        EventKind::NextTagged(_) => "next-tag",
    }
}

fn finding(source: &Source<'_>, one: &Finding) -> Value {
    let d = source.dossier;
    let place = one.place.as_ref();
    json!({
        "kind": one.kind.word(),
        "severity": one.kind.severity().word(),
        "text": words::finding(d, one),
        "path": place.map(|place| place.path.to_string()),
        "line": place.map(|place| place.line).filter(|line| *line > 0),
        "commit": one.commit.to_string(),
        "reproduce": words::reproduce_finding(d, source.assessment, one),
    })
}

fn diagnostic(problem: &Problem) -> Value {
    let place = problem.place.as_ref();
    json!({
        "severity": problem.severity.word(),
        "path": place.map(|place| place.path.to_string()),
        "line": place.map(|place| place.line).filter(|line| *line > 0),
        "column": place.map(|place| place.column).filter(|column| *column > 0),
        "code": problem.code,
        "message": problem.message,
    })
}
