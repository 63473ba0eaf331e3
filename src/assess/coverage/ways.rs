//! Ways that records tell: from where to where.

use crate::assess::coverage::record_words::{Keyed, RecordWords};
use crate::lexicon::Lexicon;
use crate::lexicon::words::Name;
use crate::model::record::{Record, folded};

impl RecordWords {
    /// Adds both ends of a way by which of them they are: `from: north`, `to: south`. A record with one alone has no way.
    pub(super) fn add_ends<'r>(&mut self, record: &'r Record, lexicon: &Lexicon) -> Vec<&'r str> {
        let value = |names: Name| {
            let mut fields = record.fields.iter().filter(|(name, _)| names.has(&folded(name)));
            fields.next().map(|(_, value)| value.as_str())
        };
        let end = value(Name::WayEnd).or(record.target.as_deref());
        let Some((start, end)) = value(Name::WayStart).zip(end) else { return Vec::new() };
        for (names, value) in [(Name::WayStart, start), (Name::WayEnd, end)] {
            let mut words = Self::default();
            words.add_value(value, lexicon);
            let name = names.each().next().map(|name| lexicon.canonical(name)).into_iter().collect();
            self.keyed.push(Keyed { name, count: None, words, is_end: true });
        }
        vec![start, end]
    }
}
