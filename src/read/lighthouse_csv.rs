//! Lighthouse's CSV (`--output csv`, 10 and later): addresses and time, then the score of each category, then the audits.
//!
//! It tells neither Lighthouse's version nor the form factor nor what a score is made of, and its numbers are words for a reader, so that only
//! the scores are taken.

use super::json::Scalar;
use super::lhr::{Audit, AuditRef, Category, Lhr};
use super::source::Source;
use std::collections::BTreeMap;

/// How such a table begins.
const HEAD: &str = "\"requestedUrl\",\"finalDisplayedUrl\",\"fetchTime\",\"gatherMode\"";

/// Whether a text is such a table.
pub fn is_table(source: &Source<'_>) -> bool {
    source.text().starts_with(HEAD)
}

/// The run that such a table tells.
pub fn run(text: &str) -> Lhr {
    let mut lhr = Lhr { is_table: true, ..Lhr::default() };
    let (mut categories, mut audits) = (BTreeMap::new(), BTreeMap::new());
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    for (at, row) in table.records().flatten().enumerate() {
        let cell = |n: usize| row.get(n).unwrap_or_default();
        let text = |n: usize| Scalar::Text(cell(n).to_owned());
        let number = |n: usize| cell(n).parse().map_or(Scalar::Null, Scalar::Number);
        match (at, row.len()) {
            (0, _) => {
                (lhr.requested_url, lhr.final_displayed_url) = (text(0), text(1));
                (lhr.fetch_time, lhr.gather_mode) = (text(2), text(3));
            }
            (_, 2) if cell(0) != "category" => {
                // A score of 0 is also that of a category of which no audit has any weight.
                let weight = if number(1).number() == Some(0.0) { Scalar::Null } else { Scalar::Number(1.0) };
                let part = AuditRef { id: text(0), weight, ..AuditRef::default() };
                categories.insert(cell(0).to_owned(), Category { score: number(1), audit_refs: vec![part] });
            }
            (_, 5) if cell(1) == "http-status-code" => {
                let (score, display_value) = (number(2), text(3));
                audits.insert(cell(1).to_owned(), Some(Audit { score, display_value, ..Audit::default() }));
            }
            _ => {}
        }
    }
    (lhr.categories, lhr.audits) = (Some(categories), Some(audits));
    lhr
}
