//! Whether what an item is about answered: checks after the tag whose name, address or file speaks of it.
//!
//! `GA / analytics endpoints responding (HTTP 200)` names no file; `ga-http.log` and a check of `https://analytics.…` are about it, and a
//! check of the app is not.

use crate::assess::candidates::subjects::{name, speaks};
use crate::assess::result::judgement::{Computed, Observation, Outcome, RunResult, Shown, UNKNOWN};
use crate::assess::verdict::{checks, vantage::Vantage};
use crate::model::record::{Conclusion, Part};
use crate::model::{evidence::Kind, time::Claim};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The newest answer of each endpoint that is about a subject has a status from `from` to `to`, and is a success otherwise too.
pub fn judge((from, to): (u16, u16), subjects: &[BTreeSet<String>], vantage: &Vantage<'_>) -> Computed {
    let mut newest: BTreeMap<String, (Timestamp, usize, Part)> = BTreeMap::new();
    for (time, placed) in checks::records(None, vantage) {
        let all = placed.record.parts.iter().filter(|_| placed.version.facts.kind == Kind::Reachability);
        let about = |part: &&Part| {
            speaks(subjects, &part.name)
                || speaks(subjects, &part.detail)
                || speaks(subjects, name(&placed.version.path))
        };
        for part in all.filter(about) {
            newest.insert(
                part.name.clone(),
                (part.when.map_or(time, Claim::last), placed.id.evidence, part.clone()),
            );
        }
    }
    let code =
        |part: &Part| part.detail.split("HTTP ").nth(1).and_then(|rest| rest.get(..3)?.parse::<u16>().ok());
    let fits = |part: &Part| code(part).is_some_and(|code| (from..=to).contains(&code));
    let answers = |part: &Part| fits(part) && part.conclusion == Some(Conclusion::Succeeded);
    let fails = newest.values().find(|(.., part)| !answers(part)).map(|answer| (Outcome::Fails, answer));
    let last = newest.values().max_by_key(|(time, evidence, _)| (*time, *evidence));
    let deciding = fails.or_else(|| last.map(|answer| (Outcome::Holds, answer)));
    deciding.map_or(UNKNOWN, |(outcome, (time, evidence, part))| {
        let error = (outcome == Outcome::Fails && fits(part)).then(|| part.detail.clone());
        (
            outcome,
            Some(Observation::of(
                *evidence,
                *time,
                Shown::Runs(RunResult { status: code(part), error, runs: 1, ..RunResult::default() }),
            )),
        )
    })
}
