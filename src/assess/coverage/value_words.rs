//! What values tell, by their names and piece by piece.

use crate::assess::coverage::name_words::words_of_name;
use crate::assess::coverage::record_words::RecordWords;
use crate::assess::coverage::values::{has_rider, is_value, leaves_some_out};
use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::record::{Record, folded, is_uncertain};

impl RecordWords {
    /// Adds a value by its name; one that is called after another value of the record only tells with all of its name: `backup_location`
    /// beside `location`.
    pub(super) fn add_named(&mut self, name: &str, value: &str, record: &Record, lexicon: &Lexicon) {
        // `units: 12` beside `units_skipped: 3`
        if leaves_some_out(name, record) {
            return;
        }
        let words = stem::words(name).collect::<Vec<_>>();
        let is_of_other = words.len() > 1
            && (record.fields.iter().any(|(other, _)| Some(&folded(other)) == words.last())
                || words.iter().skip(1).any(|word| Name::Origin.has(word)) && !Cue::NotThere.is(name));
        if !is_of_other {
            return self.add_field(name, value, lexicon);
        }
        let key = lexicon.compared_content(name).collect();
        self.add_keyed(key, None, None, (name, value), lexicon);
    }

    /// Adds a value that is short and denies nothing. A piece with a number or a bracket behind it tells its words only together.
    pub(super) fn add_value(&mut self, value: &str, lexicon: &Lexicon) {
        let pieces = value.split([',', ';']);
        if is_uncertain(value) || pieces.clone().any(|piece| Cue::NotThere.is(piece)) {
            return;
        }
        if !pieces.clone().any(|piece| has_rider(piece, lexicon)) {
            return self.add_plain_value(value, lexicon);
        }
        for piece in pieces {
            if has_rider(piece, lexicon) {
                self.names.insert(words_of_name(piece, lexicon));
            } else {
                self.add_plain_value(piece, lexicon);
            }
        }
    }

    fn add_plain_value(&mut self, value: &str, lexicon: &Lexicon) {
        let words = stem::words(value).collect::<Vec<_>>();
        if !is_value(&words, lexicon) {
            return;
        }
        // `1,000` is one number.
        let digits = value.trim().replace([',', '\'', '_'], "");
        if digits.parse::<f64>().is_ok() {
            self.words.insert(digits);
        }
        self.add(value, lexicon);
    }
}
