//! Data that no parser reads, or that parsers read differently: it shows nothing, and what it was meant to show stays in doubt.

use crate::lexicon::words;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::problem::Problem;
use crate::read::text::fault::Fault;
use crate::read::text::front;
use crate::read::text::lines::Pattern;
use crate::read::value::source::{LIST_DEPTH, Source};
use crate::read::value::{json, template};

/// The kind that a broken record gives itself.
static KIND: Pattern = Pattern::new(r#"(?m)^[\s{,]*["']?kind["']?\s*:\s*["']?([\w -]+)"#);

/// Front matter that begins and has no end; a line across the page has no key below it.
static UNCLOSED: Pattern = Pattern::new(r"\A---[ \t]*\r?\n[A-Za-z_][\w -]*:(?:\s|$)");

/// Marks the facts of broken data. What broke off is unreadable, of the kind that `expected`, the file itself or its folder tells. What
/// was read though a key stands twice, or though front matter is broken, counts as read in part: bad news holds, good news does not.
pub fn mark(source: &Source<'_>, facts: &mut Facts, expected: impl Fn() -> Kind) {
    if let Some(fault) = source.yaml_fault() {
        *facts = Facts::of(Kind::File, State::Unreadable, 0);
        facts.problems.push(fault.in_yaml(source.path));
    }
    // `.gitkeep` was never meant to hold anything.
    let is_empty =
        facts.state == State::Empty && !source.name().starts_with('.') && !source.extension().is_empty();
    if (facts.state == State::Unreadable || is_empty)
        && facts.kind == Kind::File
        && !template::is_named_so(source.path)
    {
        facts.kind = meant(source, expected());
    }
    if let Some(fault) = doubled(source) {
        facts.cut = true;
        let message = format!("{}, so it verifies nothing: parsers differ on which counts", fault.reason);
        facts.problems.push(Problem::error(fault.place(source.path), "duplicate-key", message));
    }
    if source.extension() == "toml"
        && let Err(fault) = toml::from_str::<toml::Table>(source.text())
    {
        facts.cut = true;
        let before = source.text().get(..fault.span().map_or(0, |span| span.start)).unwrap_or_default();
        let line = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
        let message = format!("this is not valid TOML, so it verifies nothing: {}", fault.message());
        facts.problems.push(Problem::error(source.line(line), "toml-syntax", message));
    }
    if source.is_markdown() && source.document().head.bytes == 0 && UNCLOSED.is_match(source.text()) {
        facts.cut = true;
        let message = "the front matter is never closed by a line of `---`, so it was not read";
        facts.problems.push(Problem::warning(source.line(1), front::BROKEN, message));
    }
    if facts.kind != Kind::Checklist && source.is_markdown() {
        let partly = |problem: &&Problem| [front::BROKEN, LIST_DEPTH].contains(&problem.code);
        let broken = source.document().head.problems.iter().find(partly);
        facts.cut |= broken.is_some();
        facts.problems.extend(broken.filter(|broken| !facts.problems.contains(broken)).cloned());
    }
}

fn meant(source: &Source<'_>, expected: Kind) -> Kind {
    let own = KIND.captures(source.text()).and_then(|found| words::kind(found.get(1)?.as_str()));
    let folder = || source.path.rsplit('/').nth(1).and_then(words::kind);
    own.or(Some(expected).filter(|kind| *kind != Kind::File)).or_else(folder).unwrap_or(Kind::File)
}

/// Where an object of the JSON, or of one of its rows, holds a key for the second time.
fn doubled(source: &Source<'_>) -> Option<Fault> {
    if source.is_json()
        && let Ok(scan) = source.json()
    {
        return scan.doubled.clone();
    }
    let has_rows = source.is_json() || matches!(source.extension().as_str(), "jsonl" | "ndjson");
    let mut rows = source.text().lines().enumerate().filter(|(_, line)| has_rows && line.starts_with('{'));
    rows.find_map(|(index, line)| {
        let fault = json::scan(line).ok()?.doubled?;
        Some(Fault { line: u32::try_from(index + 1).unwrap_or(u32::MAX), ..fault })
    })
}
