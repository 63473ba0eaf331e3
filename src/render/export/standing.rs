//! How a release stands, as data: ready at its tag, its outcome, and how much was claimed and proven of what was due.

use super::json::moment;
use super::source::{Source, readiness};
use crate::assess::result::due::Due;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::outcome::OutcomeState;
use crate::assess::result::release::{Blocker, ReleaseAssessment};
use crate::assess::result::rollback::{Rollback, RollbackSign};
use crate::assess::result::tally::{Tallies, Tally};
use crate::model::time::rfc3339;
use crate::render::words;
use serde_json::{Map, Value, json};

/// Go or no-go at the tag, with the reasons.
pub(super) fn ready(source: &Source<'_>, release: &ReleaseAssessment) -> Value {
    let told = |reasons: &[Blocker]| {
        reasons.iter().map(|one| words::blocker(source.dossier, release, one)).collect::<Vec<_>>()
    };
    json!({ "verdict": readiness(release), "reasons": told(&release.blockers), "notes": told(&release.notes) })
}

/// What followed. `to` and `after_seconds` are told of what happened alone.
pub(super) fn outcome(source: &Source<'_>, release: &ReleaseAssessment) -> Value {
    let outcome = &release.outcome;
    let back = release.rollback.as_ref().filter(|_| outcome.state == OutcomeState::RolledBack);
    let to = back.and_then(|back| source.dossier.history.snapshots.get(back.to?));
    let reasons = outcome.reasons.iter().map(|one| words::outcome_reason(source.dossier, release, one));
    json!({
        "state": outcome.state.word(),
        "at": moment(outcome.at),
        "to": to.map(|to| &to.name),
        "after_seconds": outcome.seconds,
        "reasons": reasons.collect::<Vec<_>>(),
    })
}

/// The tallies by what was due; beside them, for one more version of the schema, those over all items.
pub(super) fn completion(release: &ReleaseAssessment) -> Value {
    let counted = || release.items.iter().filter(|item| item.counts());
    let today = tally(&Tally::of(counted().map(|item| &*item.today)));
    let mut at_tag = tally(&Tally::of(counted().map(|item| &*item.at_tag)));
    at_tag.shift_remove("items");
    let mut all = today;
    all.insert("at_tag".to_owned(), Value::Object(at_tag));
    let Tallies { due, due_today, after } = &release.tallies;
    for (name, its) in [("due", due), ("due_today", due_today), ("after", after)] {
        all.insert(name.to_owned(), Value::Object(tally(its)));
    }
    let count = |wanted: fn(&ItemJudgement) -> bool| release.items.iter().filter(|item| wanted(item)).count();
    all.insert("not_yet".to_owned(), json!(count(|item| item.counts() && item.due == Due::NotYet)));
    all.insert("off".to_owned(), json!(count(|item| !item.counts())));
    Value::Object(all)
}

fn tally(tally: &Tally) -> Map<String, Value> {
    let verdicts = tally.by_verdict.iter();
    let verdicts = verdicts.map(|(verdict, count)| (verdict.word().to_owned(), Value::from(*count)));
    Map::from_iter([
        ("items".to_owned(), json!(tally.items)),
        ("claimed".to_owned(), json!(tally.claimed)),
        ("proven".to_owned(), json!(tally.proven)),
        ("by_verdict".to_owned(), Value::Object(verdicts.collect())),
    ])
}

/// That a release was rolled back.
pub(super) fn rollback(source: &Source<'_>, release: &ReleaseAssessment, back: &Rollback) -> Value {
    let d = source.dossier;
    let to = back.to.and_then(|to| d.history.snapshots.get(to)).map(|snapshot| &snapshot.name);
    let path = back.evidence().and_then(|at| d.evidence.get(at)).map(|version| &*version.path);
    json!({
        "at": rfc3339(back.at),
        "to": to,
        "detected_by": match back.sign {
            RollbackSign::Record { .. } => "record",
            RollbackSign::Deploy { .. } => "deploy",
            RollbackSign::Tag { .. } => "tag",
            RollbackSign::Reverts { .. } => "reverts",
        },
        "evidence": path,
        "recovery_seconds": release.recovery.map(|one| one.seconds),
        "recovery": release.recovery.as_ref().map(|one| words::recovery(release, one)),
        "reason": words::rollback(d, release, back),
        "reproduce": words::reproduce_rollback(d, release, back),
    })
}
