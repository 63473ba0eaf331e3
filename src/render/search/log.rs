//! The text of a log's entries. Reading keeps what entries cite and not what they say, so that the bytes are asked for again here.

use crate::model::evidence::{Bytes, Evidence};
use crate::model::id::Oid;
use crate::redact;
use crate::render::markdown;

/// Of an entry so many characters can be found and shown: more than a page of paper.
const TEXT: usize = 4_000;
/// And so many of its lines are looked at.
const LINES: usize = 200;

/// The log that was asked for last, line by line, without what looks like a secret.
#[derive(Debug, Default)]
pub struct Log {
    blob: Option<Oid>,
    lines: Vec<String>,
}

impl Log {
    /// The text of an entry below its heading on a line (from 1), to the line of the next one, without its markup.
    pub fn text(&mut self, bytes: &dyn Bytes, version: &Evidence, line: u32, next: Option<u32>) -> String {
        if self.blob != Some(version.blob) {
            let bytes = bytes.bytes(version.blob).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            self.lines = redact::redact(&text).text.lines().map(ToOwned::to_owned).collect();
            self.blob = Some(version.blob);
        }
        let place = |line: u32| usize::try_from(line).unwrap_or(usize::MAX);
        let end = next.map_or(usize::MAX, |next| place(next).saturating_sub(1));
        let lines = self.lines.iter().take(end).skip(place(line)).take(LINES);
        let words: Vec<String> = lines.map(|line| markdown::plain(line.trim())).collect();
        let words: Vec<&str> = words.iter().flat_map(|line| line.split_whitespace()).collect();
        words.join(" ").chars().take(TEXT).collect()
    }
}
