//! Matrices of environment variables: tables with a column for each of several environments. Like every document's, its columns are its
//! records.

use crate::lexicon::words::Cue;
use crate::model::evidence::{Facts, Kind};
use crate::read::records::document;
use crate::read::value::markdown::{Block, tables};
use crate::read::value::source::Source;

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    source.is_markdown() && source.text().contains('|') && is_matrix(&source.document().blocks)
}

/// Reads matrices of environment variables.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    Facts { kind: Kind::EnvMatrix, ..document::read(source) }
}

/// Whether a table has a column for each of several environments.
pub fn is_matrix(blocks: &[Block]) -> bool {
    let names_one = |cell: &String| Cue::EnvironmentColumn.is_in(cell);
    tables(blocks).any(|table| table.head.cells.iter().skip(1).filter(|cell| names_one(cell)).count() >= 2)
}
