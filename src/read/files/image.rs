//! Images, by their first bytes.

use crate::model::evidence::{Facts, Kind, State};
use crate::read::value::source::Source;

pub(crate) fn is_named_so(source: &Source<'_>) -> bool {
    matches!(source.extension().as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "bmp" | "avif")
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    format(source.bytes).is_some()
}

/// Reads nothing but the kind: what a picture shows, a person must look at.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    Facts::of(Kind::Image, State::Neutral, source.bytes.len() as u64)
}

/// The format that the first bytes tell: `png`, `jpeg`, `gif`, `webp`, `avif` or `bmp`. SVG is text and no image here, for it can hold scripts.
pub fn format(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f', ..] => Some("avif"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some("bmp"),
        _ => None,
    }
}
