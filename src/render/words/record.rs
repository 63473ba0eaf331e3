//! Criteria that records answer: what is demanded, and what the record told.

use super::criterion::distance;
use super::term::kind_word;
use crate::assess::result::judgement::{Answer, Observation, Outcome, RecordAnswer};
use crate::assess::result::release::ReleaseAssessment;
use crate::model::{
    criterion::Criterion,
    deed::Deed,
    dossier::Dossier,
    evidence::Kind,
    measurement::Unit,
    reading::Counted,
    record::{Conclusion, Part, Record},
};
use crate::render::format::{self, integer, list};
use crate::render::language::say;

/// So many wrong parts are named; the others are counted.
const MOST_NAMED: usize = 12;

/// What was done, with its article.
fn noun(kind: &Kind) -> &str {
    match kind {
        Kind::CiRun => say!("a CI run"),
        Kind::Deploy => say!("a deployment"),
        Kind::Backup => say!("a backup"),
        Kind::Export => say!("an export"),
        Kind::RestoreDrill => say!("a restore drill"),
        Kind::DryRun => say!("a dry run"),
        Kind::Briefing => say!("a briefing"),
        Kind::Qa => say!("a QA run"),
        other => kind_word(other),
    }
}

/// `a deployment to staging (deploy-staging.yml) that succeeded`; `None` for criteria of another kind.
pub(super) fn demand(criterion: &Criterion) -> Option<String> {
    Some(match criterion {
        Criterion::Done(deed) => deed_demanded(deed),
        Criterion::Succeeded { .. } => say!("a named record that succeeded").to_owned(),
        Criterion::SignedOff { scope, target } => {
            let tells = [(*scope, say!("scope")), (*target, say!("target date"))];
            let tells = tells.iter().filter(|(asked, _)| *asked).map(|(_, name)| (*name).to_owned());
            let tells = tells.collect::<Vec<_>>();
            if tells.is_empty() {
                return Some(say!("an approving entry since the previous release").to_owned());
            }
            say!("an approving entry since the previous release, with {words}", words = list(&tells))
        }
        Criterion::Column { name } => say!("every cell of the column “{name}” filled in", name),
        _ => return None,
    })
}

/// Where golive's documentation shows the shapes of the record that a criterion asks for.
pub(super) fn shape(criterion: &Criterion) -> Option<String> {
    let kind = match criterion {
        Criterion::Done(deed) => deed.kind.word(),
        Criterion::Inventory(kept) => return Some(shown_under(kept.what.kind().word())),
        Criterion::SignedOff { .. } => Kind::Feedback.word(),
        Criterion::Column { .. } => Kind::EnvMatrix.word(),
        Criterion::Act(act) => super::act::shape(act)?,
        _ => return None,
    };
    Some(shown_under(kind))
}

fn shown_under(kind: &str) -> String {
    say!("its shapes: {kind} in golive's docs/evidence.md", kind)
}

fn deed_demanded(deed: &Deed) -> String {
    let (mut what, parts) = (noun(&deed.kind).to_owned(), list(&deed.parts));
    if deed.kind == Kind::Briefing {
        return match parts.as_str() {
            "" => say!("{what} that succeeded", what),
            people => say!("{what} of {people} that succeeded", what, people),
        };
    }
    if let Some(target) = &deed.target {
        what = match deed.kind {
            Kind::Deploy => say!("{what} to {target}", what, target),
            Kind::Backup | Kind::Export => say!("{what} of {target}", what, target),
            _ => say!("{what} on {target}", what, target),
        };
    }
    if let Some(file) = &deed.procedure {
        what = format!("{what} ({file})");
    }
    if let Some(branch) = &deed.branch {
        what = say!("{what} of this release's commits on {branch}", what, branch);
    }
    match parts.as_str() {
        "" => say!("{what} that succeeded", what),
        parts => say!("{what} that succeeded, with {parts}", what, parts),
    }
}

