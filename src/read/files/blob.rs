//! One blob through the readers: what every kind has in common is filled in here.

use crate::lexicon::Lexicon;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::id::sha256;
use crate::model::problem::{Place, Problem};
use crate::model::record::{Conclusion, Record};

use crate::read::files::{broken, likeness, nearest, pointer, unread_time};
use crate::read::inventories::flag_plan;
use crate::read::logs::{behind, saying, undone};
use crate::read::records::{shapes, statements};
use crate::read::text::{commits, front, time};
use crate::read::value::source::{MOST_MEASUREMENTS, Reader, Source};
use crate::read::value::template;
use crate::redact::REDACTED;

/// Of one file more problems than these are counted, not listed.
pub const MOST_PROBLEMS: usize = 20;

/// Keys by which JSON tells when it was made, the surest first.
const TIME_KEYS: [&str; 14] = [
    "timestamp",
    "fetchTime",
    "generatedAt",
    "generated_at",
    "createdAt",
    "created_at",
    "completedAt",
    "completed_at",
    "finishedAt",
    "finished_at",
    "time",
    "date",
    "startedAt",
    "started_at",
];

/// Reads a blob with the first reader that recognises it.
pub fn read(readers: &[&dyn Reader], path: &str, bytes: &[u8]) -> Facts {
    let source = Source::new(path, bytes);
    if let Some(problem) = pointer::problem(&source) {
        let facts = Facts::of(expected(readers, &source), State::Unreadable, bytes.len() as u64);
        return Facts { sha256: sha256(bytes), problems: vec![problem], ..facts };
    }
    let reader = readers.iter().find(|reader| !source.is_blank() && reader.recognises(&source));
    if let Some(exact) = reader.filter(|reader| reader.is_exact()) {
        return exactly(*exact, &source);
    }
    let mut facts = reader.map_or_else(|| empty(readers, &source), |reader| recognised(*reader, &source));
    broken::mark(&source, &mut facts, || expected(readers, &source));
    facts.bytes = bytes.len() as u64;
    facts.sha256 = sha256(bytes);
    behind::weigh(&mut facts, &source);
    weigh(&mut facts);
    // The time in a template is nobody's.
    let is_record = !matches!(facts.kind, Kind::File | Kind::Document) || !template::is_named_so(path);
    if !is_record {
        facts.records.clear();
        facts.measurements.clear();
    }
    if facts.claim.is_none() && is_record {
        facts.claim = stated(&source).or_else(|| time::claim_of_name(source.name()));
    }
    facts.flags = flag_plan::mentions(&source);
    facts.commits = commits_of(&source, &facts);
    facts.body = likeness::of(&source, &facts);
    if let (Some(front), Some(body)) = (&mut facts.front, front::body(bytes)) {
        front.body_sha256 = sha256(body);
    }
    facts.statements = statements::of_kind(&facts.kind, &source);
    facts.saying = saying::of_source(&source, &facts.kind);
    // Of a Lighthouse report only scores are ever shown; its scripts are full of words that look like secrets.
    let is_report = facts.kind == Kind::Lighthouse;
    let told = |problem: &Problem| !is_report || problem.code != REDACTED;
    facts.cut |= source.is_cut();
    facts.problems.extend(nearest::unread(&source, &facts));
    let unread_time = unread_time::problem(&source, &facts);
    facts.unread_time = unread_time.is_some() && unread_time::is_untimed(&facts);
    facts.problems.extend(unread_time);
    facts.measurements.shrink_to_fit();
    facts.measured = facts.measurements.len();
    let cut = source.cut_problem().or_else(|| too_many(&mut facts, path));
    let problems = cut.into_iter().chain(source.problems).filter(told).chain(facts.problems).collect();
    facts.problems = few(path, problems);
    facts
}

/// Weighs what stands beside the success of each record; a file whose only successes are taken back proves nothing.
fn weigh(facts: &mut Facts) {
    let lexicon = Lexicon::built_in();
    for record in &mut facts.records {
        undone::weigh(record, &facts.kind, lexicon);
    }
    let succeeded = |record: &Record| record.conclusion == Some(Conclusion::Succeeded);
    let is_taken_back = |record: &Record| !record.beside.is_empty() && !succeeded(record);
    if facts.state == State::Proving
        && facts.records.iter().any(is_taken_back)
        && !facts.records.iter().any(succeeded)
    {
        facts.state = State::Neutral;
    }
}

