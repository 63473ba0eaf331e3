//! Deployments: runs of a deploy workflow, the JSON of Shopify's CLI, of Fly and of other platforms, and plain logs.

use crate::lexicon::words;
use crate::model::evidence::{Facts, Kind};
use crate::model::record::{Record, folded};
use crate::read::ci::run;
use crate::read::records::{deploy_log, shapes};
use crate::read::value::source::Source;
use crate::read::value::tree::Node;
use crate::read::value::{fields, record};

/// Names that only a deployment has: of GitHub, Shopify, Fly, Vercel, Netlify.
const DEPLOYED: &[&str] = &[
    "deploymentid",
    "deploymenturl",
    "deployurl",
    "deployid",
    "deploymentstrategy",
    "imageref",
    "versiontag",
    "deployedat",
    "readystate",
    "deploymentstatus",
];

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    if deploy_log::is_log(source) {
        return true;
    }
    let is_shaped = || source.tree().is_some_and(|tree| tree.names_any(DEPLOYED)) && !run::is_run(source);
    is_dispatched(source)
        || source.recorded_kind() == Some(&Kind::Deploy)
        || (!source.records().is_empty() && (is_shaped() || is_command(source)))
}

/// Reads deployments.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut records = match (source.records(), source.tree().and_then(|tree| tree.value.group())) {
        ([], Some(event)) => vec![record::of_group(event, "", 0)],
        (told, _) if told.is_empty() || deploy_log::is_log(source) => vec![deploy_log::read(source)],
        (told, _) => told.to_vec(),
    };
    let given = source.tree().map(|tree| given(tree, DEEP)).unwrap_or_default();
    for record in &mut records {
        let fresh = given.iter().filter(|(name, _)| record.field(name).is_none());
        record.fields.extend(fresh.cloned().collect::<Vec<_>>());
        record.target = environment(record, source.name());
    }
    shapes::facts(Kind::Deploy, source, records)
}

/// Groups in which a run keeps what it was given.
const GIVEN: [&str; 6] = ["inputs", "parameters", "clientpayload", "variables", "params", "with"];
/// So deep they are looked for: `{"github": {"event": {"inputs": {…}}}}`.
const DEEP: usize = 4;

/// What a run was given, as `inputs.name`.
fn given(node: &Node, deep: usize) -> Vec<(String, String)> {
    let (Some(group), Some(deep)) = (node.value.group(), deep.checked_sub(1)) else { return Vec::new() };
    let mut found = Vec::new();
    for (name, node) in group.iter().take(200) {
        match node.value.group().filter(|_| GIVEN.contains(&folded(name).as_str())) {
            Some(inputs) => found.extend(inputs.iter().take(100).filter_map(|(key, node)| {
                Some((format!("{name}.{key}"), fields::short(node.value.word()?)))
            })),
            None => found.extend(given(node, deep)),
        }
    }
    found
}

/// What a deploy workflow was started with: `{"workflow": ".github/workflows/deploy-production.yml", "inputs": {…}}`. It tells no outcome.
fn is_dispatched(source: &Source<'_>) -> bool {
    let Some(tree) = source.tree() else { return false };
    let named = tree.value.group().into_iter().flatten().filter(|(name, _)| {
        matches!(
            folded(name).as_str(),
            "workflow" | "workflowname" | "workflowfile" | "name" | "event" | "eventname" | "action"
        )
    });
    let mut named = named.filter_map(|(_, node)| node.value.word()).chain([source.name()]);
    source.records().is_empty()
        && named.any(|name| words::kind(name) == Some(Kind::Deploy))
        && !given(tree, DEEP).is_empty()
}

/// The record of a command that deploys: `{"command": {"args": ["app", "deploy"]}, "status": {"exitCode": 0}}`.
fn is_command(source: &Source<'_>) -> bool {
    source.tree().is_some()
        && source.records().iter().any(|record| {
            let command = record.field("command.args").or(record.field("command")).or(record.field("args"));
            command.is_some_and(|words| words::kind(words) == Some(Kind::Deploy))
        })
}

/// The environment that a record names, in a value, in its title or in its file's name. An address stays where nothing else is told.
fn environment(record: &Record, name: &str) -> Option<String> {
    let known = |text: &str| words::place(text).map(ToOwned::to_owned);
    let plain = record.target.as_deref().filter(|target| !target.contains("://"));
    let inner = record.fields.iter().filter(|(key, _)| key.to_lowercase().contains("environment"));
    plain
        .map(|target| words::place_as_whole(target).unwrap_or(target).to_owned())
        .or_else(|| inner.map(|(_, value)| value.as_str()).find_map(known))
        .or_else(|| known(&record.title))
        .or_else(|| known(name))
        .or_else(|| record.target.clone())
}
