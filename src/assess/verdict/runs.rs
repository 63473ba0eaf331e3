//! Criteria that runs decide: the most recent one, or a figure over many.

use crate::assess::candidates::{collection, collection::APART, question::Question};
use crate::assess::result::judgement::{Computed, Observation, Outcome, RunResult, Shown, UNKNOWN};
use crate::assess::verdict::vantage::{CountedRun, Vantage};
use crate::assess::verdict::{figures, lighthouse, lighthouse::is_old};
use crate::model::criterion::{Criterion, Op, Statistic};
use crate::model::measurement::{Measurement, Metric};
use crate::model::{checklist::Phase, dossier::Measured};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;

/// Judges a criterion by the runs that could decide it. `window`: how many seconds before the release they may lie.
pub fn judge(asked: &Question, window: Option<i64>, vantage: &Vantage<'_>) -> Computed {
    let window = window.filter(|_| vantage.phase == Phase::Before);
    figures::worse(by_runs(asked, window, vantage), figures::judge(asked, window, vantage))
}

fn by_runs(asked: &Question, window: Option<i64>, vantage: &Vantage<'_>) -> Computed {
    if collection::concerns(&asked.criterion) {
        return lighthouse::judge(asked, window, vantage);
    }
    let Criterion::Budget { statistic, metric, op, value, .. } = &asked.criterion else {
        return latest(asked, window, vantage);
    };
    if *statistic == Statistic::Latest && !metric.is_share() {
        return latest(asked, window, vantage);
    }
    let runs = own(asked, window, vantage);
    let failed = runs.iter().filter(|(run, _)| !run.measurement.finished()).count();
    let found = if metric.is_share() {
        share(metric, &runs)
    } else {
        figure(*statistic, *op, &without_allowed(asked, &runs, failed))
    };
    if let Some((run, figure)) = found {
        let holds = figure.is_some_and(|figure| op.holds(figure, *value));
        // Of a file that was not read to its end the runs are not all there are.
        let cut = runs.iter().find(|(_, teller)| vantage.dossier.is_cut(*teller));
        return match cut.filter(|_| holds) {
            Some(cut) => (Outcome::Unknown, Some(of_many(figure, *cut, runs.len(), failed))),
            None if holds => (Outcome::Holds, Some(of_many(figure, run, runs.len(), failed))),
            None => (Outcome::Fails, Some(of_many(figure, run, runs.len(), failed))),
        };
    }
    // There are runs, but none lies in the window.
    let outside = vantage.runs(&asked.measurements().runs).next().filter(|_| window.is_some());
    outside.map_or(UNKNOWN, |run| (Outcome::Stale, Some(of_many(None, run, 0, 0))))
}

/// Of some runs how many there were, how many failed, and how many did finish and do not answer the demand.
#[derive(Clone, Copy, Default)]
struct Count {
    runs: usize,
    failed: usize,
    over: usize,
}

