//! Reports that tools write: of tests and of audits, as JSON, XML or text. One engine each; a tool is a row of its table.

pub mod audits;
pub mod closings;
pub mod junit;
pub mod junit_report;
pub mod qa;
pub mod sarif;
pub mod statements;
pub mod tap;

pub mod tests;
pub mod xml;

use crate::model::evidence::{Facts, Kind};
use crate::model::time::Claim;
use crate::read::records::shapes;
use crate::read::text::lines::capped;
use crate::read::value::fields::Fields;
use crate::read::value::source::Source;
use crate::read::value::tree::Node;
use std::borrow::Cow;

pub(crate) fn recognises_report(source: &Source<'_>) -> bool {
    tests::tool(source).is_some() || audits::tool(source).is_some()
}

/// Reads the reports of test runners and of audits that are JSON or XML.
pub(crate) fn read_report(source: &Source<'_>) -> Facts {
    let found = tests::tool(source).map(|(tool, tree)| (tool.is_of_browsers, tests::run(tool, &tree)));
    let (is_of_browsers, record) =
        found.map_or_else(|| (false, audits::record(source)), |(is, record)| (is, Some(record)));
    let kind = if is_of_browsers { Kind::Qa } else { kind(source) };
    shapes::facts(kind, source, record.into_iter().collect())
}

pub(crate) fn recognises_text(source: &Source<'_>) -> bool {
    closings::record(source).is_some()
}

/// Reads the reports of test runners that are text.
pub(crate) fn read_text(source: &Source<'_>) -> Facts {
    shapes::facts(kind(source), source, closings::record(source).into_iter().collect())
}

pub(crate) fn recognises_statement(source: &Source<'_>) -> bool {
    !statements::records(source).is_empty()
}

/// Reads bills of materials and statements about artifacts.
pub(crate) fn read_statement(source: &Source<'_>) -> Facts {
    shapes::facts(Kind::CiRun, source, statements::records(source))
}

/// A report whose place says so is a check of quality, any other a run of continuous integration.
fn kind(source: &Source<'_>) -> Kind {
    if source.is_called(&Kind::Qa) { Kind::Qa } else { Kind::CiRun }
}

/// With which an XML report of a table begins.
const ROOTS: [&str; 6] = ["<bom", "<robot", "<TestRun", "<test-run", "<test-results", "<assemblies"];

/// The report as a tree.
fn tree<'s>(source: &'s Source<'_>) -> Option<Cow<'s, Node>> {
    if source.is_json() {
        return source.tree().map(Cow::Borrowed);
    }
    let head = capped(source.text().trim_start(), 4096);
    let is_known = head.starts_with('<') && ROOTS.iter().any(|root| head.contains(root));
    if is_known { xml::tree(source.text()).map(Cow::Owned) } else { None }
}

/// Whether a report may have all of these places: a key that stands nowhere in the text spares to take it apart.
fn may_have(source: &Source<'_>, places: &[String]) -> bool {
    let key =
        |place: &str| place.rsplit('/').find(|step| !step.starts_with('*')).unwrap_or_default().to_owned();
    places.iter().all(|place| source.text().contains(&key(place)))
}

/// The moment at a place; empty places have none.
fn time(node: &Node, place: &str) -> Option<Claim> {
    let found = node.at(place).into_iter().next().filter(|_| !place.is_empty())?.clone();
    Fields::of(&vec![("at".to_owned(), found)]).moment(&["at"])
}