/// How it came out by the record that decides, without the place.
pub(super) fn came_out(
    d: &Dossier,
    r: &ReleaseAssessment,
    criterion: &Criterion,
    outcome: Outcome,
    observed: &Observation,
) -> String {
    let version = d.evidence.get(observed.evidence);
    let record = |told: &RecordAnswer| version.and_then(|version| version.facts.records.get(told.record));
    let Some((told, record)) = observed.record().and_then(|told| Some((told, record(told)?))) else {
        return String::new();
    };
    let path = version.map_or("", |version| &*version.path);
    match criterion {
        Criterion::Done(deed) => {
            let when = distance(d, r, observed.time);
            let is_own = !matches!(told.answer, Answer::Old | Answer::OldCommit);
            let what = done(deed, told, record);
            if outcome == Outcome::Stale && is_own {
                return say!("{what}, {when}, outside the window", what, when);
            }
            format!("{what}, {when}")
        }
        Criterion::Succeeded { .. } => {
            let what = titled(record, path);
            format!("{}, {}", ended(&what, told, record), distance(d, r, observed.time))
        }
        Criterion::Column { name } => column(name, told, record, path),
        _ => signed_off(told, record, path),
    }
}

/// A number in thousandths of what is counted, as people write it.
#[expect(clippy::cast_precision_loss, reason = "no reason shows so many digits")]
fn amount(thousandths: i64, counted: Counted) -> String {
    let value = thousandths as f64 / 1e3;
    match counted {
        Counted::Millis if value >= 6e4 => format::duration(thousandths / 1_000_000),
        Counted::Millis => format::millis(value),
        Counted::Bytes => format::quantity(value, Unit::Bytes),
        Counted::Percent => format::quantity(value, Unit::Percent),
        Counted::Things => format::quantity(value, Unit::Plain),
    }
}

fn done(deed: &Deed, told: &RecordAnswer, record: &Record) -> String {
    let what = noun(&deed.kind);
    let part = |n: usize| deed.parts.get(n).map_or("", String::as_str);
    let commit = record.commit.as_deref().map(|id| id.get(..7).unwrap_or(id)).unwrap_or_default();
    match told.answer {
        Answer::Ended(_) => ended(what, told, record),
        Answer::Old => say!("{what} is from before the previous release", what),
        Answer::Another => say!("{name} is of something else by its own name", name = titled(record, what)),
        Answer::OutOfForce => say!("{what} was not in force at the tag by its own dates", what),
        Answer::NoCommit => say!("{what} names no commit", what),
        Answer::OldCommit => say!("{what} belongs to {commit}, a commit of an earlier release", what, commit),
        Answer::OtherCommit => {
            say!("{what} belongs to {commit}, which is not in this release", what, commit)
        }
        Answer::NotAll => {
            say!("{what} succeeded, but not all of its parts did{parts}", what, parts = named(told, record))
        }
        Answer::LeavesOut => left_out(what, record),
        Answer::Lacks(n) if deed.kind == Kind::Briefing => {
            say!("{what} does not name {part}", what, part = part(n))
        }
        Answer::Lacks(n) => say!("{what} succeeded, but does not say {part}", what, part = quoted(part(n))),
        Answer::Figure(n, value, counted) => {
            let value = amount(value, counted);
            say!("{what} succeeded, but {part} is {value}", what, part = part(n), value)
        }
        Answer::Doubted => say!("a newer record of {what} failed and does not say of what it is", what),
        Answer::Part(n, Some(Conclusion::Failed)) => {
            say!("{what} failed{parts}", what = part(n), parts = named(told, record))
        }
        Answer::Part(n, _) => {
            say!("{what} did not succeed{parts}", what = part(n), parts = named(told, record))
        }
        _ if record.conclusion != Some(Conclusion::Succeeded) && !record.state.is_empty() => {
            in_state(what, record)
        }
        _ if commit.is_empty() => say!("{what} succeeded", what),
        _ => say!("{what} of {commit} succeeded", what, commit),
    }
}

