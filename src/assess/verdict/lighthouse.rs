//! Lighthouse runs that were made together, and the one that speaks for them.
//!
//! A collection is what one commit recorded with no more than [`APART`] between one run and the next. Of a page's runs in a collection one
//! is judged: the representative run of Lighthouse CI. The newest collection decides an item, and in it every page and form factor.

use crate::assess::candidates::collection::{REACH, collections, run, speaker, teller};
use crate::assess::candidates::question::Question;
use crate::assess::result::judgement::{Computed, Observation, Outcome, RunResult, RunSet, Shown, UNKNOWN};
use crate::assess::verdict::vantage::Vantage;
use crate::model::criterion::{Criterion, Op};
use crate::model::dossier::{Dossier, Measured};
use crate::model::lighthouse::{BETWEEN, Mode, REDIRECTED, Run};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A run that could decide, with the file that counts.
struct CandidateRun<'d> {
    measured: &'d Measured,
    evidence: usize,
    run: &'d Run,
    commit: usize,
}

/// How one page and form factor came out.
struct Decided {
    outcome: Outcome,
    time: Timestamp,
    evidence: usize,
    result: RunResult,
}

impl Decided {
    fn observed(self) -> Observation {
        Observation::of(self.evidence, self.time, Shown::Runs(self.result))
    }
}

/// A Lighthouse budget: it holds where it holds for every page and form factor of the newest collection.
pub fn judge(asked: &Question, window: Option<i64>, vantage: &Vantage<'_>) -> Computed {
    let mut all = decided(asked, window, vantage);
    let high_is_good = matches!(&asked.criterion, Criterion::Budget { op: Op::AtLeast | Op::Above, .. });
    let worth = |decided: &Decided| {
        decided.result.value.map_or(f64::NEG_INFINITY, |value| if high_is_good { value } else { -value })
    };
    // The worst speaks; the sort is stable and what it sorts is in the order of pages.
    all.sort_by(|a, b| a.outcome.cmp(&b.outcome).then(worth(a).total_cmp(&worth(b))));
    all.into_iter().next().map_or(UNKNOWN, |worst| (worst.outcome, Some(worst.observed())))
}

/// The runs that decide.
pub fn newest(asked: &Question, window: Option<i64>, vantage: &Vantage<'_>) -> Vec<Observation> {
    decided(asked, window, vantage).into_iter().map(Decided::observed).collect()
}

fn decided(asked: &Question, window: Option<i64>, vantage: &Vantage<'_>) -> Vec<Decided> {
    let (runs, own) = candidates(asked, vantage);
    if own == 0 && lacks(asked, &runs, vantage) {
        return Vec::new();
    }
    let places: Vec<(Timestamp, usize)> =
        runs.iter().map(|candidate| (candidate.measured.time, candidate.commit)).collect();
    let numbers = collections(&places);
    let Some(newest) = numbers.first() else { return Vec::new() };
    let pages: Vec<&str> = runs
        .iter()
        .zip(&numbers)
        .filter(|(_, number)| *number == newest)
        .map(|(candidate, _)| &*candidate.run.target)
        .collect();
    // The newest collection, and what else was measured since the previous release: other form factors of its pages, and other pages
    // inside the window.
    let mut series: BTreeMap<(&str, &str), Vec<(&CandidateRun<'_>, usize)>> = BTreeMap::new();
    for (at, (candidate, number)) in runs.iter().zip(&numbers).enumerate() {
        let is_own = at < own && !candidate.run.label.contains(BETWEEN);
        let beside = is_own
            && (pages.contains(&&*candidate.run.target) || !is_old(candidate.measured, window, vantage));
        if number == newest || beside {
            series
                .entry((&candidate.run.target, &candidate.run.label))
                .or_default()
                .push((candidate, *number));
        }
    }
    let deciding = series.len();
    let fails = runs.iter().take(own.max(1)).filter(|candidate| fails(asked, candidate)).count();
    series
        .into_values()
        .filter_map(|runs| {
            let newest = runs.first().map(|(_, number)| *number);
            let mut set: Vec<&CandidateRun<'_>> = runs
                .into_iter()
                .filter(|(_, number)| Some(*number) == newest)
                .map(|(candidate, _)| candidate)
                .collect();
            set.reverse();
            let mut decided = speak(asked, &set, window, vantage)?;
            decided.result.runs = own.max(1);
            decided.result.failed = fails;
            if let Some(set) = &mut decided.result.set {
                set.series = deciding;
            }
            Some(decided)
        })
        .collect()
}

/// Runs that count and could decide, newest first, and how many of them lie in the release's own period.
fn candidates<'d>(asked: &Question, vantage: &Vantage<'d>) -> (Vec<CandidateRun<'d>>, usize) {
    let dossier: &'d Dossier = vantage.dossier;
    let Criterion::Budget { metric, .. } = &asked.criterion else { return (Vec::new(), 0) };
    let counting = vantage.measured(&asked.measurements().runs).filter_map(|measured| {
        let evidence = teller(dossier, &measured.tellers, |teller| vantage.tells(teller))?;
        let run = run(dossier.evidence.get(evidence)?, measured).filter(|run| run.answers(metric))?;
        Some(CandidateRun { measured, evidence, run, commit: recorded_by(dossier, measured) })
    });
    let since = vantage.since();
    let mut found: Vec<CandidateRun<'d>> = Vec::new();
    for candidate in counting {
        let near = found.first().is_none_or(|newest| {
            candidate.measured.time > since
                || candidate.commit == newest.commit
                    && newest.measured.time.duration_since(candidate.measured.time).as_secs() <= REACH
        });
        if !near {
            break;
        }
        found.push(candidate);
    }
    let own = found.iter().take_while(|candidate| candidate.measured.time > since).count();
    (found, own)
}

