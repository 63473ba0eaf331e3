//! What a search finds: one line of words with the page to which it leads.

use crate::render::html::is_ghost;
use crate::render::language::say;
use serde::Serialize;
use std::fmt::Write;

/// What an entry is. The order is that of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A release or the candidate.
    Release,
    /// A checklist item, once for all releases.
    Item,
    /// A finding or a problem, once for all releases that have the same.
    Finding,
    /// A dated entry of a feedback log, once for all versions of the log.
    Feedback,
    /// A file of evidence, once for all its versions.
    Evidence,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Self; 5] = [Self::Release, Self::Item, Self::Finding, Self::Feedback, Self::Evidence];

    /// What entries of this kind are called: over their results, one, several.
    pub fn words(self) -> [&'static str; 3] {
        match self {
            Self::Release => [say!("Releases"), say!("release"), say!("releases")],
            Self::Item => [say!("Items"), say!("item"), say!("items")],
            Self::Finding => [say!("Findings"), say!("finding"), say!("findings")],
            Self::Feedback => [say!("Feedback"), say!("entry of feedback"), say!("entries of feedback")],
            Self::Evidence => [say!("Evidence"), say!("file of evidence"), say!("files of evidence")],
        }
    }
}

/// An entry as a browser gets it: a list of four texts. All but the path can be searched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entry(pub String, pub String, pub String, pub String);

impl Entry {
    /// An entry: its title, what it is in a few words, its text, and where in the site it leads. What nobody would see is named.
    pub fn new(title: &str, about: &str, text: &str, path: String) -> Self {
        Self(named(title), named(about), named(text), path)
    }

    /// Its size in a part, roughly.
    pub fn size(&self) -> usize {
        self.0.len() + self.1.len() + self.2.len() + self.3.len() + 14
    }
}

/// Text in which invisible characters are named: `[U+202E]`.
fn named(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_ghost(c) {
            let _ = write!(out, "[U+{:04X}]", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}
