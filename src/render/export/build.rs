//! What the site was made from: what changes without the facts of a release, and what is needed to make it again.

use super::json;
use super::source::{Drawn, Source};
use crate::config::Look;
use crate::model::id::sha256;
use crate::model::time::rfc3339;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Its path.
pub const BUILD: &str = "build.json";

/// `build.json`: golive, repository, head, moment and configuration.
///
/// # Errors
/// Never for reasons of content.
pub fn build_json(source: &Source<'_>) -> Drawn {
    let history = &source.dossier.history;
    let head = history.snapshots.last();
    let releases = history.snapshots.iter().filter(|snapshot| !snapshot.is_candidate()).map(|s| &s.name);
    let skipped = history.skipped.iter().map(|tag| &tag.name);
    let value = serde_json::json!({
        "schema": "golive.build/1",
        "generator": { "name": "golive", "version": env!("CARGO_PKG_VERSION") },
        "repository": {
            "url": source.forge().map(|forge| forge.home().to_owned()),
            "head": head.map(|head| head.commit.to_string()),
        },
        "judged_at": head.map(|head| rfc3339(head.time)),
        "configuration": { "sha256": source.look.configuration },
        "inputs": {
            "branch": history.branch,
            "base_url": source.look.base_url,
            "rejudged": !source.assessment.rejudged.is_empty(),
            "theme": theme(source.look),
            "tags": releases.chain(skipped.clone()).collect::<Vec<_>>(),
        },
        "releases": history.candidate(),
        "skipped_tags": skipped.collect::<Vec<_>>(),
    });
    json::bytes(BUILD, &value)
}

/// The SHA-256 of the files of a theme; `None` where golive's own are in force.
pub fn theme(look: &Look) -> Option<String> {
    let files = serde_json::to_vec(&look.theme).ok().filter(|_| !look.theme.is_empty());
    files.map(|files| sha256(&files))
}

/// What `build.json` says of what a site was made from.
#[derive(Clone, Debug, Deserialize)]
pub struct RecordedBuild {
    /// Which golive made it.
    pub generator: RecordedGenerator,
    /// What was read.
    pub repository: RecordedRepository,
    /// The moment of the build.
    pub judged_at: String,
    /// The configuration.
    pub configuration: RecordedConfiguration,
    /// What else decides what the site shows.
    pub inputs: RecordedInputs,
}

/// Which golive made a site.
#[derive(Clone, Debug, Deserialize)]
pub struct RecordedGenerator {
    /// Its version.
    pub version: String,
}

/// The repository of a site.
#[derive(Clone, Debug, Deserialize)]
pub struct RecordedRepository {
    /// Where it is hosted.
    pub url: Option<String>,
    /// The commit at its head.
    pub head: String,
}

/// The configuration of a site.
#[derive(Clone, Debug, Deserialize)]
pub struct RecordedConfiguration {
    /// The SHA-256 of golive.toml; none where every default held.
    pub sha256: Option<String>,
}

/// What else decides what a site shows.
#[derive(Clone, Debug, Deserialize)]
pub struct RecordedInputs {
    /// The branch of the head.
    pub branch: Option<String>,
    /// The address under which it is published.
    pub base_url: Option<String>,
    /// Whether each release was judged by today's checklist too.
    pub rejudged: bool,
    /// The SHA-256 of its theme's files.
    pub theme: Option<String>,
    /// The tags of the repository.
    pub tags: BTreeSet<String>,
}
