//! The text of a log's entries. Reading keeps what entries cite and not what they say, so that the bytes are asked for again here.

use crate::model::evidence::{Bytes, Evidence};
use crate::model::id::Oid;
use crate::redact;
use crate::render::markdown;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Of an entry so many characters can be found and shown: more than a page of paper.
const TEXT: usize = 4_000;
/// And so many of its lines are looked at.
const LINES: usize = 200;
/// The logs that were asked for last are kept up to so many bytes: many parts of the index show entries of the same few.
const KEPT: usize = 32 * 1024 * 1024;

/// A log without what looks like a secret.
#[derive(Debug)]
struct Log {
    text: String,
    /// Where each of its lines begins.
    lines: Vec<usize>,
}

impl Log {
    fn of(bytes: &dyn Bytes, blob: Oid) -> Self {
        let bytes = bytes.bytes(blob).unwrap_or_default();
        let text = redact::redact(&String::from_utf8_lossy(&bytes)).text.into_owned();
        let begins = text.split_inclusive('\n').scan(0, |at, line| {
            *at += line.len();
            Some(*at - line.len())
        });
        Self { lines: begins.collect(), text }
    }
}

/// The logs that were asked for last, newest first. Shared by all threads.
#[derive(Debug, Default)]
pub struct Logs(Mutex<VecDeque<(Oid, Arc<Log>)>>);

impl Logs {
    /// The text of an entry below its heading on a line (from 1), to the line of the next one, without its markup.
    pub fn text(&self, bytes: &dyn Bytes, version: &Evidence, line: u32, next: Option<u32>) -> String {
        let log = self.log(bytes, version.blob);
        let place = |line: u32| usize::try_from(line).unwrap_or(usize::MAX);
        let end = next.and_then(|next| log.lines.get(place(next).saturating_sub(1)).copied());
        let begin = log.lines.get(place(line)).copied().unwrap_or(log.text.len());
        let text = log.text.get(begin..end.unwrap_or(log.text.len())).unwrap_or_default();
        let words: Vec<String> = text.lines().take(LINES).map(|line| markdown::plain(line.trim())).collect();
        let words: Vec<&str> = words.iter().flat_map(|line| line.split_whitespace()).collect();
        words.join(" ").chars().take(TEXT).collect()
    }

    /// The log, read at most once while it is kept: whoever asks meanwhile waits.
    fn log(&self, bytes: &dyn Bytes, blob: Oid) -> Arc<Log> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.iter().position(|(of, _)| *of == blob).and_then(|at| kept.remove(at));
        let found = known.unwrap_or_else(|| (blob, Arc::new(Log::of(bytes, blob))));
        let log = found.1.clone();
        kept.push_front(found);
        while kept.len() > 1 && kept.iter().map(|(_, log)| log.text.len()).sum::<usize>() > KEPT {
            kept.pop_back();
        }
        log
    }
}
