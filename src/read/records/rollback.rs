//! Rollbacks: records of any shape that tell from which release to which one.

use crate::lexicon::words::{self, Cue, Name};
use crate::model::evidence::{Facts, Kind};
use crate::model::record::Record;
use crate::read::records::incident::subject;
use crate::read::records::shapes;
use crate::read::value::source::Source;

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    subject(source, &[Kind::Rollback]).is_some()
        && !is_none(source.name())
        && source.records().iter().any(is_told)
}

/// Reads records of rollbacks.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let records = source.records().iter().filter(|record| is_told(record)).cloned().collect();
    shapes::facts(Kind::Rollback, source, records)
}

/// It was done at some time, and names a release.
fn is_told(record: &Record) -> bool {
    let mut sides = Name::RolledBackTo.all().iter().chain(Name::RolledBackFrom.all());
    let named = sides.any(|name| record.field(name).is_some());
    !is_none(&record.title) && record.claim.is_some() && (named || record.release.is_some())
}

/// Whether a title or a name is of no rollback, though it speaks of one.
fn is_none(title: &str) -> bool {
    words::is_planned(title) || Cue::NoRollback.is_in(title)
}
