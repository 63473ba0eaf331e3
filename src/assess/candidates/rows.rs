//! Rows of tables by what they call themselves: the row `26-118` of a table of batches may answer `Batch 26-118 released`.

use crate::assess::candidates::named::is_checklist;
use crate::assess::candidates::record::{CandidateRecord, CommitOrigin};
use crate::assess::coverage::item_words::ItemWords;
use crate::lexicon::{Lexicon, stem, words};
use crate::model::dossier::Dossier;
use crate::model::record::{Record, RecordId, is_uncertain};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// All rows that tell how they ended, by the longest word of their names.
#[derive(Debug, Default)]
pub struct Rows(FxHashMap<String, Vec<(BTreeSet<String>, CandidateRecord)>>);

impl Rows {
    /// Indexes a dossier.
    pub fn of(dossier: &Dossier, lexicon: &Lexicon) -> Self {
        let mut rows = Self::default();
        let versions = dossier.evidence.iter().enumerate();
        // What is to be done is done by none of its rows.
        let versions = versions.filter(|(n, version)| {
            let name = version.path.rsplit('/').next().unwrap_or_default();
            !is_checklist(*n, dossier)
                && !words::is_planned(name)
                && !version.facts.title.as_deref().is_some_and(words::is_planned)
        });
        for (evidence, version) in versions {
            let all = version.facts.records.iter().enumerate().filter(|(_, record)| record.is_row);
            // Where others tell how they stand, a row that does not has nothing to say yet.
            let is_told = all.clone().any(|(_, record)| says(record));
            for (index, record) in all {
                let is_said = says(record) || is_told && record.claim.is_some();
                let Some((first, name)) = name_of(record, lexicon).filter(|_| is_said) else { continue };
                let id = RecordId { evidence, index };
                let candidate = CandidateRecord::of(version, record.claim, id, CommitOrigin::Untold);
                rows.0.entry(first).or_default().push((name, candidate));
            }
        }
        rows
    }

    /// The rows whose whole name the item has, by time.
    pub fn named_by(&self, item: &ItemWords) -> Vec<CandidateRecord> {
        let rows = item.words().filter_map(|word| self.0.get(word)).flatten();
        let rows = rows.filter(|(name, _)| name.iter().all(|word| item.has(word)));
        rows.map(|(_, candidate)| *candidate).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Whether a row tells how it ended, or how it stands.
fn says(record: &Record) -> bool {
    record.conclusion.is_some() || !record.state.is_empty()
}

/// The words of a row's name as they are compared, and the longest of them. A name of common words alone is none.
fn name_of(record: &Record, lexicon: &Lexicon) -> Option<(String, BTreeSet<String>)> {
    let words = stem::words(&record.title).collect::<Vec<_>>();
    let is_own = |word: &String| {
        word.bytes().any(|byte| byte.is_ascii_digit()) || lexicon.whole(word).is_empty() && word.len() > 2
    };
    let name = words.iter().map(|word| lexicon.canonical(word)).collect::<BTreeSet<_>>();
    let longest = name.iter().max_by_key(|word| word.len()).cloned()?;
    let is_sure = !is_uncertain(&record.title);
    (is_sure && words.iter().any(is_own)).then_some((longest, name))
}
