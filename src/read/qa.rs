//! Rounds of checks: a filled list of them, and the reports of browser tests (Playwright, Cypress, mochawesome, JUnit).

use super::fields::{Fields, short};
use super::lines::capped;
use super::recorded::expects;
use super::source::{Reader, Source};
use super::told::{Group, Node, Value};
use super::{checklist, conclusion, junit, markdown, packed, record, sections, time};
use crate::lexicon::words::{self, Cue};
use crate::model::checklist::Mark;
use crate::model::doing;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::problem::Problem;
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::model::time::{Claim, ClaimSource};

/// A report has no more tests, and nests its suites no deeper.
const MOST: usize = 2000;
const DEEPEST: usize = 12;
/// Beyond so many bytes of a page nothing says what it is.
const HEAD: usize = 64 << 10;

/// Reads rounds of checks that are no plain records.
#[derive(Clone, Copy, Debug)]
pub struct Checks;

impl Reader for Checks {
    fn kind(&self) -> Kind {
        Kind::Qa
    }

    fn expects(&self, source: &Source<'_>) -> bool {
        expects(&Kind::Qa, source)
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        is_packed(source) || is_of_browser(source) || report(source).is_some() || filled(source).is_some()
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        if is_packed(source) {
            return unpacked(source).unwrap_or_else(|fault| {
                let message = format!("the results that this page packs cannot be read: {fault}");
                unreadable(source, Problem::warning(source.place(), "packed-report", message))
            });
        }
        if is_of_browser(source) {
            return match junit::read(source) {
                Ok((records, problems)) => {
                    let mut facts = record::facts(Kind::Qa, source, records);
                    facts.problems.extend(problems);
                    facts
                }
                Err(problem) => unreadable(source, problem),
            };
        }
        let one = report(source).or_else(|| filled(source));
        record::facts(Kind::Qa, source, one.into_iter().collect())
    }
}

fn unreadable(source: &Source<'_>, problem: Problem) -> Facts {
    let mut facts = Facts::of(Kind::Qa, State::Unreadable, source.bytes.len() as u64);
    facts.problems.extend(Some(problem).filter(|_| !source.cut));
    facts
}

/// Playwright's HTML report.
fn is_packed(source: &Source<'_>) -> bool {
    matches!(source.extension().as_str(), "html" | "htm")
        && packed::is_packed(source.text())
        && capped(source.text(), HEAD).to_lowercase().contains("<html")
}

/// The run that Playwright's HTML report packs. Before 1.40 only its tests told when.
fn unpacked(source: &Source<'_>) -> Result<Facts, String> {
    let files = packed::files(source.bytes)?;
    let inner = files.iter().map(|(name, bytes)| Source::new(name, bytes)).collect::<Vec<_>>();
    let mut record = inner.first().and_then(report).ok_or("it holds no report.json of a known shape")?;
    let started = |source: &Source<'_>| {
        let tests =
            list(source.tree()?.value.group()?, &["tests"]).iter().filter_map(|test| test.value.group());
        let runs = tests.flat_map(|test| list(test, &["results"])).filter_map(|run| run.value.group());
        runs.filter_map(|run| Fields::of(run).moment(&["starttime"])).max_by_key(|claim| claim.at)
    };
    record.claim = record.claim.or_else(|| inner.iter().filter_map(started).max_by_key(|claim| claim.at));
    Ok(record::facts(Kind::Qa, source, vec![record]))
}

/// JUnit's XML of browser tests: by its name, its folder, or the name of its suites.
fn is_of_browser(source: &Source<'_>) -> bool {
    junit::is_junit(source) && {
        let speaks = |text: &str| words::kind(text) == Some(Kind::Qa);
        source.path.rsplit('/').take(2).any(speaks)
    }
}

fn list<'n>(group: &'n Group, names: &[&str]) -> &'n [Node] {
    let found = group.iter().find(|(key, _)| names.contains(&folded(key).as_str()));
    match found.map(|(_, node)| &node.value) {
        Some(Value::List(list)) => list,
        _ => &[],
    }
}

/// The JSON report of Playwright, or of mochawesome (Cypress): suites of tests, and their numbers.
fn report(source: &Source<'_>) -> Option<Record> {
    if !source.is_json() {
        return None;
    }
    let group = source.tree()?.value.group()?;
    let stats = group.iter().find(|(key, _)| key == "stats").and_then(|(_, node)| node.value.group())?;
    let stats = Fields::of(stats);
    let count = |names: &[&str]| stats.word(names).and_then(|word| word.parse::<u64>().ok());
    let passed = count(&["expected", "passes"])?;
    let failed = count(&["unexpected", "failures"])?;
    let flaky = count(&["flaky"]).unwrap_or_default();
    let skipped = count(&["skipped", "pending"]).unwrap_or_default();
    let mut parts = Vec::new();
    for node in list(group, &["suites", "results", "files"]) {
        walk(node, "", 0, &mut parts);
    }
    let broke = failed > 0 || !list(group, &["errors"]).is_empty();
    let conclusion = match () {
        () if broke => Some(Conclusion::Failed),
        () if passed + flaky > 0 => Some(Conclusion::Succeeded),
        () => Some(Conclusion::Skipped).filter(|_| skipped > 0),
    };
    let numbers = [("passed", passed), ("failed", failed), ("flaky", flaky), ("skipped", skipped)];
    Some(Record {
        title: "browser tests".to_owned(),
        line: 1,
        claim: stats
            .moment(&["end", "starttime", "start"])
            .or_else(|| Fields::of(group).moment(&["starttime"])),
        conclusion,
        parts,
        fields: numbers.iter().map(|(name, count)| ((*name).to_owned(), count.to_string())).collect(),
        ..Record::default()
    })
}

