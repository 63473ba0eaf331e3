//! The rule that a record which tells its own outcome decides the item that names it, or that it names, where nothing else does.

use crate::assess::candidates::record::CandidateRecord;
use crate::assess::candidates::{
    demand::Demand, named::NamedEvidence, question::Candidate, records::names_item,
};
use crate::assess::coverage::cover::Cover;
use crate::assess::result::judgement::{Answer, JudgedCriterion, Outcome};
use crate::assess::verdict::answer::{Fit, answered, ended};
use crate::assess::verdict::{records::is_of_another, series, vantage::Vantage};
use crate::model::reading::{By, Wanted};
use crate::model::record::Conclusion;
use crate::model::{checklist::Phase, criterion::Criterion, evidence::Kind};
use jiff::SignedDuration;
use std::collections::BTreeSet;

/// Of records from before the period no more of the newest are looked at: a glob may name a file of each release.
const MOST_OLDER: usize = 20;

/// The criteria that named records answer, of each series the newest, and that of the newest record which names the item.
pub fn judge<'a>(
    demand: &Demand,
    named: impl Iterator<Item = (&'a NamedEvidence, usize)>,
    criteria: &[JudgedCriterion],
    vantage: &Vantage<'_>,
) -> Vec<JudgedCriterion> {
    let undecided = named
        .filter(|(named, version)| !named.is_procedure && !is_decided(named, *version, criteria, vantage));
    let records = undecided.flat_map(|(named, _)| newest_of_series(named, demand, vantage));
    let mut known = BTreeSet::new();
    records
        .chain(offered(demand, vantage))
        .filter(|candidate| known.insert(candidate.id))
        .filter_map(|candidate| decide(candidate, demand, vantage))
        .collect()
}

/// Of everything that a name stands for the newest record, and of the release's own period the newest of each other series.
fn newest_of_series(named: &NamedEvidence, demand: &Demand, vantage: &Vantage<'_>) -> Vec<CandidateRecord> {
    let is_own = |candidate: &CandidateRecord| vantage.reaches(candidate.last, demand.window());
    let mut newest_first = own_records(named, demand, vantage).peekable();
    let with_words = |candidate: CandidateRecord| (candidate, tells_all(candidate, &demand.untyped, vantage));
    let mut all = std::iter::from_fn(|| newest_first.next_if(is_own)).map(with_words).collect::<Vec<_>>();
    if !all.iter().any(|(_, is_whole)| *is_whole) {
        all.extend(newest_first.take(MOST_OLDER).map(with_words));
    }
    let all = fitting(all, &demand.untyped, vantage);
    let Some(newest) = all.first().copied() else { return Vec::new() };
    let own = all
        .iter()
        .filter(|candidate| is_own(candidate))
        .map(|record| Candidate { record: *record, lacks: 0 });
    let own = own.collect::<Vec<_>>();
    let beside = series::newest_of_others(&own, vantage).into_iter().map(|(candidate, _)| candidate);
    std::iter::once(newest).filter(|candidate| is_recent(*candidate, demand, vantage)).chain(beside).collect()
}

