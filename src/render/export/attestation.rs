//! What golive attests of a release, as an in-toto Statement: what the ledger seals of it, about its commit and its tag.

use super::ledger::seal;
use super::source::{Drawn, Source, refused, unknown};
use crate::model::release::TagKind;
use serde_json::json;

/// What kind of statement it is (docs/verify.md).
pub const PREDICATE: &str = "urn:golive:attestation:release:1";

/// The statement of a release, of the same bytes for the same facts.
///
/// # Errors
/// When there is no such release.
pub fn attestation(source: &Source<'_>, snapshot: usize) -> Drawn {
    const PATH: &str = "attestation.json";
    let (own, release) = source.release(snapshot).ok_or_else(|| unknown(PATH, snapshot))?;
    let mut digest = serde_json::Map::new();
    digest.insert("gitCommit".to_owned(), own.commit.to_string().into());
    if let Some(tag) = own.tag.as_ref().filter(|tag| tag.kind == TagKind::Annotated) {
        digest.insert("gitTag".to_owned(), tag.oid.to_string().into());
    }
    let statement = json!({
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{ "name": format!("refs/tags/{}", own.name), "digest": digest }],
        "predicateType": PREDICATE,
        "predicate": seal(source, own, release),
    });
    serde_json::to_vec(&statement).map_err(|error| refused(PATH, error))
}
