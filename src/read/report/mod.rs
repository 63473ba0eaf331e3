//! Reports that tools write as JSON or XML: of tests and of audits. One engine each; a tool is a row of its table.

mod audit_tools;
pub mod audits;
mod test_tools;
pub mod tests;
mod xml;

use super::lines::capped;
use super::record;
use super::source::{Reader, Source};
use super::told::{Node, Value};
use crate::lexicon::words;
use crate::model::evidence::{Facts, Kind};
use std::borrow::Cow;

/// Reads the reports of test runners and of audits.
#[derive(Clone, Debug)]
pub struct Reports(
    /// Reports of browsers, and those whose place says so, are checks of quality; all others are runs of continuous integration.
    pub Kind,
);

impl Reader for Reports {
    fn kind(&self) -> Kind {
        self.0.clone()
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        kind(source).as_ref() == Some(&self.0)
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let found = tests::record(source).or_else(|| audits::record(source));
        record::facts(self.kind(), source, found.into_iter().collect())
    }
}

fn kind(source: &Source<'_>) -> Option<Kind> {
    if let Some((tool, _)) = tests::tool(source) {
        let speaks = |text: &str| words::kind(text) == Some(Kind::Qa);
        let is_qa = tool.is_of_browsers || source.path.rsplit('/').take(2).any(speaks);
        return Some(if is_qa { Kind::Qa } else { Kind::CiRun });
    }
    audits::tool(source).map(|_| Kind::CiRun)
}

/// With which an XML report of a table begins.
const ROOTS: [&str; 5] = ["<robot", "<TestRun", "<test-run", "<test-results", "<assemblies"];

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
fn may_have(source: &Source<'_>, places: &[&str]) -> bool {
    let key =
        |place: &str| place.rsplit('/').find(|step| !step.starts_with('*')).unwrap_or_default().to_owned();
    places.iter().all(|place| source.text().contains(&key(place)))
}

/// Whether it has them.
fn has(tree: &Node, places: &[&str]) -> bool {
    places.iter().all(|place| !at(tree, place).is_empty())
}

/// The nodes at a place: names, with `*` for every entry of a list.
pub(super) fn at<'n>(node: &'n Node, place: &str) -> Vec<&'n Node> {
    let steps = place.split('/').filter(|step| !step.is_empty());
    steps.fold(vec![node], |nodes, step| nodes.into_iter().flat_map(|node| within(node, step)).collect())
}

fn within<'n>(node: &'n Node, step: &str) -> Vec<&'n Node> {
    match &node.value {
        Value::List(list) if step == "*" => list.iter().collect(),
        Value::Group(group) => group.iter().filter(|(key, _)| key == step).map(|(_, node)| node).collect(),
        _ => Vec::new(),
    }
}

/// The text at a place; empty places have none.
fn word<'n>(node: &'n Node, place: &str) -> Option<&'n str> {
    if place.is_empty() { None } else { at(node, place).into_iter().find_map(|node| node.value.word()) }
}

/// What the counts at these places add up to; `None` where there is none.
fn sum(node: &Node, places: &[&str]) -> Option<u64> {
    let counts = places.iter().flat_map(|place| at(node, place));
    let counts = counts.filter_map(|node| node.value.word()?.parse::<u64>().ok()).collect::<Vec<_>>();
    (!counts.is_empty()).then(|| counts.iter().fold(0u64, |all, count| all.saturating_add(*count)))
}
