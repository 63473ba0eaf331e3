//! The whole history as tables (RFC 4180, UTF-8, one header row).

use super::source::{Drawn, Source, refused};
use crate::assess::result::event::Side;
use crate::assess::result::{judgement::ItemJudgement, release::ReleaseAssessment};
use crate::model::{
    dossier::{Dossier, Measured},
    evidence::Evidence,
    history::Span,
    id::Oid,
    release::Snapshot,
    time::rfc3339,
};
use crate::render::{format, words, xml};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A run of more releases than this is written `first..last` in one list, so that a table grows with the history and not with its square.
/// No ref name holds `..`, so the two cannot be mistaken.
const LISTED: usize = 50;

const ITEMS: [&str; 12] = [
    "release", "item", "section", "phase", "ticked", "verdict", "flags", "reason", "path", "line",
    "identity", "due",
];
const EVIDENCE: [&str; 10] = [
    "path",
    "blob",
    "kind",
    "state",
    "bytes",
    "sha256",
    "first_commit",
    "recorded_time",
    "claimed_time",
    "releases",
];
const MEASUREMENTS: [&str; 16] = [
    "release",
    "metric",
    "target",
    "label",
    "time",
    "value",
    "unit",
    "budget",
    "status",
    "ok",
    "evidence",
    "error",
    "series",
    "runs",
    "at_most",
    "recorded_time",
];

/// Text as a cell that no spreadsheet takes for a formula: what begins like one and is no number gets a leading apostrophe. Control
/// characters but line breaks and tabs are replaced.
pub fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let digits = text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    let number = digits && text.parse::<f64>().is_ok();
    let text = xml::legal(text);
    if formula && !number { format!("'{text}") } else { text }
}

fn table<const N: usize>(path: &str, head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Drawn {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(head).map_err(|error| refused(path, error))?;
    for row in rows {
        writer.write_record(row.iter().map(|text| cell(text))).map_err(|error| refused(path, error))?;
    }
    writer.into_inner().map_err(|error| refused(path, error))
}

/// A table of the whole history. It is drawn in parts, so that neither a file nor what is in memory for it grows with the history.
#[derive(Clone, Copy, Debug)]
pub struct HistoryTable {
    /// Its name under `data/`.
    pub name: &'static str,
    /// When each of its rows was, in their order.
    pub(super) times: fn(&Source<'_>) -> Vec<Timestamp>,
    /// Draws the rows with these numbers, which ascend, as the file with this path.
    pub(super) draw: fn(&Source<'_>, &[usize], &str) -> Drawn,
}

/// Every table of the whole history.
pub const TABLES: [HistoryTable; 3] = [
    HistoryTable { name: "items", times: item_times, draw: items_csv },
    HistoryTable { name: "evidence", times: evidence_times, draw: evidence_csv },
    HistoryTable { name: "measurements", times: measurement_times, draw: measurements_csv },
];

/// Every item of every release: releases from the oldest, the candidate last, items in the checklist's order.
fn items<'a>(source: &Source<'a>) -> impl Iterator<Item = Judged<'a>> {
    let releases = source.dossier.history.snapshots.iter().zip(&source.assessment.releases);
    releases.flat_map(|(snapshot, release)| release.items.iter().map(move |one| (snapshot, release, one)))
}

/// An item of a release.
type Judged<'a> = (&'a Snapshot, &'a ReleaseAssessment, &'a ItemJudgement);

fn item_times(source: &Source<'_>) -> Vec<Timestamp> {
    items(source).map(|(snapshot, ..)| snapshot.time).collect()
}

/// The elements with these numbers, which ascend.
fn chosen<T>(all: impl Iterator<Item = T>, numbers: &[usize]) -> impl Iterator<Item = T> {
    all.enumerate().filter(|(n, _)| numbers.binary_search(n).is_ok()).map(|(_, one)| one)
}

/// An item of a release a row.
fn items_csv(source: &Source<'_>, numbers: &[usize], path: &str) -> Drawn {
    let d = source.dossier;
    let rows = chosen(items(source), numbers).map(|(snapshot, release, one)| {
        let in_force = release.in_force.as_ref();
        let section = in_force.and_then(|in_force| in_force.checklist.sections.get(one.section));
        let line = section.and_then(|section| section.items.get(one.index)).map(|item| item.line);
        let flags: Vec<&str> = one.flags.iter().map(|flag| flag.word()).collect();
        [
            snapshot.name.clone(),
            one.id.clone(),
            section.map(|section| section.title.clone()).unwrap_or_default(),
            one.phase.word().to_owned(),
            one.today.ticked().to_string(),
            one.today.verdict.word().to_owned(),
            flags.join(";"),
            words::reason(d, release, one, &one.today),
            in_force.map(|in_force| in_force.origin_of(one.section).place().to_string()).unwrap_or_default(),
            line.map(|line| line.to_string()).unwrap_or_default(),
            source.assessment.identity(one).map(|identity| identity.id.clone()).unwrap_or_default(),
            one.due.word().to_owned(),
        ]
    });
    table(path, ITEMS, rows)
}

/// A version of an evidence file, with where it stands in the trees of releases.
type Standing<'a> = (&'a Evidence, Vec<&'a Span>);

