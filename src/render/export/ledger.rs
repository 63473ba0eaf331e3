//! `ledger.jsonl`: what was known of each release at its tag, oldest first, each line chained to the one before by its SHA-256.
//!
//! A ledger is only added to. A release gets another line where it is not as its last line says, so that a moved tag, other evidence or
//! another verdict shows; as long as nothing changes, no line is added.

use super::source::{Drawn, Source};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::speaker::ChecklistInForce;
use crate::model::ledger::{Entry, Ledger, Line, SCHEMA, Seal, SealedFile, SealedItem, Written};
use crate::model::release::Snapshot;
use crate::model::time::rfc3339;
use crate::redact;
use crate::render::site::RenderError;
use std::collections::BTreeMap;

/// Its path.
pub const LEDGER: &str = "ledger.jsonl";

/// `ledger.jsonl`.
///
/// # Errors
/// Never in practice: when a value cannot be written as JSON.
pub fn ledger(source: &Source<'_>) -> Drawn {
    Ok(continued(source)?.bytes())
}

/// The earlier ledger as far as it holds, with a line for whatever is not as it says.
///
/// # Errors
/// Never in practice: when a value cannot be written as JSON.
pub fn continued(source: &Source<'_>) -> Result<Ledger, RenderError> {
    let mut ledger = Ledger { lines: source.dossier.ledger.lines.clone(), broken: None };
    for entry in entries(source) {
        add(&mut ledger, entry)?;
    }
    Ok(ledger)
}

/// What the earlier ledger does not say yet.
fn entries(source: &Source<'_>) -> Vec<Entry> {
    let dossier = source.dossier;
    let earlier = &dossier.ledger;
    let noticed = dossier.history.snapshots.last().map(|head| rfc3339(head.time)).unwrap_or_default();
    let broken = earlier.broken.iter().map(|broken| Entry::Unverified {
        sha256: broken.sha256.clone(),
        line: broken.line,
        why: broken.why.clone(),
        noticed: noticed.clone(),
    });
    let mut entries = broken.collect::<Vec<_>>();
    // The last line of each release.
    let known: BTreeMap<&str, &Entry> =
        earlier.lines.iter().filter_map(|line| Some((line.entry.release()?, &line.entry))).collect();
    // What an incomplete history lacks was not deleted.
    let is_whole = dossier.history.incomplete.is_empty();
    for release in &source.assessment.releases {
        let Some(snapshot) = dossier.history.snapshots.get(release.snapshot) else { continue };
        if snapshot.is_candidate() {
            continue;
        }
        let mut seal = seal(source, snapshot, release);
        match known.get(&*snapshot.name) {
            None => entries.push(Entry::Sealed(seal)),
            Some(Entry::Sealed(before)) if !is_whole || before.is_like(&seal) => {}
            Some(_) => {
                seal.noticed = Some(noticed.clone());
                entries.push(Entry::Sealed(seal));
            }
        }
    }
    let there = |name: &str| dossier.history.snapshots.iter().any(|s| !s.is_candidate() && s.name == name);
    for (name, entry) in known.iter().filter(|(name, _)| is_whole && !there(name)) {
        let (release, noticed) = ((*name).to_owned(), noticed.clone());
        let is_tag = dossier.history.skipped.iter().any(|tag| tag.name == *name);
        match (is_tag, entry) {
            (false, Entry::Deleted { .. }) | (true, Entry::LeftOut { .. }) => {}
            (false, _) => entries.push(Entry::Deleted { release, noticed }),
            (true, _) => entries.push(Entry::LeftOut { release, noticed }),
        }
    }
    entries
}

/// Adds a line. Tokens are masked before it is chained, as they would be in any file of the site.
fn add(ledger: &mut Ledger, entry: Entry) -> Result<(), RenderError> {
    let refused = |message: String| RenderError { path: LEDGER.to_owned(), message };
    let written = Written { schema: SCHEMA, entry: &entry, previous: &ledger.last() };
    let bytes = serde_json::to_vec(&written).map_err(|error| refused(error.to_string()))?;
    let text = String::from_utf8(redact::tokens(&bytes).0.into_owned());
    ledger.lines.push(Line { text: text.map_err(|error| refused(error.to_string()))?, entry });
    Ok(())
}

pub(super) fn seal(source: &Source<'_>, snapshot: &Snapshot, release: &ReleaseAssessment) -> Seal {
    let dossier = source.dossier;
    let items = release.items.iter().map(|item| SealedItem {
        id: item.id.to_string(),
        ticked: item.at_tag.ticked(),
        verdict: item.at_tag.verdict.word().to_owned(),
    });
    let standing = release.evidence.iter().filter(|used| dossier.stands(used.evidence, release.snapshot));
    let evidence =
        standing.filter_map(|used| dossier.evidence.get(used.evidence)).map(|version| SealedFile {
            path: version.path.to_string(),
            blob: Some(version.blob.to_string()),
            sha256: Some(version.facts.sha256.to_string()),
        });
    let origins = release.in_force.iter().flat_map(ChecklistInForce::origins);
    let checklist = origins.map(|origin| {
        let version = origin.evidence().and_then(|at| dossier.evidence.get(at));
        SealedFile {
            path: origin.place().to_string(),
            blob: version.map(|version| version.blob.to_string()),
            sha256: version.map(|version| version.facts.sha256.to_string()),
        }
    });
    Seal {
        release: snapshot.name.clone(),
        commit: snapshot.commit.to_string(),
        tag: snapshot.tag.as_ref().map(|tag| tag.oid.to_string()),
        time: rfc3339(snapshot.time),
        golive: env!("CARGO_PKG_VERSION").to_owned(),
        configuration: source.look.configuration.clone(),
        claimed: release.tallies.due.claimed,
        proven: release.tallies.due.proven,
        checklist: checklist.collect(),
        items: items.collect(),
        evidence: evidence.collect(),
        noticed: None,
    }
}
