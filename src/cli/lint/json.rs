//! The readings for programs: schema `golive.lint/1`.

use super::entry::Entry;
use super::readings::Lint;
use crate::cli::{report, terminal};
use crate::model::time::rfc3339;
use serde_json::{Value, json};

/// All readings.
pub(super) fn whole(lint: &Lint<'_>) -> String {
    let snapshot = lint.examined.dossier.history.snapshots.get(lint.release.snapshot);
    terminal::harmless_json(&json!({
        "schema": "golive.lint/1",
        "release": report::name(lint.examined, lint.release),
        "commit": snapshot.map(|snapshot| snapshot.commit.to_string()),
        "time": snapshot.map(|snapshot| rfc3339(snapshot.time)),
        "summary": {"items": lint.entries.len(), "whole": lint.whole(), "left_over": lint.left_over()},
        "items": lint.entries.iter().map(item).collect::<Vec<_>>(),
    }))
}

fn item(entry: &Entry) -> Value {
    let marked = entry.pieces.iter().filter(|piece| piece.words.chars().any(char::is_alphanumeric));
    let reading = marked
        .map(|piece| json!({"text": piece.words.trim(), "role": piece.role.word(), "left": piece.is_left}));
    json!({
        "id": entry.id,
        "path": entry.path,
        "line": entry.line,
        "text": entry.text,
        "whole": entry.is_whole,
        "reading": reading.collect::<Vec<_>>(),
        "demands": entry.demands,
        "evidence": entry.evidence,
        "left_over": entry.left,
        "pinned": entry.pinned,
        "problem": entry.misread,
        "pin": entry.pin,
        "advice": entry.advice,
    })
}
