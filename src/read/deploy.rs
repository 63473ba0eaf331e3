//! Deployments: runs of a deploy workflow, the JSON of Shopify's CLI, of Fly and of other platforms, and plain logs.

use super::record;
use super::recorded::expects;
use super::source::{Reader, Source};
use super::{ci_run, deploy_log};
use crate::model::{
    doing,
    evidence::{Facts, Kind},
    record::Record,
};

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

/// Reads deployments.
#[derive(Clone, Copy, Debug)]
pub struct Deploy;

impl Reader for Deploy {
    fn kind(&self) -> Kind {
        Kind::Deploy
    }

    fn expects(&self, source: &Source<'_>) -> bool {
        expects(&Kind::Deploy, source)
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        if deploy_log::is_log(source) {
            return true;
        }
        let is_shaped =
            || source.tree().is_some_and(|tree| tree.names_any(DEPLOYED)) && !ci_run::is_run(source);
        source.recorded_kind() == Some(&Kind::Deploy)
            || (!source.records().is_empty() && (is_shaped() || is_command(source)))
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let mut records = match source.records() {
            told if told.is_empty() || deploy_log::is_log(source) => vec![deploy_log::read(source)],
            told => told.to_vec(),
        };
        for record in &mut records {
            record.target = environment(record, source.name());
        }
        record::facts(Kind::Deploy, source, records)
    }
}

/// The record of a command that deploys: `{"command": {"args": ["app", "deploy"]}, "status": {"exitCode": 0}}`.
fn is_command(source: &Source<'_>) -> bool {
    source.tree().is_some()
        && source.records().iter().any(|record| {
            let command = record.field("command.args").or(record.field("command")).or(record.field("args"));
            command.is_some_and(|words| doing::kind(words) == Some(Kind::Deploy))
        })
}

/// The environment that a record names, in a value, in its title or in its file's name. An address stays where nothing else is told.
fn environment(record: &Record, name: &str) -> Option<String> {
    let known = |text: &str| doing::place(text).map(ToOwned::to_owned);
    let plain = record.target.as_deref().filter(|target| !target.contains("://"));
    let inner = record.fields.iter().filter(|(key, _)| key.to_lowercase().contains("environment"));
    plain
        .map(|target| known(target).unwrap_or_else(|| target.to_owned()))
        .or_else(|| inner.map(|(_, value)| value.as_str()).find_map(known))
        .or_else(|| known(&record.title))
        .or_else(|| known(name))
        .or_else(|| record.target.clone())
}
