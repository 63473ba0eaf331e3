//! SARIF, the format of linters and scanners: runs of tools and their results.

use super::fields::Fields;
use super::source::Source;
use super::told::{Group, Node, Value};
use super::{commits, time};
use crate::model::record::{Conclusion, Part, Record};
use crate::model::time::ClaimSource;

/// Whether a JSON is SARIF.
#[must_use]
pub fn is_sarif(source: &Source<'_>) -> bool {
    source.has_keys(&["runs", "version"]) && source.tree().is_some_and(|tree| tree.names_any(&["tool"]))
}

/// A record for each run: an error among its results fails it, warnings and notes do not.
#[must_use]
pub fn read(source: &Source<'_>) -> Vec<Record> {
    let runs = source.tree().and_then(|tree| inner(tree.value.group()?, "runs"));
    list(runs).iter().filter_map(|run| run.value.group()).map(run).collect()
}

fn inner<'g>(group: &'g Group, name: &str) -> Option<&'g Value> {
    group.iter().find(|(key, _)| key == name).map(|(_, node)| &node.value)
}

fn list(value: Option<&Value>) -> &[Node] {
    if let Some(Value::List(list)) = value { list } else { &[] }
}

fn run(run: &Group) -> Record {
    let driver = inner(run, "tool").and_then(|tool| inner(tool.group()?, "driver")?.group());
    let title = driver.and_then(|driver| Fields::of(driver).word(&["name"])).unwrap_or_default();
    let (mut errors, mut others) = (0_usize, 0_usize);
    for result in list(inner(run, "results")).iter().filter_map(|result| result.value.group()) {
        let suppressed = !list(inner(result, "suppressions")).is_empty();
        match Fields::of(result).word(&["level"]) {
            Some("error") if !suppressed => errors += 1,
            _ => others += 1,
        }
    }
    let invocations =
        list(inner(run, "invocations")).iter().filter_map(|node| Some(Fields::of(node.value.group()?)));
    let invocations = invocations.collect::<Vec<_>>();
    let crashed = invocations.iter().any(|one| one.word(&["executionsuccessful"]) == Some("false"));
    let ended = invocations
        .iter()
        .filter_map(|one| time::parse(one.word(&["endtimeutc", "starttimeutc"])?))
        .next_back();
    let origin = list(inner(run, "versionControlProvenance"))
        .first()
        .and_then(|node| Some(Fields::of(node.value.group()?)));
    let origin =
        |names: &[&str]| origin.as_ref().and_then(|fields| fields.word(names)).map(ToOwned::to_owned);
    let conclusion = if crashed || errors > 0 { Conclusion::Failed } else { Conclusion::Succeeded };
    let said = format!("{errors} errors, {others} other results");
    Record {
        title: title.to_owned(),
        claim: ended.map(|moment| moment.claim(ClaimSource::Content)),
        conclusion: Some(conclusion),
        commit: origin(&["revisionid"]).filter(|id| commits::is_id(id)),
        branch: origin(&["branch"]).map(|name| name.strip_prefix("refs/heads/").unwrap_or(&name).to_owned()),
        parts: vec![Part { name: title.to_owned(), conclusion: Some(conclusion), said, ..Part::default() }],
        ..Record::default()
    }
}
