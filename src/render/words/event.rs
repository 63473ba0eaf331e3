//! The timeline in words.

use super::item::{name, text};
use super::term::kind_word;
use super::{criterion::metric, danger, trigger};
use crate::assess::result::event::EventKind;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::{
    dossier::Dossier,
    measurement::{Measurement, Metric},
    record::{Conclusion, RecordId},
    time::rfc3339,
};
use crate::render::{format, language::say, markdown::plain};
use jiff::Timestamp;

/// What happened, in one sentence.
pub fn event(d: &Dossier, r: &ReleaseAssessment, kind: &EventKind) -> String {
    match kind {
        EventKind::Evidence(at) => d.evidence.get(*at).map_or_else(String::new, |version| {
            say!(
                "Evidence recorded: {path} ({kind})",
                path = version.path,
                kind = kind_word(&version.facts.kind)
            )
        }),
        EventKind::EvidenceBatch(commit, files) => recorded(d, *commit, *files),
        EventKind::Ticked(at) => r.items.get(*at).map_or_else(String::new, |item| {
            let commit = item.ticked_by.and_then(|tick| d.history.commits.get(tick.commit));
            match commit {
                Some(commit) => {
                    say!("Ticked by {who}: {item}", who = commit.author.name, item = text(r, item))
                }
                None => say!("Ticked: {item}", item = text(r, item)),
            }
        }),
        EventKind::TickBatch(commit, items) => ticked(d, *commit, *items),
        EventKind::Tagged => say!("{release} tagged", release = name(d, r)),
        EventKind::Deployed(id) => deployed(d, *id),
        EventKind::Check(at) => {
            d.measured.get(*at).map_or_else(String::new, |measured| check(&measured.measurement))
        }
        EventKind::CheckBatch(label, checks, bad, last) => checked(label, *checks, *bad, *last),
        EventKind::TriggerFired(at) => r.triggers.get(*at).map_or_else(String::new, |judged| {
            say!(
                "Rollback trigger fired: {trigger} ({why})",
                trigger = plain(&judged.text).trim_end_matches('.'),
                why = trigger::trigger(d, r, judged)
            )
        }),
        EventKind::Incident(at) => {
            r.incidents.get(*at).map_or_else(String::new, |one| danger::incident(d, one))
        }
        EventKind::IncidentOver(at) => r
            .incidents
            .get(*at)
            .map_or_else(String::new, |one| say!("Over: {incident}", incident = danger::incident(d, one))),
        EventKind::RolledBack => {
            r.rollback.as_ref().map_or_else(String::new, |back| danger::rollback(d, r, back))
        }
        EventKind::NextTagged(snapshot) => {
            let next = d.history.snapshots.get(*snapshot).map_or(say!("The next release"), |next| &next.name);
            say!("{release} tagged", release = next)
        }
    }
}

/// So many files of evidence that came with one commit.
fn recorded(d: &Dossier, commit: usize, files: usize) -> String {
    let files = format::count(files, "file of evidence", "files of evidence");
    match d.history.commits.get(commit) {
        Some(by) => {
            say!("{files} recorded by {who} in commit {id}", files, who = by.author.name, id = by.id)
        }
        None => say!("{files} recorded", files),
    }
}

/// So many boxes that one commit ticked.
fn ticked(d: &Dossier, commit: usize, items: usize) -> String {
    let items = format::count(items, "item", "items");
    match d.history.commits.get(commit) {
        Some(by) => say!("{items} ticked by {who} in commit {id}", items, who = by.author.name, id = by.id),
        None => say!("{items} ticked", items),
    }
}

/// So many checks of one label in a row.
fn checked(label: &str, checks: usize, bad: usize, last: Timestamp) -> String {
    let label = if label.is_empty() { String::new() } else { format!("{label} ") };
    let (n, bad, last) = (format::integer(checks), format::integer(bad), rfc3339(last));
    if checks == 1 {
        say!("1 {label}check, {bad} failed or over budget", label, bad)
    } else {
        say!("{n} {label}checks until {last}, {bad} failed or over budget", n, label, last, bad)
    }
}

/// A deployment as its record tells of it.
fn deployed(d: &Dossier, id: RecordId) -> String {
    let Some((version, record)) = d.record(id) else { return String::new() };
    let (target, path) = (record.target.as_ref(), &version.path);
    let what =
        target.map_or_else(|| say!("Deployment").to_owned(), |target| say!("Deployment to {target}", target));
    match record.conclusion {
        Some(Conclusion::Succeeded) => say!("{what} succeeded, by its own account ({path})", what, path),
        Some(Conclusion::Failed) => say!("{what} failed, by its own account ({path})", what, path),
        Some(Conclusion::Pending) => say!("{what} had not ended, by its own account ({path})", what, path),
        Some(Conclusion::Skipped) => say!("{what} was left out, by its own account ({path})", what, path),
        None => say!("{what} does not say how it ended, by its own account ({path})", what, path),
    }
}

/// What kind of event it is, in a word or two.
pub fn event_kind(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Evidence(_) | EventKind::EvidenceBatch(..) => say!("Evidence"),
        EventKind::Ticked(_) | EventKind::TickBatch(..) => say!("Tick"),
        EventKind::Tagged => say!("Tag"),
        EventKind::Deployed(..) => say!("Deployment"),
        EventKind::Check(_) | EventKind::CheckBatch(..) => say!("Check"),
        EventKind::TriggerFired(_) => say!("Trigger"),
        EventKind::Incident(_) | EventKind::IncidentOver(_) => say!("Incident"),
        EventKind::RolledBack => say!("Rollback"),
        EventKind::NextTagged(_) => say!("Next tag"),
    }
}

/// One measurement in words: `live check: 241 ms, budget 800 ms`, `mock check: HTTP 410 in 229 ms`.
pub fn check(of: &Measurement) -> String {
    let label = if of.label.is_empty() { String::new() } else { format!("{} ", of.label) };
    if of.metric.name() == Metric::FAILURES {
        return trigger::value(of);
    }
    let what =
        if of.metric.name() == Metric::LATENCY { say!("check").to_owned() } else { metric(&of.metric) };
    let budget = of.budget.map(|budget| say!(", budget {bound}", bound = format::quantity(budget, of.unit)));
    format!("{label}{what}: {}{}", trigger::value(of), budget.unwrap_or_default())
}
