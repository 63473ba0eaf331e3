//! The rule that a record which tells its own outcome decides the item that names it, or that it names, where nothing else does.

use crate::assess::candidates::demand::Demand;
use crate::assess::candidates::named::NamedEvidence;
use crate::assess::candidates::records::{CandidateRecord, CommitOrigin, names_item};
use crate::assess::history::placed::time;
use crate::assess::result::judgement::{Answer, JudgedCriterion, Observation, Outcome};
use crate::assess::verdict::records::{ended, is_of_another, observed};
use crate::assess::verdict::vantage::{Vantage, age};
use crate::model::checklist::Phase;
use crate::model::criterion::Criterion;
use crate::model::dossier::Dossier;
use crate::model::evidence::{Evidence, Kind};
use crate::model::record::Conclusion;
use jiff::SignedDuration;

/// The criteria that named records answer, and that of the newest record which names the item.
#[must_use]
pub fn judge<'a>(
    demand: &Demand,
    named: impl Iterator<Item = (&'a NamedEvidence, usize)>,
    criteria: &[JudgedCriterion],
    vantage: &Vantage<'_>,
) -> Vec<JudgedCriterion> {
    let undecided = named
        .filter(|(named, version)| !named.is_procedure && !is_decided(named, *version, criteria, vantage));
    let told =
        undecided.filter_map(|(_, version)| told(version, demand, vantage)).chain(offered(demand, vantage));
    let mut seen = std::collections::BTreeSet::new();
    told.filter(|one| seen.insert((one.evidence, one.record)))
        .filter_map(|one| decide(one, vantage))
        .collect()
}

/// The newest record of the item's phase and period that names the item.
#[must_use]
pub fn offered(demand: &Demand, vantage: &Vantage<'_>) -> Option<CandidateRecord> {
    let (after, until) = vantage.period();
    let window = demand.window().map(SignedDuration::from_secs);
    let window = window.and_then(|window| vantage.release().checked_sub(window).ok());
    let since = window.map_or(vantage.since(), |window| window.min(vantage.since()));
    let after = if vantage.phase == Phase::Before { since } else { after };
    let start = demand.offered.partition_point(|one| one.time <= after);
    let end = demand.offered.partition_point(|one| one.time <= until);
    let own = demand.offered.get(start..end).unwrap_or_default();
    own.iter().rev().find(|one| vantage.counts(one.evidence)).copied()
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
        Criterion::Kept(kept) if Some(&kept.what.kind()) == kind => true,
        Criterion::SignedOff { .. } | Criterion::Column { .. } => true,
        _ => judged.observed.as_ref().is_some_and(|seen| named.holds(seen.evidence, vantage.dossier)),
    })
}

/// Whether such a file tells by its own words how one doing ended. An incident that is over makes nothing right; what is kept (an
/// inventory, a matrix, a log of many things) is judged by what it holds.
fn tells_outcome(version: &Evidence) -> bool {
    !matches!(
        version.facts.kind,
        Kind::Checklist
            | Kind::Feedback
            | Kind::EnvMatrix
            | Kind::Secrets
            | Kind::SecretRotation
            | Kind::FeatureFlags
            | Kind::Environment
            | Kind::Postmortem
            | Kind::Rollback
    )
}

/// The newest record of a version that tells an outcome, up to the end of the item's period; but no record that names another item.
fn told(evidence: usize, demand: &Demand, vantage: &Vantage<'_>) -> Option<CandidateRecord> {
    let version = vantage.dossier.evidence.get(evidence).filter(|version| tells_outcome(version))?;
    let (_, until) = vantage.period();
    let all = version
        .facts
        .records
        .iter()
        .enumerate()
        .filter(|(_, record)| record.conclusion.is_some() && record.kind.is_none());
    let all = all.map(|(at, record)| {
        let one = CandidateRecord {
            time: time(version, record),
            evidence,
            record: at,
            origin: CommitOrigin::Untold,
        };
        (one, names_item(record).is_none() || demand.offered.binary_search(&one).is_ok())
    });
    all.filter(|(one, is_own)| *is_own && one.time <= until && !is_of_another(*one, vantage))
        .map(|(one, _)| one)
        .max()
        .filter(|one| vantage.phase != Phase::Before || is_recent(*one, demand, vantage.dossier, vantage))
}

/// A success of an earlier release tells nothing of this one, unless a window says how old it may be; a failure stands until it is mended.
fn is_recent(one: CandidateRecord, demand: &Demand, dossier: &Dossier, vantage: &Vantage<'_>) -> bool {
    let record = dossier.evidence.get(one.evidence).and_then(|version| version.facts.records.get(one.record));
    let succeeded = record.is_some_and(|record| record.conclusion == Some(Conclusion::Succeeded));
    match demand.window() {
        Some(seconds) => age(one.time, vantage.release()) <= seconds || !succeeded,
        None => one.time > vantage.since() || !succeeded,
    }
}

fn decide(one: CandidateRecord, vantage: &Vantage<'_>) -> Option<JudgedCriterion> {
    let version = vantage.dossier.evidence.get(one.evidence)?;
    let record = version.facts.records.get(one.record)?;
    let early = vantage.phase != Phase::Before && one.time <= vantage.release();
    let (outcome, answer, parts) = match ended(record) {
        // What ran elsewhere is flagged as foreign, and shows nothing of this release.
        (Outcome::Holds, ..) if !vantage.provenance.foreign(one.evidence, vantage.snapshot).is_empty() => {
            return None;
        }
        (Outcome::Holds, ..) if early => (Outcome::Stale, Answer::Early, Vec::new()),
        told => told,
    };
    let criterion = Criterion::Succeeded { path: version.path.to_string() };
    let observed: Observation = observed(one, answer, parts);
    Some(JudgedCriterion { criterion, outcome, observed: Some(observed) })
}
