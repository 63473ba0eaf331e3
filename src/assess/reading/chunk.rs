//! A piece of an item's words: what stands there, and what it does once that is known.

use crate::lexicon::{Meaning, file::Role as Phrase};
use crate::model::{evidence::Kind, reading::Role};
use std::ops::Range;

/// What stands in a chunk.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Punctuation.
    Mark(char),
    /// What the grammar read, or a reference.
    Read(Role),
    /// A phrase of the lexicon.
    Phrase(Vec<Meaning>),
    /// Any other word.
    Word,
    /// A number, a date, a version.
    Number,
}

/// A piece of an item's words.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// Bytes of the shown text.
    pub(super) range: Range<usize>,
    /// Its first and last token.
    pub(super) tokens: Range<usize>,
    /// As written.
    pub(super) text: String,
    /// What it is.
    pub(super) what: What,
    /// Whether it stands in back-ticks.
    pub(super) ticked: bool,
    /// The pair of back-ticks, or 0.
    pub(super) tick: usize,
    /// The bracket in which it stands, or 0.
    pub(super) bracket: usize,
    /// Its clause.
    pub(super) clause: usize,
    /// Its role, once it has one.
    pub(super) role: Option<Role>,
}

impl Chunk {
    /// Whether its phrase has this meaning.
    pub(super) fn means(&self, is: impl Fn(&Meaning) -> bool) -> bool {
        matches!(&self.what, What::Phrase(meanings) if meanings.iter().any(is))
    }

    /// Whether its phrase has this meaning, among others.
    pub(super) fn is(&self, meaning: &Meaning) -> bool {
        self.means(|own| own == meaning)
    }

    /// Whether its phrase has this role.
    pub(super) fn has(&self, role: Phrase) -> bool {
        self.is(&Meaning::Role(role))
    }

    /// Whether it is written as one of these words.
    pub(super) fn reads(&self, words: &[&str]) -> bool {
        words.contains(&&*self.text.to_lowercase())
    }

    /// The kinds that its phrase names in one way.
    pub(super) fn kinds<'u>(&'u self, of: impl Fn(&'u Meaning) -> Option<&'u Kind>) -> Vec<&'u Kind> {
        let What::Phrase(meanings) = &self.what else { return Vec::new() };
        meanings.iter().filter_map(of).collect()
    }

    pub(super) fn is_mark(&self, marks: &str) -> bool {
        matches!(self.what, What::Mark(mark) if marks.contains(mark))
    }

    /// Whether it tells how something ended.
    pub(super) fn is_outcome(&self) -> bool {
        self.has(Phrase::Outcome)
    }

    /// Whether the grammar of bounds read it.
    pub(super) fn is_bound(&self) -> bool {
        self.what == What::Read(Role::Bound)
    }
}