/// What a record calls itself, else the name of its file.
fn titled(record: &Record, path: &str) -> String {
    match record.title.as_str() {
        "" => path.rsplit('/').next().unwrap_or(path).to_owned(),
        title => quoted(title),
    }
}

/// Words of the repository, told as such.
pub(super) fn quoted(words: &str) -> String {
    say!("“{words}”", words)
}

/// How a record ended by its own words, where that decides.
fn ended(what: &str, told: &RecordAnswer, record: &Record) -> String {
    match told.answer {
        Answer::Ended(_) if !record.beside.is_empty() => {
            say!(
                "{what} says that it succeeded, and beside it stands {words}",
                what,
                words = quoted(&record.beside)
            )
        }
        Answer::Ended(Some(Conclusion::Failed)) => {
            say!("{what} failed{parts}", what, parts = named(told, record))
        }
        Answer::Ended(Some(Conclusion::Pending)) => {
            say!("{what} has not ended{parts}", what, parts = named(told, record))
        }
        Answer::Ended(Some(Conclusion::Skipped)) => say!("{what} was skipped", what),
        Answer::Ended(None) => say!("{what} does not say how it ended", what),
        Answer::Another => say!("{name} is of something else by its own name", name = what),
        Answer::OutOfForce => say!("{what} was not in force at the tag by its own dates", what),
        Answer::LeavesOut => left_out(what, record),
        Answer::Early => say!("{what} tells what was done before the tag", what),
        _ if record.conclusion != Some(Conclusion::Succeeded) && !record.state.is_empty() => {
            in_state(what, record)
        }
        _ => say!("{what} succeeded", what),
    }
}

/// In which state a record says that its thing is.
fn in_state(what: &str, record: &Record) -> String {
    say!("{what} is {state} by its own words", what, state = quoted(&record.state))
}

/// What a record says that it leaves out.
fn left_out(what: &str, record: &Record) -> String {
    say!("{what} succeeded, and beside it stands {words}", what, words = quoted(&record.beside))
}

/// `: tests (12 tests, 1 failed), lint`.
fn named(told: &RecordAnswer, record: &Record) -> String {
    let parts = told.parts.iter().filter_map(|at| record.parts.get(*at));
    let names = parts.map(|part| part.name.clone()).take(MOST_NAMED).collect::<Vec<_>>();
    if names.is_empty() { String::new() } else { format!(": {}", list(&names)) }
}

fn signed_off(told: &RecordAnswer, record: &Record, path: &str) -> String {
    let entry = titled(record, path);
    match told.answer {
        Answer::Withdrawn => say!("{entry} takes the sign-off back", entry),
        Answer::NoScope => say!("{entry} approves, but tells no scope", entry),
        Answer::NoTarget => say!("{entry} approves, but tells no target date that can be read", entry),
        Answer::Old => say!("{what} is from before the previous release", what = entry),
        Answer::Another => say!("{name} is of something else by its own name", name = entry),
        Answer::OutOfForce => say!("{what} was not in force at the tag by its own dates", what = entry),
        Answer::Ended(_) => say!("{entry} records no decision that is in force", entry),
        _ => say!("{entry} approves", entry),
    }
}

fn column(name: &str, told: &RecordAnswer, record: &Record, path: &str) -> String {
    let rows = integer(record.parts.len());
    if told.answer == Answer::Shows {
        return say!("all {n} cells of the column “{name}” are filled in", n = rows, name);
    }
    let (n, open) = (integer(told.parts.len()), some(&open_cells(told, record, path)));
    say!("{n} of {rows} cells of the column “{name}” are not filled in: {open}", n, rows, name, open)
}

/// The cells that are not filled in, each with its place; none where the column is as it should be.
pub(super) fn open_cells(told: &RecordAnswer, record: &Record, path: &str) -> Vec<String> {
    let row = |part: &Part| {
        let said = if part.detail.is_empty() { say!("empty") } else { &part.detail };
        format!("{} {} ({path}:{})", part.name, quoted(said), part.line)
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
        shown.push(say!("{more} more", more = integer(more)));
    }
    shown.join(", ")
}
