//! What a record tells of itself goes before what its file's name says; and ways: from where to where.

use crate::assess::coverage::name_words::NameWord;
use crate::assess::coverage::record_words::{RecordWords, is_party};
use crate::lexicon::words::{self, Name};
use crate::lexicon::{Lexicon, Meaning, file::Role as Phrase};
use crate::model::record::Record;
use std::collections::BTreeSet;

impl RecordWords {
    /// Adds both ends of a way by which of them they are: `from: north`, `to: south`. A record with one alone has no way.
    pub(super) fn add_ends<'r>(&mut self, record: &'r Record, lexicon: &Lexicon) -> Vec<&'r str> {
        let end = Name::WayEnd.values(&record.fields).next().or(record.target.as_deref());
        let start = Name::WayStart.values(&record.fields).next();
        let Some((start, end)) = start.zip(end) else { return Vec::new() };
        for (names, value) in [(Name::WayStart, start), (Name::WayEnd, end)] {
            let key = names.each().next().map(|name| lexicon.canonical(name)).into_iter().collect();
            self.add_keyed(key, None, None, ("", value), lexicon);
        }
        vec![start, end]
    }

    /// A title that names teams speaks for them, and not for the team in its file's name: `QA sign-off` in `product.md`.
    pub fn leave_party_to(&mut self, named: &BTreeSet<String>, lexicon: &Lexicon) {
        if !named.is_empty() {
            self.words.retain(|word| named.contains(word) || !is_party(word, lexicon));
            let is_other =
                |word: &NameWord| is_party(&word.text, lexicon) && !named.contains(&*word.canonical);
            self.names.retain(|name| !name.iter().any(is_other));
        }
    }

    /// A record that tells its branch or its environment speaks for those, and not for one in its file's name.
    pub fn leave_place_to(&mut self, record: &Record, lexicon: &Lexicon) {
        let is_other = |word: &str| {
            lexicon.whole(word).iter().any(|meaning| match meaning {
                Meaning::Role(Phrase::Branch) => record.branch.is_some(),
                Meaning::Place(_) => {
                    record.target.as_deref().is_some_and(|target| words::place(target).is_some())
                }
                _ => false,
            })
        };
        self.words.retain(|word| !is_other(word));
        self.names.retain(|name| !name.iter().any(|word| is_other(&word.text)));
    }
}