/// The newest run of each address and label since the previous release, newest first; where there is none the newest of all time, and
/// those of the others that were made with it. Of the addresses of a label only the newest may lie outside of the window. With how many
/// runs there were, and how many of them were none that answers the demand.
fn by_series<'a>(
    asked: &'a Question,
    window: Option<i64>,
    vantage: &'a Vantage<'_>,
) -> (Vec<CountedRun<'a>>, Count) {
    let (mut newest, mut count): (Vec<CountedRun<'_>>, _) = (Vec::new(), Count::default());
    let (mut series, mut labels): (HashSet<(&str, &str)>, HashSet<&str>) = Default::default();
    let mut since = vantage.since();
    for run in vantage.runs(&asked.measurements().runs) {
        if newest.is_empty() && run.0.time <= since {
            since = run.0.time.checked_sub(SignedDuration::from_secs(APART)).unwrap_or(since);
        }
        if run.0.time <= since {
            break;
        }
        let finished = run.0.measurement.finished();
        let fails = fails(&asked.criterion, &run.0.measurement);
        count.runs += 1;
        count.failed += usize::from(fails && !finished);
        count.over += usize::from(fails && finished);
        let label: &str = &run.0.measurement.label;
        let counts = labels.insert(label) || !is_old(run.0, window, vantage);
        if series.insert((&run.0.series, label)) && counts {
            newest.push(run);
        }
    }
    (newest, count)
}

/// The newest run of each address and label.
pub fn newest(asked: &Question, window: Option<i64>, vantage: &Vantage<'_>) -> Vec<Observation> {
    if collection::concerns(&asked.criterion) {
        return lighthouse::newest(asked, window, vantage);
    }
    let (newest, count) = by_series(asked, window, vantage);
    newest.into_iter().map(|run| observation(run, count)).collect()
}

/// The most recent run decides for each address and label, and the worst of those for all.
fn latest(asked: &Question, window: Option<i64>, vantage: &Vantage<'_>) -> Computed {
    let (newest, count) = by_series(asked, window, vantage);
    let outcome = |(run, _): &CountedRun<'_>| match () {
        () if is_old(run, window, vantage) => Outcome::Stale,
        () if fails(&asked.criterion, &run.measurement) => Outcome::Fails,
        () => Outcome::Holds,
    };
    let first = |wanted| newest.iter().find(|run| outcome(run) == wanted).map(|run| (wanted, *run));
    let deciding = first(Outcome::Fails).or_else(|| first(Outcome::Stale)).or_else(|| first(Outcome::Holds));
    deciding.map_or(UNKNOWN, |(outcome, run)| (outcome, Some(observation(run, count))))
}

/// The runs in the window, else those of this release's own period, newest first.
fn own<'a>(asked: &'a Question, window: Option<i64>, vantage: &'a Vantage<'_>) -> Vec<CountedRun<'a>> {
    let is_own = |run: &CountedRun<'_>| vantage.reaches(run.0.time, window);
    let present = vantage.runs(&asked.measurements().runs).take_while(is_own).collect::<Vec<_>>();
    if vantage.phase != Phase::Before {
        return present;
    }
    let known = present.iter().map(|run| subject(run.0)).collect::<HashSet<_>>();
    let end = asked.measurements().runs.partition_point(|n| {
        vantage.dossier.measured.get(*n).is_some_and(|run| run.time <= vantage.release())
    });
    let all = asked.measurements().runs.get(..end).unwrap_or_default().iter().rev();
    let all = all.filter(|n| vantage.speaks(**n)).filter_map(|n| vantage.dossier.measured.get(*n));
    let earlier = all.filter_map(|run| {
        let teller = run.tellers.iter().copied().find(|teller| was_overwritten(*teller, vantage))?;
        // What stands corrects an earlier version that told the same run otherwise.
        (!known.contains(&subject(run))).then_some((run, teller))
    });
    let earlier = earlier.take_while(is_own).collect::<Vec<_>>();
    let mut runs = present.into_iter().chain(earlier).collect::<Vec<_>>();
    runs.sort_by_key(|(run, _)| std::cmp::Reverse(run.time));
    runs
}

/// What a run is known by: its time, address and label.
fn subject(run: &Measured) -> (Timestamp, &str, &str) {
    (run.time, &run.series, &run.measurement.label)
}

/// Whether a version was set by this release's history and is another one now, in a file that stands at its tag: each run overwrote the one
/// before.
fn was_overwritten(evidence: usize, vantage: &Vantage<'_>) -> bool {
    let dossier = vantage.dossier;
    dossier.evidence.get(evidence).is_some_and(|version| {
        dossier.history.tracks.get(&version.path).is_some_and(|track| track.at(vantage.snapshot).is_some())
            && vantage.provenance.ancestry.holds(vantage.snapshot, version.recorded_by)
            && !vantage.presence.get(evidence).is_some_and(|presence| presence.stands(vantage.snapshot))
    })
}

/// The runs of a figure: without those that failed, where they are so few that the item allows them.
fn without_allowed<'a>(asked: &Question, runs: &[CountedRun<'a>], failed: usize) -> Vec<CountedRun<'a>> {
    let count = |count: usize| u32::try_from(count).ok().map(f64::from);
    let share = count(failed).zip(count(runs.len())).map(|(failed, all)| failed * 100.0 / all);
    let is_allowed =
        asked.measurements().allowed.zip(share).is_some_and(|((op, bound), share)| op.holds(share, bound));
    runs.iter().copied().filter(|(run, _)| !is_allowed || run.measurement.finished()).collect()
}

