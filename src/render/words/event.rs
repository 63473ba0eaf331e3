//! The timeline in words.

use super::item::{name, text};
use super::{criterion::metric, danger, trigger};
use crate::assess::assessment::{EventKind, ReleaseAssessment};
use crate::model::{
    dossier::Dossier,
    measurement::{Measurement, Metric},
    record::Conclusion,
    time::rfc3339,
};
use crate::render::{format, markdown::plain};

/// What happened, in one sentence.
#[must_use]
pub fn event(d: &Dossier, r: &ReleaseAssessment, kind: &EventKind) -> String {
    match kind {
        EventKind::Evidence(at) => d.evidence.get(*at).map_or_else(String::new, |version| {
            format!("Evidence recorded: {} ({})", version.path, version.facts.kind.word())
        }),
        EventKind::EvidenceBatch(commit, files) => {
            let files = format::count(*files, "file", "files");
            match d.history.commits.get(*commit) {
                Some(commit) => {
                    format!("{files} of evidence recorded by {} in commit {}", commit.author.name, commit.id)
                }
                None => format!("{files} of evidence recorded"),
            }
        }
        EventKind::Ticked(at) => r.items.get(*at).map_or_else(String::new, |item| {
            let commit = item.ticked_by.and_then(|tick| d.history.commits.get(tick.commit));
            let who = commit.map(|commit| format!(" by {}", commit.author.name)).unwrap_or_default();
            format!("Ticked{who}: {}", text(r, item))
        }),
        EventKind::Tagged => format!("{} tagged", name(d, r)),
        EventKind::Deployed(at, record) => deployed(d, *at, *record),
        EventKind::Check(at) => {
            d.measured.get(*at).map_or_else(String::new, |measured| check(&measured.measurement))
        }
        EventKind::CheckBatch(label, checks, bad, last) => {
            let label = if label.is_empty() { String::new() } else { format!("{label} ") };
            let checks = format::count(*checks, "check", "checks");
            let (number, noun) = checks.split_once(' ').unwrap_or((&checks, ""));
            let until = if number == "1" { String::new() } else { format!(" until {}", rfc3339(*last)) };
            format!("{number} {label}{noun}{until}, {} failed or over budget", format::integer(*bad))
        }
        EventKind::TriggerFired(at) => r.triggers.get(*at).map_or_else(String::new, |judged| {
            format!(
                "Rollback trigger fired: {} ({})",
                plain(&judged.text).trim_end_matches('.'),
                trigger::trigger(d, r, judged)
            )
        }),
        EventKind::Incident(at) => {
            r.incidents.get(*at).map_or_else(String::new, |one| danger::incident(d, one))
        }
        EventKind::IncidentOver(at) => {
            r.incidents.get(*at).map_or_else(String::new, |one| format!("Over: {}", danger::incident(d, one)))
        }
        EventKind::RolledBack => {
            r.rollback.as_ref().map_or_else(String::new, |back| danger::rollback(d, r, back))
        }
        EventKind::NextTagged(snapshot) => {
            let next = d.history.snapshots.get(*snapshot).map_or("The next release", |next| &next.name);
            format!("{next} tagged")
        }
    }
}

/// A deployment as its record tells of it.
fn deployed(d: &Dossier, at: usize, record: usize) -> String {
    let Some(version) = d.evidence.get(at) else { return String::new() };
    let Some(record) = version.facts.records.get(record) else { return String::new() };
    let target = record.target.as_ref().map(|target| format!(" to {target}")).unwrap_or_default();
    let end = match record.conclusion {
        Some(Conclusion::Succeeded) => "succeeded",
        Some(Conclusion::Failed) => "failed",
        Some(Conclusion::Pending) => "had not ended",
        Some(Conclusion::Skipped) => "was left out",
        None => "does not tell how it ended",
    };
    format!("Deployment{target} {end}, by its own account ({})", version.path)
}

/// What kind of event it is, in a word or two.
#[must_use]
pub fn event_kind(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Evidence(_) | EventKind::EvidenceBatch(..) => "Evidence",
        EventKind::Ticked(_) => "Tick",
        EventKind::Tagged => "Tag",
        EventKind::Deployed(..) => "Deployment",
        EventKind::Check(_) | EventKind::CheckBatch(..) => "Check",
        EventKind::TriggerFired(_) => "Trigger",
        EventKind::Incident(_) | EventKind::IncidentOver(_) => "Incident",
        EventKind::RolledBack => "Rollback",
        EventKind::NextTagged(_) => "Next tag",
    }
}

/// One measurement in words: `live check: 241 ms, budget 800 ms`, `mock check: HTTP 410 in 229 ms`.
#[must_use]
pub fn check(of: &Measurement) -> String {
    let label = if of.label.is_empty() { String::new() } else { format!("{} ", of.label) };
    if of.metric.name() == Metric::FAILURES {
        return trigger::value(of);
    }
    let what = if of.metric.name() == Metric::LATENCY { "check".to_owned() } else { metric(&of.metric) };
    let budget = of.budget.map(|budget| format!(", budget {}", format::quantity(budget, of.unit)));
    format!("{label}{what}: {}{}", trigger::value(of), budget.unwrap_or_default())
}
