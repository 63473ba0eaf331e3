//! Incidents and rollbacks in words.

use super::item::name;
use crate::assess::result::incident::Incident;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::rollback::{Recovery, Rollback, RollbackSign, Trouble};
use crate::model::dossier::Dossier;
use crate::model::record::{Record, RecordId};
use crate::render::{format, language::say, markdown::plain};

/// At most so many commits are named in a sentence.
const NAMED: usize = 3;

fn record(d: &Dossier, id: RecordId) -> Option<(&str, &Record)> {
    d.record(id).map(|(version, record)| (&*version.path, record))
}

/// `SEV-1 incident: Checkout down (feedback/reliability.md:12)`.
pub fn incident(d: &Dossier, one: &Incident) -> String {
    let severity = one
        .severity
        .map_or_else(|| say!("Incident").to_owned(), |severity| say!("SEV-{severity} incident", severity));
    let Some((path, its)) = record(d, one.id) else { return severity };
    let title = if its.title.trim().is_empty() { String::new() } else { format!(": {}", plain(&its.title)) };
    let line = if its.line > 0 { format!(":{}", its.line) } else { String::new() };
    format!("{severity}{title} ({path}{line})")
}

/// How a rollback was found: `Deployment of v2025.10.10a (artifacts/deploy/d.json)`.
pub fn rollback(d: &Dossier, r: &ReleaseAssessment, back: &Rollback) -> String {
    let named =
        |at: usize| d.history.snapshots.get(at).map_or(say!("an earlier release"), |snapshot| &snapshot.name);
    let how = match &back.sign {
        RollbackSign::Record(id) => {
            let told = record(d, *id);
            let path = told.map_or(say!("a record"), |(path, _)| path);
            match told.and_then(|(_, its)| its.field("reason")) {
                Some(why) => say!("recorded in {path}, because: {why}", path, why = plain(why)),
                None => say!("recorded in {path}", path),
            }
        }
        RollbackSign::Deploy(id) => {
            let path = record(d, *id).map_or(say!("a record"), |(path, _)| path);
            say!("an earlier release was deployed, as recorded in {path}", path)
        }
        RollbackSign::Tag { snapshot } => match back.to {
            Some(to) => {
                say!(
                    "{release} has the same files as {earlier}",
                    release = named(*snapshot),
                    earlier = named(to)
                )
            }
            None => {
                let release = named(*snapshot);
                say!("{release} stands at a commit that an earlier release held already", release)
            }
        },
        RollbackSign::Reverts { by, reverted, of } => {
            let commits = by.iter().filter_map(|n| d.history.commits.get(*n)).take(NAMED);
            let mut commits: Vec<String> = commits.map(|commit| commit.id.to_string()).collect();
            if by.len() > NAMED {
                commits.push(say!("{more} more", more = format::integer(by.len() - NAMED)));
            }
            let (n, all, commits) =
                (format::integer(*reverted), format::integer(*of), format::list(&commits));
            if *of == 1 {
                say!("{n} of its 1 commit was taken back by {commits}", n, commits)
            } else {
                say!("{n} of its {all} commits were taken back by {commits}", n, all, commits)
            }
        }
    };
    let release = name(d, r);
    match back.to {
        Some(to) => say!("{release} was rolled back to {earlier}: {how}", release, earlier = named(to), how),
        None => say!("{release} was rolled back: {how}", release, how),
    }
}

/// The time to recovery and from when it counts: `40 min after the SEV-1 incident began`.
pub fn recovery(r: &ReleaseAssessment, one: &Recovery) -> String {
    let from = match one.from {
        Trouble::Trigger(at) => match r.triggers.get(at) {
            Some(trigger) => {
                let trigger = plain(&trigger.text);
                say!("after a rollback trigger fired ({trigger})", trigger = trigger.trim_end_matches('.'))
            }
            None => say!("after a rollback trigger fired").to_owned(),
        },
        Trouble::Incident(at) => match r.incidents.get(at).and_then(|incident| incident.severity) {
            Some(severity) => say!("after the SEV-{severity} incident began", severity),
            None => say!("after the incident began").to_owned(),
        },
        Trouble::Tag => say!("after the tag; no earlier trouble is recorded").to_owned(),
    };
    format!("{} {from}", format::duration(one.seconds))
}

/// The git command that shows a rollback.
pub fn reproduce_rollback(d: &Dossier, r: &ReleaseAssessment, back: &Rollback) -> String {
    let commit = |at: usize| d.history.snapshots.get(at).map(|snapshot| snapshot.commit).unwrap_or_default();
    match &back.sign {
        RollbackSign::Record(id) | RollbackSign::Deploy(id) => {
            super::proof::show(d, r, id.evidence).unwrap_or_default()
        }
        RollbackSign::Tag { snapshot } => match back.to {
            Some(to) => format!("git diff --stat {} {}", commit(to), commit(*snapshot)),
            None => format!("git log --oneline {}..{}", commit(*snapshot), commit(r.snapshot)),
        },
        RollbackSign::Reverts { by, .. } => {
            let ids: Vec<String> = by
                .iter()
                .filter_map(|n| d.history.commits.get(*n))
                .take(NAMED)
                .map(|c| c.id.to_string())
                .collect();
            format!("git show --stat {}", ids.join(" "))
        }
    }
}
