//! The decision for programs: schema `golive.check/2`.

use super::decision::Decision;
use super::finding::{Finding, Rule};
use super::note::Note;
use crate::assess::result::release::Blocker;
use crate::assess::result::tally::Tally;
use crate::cli::{report, terminal};
use crate::model::time::rfc3339;
use crate::render::words;
use serde_json::{Value, json};

/// The whole decision.
pub(super) fn whole(decision: &Decision<'_>) -> String {
    let (dossier, release) = (&decision.examined.dossier, decision.release);
    let snapshot = dossier.history.snapshots.get(release.snapshot);
    let told = |reasons: &[Blocker]| {
        reasons.iter().map(|one| words::blocker(dossier, release, one)).collect::<Vec<_>>()
    };
    let followed = release.outcome.reasons.iter().map(|one| words::outcome_reason(dossier, release, one));
    let tally =
        |tally: &Tally| json!({"items": tally.items, "claimed": tally.claimed, "proven": tally.proven});
    let value = json!({
        "schema": "golive.check/2",
        "release": report::name(decision.examined, release),
        "commit": snapshot.map(|snapshot| snapshot.commit.to_string()),
        "time": snapshot.map(|snapshot| rfc3339(snapshot.time)),
        "require": decision.require.text(),
        "decision": words::readiness(decision.go),
        "readiness": {"verdict": words::readiness(release.is_go()),
            "reasons": told(&release.blockers), "notes": told(&release.notes)},
        "outcome": {"state": release.outcome.state.word(), "at": release.outcome.at.map(rfc3339),
            "after_seconds": release.outcome.seconds, "reasons": followed.collect::<Vec<_>>()},
        "due": tally(&release.tallies.due),
        "due_today": tally(&release.tallies.due_today),
        "after": tally(&release.tallies.after),
        "blockers": decision.blocking().map(finding).collect::<Vec<_>>(),
        "others": decision.others().map(finding).collect::<Vec<_>>(),
        "findings": decision.notes.iter().map(note).collect::<Vec<_>>(),
    });
    terminal::harmless_json(&value)
}

fn note(of: &Note) -> Value {
    json!({
        "kind": of.kind,
        "severity": of.severity,
        "text": of.text,
        "path": of.path,
        "line": (of.line > 0).then_some(of.line),
        "reproduce": of.reproduce,
    })
}

fn finding(of: &Finding) -> Value {
    let (kind, verdict) = match of.rule {
        Rule::NoChecklist => ("no-checklist", None),
        Rule::Outcome => ("outcome", None),
        Rule::Trigger => ("trigger", None),
        Rule::NearBox => ("near-box", None),
        Rule::Flagged => ("flag", None),
        Rule::Item(verdict) => ("item", Some(verdict.word())),
    };
    json!({
        "kind": kind,
        "item": matches!(of.rule, Rule::Item(_) | Rule::Flagged).then_some(&of.id),
        "verdict": verdict,
        "text": of.title,
        "reason": of.why,
        "path": of.path(),
        "line": (of.line > 0).then_some(of.line),
        "would_prove": of.would_prove,
        "reproduce": of.reproduce,
    })
}