/// Keeps the first measurements of a file that tells too many, and says so.
fn too_many(facts: &mut Facts, path: &str) -> Option<Problem> {
    (facts.measurements.len() > MOST_MEASUREMENTS).then(|| {
        facts.measurements.truncate(MOST_MEASUREMENTS);
        facts.cut = true;
        let message =
            format!("only the first {MOST_MEASUREMENTS} measurements were read, so it verifies nothing");
        Problem::warning(Place::file(path), "measurement-cap", message)
    })
}

fn empty(readers: &[&dyn Reader], source: &Source<'_>) -> Facts {
    if source.is_blank() {
        return Facts::of(expected(readers, source), State::Empty, 0);
    }
    Facts::of(Kind::File, State::Neutral, 0)
}

/// The kind that a file without content of its own was meant to be.
fn expected(readers: &[&dyn Reader], source: &Source<'_>) -> Kind {
    readers.iter().find(|reader| reader.expects(source)).map_or(Kind::File, |reader| reader.kind())
}

/// What a reader gives whose format says everything by name: nothing is added to it but what holds of any bytes.
fn exactly(reader: &dyn Reader, source: &Source<'_>) -> Facts {
    let mut facts = reader.read(source);
    for record in &mut facts.records {
        undone::weigh(record, &facts.kind, Lexicon::built_in());
    }
    facts.bytes = source.bytes.len() as u64;
    facts.sha256 = sha256(source.bytes);
    facts.cut |= source.is_cut();
    facts.problems.extend(source.cut_problem());
    facts.problems.extend_from_slice(&source.problems);
    facts
}

fn recognised(reader: &dyn Reader, source: &Source<'_>) -> Facts {
    let facts = reader.read(source);
    if facts.state != State::Unreadable && !reader.is_configured() && is_template(source, &facts) {
        // What a template would record is nobody's record.
        let kind = if facts.front.is_some() || source.is_markdown() { Kind::Document } else { Kind::File };
        return Facts { title: facts.title, front: facts.front, ..Facts::of(kind, State::Neutral, 0) };
    }
    facts
}

/// Whether what was read is a template, a sample, a schema, a fixture or a program. Of texts that people write only the path tells, since logs hold
/// the form of their next entry; a checklist is judged as one wherever it lies.
fn is_template(source: &Source<'_>, facts: &Facts) -> bool {
    match facts.kind {
        Kind::Checklist | Kind::Image => false,
        Kind::File => !facts.records.is_empty() && template::is_of_no_result(source.path),
        Kind::Document if facts.records.is_empty() => false,
        // The settings of Lighthouse are often a program.
        Kind::Lighthouse => template::is_named_so(source.path),
        _ if template::is_code(source.path) => true,
        _ if !shapes::is_kept(&facts.kind) && template::is_of_no_result(source.path) => true,
        Kind::Document | Kind::Feedback => template::is_named_so(source.path),
        _ => template::is_named_so(source.path) || template::is_form(source),
    }
}

/// The time in the outermost object of a JSON file.
fn stated(source: &Source<'_>) -> Option<crate::model::time::Claim> {
    if !source.is_json() {
        return None;
    }
    let scan = source.json().ok()?;
    // GitHub's answer about an environment tells when that was made, and not when it was asked.
    if source.has_keys(&["protection_rules"]) {
        return None;
    }
    TIME_KEYS.iter().find_map(|key| time::claim(scan.value(key)?.text()?))
}

/// A log of many people's work speaks of many commits and is made from none of them.
fn commits_of(source: &Source<'_>, facts: &Facts) -> Vec<String> {
    let mut found = Vec::new();
    let front = facts.front.iter().flat_map(|front| &front.fields);
    for (_, value) in front.filter(|(key, _)| commits::names_a_commit(key)) {
        commits::add(&mut found, value);
    }
    if source.is_json()
        && let Ok(scan) = source.json()
    {
        for id in &scan.commits {
            commits::add(&mut found, id);
        }
    } else if !matches!(facts.kind, Kind::Feedback | Kind::Checklist | Kind::Lighthouse) {
        for id in commits::in_lines(source.text()) {
            commits::add(&mut found, &id);
        }
    }
    found
}

/// The first problems, and how many there are more.
pub fn few(path: &str, mut problems: Vec<Problem>) -> Vec<Problem> {
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        problems.truncate(MOST_PROBLEMS);
        let message = format!("and {more} more problems in this file");
        problems.push(Problem::note(Place::file(path), "more-problems", message));
    }
    problems
}