/// Of records, each with whether it tells all of the words, those that do; else those of which each word of one list is told by some; else
/// all of them. But of rows of a list that are about other things none, unless all of them went well.
fn fitting(
    all: Vec<(CandidateRecord, bool)>,
    wanted: &[Wanted],
    vantage: &Vantage<'_>,
) -> Vec<CandidateRecord> {
    if let Some((first, _)) = all.iter().find(|(_, is_whole)| *is_whole).copied() {
        // A newer record that does not tell that it is about something else goes before it.
        let own = series::subject(first, vantage);
        let may_be_same = |candidate: &CandidateRecord| {
            let other = series::subject(*candidate, vantage);
            own.as_ref().zip(other).is_some_and(|(own, other)| own.difference(&other).is_none())
        };
        let fits = |(candidate, is_whole): &(CandidateRecord, bool)| {
            *is_whole || candidate.time > first.time && may_be_same(candidate)
        };
        return all.into_iter().filter(fits).map(|(candidate, _)| candidate).collect();
    }
    let all = all.into_iter().map(|(candidate, _)| candidate).collect::<Vec<_>>();
    let lists = wanted.iter().map(|wanted| wanted.list).collect::<BTreeSet<_>>();
    let is_list = lists.len() == 1
        && wanted.len() > 1
        && wanted.iter().all(|wanted| !wanted.narrows && wanted.by == By::Nobody);
    if !is_list || !wanted.iter().all(|wanted| all.iter().any(|candidate| tells(*candidate, wanted, vantage)))
    {
        let is_bad = |candidate: &CandidateRecord| {
            let record = vantage.dossier.record(candidate.id);
            record.is_some_and(|(_, own)| own.is_row && own.conclusion != Some(Conclusion::Succeeded))
        };
        return if all.iter().any(is_bad) { Vec::new() } else { all };
    }
    all.into_iter()
        .filter(|candidate| wanted.iter().any(|wanted| tells(*candidate, wanted, vantage)))
        .collect()
}

/// Whether a record tells all of the words.
pub(super) fn tells_all(candidate: CandidateRecord, wanted: &[Wanted], vantage: &Vantage<'_>) -> bool {
    wanted.iter().all(|wanted| tells(candidate, wanted, vantage))
}

fn tells(candidate: CandidateRecord, wanted: &Wanted, vantage: &Vantage<'_>) -> bool {
    let fit = Fit::of(candidate, std::slice::from_ref(wanted), vantage);
    fit.is_some_and(|fit| !fit.covers.contains(&Cover::Untold))
}

/// Whether a number of a record lies outside the limits that the words set.
pub(super) fn breaks_limit(candidate: CandidateRecord, wanted: &[Wanted], vantage: &Vantage<'_>) -> bool {
    let fit = Fit::of(candidate, wanted, vantage);
    fit.is_some_and(|fit| fit.covers.iter().any(|cover| matches!(cover, Cover::Figure(_, false))))
}

/// The newest record of the item's phase and period that names the item.
pub fn offered(demand: &Demand, vantage: &Vantage<'_>) -> Option<CandidateRecord> {
    let (after, until) = vantage.period();
    let window = demand.window().map(SignedDuration::from_secs);
    let window = window.and_then(|window| vantage.release().checked_sub(window).ok());
    let since = window.map_or(vantage.since(), |window| window.min(vantage.since()));
    let after = if vantage.phase == Phase::Before { since } else { after };
    let end = demand.offered.partition_point(|candidate| candidate.time <= until);
    let own = demand.offered.get(..end).unwrap_or_default().iter().rev();
    own.filter(|candidate| candidate.last > after)
        .find(|candidate| vantage.counts(candidate.id.evidence))
        .copied()
}

/// Whether the item's words demand something that was computed on what is named, or that such a record answers by its kind.
fn is_decided(
    named: &NamedEvidence,
    version: usize,
    criteria: &[JudgedCriterion],
    vantage: &Vantage<'_>,
) -> bool {
    let evidence = &vantage.dossier.evidence;
    let kind = evidence.get(version).map(|version| &version.facts.kind);
    criteria.iter().any(|judged| match &judged.criterion {
        // These bound what is judged by other criteria.
        Criterion::Within { .. }
        | Criterion::After { .. }
        | Criterion::Day { .. }
        | Criterion::Unexpired { .. }
        | Criterion::Succeeded { .. }
        | Criterion::Approved { .. } => false,
        Criterion::Done(deed) if Some(&deed.kind) == kind => true,
        Criterion::Inventory(inventory) if Some(&inventory.what.kind()) == kind => true,
        Criterion::SignedOff { .. } | Criterion::Column { .. } => true,
        _ => judged.observed.as_ref().is_some_and(|observed| named.holds(observed.evidence, vantage.dossier)),
    })
}