/// Whether the release has page loads of its own, measured or recorded since the previous one, and none of them tells what is asked for:
/// then what an older release measured says nothing of this one.
fn lacks(asked: &Question, older: &[CandidateRun<'_>], vantage: &Vantage<'_>) -> bool {
    let dossier = vantage.dossier;
    let (_, until) = vantage.period();
    let since = vantage.since();
    let is_own = |measured: &Measured| measured.time.max(measured.recorded) > since;
    let loads = asked.measurements().loads.iter().rev().filter_map(|n| dossier.measured.get(*n));
    let loads = loads.filter(|measured| measured.time <= until && is_own(measured));
    let is_load = |measured: &Measured| {
        let runs = measured.tellers.iter().filter(|teller| vantage.counts(**teller));
        let mut runs = runs.filter_map(|teller| run(dossier.evidence.get(*teller)?, measured));
        runs.any(|run| run.mode == Mode::Navigation)
    };
    !older.iter().any(|candidate| is_own(candidate.measured)) && loads.into_iter().any(is_load)
}

/// The commit that first recorded a measurement.
fn recorded_by(dossier: &Dossier, measured: &Measured) -> usize {
    let tellers = measured.tellers.iter().filter_map(|teller| dossier.evidence.get(*teller));
    tellers.map(|version| version.recorded_by).min().unwrap_or_default()
}

fn broke(candidate: &CandidateRun<'_>) -> bool {
    !candidate.measured.measurement.finished()
}

fn fails(asked: &Question, candidate: &CandidateRun<'_>) -> bool {
    let Criterion::Budget { op, value: bound, .. } = &asked.criterion else { return true };
    broke(candidate) || !candidate.measured.measurement.value.is_some_and(|value| op.holds(value, *bound))
}

/// Whether a run lies before the window.
pub fn is_old(run: &Measured, window: Option<i64>, vantage: &Vantage<'_>) -> bool {
    window.is_some() && !vantage.reaches(run.time, window)
}

/// What the runs of one page, oldest first, say of a budget.
fn speak(
    asked: &Question,
    set: &[&CandidateRun<'_>],
    window: Option<i64>,
    vantage: &Vantage<'_>,
) -> Option<Decided> {
    let members: Vec<(&Run, bool)> = set.iter().map(|candidate| (candidate.run, broke(candidate))).collect();
    let candidate = set.get(speaker(&members)?)?;
    let measurement = &candidate.measured.measurement;
    let values = set
        .iter()
        .filter(|candidate| !broke(candidate))
        .filter_map(|candidate| candidate.measured.measurement.value);
    let (least, most) = values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
    let result = RunResult {
        value: measurement.value,
        error: measurement.error.as_deref().map(str::to_owned),
        runs: set.len(),
        set: Some(RunSet {
            target: candidate.run.target.to_string(),
            label: candidate.run.label.to_string(),
            n: set.len(),
            broken: set.iter().filter(|candidate| broke(candidate)).count(),
            spread: (least <= most).then_some((least, most)),
            series: 1,
        }),
        ..RunResult::default()
    };
    let outcome = match () {
        // What was measured is another page than the one that was asked for.
        () if measurement.error.as_deref().is_some_and(|error| error.starts_with(REDIRECTED)) => {
            Outcome::Unknown
        }
        () if is_old(candidate.measured, window, vantage) => Outcome::Stale,
        () if fails(asked, candidate) => Outcome::Fails,
        () => Outcome::Holds,
    };
    Some(Decided { outcome, time: candidate.measured.time, evidence: candidate.evidence, result })
}
