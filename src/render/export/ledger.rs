//! `ledger.jsonl`: a line a release, oldest first, each chained to the one before by its SHA-256.
//!
//! A line holds only what could be known at the tag, so that it never changes while the history stands: a moved tag or other evidence
//! breaks the chain from there on.

use super::source::{Drawn, Source};
use crate::assess::result::release::ReleaseAssessment;
use crate::model::id::sha256;
use crate::model::release::Snapshot;
use crate::model::time::rfc3339;
use crate::render::site::RenderError;
use serde_json::{Value, json};

/// `previous` of the first line.
const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// `ledger.jsonl`. `previous` is the SHA-256 of the line before, without its line feed.
///
/// # Errors
/// Never in practice: when a value cannot be written as JSON.
pub fn ledger(source: &Source<'_>) -> Drawn {
    let mut previous = BEGINNING.to_owned();
    let mut lines = Vec::new();
    for release in &source.assessment.releases {
        let Some(snapshot) = source.dossier.history.snapshots.get(release.snapshot) else { continue };
        if snapshot.is_candidate() {
            continue;
        }
        let line = serde_json::to_vec(&line(source, snapshot, release, &previous))
            .map_err(|error| RenderError { path: "ledger.jsonl".to_owned(), message: error.to_string() })?;
        previous = sha256(&line);
        lines.extend(line);
        lines.push(b'\n');
    }
    Ok(lines)
}

fn line(source: &Source<'_>, snapshot: &Snapshot, release: &ReleaseAssessment, previous: &str) -> Value {
    let dossier = source.dossier;
    let items = release.items.iter().map(|item| {
        json!({ "id": item.id, "ticked": item.at_tag.ticked(), "verdict": item.at_tag.verdict.word() })
    });
    let standing = release.evidence.iter().filter(|used| dossier.stands(used.evidence, release.snapshot));
    let evidence = standing.filter_map(|used| dossier.evidence.get(used.evidence)).map(|version| {
        json!({ "path": &*version.path, "blob": version.blob.to_string(), "sha256": version.facts.sha256 })
    });
    json!({
        "schema": "golive.ledger/1",
        "release": snapshot.name,
        "commit": snapshot.commit.to_string(),
        "tag": snapshot.tag.as_ref().map(|tag| tag.oid.to_string()),
        "time": rfc3339(snapshot.time),
        "claimed": release.tallies.due.claimed,
        "proven": release.tallies.due.proven,
        "items": items.collect::<Vec<_>>(),
        "evidence": evidence.collect::<Vec<_>>(),
        "previous": previous,
    })
}