/// The records that tell an outcome, up to the end of the item's period, newest first: of each file those of its newest version; but none that
/// names another item or release.
fn own_records<'a>(
    named: &'a NamedEvidence,
    demand: &'a Demand,
    vantage: &'a Vantage<'_>,
) -> impl Iterator<Item = CandidateRecord> + 'a {
    let (_, until) = vantage.period();
    let end = named.outcomes.partition_point(|(candidate, _)| candidate.time <= until);
    let all = named.outcomes.get(..end).unwrap_or_default().iter().rev();
    let newest = |file: usize| named.files.get(file).and_then(|versions| vantage.newest(versions));
    let is_newest = move |(candidate, file): &&(CandidateRecord, usize)| {
        let version = candidate.id.evidence;
        vantage.counts(version) && newest(*file) == Some(version)
    };
    let ends = |candidate: &CandidateRecord| {
        let Some((_, record)) = vantage.dossier.record(candidate.id) else { return false };
        let is_of_item = || names_item(record).is_none() || demand.offered.binary_search(candidate).is_ok();
        (record.conclusion.is_some()
            || demand.words_asked.asks_state(record, vantage.lexicon)
            || parts_tell(&demand.untyped, *candidate, vantage))
            && is_of_item()
            && !is_of_another(*candidate, vantage)
    };
    all.filter(is_newest).map(|(candidate, _)| *candidate).filter(ends)
}

/// Whether rows of a record that tells no outcome of the whole tell all of the words, and how they ended.
fn parts_tell(wanted: &[Wanted], candidate: CandidateRecord, vantage: &Vantage<'_>) -> bool {
    let record = vantage.dossier.record(candidate.id);
    let is_table = record.is_none_or(|(version, _)| version.facts.kind == Kind::Document);
    let fit = if wanted.is_empty() || is_table { None } else { Fit::of(candidate, wanted, vantage) };
    fit.is_some_and(|fit| {
        !fit.covers.contains(&Cover::Untold)
            && fit
                .covers
                .iter()
                .any(|cover| matches!(cover, Cover::Parts(parts, Some(_)) if !parts.is_empty()))
    })
}

/// A success of an earlier release tells nothing of this one, unless a window says how old it may be; a failure stands until it is mended.
fn is_recent(candidate: CandidateRecord, demand: &Demand, vantage: &Vantage<'_>) -> bool {
    if vantage.phase != Phase::Before {
        return true;
    }
    let record = vantage.dossier.record(candidate.id);
    let succeeded = record.is_some_and(|(_, record)| {
        record.conclusion == Some(Conclusion::Succeeded) || !record.state.is_empty()
    });
    !succeeded || vantage.reaches(candidate.last, demand.window())
}

pub(super) fn decide(
    candidate: CandidateRecord,
    demand: &Demand,
    vantage: &Vantage<'_>,
) -> Option<JudgedCriterion> {
    let fit = Fit::of(candidate, &demand.untyped, vantage)?;
    let early = vantage.phase != Phase::Before && candidate.last <= vantage.release();
    let is_in_state = demand.words_asked.asks_state(fit.record, vantage.lexicon);
    let answer = match ended(fit.record, is_in_state) {
        // What ran elsewhere is flagged as foreign, and shows nothing of this release.
        (Outcome::Holds, ..)
            if !vantage.provenance.foreign(candidate.id.evidence, vantage.snapshot).is_empty() =>
        {
            return None;
        }
        (Outcome::Holds, ..) if fit.is_doubtful() => (Outcome::Unknown, Answer::NotAll, Vec::new()),
        (Outcome::Holds, ..) if fit.leaves_out(vantage) => (Outcome::Unknown, Answer::LeavesOut, Vec::new()),
        (Outcome::Holds, ..) if early => (Outcome::Stale, Answer::Early, Vec::new()),
        other => other,
    };
    let criterion = Criterion::Succeeded { path: fit.version.path.to_string() };
    let (outcome, observed) = answered(candidate, answer);
    Some(JudgedCriterion { criterion, outcome, observed })
}