/// A figure of runs, with the run to show for it. A run that did not finish is worse than any that did.
fn figure<'a>(
    statistic: Statistic,
    op: Op,
    runs: &[CountedRun<'a>],
) -> Option<(CountedRun<'a>, Option<f64>)> {
    let worst = if matches!(op, Op::AtLeast | Op::Above) { f64::NEG_INFINITY } else { f64::INFINITY };
    let value = |(run, _): &CountedRun<'_>| {
        run.measurement.value.filter(|_| run.measurement.finished()).unwrap_or(worst)
    };
    let mut sorted = runs.iter().map(|run| (value(run), *run)).collect::<Vec<_>>();
    // Among equals the newest comes first.
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let rank = match statistic {
        Statistic::Latest => return runs.first().map(|run| (*run, Some(value(run)))),
        Statistic::Mean => {
            let count = u32::try_from(runs.len()).ok()?;
            let mean = sorted.iter().map(|(value, _)| value).sum::<f64>() / f64::from(count);
            return runs.first().map(|run| (*run, Some(mean).filter(|mean| mean.is_finite())));
        }
        Statistic::Max => sorted.len(),
        // Nearest rank: always the value of some run.
        Statistic::Percentile(hundredths) => (sorted.len() * usize::from(hundredths)).div_ceil(10_000),
    };
    let (value, run) = sorted.get(rank.checked_sub(1)?)?;
    Some((*run, Some(*value).filter(|value| value.is_finite())))
}

/// Which share of the runs finished, or did not, in hundredths; with the newest run that did not finish, else the newest.
fn share<'a>(metric: &Metric, runs: &[CountedRun<'a>]) -> Option<(CountedRun<'a>, Option<f64>)> {
    let unfinished = |(run, _): &&CountedRun<'_>| !run.measurement.finished();
    let shown = runs.iter().find(unfinished).or(runs.first())?;
    let count = |count: usize| u32::try_from(count).ok().map(f64::from);
    let (all, failed) = (count(runs.len())?, count(runs.iter().filter(unfinished).count())?);
    let counted = if metric.name() == Metric::ERROR_RATE { failed } else { all - failed };
    Some((*shown, Some(counted * 100.0 / all)))
}

/// A figure of many runs, with the run that stands for them.
fn of_many(value: Option<f64>, (run, evidence): CountedRun<'_>, runs: usize, failed: usize) -> Observation {
    Observation::of(
        evidence,
        run.time,
        Shown::Runs(RunResult { value, runs, failed, ..RunResult::default() }),
    )
}

/// What one run told.
fn observation((run, evidence): CountedRun<'_>, count: Count) -> Observation {
    let measurement = &run.measurement;
    // Where HTTP was asked, no status is no answer; elsewhere a status is told beside the run and does not finish it.
    let silent = (measurement.http && measurement.status.is_none()).then_some("no answer");
    let result = RunResult {
        value: measurement.value,
        status: measurement.status.filter(|_| measurement.http),
        error: measurement.error.as_deref().or(silent).map(str::to_owned),
        runs: count.runs,
        failed: count.failed,
        over: count.over,
        ..RunResult::default()
    };
    Observation::of(evidence, run.time, Shown::Runs(result))
}

fn fails(criterion: &Criterion, run: &Measurement) -> bool {
    match criterion {
        // Of many runs none breaks the bound alone.
        Criterion::Budget { statistic, metric, .. }
            if *statistic != Statistic::Latest || metric.is_share() =>
        {
            !run.finished()
        }
        Criterion::Budget { op, value: bound, .. } => {
            !run.finished() || !run.value.is_some_and(|value| op.holds(value, *bound))
        }
        // What was asked for need not be a success: an old address answers 301.
        Criterion::Status { from, to, in_budget } => {
            let slow = run.value.zip(run.budget).is_some_and(|(value, budget)| value > budget);
            let answered = run.status.is_some_and(|status| (*from..=*to).contains(&status));
            run.error.is_some() || !answered || (*in_budget && slow)
        }
        _ => true,
    }
}
