//! Words that stand beside each other must come from one value: of `gate 3 in hall 7` the number behind `gate` is that of the value under
//! that name, and the year behind a month is that of the same value.

use crate::assess::coverage::name_words::as_one;
use crate::assess::coverage::record_words::RecordWords;
use crate::assess::coverage::values::ShortValue;
use crate::lexicon::{Lexicon, file::Role as Phrase, stem};
use crate::model::record::Record;

/// A value of more words is a text.
const MOST_WORDS: usize = 6;

impl ShortValue {
    fn of(name: &str, value: &str, lexicon: &Lexicon) -> Option<Self> {
        let own = name.rsplit('.').next().unwrap_or(name);
        let mut words = lexicon.compared_content(own);
        let (Some(name), None) = (words.next(), words.next()) else { return None };
        let pieces = pieces(value, lexicon);
        (!pieces.is_empty() && pieces.len() <= MOST_WORDS).then_some(Self { name, pieces })
    }

    /// The short values of a record by their names.
    pub(super) fn all(fields: &[(String, String)], lexicon: &Lexicon) -> Vec<Self> {
        fields.iter().filter_map(|(name, value)| Self::of(name, value, lexicon)).collect()
    }

    /// Those of a record, and where it was done.
    pub(super) fn of_record(record: &Record, lexicon: &Lexicon) -> Vec<Self> {
        let mut all = Self::all(&record.fields, lexicon);
        let target = record.target.iter().map(|target| pieces(target, lexicon));
        all.extend(target.map(|pieces| Self { name: String::new(), pieces }));
        all
    }
}

/// The words of a text as they are compared, those with a digit in one piece: `4.1`, `db-1`.
fn pieces(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let pieces = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'));
    let pieces = pieces.filter(|piece| stem::is_short_name(piece) || !lexicon.has(piece, Phrase::Filler));
    pieces.flat_map(|piece| joined(piece, lexicon)).collect()
}

fn joined(piece: &str, lexicon: &Lexicon) -> Vec<String> {
    if piece.contains(|c: char| c.is_ascii_digit()) {
        vec![as_one(piece)]
    } else {
        lexicon.compared(piece).collect()
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands beside each other in the words of an item.
pub(super) struct Neighbours(Vec<String>);

impl Neighbours {
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Self {
        Self(pieces(text, lexicon))
    }

    /// Each two neighbours, with the word before them.
    fn pairs(&self) -> impl Iterator<Item = (Option<&String>, &String, &String)> {
        let before = std::iter::once(None).chain(self.0.iter().map(Some));
        before
            .zip(self.0.iter().zip(self.0.iter().skip(1)))
            .map(|(before, (word, behind))| (before, word, behind))
    }

    /// Whether two of them are of different values.
    pub(super) fn are_crossed(&self, all: &[&RecordWords]) -> bool {
        let values = || all.iter().flat_map(|own| own.values.iter());
        self.pairs().any(|(before, word, behind)| {
            let is_pair =
                |text: &[String]| text.windows(2).any(|two| two == [word.as_str(), behind.as_str()]);
            if all.iter().any(|own| is_pair(&own.titled)) || values().any(|value| is_pair(&value.pieces)) {
                return false;
            }
            is_of_other_value(before, word, behind, values())
                || is_year(behind) && is_of_other_year(word, behind, values())
        })
    }
}

/// Whether values under a name that a word says tell something else than the word behind it, and that is told elsewhere or a number. The
/// `green cluster` says its value before the name.
fn is_of_other_value<'v>(
    before: Option<&String>,
    word: &str,
    behind: &str,
    values: impl Iterator<Item = &'v ShortValue> + Clone,
) -> bool {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let own = values.clone().filter(|value| value.name == *word);
    let own = own.filter(|value| value.pieces.iter().all(|piece| is_number(piece)) == is_number(behind));
    let own = own.collect::<Vec<_>>();
    let says = |word: &str| own.iter().any(|value| value.pieces.iter().any(|piece| piece == word));
    let mut others = values.filter(|value| value.name != *word);
    !own.is_empty()
        && !says(behind)
        && !before.is_some_and(|before| says(before))
        && (is_number(behind) || others.any(|value| value.pieces.iter().any(|piece| piece == behind)))
}

/// Whether values tell a word beside other years alone: `month: April 2025` for `April 2026`.
fn is_of_other_year<'v>(word: &str, year: &str, values: impl Iterator<Item = &'v ShortValue>) -> bool {
    let dated = values.filter(|value| value.pieces.iter().any(|own| own == word));
    let dated = dated.filter(|value| value.pieces.iter().any(|own| is_year(own))).collect::<Vec<_>>();
    !dated.is_empty() && !dated.iter().any(|value| value.pieces.iter().any(|own| own == year))
}

impl RecordWords {
    /// The words of a record's title, as neighbours are compared.
    pub(super) fn titled(record: &Record, lexicon: &Lexicon) -> Vec<String> {
        pieces(&record.title, lexicon)
    }
}