/// The tests of a suite and of the suites within, named by the titles above them.
fn walk(node: &Node, above: &str, depth: usize, parts: &mut Vec<Part>) {
    let Some(group) = node.value.group().filter(|_| depth < DEEPEST && parts.len() < MOST) else { return };
    let own = Fields::of(group).word(&["title", "filename"]).unwrap_or_default();
    let title = [above, own].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" › ");
    let title = short(&title);
    for test in list(group, &["specs", "tests"]).iter().filter_map(|node| node.value.group()) {
        if parts.len() >= MOST {
            return;
        }
        let inner = list(test, &["path"]).iter().filter_map(|node| node.value.word());
        let names = [title.as_str()].into_iter().chain(inner).chain(Fields::of(test).word(&["title"]));
        let name = short(&names.collect::<Vec<_>>().join(" › "));
        let (conclusion, said) = tested(test);
        parts.push(Part { name, conclusion, said, line: 0, when: None });
    }
    for inner in list(group, &["suites"]) {
        walk(inner, &title, depth + 1, parts);
    }
}

/// How a test ended: by the states of its runs (Playwright), or by its own (mochawesome).
fn tested(test: &Group) -> (Option<Conclusion>, String) {
    let of = |word: &str| match word {
        "expected" | "flaky" | "passed" => Some(Conclusion::Succeeded),
        "unexpected" | "failed" | "timedOut" | "interrupted" => Some(Conclusion::Failed),
        "skipped" | "pending" => Some(Conclusion::Skipped),
        _ => None,
    };
    let runs = list(test, &["tests"]).iter().filter_map(|node| node.value.group());
    let states = runs.filter_map(|run| Fields::of(run).word(&["status"])).collect::<Vec<_>>();
    if !states.is_empty() {
        return (conclusion::of_all(states.iter().map(|state| of(state))), states.join(", "));
    }
    let fields = Fields::of(test);
    let own = fields.word(&["state", "status", "outcome"]);
    let truth = |name: &str| fields.word(&[name]) == Some("true");
    let told = own.and_then(of).or(match () {
        () if truth("fail") => Some(Conclusion::Failed),
        () if truth("pass") || truth("ok") => Some(Conclusion::Succeeded),
        () if truth("pending") || truth("skipped") => Some(Conclusion::Skipped),
        () => None,
    });
    (told, own.unwrap_or_default().to_owned())
}

/// A list of checks that was filled in at some time: its boxes are its parts, and it is done when all of them are.
fn filled(source: &Source<'_>) -> Option<Record> {
    if !source.is_markdown() || !source.text().contains('[') {
        return None;
    }
    if words::is_procedure(source.path) || words::is_planned(source.name()) {
        return None;
    }
    let title = markdown::title(&source.document().blocks)?;
    let speaks = |text: &str| words::kind(text) == Some(Kind::Qa);
    if words::is_planned(&title) || !(speaks(&title) || speaks(source.name())) {
        return None;
    }
    let claim = when(source, &title)?;
    let (list, _) = checklist::parse(source);
    let parts = list.items().take(MOST).map(|(section, item)| {
        let words = doing::spaced(&item.text);
        let wrong = Cue::CheckFailed.stands(&words) || item.text.contains('❌');
        let conclusion = match &item.mark {
            _ if wrong => Conclusion::Failed,
            Mark::Ticked => Conclusion::Succeeded,
            Mark::Waived { .. } => Conclusion::Skipped,
            Mark::Open => Conclusion::Pending,
        };
        let name = short(&format!("{}: {}", section.title, item.text));
        Part { name, conclusion: Some(conclusion), said: String::new(), line: item.line, when: None }
    });
    let parts = parts.collect::<Vec<_>>();
    let whole = conclusion::of_all(parts.iter().map(|part| part.conclusion))?;
    let told = source.records().first().cloned().unwrap_or_default();
    Some(Record { title, line: 1, claim: Some(claim), conclusion: Some(whole), parts, kind: None, ..told })
}

/// The day in a title, in the values by name, or in the file's name.
fn when(source: &Source<'_>, title: &str) -> Option<Claim> {
    let titled = time::find(title).map(|moment| moment.claim(ClaimSource::Content));
    let named = || time::in_name(source.name()).map(|moment| moment.claim(ClaimSource::FileName));
    let told = || {
        let sections = sections::sections(source);
        sections.iter().find_map(|section| super::fields::record(&section.group, "", 0).claim)
    };
    titled.or_else(told).or_else(named)
}
