//! Which clock tells a time.

use crate::model::evidence::Evidence;
use crate::model::release::Snapshot;
use crate::model::time::ClaimSource;
use crate::render::{format::duration, language::say};

/// The word for the clock of a release's time, and what it means.
pub fn release_clock(at: &Snapshot) -> (&'static str, &'static str) {
    match &at.tag {
        None => (say!("now"), say!("the moment of this build")),
        Some(tag) if tag.tagger.is_some() => (say!("tagger"), say!("the tagger's clock")),
        Some(_) => {
            (say!("committer"), say!("the clock of the commit that it names, as the tag tells no time"))
        }
    }
}

/// The word for the clock by which evidence is judged, and what it means.
pub fn evidence_clock(version: &Evidence) -> (&'static str, &'static str) {
    match version.facts.claim.map(|claim| claim.source) {
        Some(ClaimSource::Content) => (say!("content"), say!("claimed, in its content")),
        Some(ClaimSource::FileName) => (say!("file-name"), say!("claimed, in its file name")),
        None => (say!("committer"), say!("recorded, as it claims none")),
    }
}

/// Seconds from the claimed time to the recorded one.
pub fn lag(version: &Evidence) -> Option<i64> {
    let claim = version.facts.claim?;
    Some(version.recorded.as_second().saturating_sub(claim.at.as_second()))
}

/// How far claimed and recorded time are apart, in words.
pub fn apart(version: &Evidence) -> Option<String> {
    Some(match lag(version)? {
        0 => say!("recorded in the second that it claims").to_owned(),
        lag @ 1.. => say!("recorded {apart} after the time that it claims", apart = duration(lag)),
        lag => say!("claims a time {apart} after it was recorded", apart = duration(lag)),
    })
}
