//! The criterion of a table's column: every cell of it is filled in.

use crate::assess::candidates::record::{CandidateRecord, CommitOrigin};
use crate::assess::result::judgement::{Answer, Computed, Outcome, UNKNOWN};
use crate::assess::verdict::{answer::answered, vantage::Vantage};
use crate::model::doing::{spaced, stands};
use crate::model::record::{Conclusion, Record, RecordId};
use crate::model::{evidence::Evidence, kinds::Property};

/// Every cell of the column is filled in, in the first of these documents that has one.
pub fn column(documents: impl Iterator<Item = usize>, name: &str, vantage: &Vantage<'_>) -> Computed {
    let mut documents = documents;
    let found = documents.find_map(|evidence| {
        let version = vantage.dossier.evidence.get(evidence)?;
        let at = version.facts.records.iter().position(|column| is_column(version, column, name))?;
        Some((evidence, version, at))
    });
    let Some((evidence, version, record)) = found else { return UNKNOWN };
    let parts = version.facts.records.get(record).map(|column| column.parts.as_slice()).unwrap_or_default();
    let open = parts.iter().enumerate().filter(|(_, cell)| cell.conclusion == Some(Conclusion::Pending));
    let open = open.map(|(at, _)| at).collect::<Vec<_>>();
    let (outcome, answer) = match open.as_slice() {
        _ if parts.is_empty() => (Outcome::Unknown, Answer::Lacks(0)),
        [] => (Outcome::Holds, Answer::Shows),
        _ => (Outcome::Fails, Answer::Unfilled),
    };
    let (time, last) = (version.recorded, version.recorded);
    let id = RecordId { evidence, index: record };
    let candidate = CandidateRecord { time, last, id, origin: CommitOrigin::Untold };
    answered(candidate, (outcome, answer, open))
}

fn is_column(version: &Evidence, column: &Record, name: &str) -> bool {
    let described = version.facts.kind.is(Property::Columns);
    let title = spaced(&column.title);
    let known: &[&str] = match name {
        "production" | "prod" => &["production", "prod"],
        "development" | "dev" => &["development", "dev"],
        "staging" | "stage" => &["staging", "stage"],
        other => &[other],
    };
    // Beside its columns a document may tell records of its own, which end somehow or are of a kind.
    described && column.kind.is_none() && column.conclusion.is_none() && stands(known, &title)
}
