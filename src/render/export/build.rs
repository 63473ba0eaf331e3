//! What the site was made from: what changes without the facts of a release.

use super::json;
use super::source::{Drawn, Source};
use crate::model::time::rfc3339;

/// Its path.
pub const BUILD: &str = "build.json";

/// `build.json`: golive, repository, head, moment and configuration.
///
/// # Errors
/// Never for reasons of content.
pub fn build_json(source: &Source<'_>) -> Drawn {
    let history = &source.dossier.history;
    let head = history.snapshots.last();
    let value = serde_json::json!({
        "schema": "golive.build/1",
        "generator": { "name": "golive", "version": env!("CARGO_PKG_VERSION") },
        "repository": {
            "url": source.forge().map(|forge| forge.home().to_owned()),
            "head": head.map(|head| head.commit.to_string()),
        },
        "judged_at": head.map(|head| rfc3339(head.time)),
        "configuration": { "sha256": source.look.configuration },
        "releases": history.candidate(),
        "skipped_tags": history.skipped.iter().map(|tag| &tag.name).collect::<Vec<_>>(),
    });
    json::bytes(BUILD, &value)
}
