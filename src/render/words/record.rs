//! Criteria that records answer: what is demanded, and what the record told.

use super::criterion::distance;
use crate::assess::assessment::{Answer, Observed, Outcome, ReleaseAssessment, Told};
use crate::model::{
    criterion::Criterion,
    deed::Deed,
    dossier::Dossier,
    evidence::Kind,
    record::{Conclusion, Part, Record},
};
use crate::render::format::{integer, list};

/// So many wrong parts are named; the others are counted.
const MOST_NAMED: usize = 12;

/// What was done, with its article.
fn noun(kind: &Kind) -> &str {
    match kind {
        Kind::CiRun => "a CI run",
        Kind::Deploy => "a deployment",
        Kind::Backup => "a backup",
        Kind::Export => "an export",
        Kind::RestoreDrill => "a restore drill",
        Kind::DryRun => "a dry run",
        Kind::Briefing => "a briefing",
        Kind::Qa => "a QA run",
        other => other.word(),
    }
}

/// `a deployment to staging (deploy-staging.yml) that succeeded`; `None` for criteria of another kind.
pub(super) fn demand(criterion: &Criterion) -> Option<String> {
    Some(match criterion {
        Criterion::Done(deed) => deed_demanded(deed),
        Criterion::Succeeded { .. } => "a named record that succeeded".to_owned(),
        Criterion::SignedOff { scope, target } => {
            let tells = [(*scope, "scope"), (*target, "target date")];
            let tells = tells
                .iter()
                .filter(|(asked, _)| *asked)
                .map(|(_, name)| (*name).to_owned())
                .collect::<Vec<_>>();
            let with = if tells.is_empty() { String::new() } else { format!(", with {}", list(&tells)) };
            format!("an approving entry since the previous release{with}")
        }
        Criterion::Column { name } => format!("every cell of the column “{name}” filled in"),
        _ => return None,
    })
}

/// Where golive's documentation shows the shapes of the record that a criterion asks for.
pub(super) fn shape(criterion: &Criterion) -> Option<String> {
    let kind = match criterion {
        Criterion::Done(deed) => deed.kind.word(),
        Criterion::Kept(kept) => return Some(shown_under(kept.what.kind().word())),
        Criterion::SignedOff { .. } => Kind::Feedback.word(),
        Criterion::Column { .. } => Kind::EnvMatrix.word(),
        Criterion::Act(act) => super::act::shape(act)?,
        _ => return None,
    };
    Some(shown_under(kind))
}

fn shown_under(kind: &str) -> String {
    format!("its shapes: {kind} in golive's docs/evidence.md")
}

fn deed_demanded(deed: &Deed) -> String {
    let place = deed.target.as_ref().map(|target| {
        let to = match deed.kind {
            Kind::Deploy => "to",
            Kind::Backup | Kind::Export => "of",
            _ => "on",
        };
        format!(" {to} {target}")
    });
    let file = deed.procedure.as_ref().map(|file| format!(" ({file})")).unwrap_or_default();
    let branch = deed
        .branch
        .as_ref()
        .map(|branch| format!(" of this release's commits on {branch}"))
        .unwrap_or_default();
    let with = if deed.kind == Kind::Briefing { " of" } else { ", with" };
    let parts = if deed.parts.is_empty() { String::new() } else { format!("{with} {}", list(&deed.parts)) };
    if deed.kind == Kind::Briefing {
        return format!("{}{parts} that succeeded", noun(&deed.kind));
    }
    format!("{}{}{file}{branch} that succeeded{parts}", noun(&deed.kind), place.unwrap_or_default())
}

/// How it came out by the record that decides, without the place.
pub(super) fn came_out(
    d: &Dossier,
    r: &ReleaseAssessment,
    criterion: &Criterion,
    outcome: Outcome,
    observed: &Observed,
) -> String {
    let version = d.evidence.get(observed.evidence);
    let record = |told: &Told| version.and_then(|version| version.facts.records.get(told.record));
    let Some((told, record)) = observed.told.as_ref().and_then(|told| Some((told, record(told)?))) else {
        return String::new();
    };
    let path = version.map_or("", |version| &*version.path);
    match criterion {
        Criterion::Done(deed) => {
            let when = distance(d, r, observed.time);
            let is_own = !matches!(told.answer, Answer::Old | Answer::OldCommit);
            let late = if outcome == Outcome::Stale && is_own { ", outside the window" } else { "" };
            format!("{}, {when}{late}", done(deed, told, record))
        }
        Criterion::Succeeded { .. } => {
            let what = titled(record, path);
            format!("{}, {}", ended(&what, told, record), distance(d, r, observed.time))
        }
        Criterion::Column { name } => column(name, told, record, path),
        _ => signed_off(told, record, path),
    }
}

