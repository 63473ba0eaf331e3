//! Places what a version claims under the commit that recorded it: what tells no zone is read in that of the commit, and what cannot be is
//! told.

use crate::model::evidence::{Facts, Kind};
use crate::model::problem::{Place, Problem};
use crate::model::time::{Claim, Precision};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// Before 1990 nothing that golive reads was written: clocks that were never set show 1970 or 1980.
const UNSET: i64 = 631_152_000;

/// How far the clocks of two machines may be apart, and those of two zones.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(5);
const ZONES_DIFFER: SignedDuration = SignedDuration::from_hours(14);

/// Places every moment of a version under its commit: `zone` in minutes east of UTC. What was done was over when it was recorded; what a
/// document or an inventory is good for goes on.
pub fn place(path: &str, facts: &mut Facts, zone: i32, recorded: Timestamp) {
    let done = |claim: &mut Option<Claim>| *claim = claim.map(|claim| claim.recorded_in(zone, recorded));
    let lasts = |claim: &mut Option<Claim>| *claim = claim.map(|claim| claim.in_zone(zone));
    done(&mut facts.claim);
    facts.entries.iter_mut().for_each(|entry| done(&mut entry.claim));
    for record in &mut facts.records {
        done(&mut record.claim);
        done(&mut record.began);
        done(&mut record.ended);
        record.parts.iter_mut().for_each(|part| lasts(&mut part.when));
    }
    if let Some(front) = &mut facts.front {
        done(&mut front.last_reviewed);
        lasts(&mut front.expires);
    }
    for measurement in facts.measurements.iter_mut().filter(|one| one.local) {
        let claim = measurement.claim().map(|claim| claim.recorded_in(zone, recorded));
        Arc::make_mut(measurement).time = claim.map(|claim| claim.at);
    }
    if tells_of_doings(&facts.kind) {
        impossible(path, facts, recorded);
    }
}

/// What describes or plans something may speak of any time.
fn tells_of_doings(kind: &Kind) -> bool {
    !matches!(
        kind,
        Kind::Document
            | Kind::Checklist
            | Kind::Feedback
            | Kind::Briefing
            | Kind::EnvMatrix
            | Kind::Secrets
            | Kind::SecretRotation
            | Kind::FeatureFlags
            | Kind::UrlCheck
            | Kind::Environment
            | Kind::Image
            | Kind::File
    )
}

/// Tells the first claim that cannot be, and lets go of those that are no times at all: clocks that were never set.
fn impossible(path: &str, facts: &mut Facts, recorded: Timestamp) {
    let late = |claim: &Claim| {
        let slack = if claim.precision == Precision::Exact { CLOCKS_DIFFER } else { ZONES_DIFFER };
        claim.at.duration_since(recorded) > slack
    };
    let wrong = |claim: &Claim| claim.at.as_second() < UNSET || late(claim);
    let records = facts.records.iter().filter_map(|record| Some((record.claim?, record.line)));
    let measured = facts.measurements.iter().filter_map(|one| Some((one.claim()?, one.line)));
    let all = records.chain(measured).chain(facts.claim.map(|claim| (claim, 0)));
    let Some((claim, line)) = all.into_iter().find(|(claim, _)| wrong(claim)) else { return };
    let why =
        if late(&claim) { "lies after its own record" } else { "is that of a clock that was never set" };
    let message = format!("the time {} {why}, so it shows no freshness", claim.text());
    facts.problems.push(Problem::warning(Place::line(path, line), "time-impossible", message));
    facts.unread_time = true;
    let is_set = |claim: &Claim| claim.at.as_second() >= UNSET;
    facts.claim = facts.claim.filter(is_set);
    facts.records.iter_mut().for_each(|record| record.claim = record.claim.filter(is_set));
    let unset = facts.measurements.iter_mut().filter(|one| one.time.is_some_and(|at| at.as_second() < UNSET));
    unset.for_each(|one| Arc::make_mut(one).time = None);
}
