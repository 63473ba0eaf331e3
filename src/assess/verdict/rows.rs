//! The rule that a row of a table decides the item that has its whole name, where nothing else does.

use crate::assess::candidates::{demand::Demand, record::CandidateRecord};
use crate::assess::result::judgement::{JudgedCriterion, Outcome};
use crate::assess::verdict::outcomes::{breaks_limit, decide, tells_all};
use crate::assess::verdict::{records::is_of_another, vantage::Vantage};
use crate::lexicon::stem;
use crate::model::record::{Record, folded};

/// How the newest row comes out that tells every word of the item; of several of one moment and one name the worst.
pub fn judge(demand: &Demand, vantage: &Vantage<'_>) -> Option<JudgedCriterion> {
    let (_, until) = vantage.period();
    let end = demand.rows.all.partition_point(|row| row.time <= until);
    let own = demand.rows.all.get(..end).unwrap_or_default().iter().rev().copied();
    let answers = |row: &CandidateRecord| {
        vantage.reaches(row.last, None)
            && vantage.counts(row.id.evidence)
            && !is_of_another(*row, vantage)
            && tells_all(*row, &demand.rows.wanted, vantage)
    };
    let newest = own.clone().find(answers).filter(|row| !breaks_limit(*row, &demand.rows.wanted, vantage))?;
    let (_, record) = vantage.dossier.record(newest.id)?;
    // A value that the item asks for tells rows of one name apart: `ranked on PC`.
    let is_asked = |value: &str| {
        let mut words = stem::words(value).peekable();
        words.peek().is_some() && words.all(|word| demand.words_asked.has(&vantage.lexicon.canonical(&word)))
    };
    let is_other = |other: &Record| {
        let fields = record.fields.iter().filter(|(_, value)| *value != record.state && is_asked(value));
        fields.into_iter().any(|(name, value)| other.field(name).is_some_and(|other| other != value))
    };
    // What a newer row of the same name says of it in other words stands against it.
    let is_same = |row: &CandidateRecord| {
        vantage.counts(row.id.evidence)
            && !vantage.dossier.record(row.id).is_some_and(|(_, other)| is_other(other))
            && vantage
                .dossier
                .record(row.id)
                .is_some_and(|(_, other)| folded(&other.title) == folded(&record.title))
    };
    let newer = own.take_while(|row| row.time >= newest.time).filter(is_same);
    let leaves_none_out = |row: &CandidateRecord| {
        vantage.dossier.record(row.id).is_some_and(|(_, record)| record.beside.is_empty())
    };
    let judged = newer.map(|row| decide(row, demand, vantage).filter(|_| leaves_none_out(&row)));
    let worst = judged.collect::<Option<Vec<_>>>()?.into_iter().min_by_key(|judged| judged.outcome);
    worst.filter(|worst| matches!(worst.outcome, Outcome::Holds | Outcome::Fails))
}