fn done(deed: &Deed, told: &Told, record: &Record) -> String {
    let what = noun(&deed.kind);
    let part = |n: usize| deed.parts.get(n).map_or("", String::as_str);
    let commit = record.commit.as_deref().map(|id| id.get(..7).unwrap_or(id)).unwrap_or_default();
    match told.answer {
        Answer::Ended(_) => ended(what, told, record),
        Answer::Old => format!("{what} is from before the previous release"),
        Answer::NoCommit => format!("{what} names no commit"),
        Answer::OldCommit => format!("{what} is of {commit}, a commit of an earlier release"),
        Answer::OtherCommit => format!("{what} is of {commit}, which this release does not hold"),
        Answer::Lacks(n) if deed.kind == Kind::Briefing => format!("{what} does not name {}", part(n)),
        Answer::Lacks(n) => format!("{what} succeeded, but has no {}", part(n)),
        Answer::Part(n, Some(Conclusion::Failed)) => format!("{} failed{}", part(n), named(told, record)),
        Answer::Part(n, _) => format!("{} did not succeed{}", part(n), named(told, record)),
        _ if commit.is_empty() => format!("{what} succeeded"),
        _ => format!("{what} of {commit} succeeded"),
    }
}

/// What a record calls itself, else the name of its file.
fn titled(record: &Record, path: &str) -> String {
    match record.title.as_str() {
        "" => path.rsplit('/').next().unwrap_or(path).to_owned(),
        title => format!("“{title}”"),
    }
}

/// How a record ended by its own words, where that decides.
fn ended(what: &str, told: &Told, record: &Record) -> String {
    match told.answer {
        Answer::Ended(Some(Conclusion::Failed)) => format!("{what} failed{}", named(told, record)),
        Answer::Ended(Some(Conclusion::Pending)) => format!("{what} has not ended{}", named(told, record)),
        Answer::Ended(Some(Conclusion::Skipped)) => format!("{what} was skipped"),
        Answer::Ended(None) => format!("{what} does not tell how it ended"),
        Answer::Early => format!("{what} tells what was done before the tag"),
        _ => format!("{what} succeeded"),
    }
}

/// `: tests (12 tests, 1 failed), lint`.
fn named(told: &Told, record: &Record) -> String {
    let parts = told.parts.iter().filter_map(|at| record.parts.get(*at));
    let names = parts.map(|part| part.name.clone()).take(MOST_NAMED).collect::<Vec<_>>();
    if names.is_empty() { String::new() } else { format!(": {}", list(&names)) }
}

fn signed_off(told: &Told, record: &Record, path: &str) -> String {
    let entry = titled(record, path);
    match told.answer {
        Answer::Withdrawn => format!("{entry} takes the sign-off back"),
        Answer::NoScope => format!("{entry} approves, but tells no scope"),
        Answer::NoTarget => format!("{entry} approves, but tells no target date that can be read"),
        Answer::Old => format!("{entry} is from before the previous release"),
        _ => format!("{entry} approves"),
    }
}

fn column(name: &str, told: &Told, record: &Record, path: &str) -> String {
    let rows = integer(record.parts.len());
    if told.answer == Answer::Shows {
        return format!("all {rows} cells of the column “{name}” are filled in");
    }
    let count = integer(told.parts.len());
    let open = some(&open_cells(told, record, path));
    format!("{count} of {rows} cells of the column “{name}” are not filled in: {open}")
}

/// The cells that are not filled in, each with its place; none where the column is as it should be.
pub(super) fn open_cells(told: &Told, record: &Record, path: &str) -> Vec<String> {
    let row = |part: &Part| {
        let said = if part.said.is_empty() { "empty" } else { &part.said };
        format!("{} “{said}” ({path}:{})", part.name, part.line)
    };
    match told.answer {
        Answer::Shows => Vec::new(),
        _ => told.parts.iter().filter_map(|at| record.parts.get(*at)).map(row).collect(),
    }
}

/// The first of many, and how many more there are, for a sentence.
pub(super) fn some(all: &[String]) -> String {
    let mut shown: Vec<String> = all.iter().take(MOST_NAMED).cloned().collect();
    let more = all.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        shown.push(format!("{} more", integer(more)));
    }
    shown.join(", ")
}