/// Each version that stands in the tree of a release or of the candidate; by path, then by the time it was recorded.
fn versions<'a>(source: &Source<'a>) -> impl Iterator<Item = Standing<'a>> {
    let d = source.dossier;
    d.evidence.chunk_by(|a, b| a.path == b.path).flat_map(|versions| {
        let mut spans: BTreeMap<Oid, Vec<&Span>> = BTreeMap::new();
        let track = versions.first().and_then(|version| d.history.tracks.get(&version.path));
        for span in track.iter().flat_map(|track| &track.spans).filter(|span| !span.snapshots.is_empty()) {
            spans.entry(span.blob).or_default().push(span);
        }
        versions.iter().filter_map(move |version| Some((version, spans.remove(&version.blob)?)))
    })
}

fn evidence_times(source: &Source<'_>) -> Vec<Timestamp> {
    versions(source).map(|(version, _)| version.recorded).collect()
}

/// A version of an evidence file a row.
fn evidence_csv(source: &Source<'_>, numbers: &[usize], path: &str) -> Drawn {
    let rows = chosen(versions(source), numbers).map(|(version, stands)| {
        let first = source.dossier.history.commits.get(version.recorded_by);
        let facts = &version.facts;
        [
            version.path.to_string(),
            version.blob.to_string(),
            facts.kind.word().to_owned(),
            facts.state.word().to_owned(),
            facts.bytes.to_string(),
            facts.sha256.clone(),
            first.map(|commit| commit.id.to_string()).unwrap_or_default(),
            rfc3339(version.recorded),
            facts.claim.map(|claim| rfc3339(claim.at)).unwrap_or_default(),
            stands.iter().map(|span| names(source, span)).collect::<Vec<_>>().join(";"),
        ]
    });
    table(path, EVIDENCE, rows)
}

fn names(source: &Source<'_>, span: &Span) -> String {
    let snapshots = source.dossier.history.snapshots.get(span.snapshots.clone()).unwrap_or_default();
    match snapshots {
        [first, .., last] if snapshots.len() > LISTED => format!("{}..{}", first.name, last.name),
        all => all.iter().map(|snapshot| snapshot.name.as_str()).collect::<Vec<_>>().join(";"),
    }
}

/// Checks of one address, a row each, by time. A CSV of its own, so that a chart's data can be had without the rest.
///
/// # Errors
/// Never for reasons of content.
pub fn checks_csv(d: &Dossier, checks: &[&Measured], path: &str) -> Drawn {
    let head = ["time", "label", "value", "unit", "budget", "status", "ok", "finished", "error", "evidence"];
    let rows = checks.iter().map(|measured| {
        let one = &measured.measurement;
        let teller = measured.tellers.first().and_then(|at| d.evidence.get(*at));
        [
            rfc3339(measured.time),
            one.label.to_string(),
            one.value.map(format::plain).unwrap_or_default(),
            one.unit.word().to_owned(),
            one.budget.map(format::plain).unwrap_or_default(),
            one.status.map(|code| code.to_string()).unwrap_or_default(),
            one.ok().map(|ok| ok.to_string()).unwrap_or_default(),
            one.finished().to_string(),
            one.error.as_deref().unwrap_or_default().to_owned(),
            teller.map(|version| version.path.to_string()).unwrap_or_default(),
        ]
    });
    table(path, head, rows)
}

/// The release of which each measurement speaks, in their order; empty where it speaks of none. Before a tag goes before after one.
fn speaking<'a>(source: &Source<'a>) -> Vec<&'a str> {
    let mut found = vec![""; source.dossier.measured.len()];
    for wanted in [Side::Before, Side::After] {
        for release in &source.assessment.releases {
            let Some(snapshot) = source.dossier.history.snapshots.get(release.snapshot) else { continue };
            for (n, _) in release.measurements.iter().filter(|(_, side)| *side == wanted) {
                if let Some(name) = found.get_mut(*n).filter(|name| name.is_empty()) {
                    *name = snapshot.name.as_str();
                }
            }
        }
    }
    found
}

fn measurement_times(source: &Source<'_>) -> Vec<Timestamp> {
    source.dossier.measured.iter().map(|measured| measured.time).collect()
}

/// A distinct measurement a row, by time. Its release is the one of which it speaks: that came next, or that was in production then; where
/// its place is not told, the next one; empty where it speaks of none.
fn measurements_csv(source: &Source<'_>, numbers: &[usize], path: &str) -> Drawn {
    let d = source.dossier;
    let releases = speaking(source);
    let rows = chosen(d.measured.iter().zip(releases), numbers).map(|(measured, release)| {
        let one = &measured.measurement;
        let teller = measured.tellers.first().and_then(|at| d.evidence.get(*at));
        [
            release.to_owned(),
            one.metric.name().to_owned(),
            one.target.to_string(),
            one.label.to_string(),
            rfc3339(measured.time),
            one.value.map(format::plain).unwrap_or_default(),
            one.unit.word().to_owned(),
            one.budget.map(format::plain).unwrap_or_default(),
            one.status.map(|code| code.to_string()).unwrap_or_default(),
            one.ok().map(|ok| ok.to_string()).unwrap_or_default(),
            teller.map(|version| version.path.to_string()).unwrap_or_default(),
            one.error.as_deref().unwrap_or_default().to_owned(),
            measured.series.to_string(),
            one.runs.map(|runs| runs.to_string()).unwrap_or_default(),
            if one.at_most { "true" } else { "" }.to_owned(),
            rfc3339(measured.recorded),
        ]
    });
    table(path, MEASUREMENTS, rows)
}
