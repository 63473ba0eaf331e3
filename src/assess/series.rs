//! Measured series through the releases, and what a step in one of them is called.
//!
//! The noise of a series is told by its last values, at most [`WINDOW`] of them, before the later of two releases: their median absolute
//! deviation (MAD), or what nine in ten of them keep, divided by [`TAIL`], where that is more. Scores are whole numbers, of which more
//! than half may be the same while the others jump: their MAD is 0 and says nothing. The noise of a score is never taken for less than
//! the point to which it is rounded. A step is called better or worse where it is larger than [`FACTOR`] times the noise and, for other
//! units, at least [`SHARE`] of the earlier value. With fewer than [`FEWEST`] earlier values nothing is called, but for a budget that was
//! crossed and a Lighthouse run that broke.
//! Lighthouse's values are compared only where they were made alike: performance with the same weights, other scores by the same major
//! version, times with the same throttling.

use super::assessment::{LatencySummary, LighthouseSummary, ReleaseAssessment, Side};
use crate::model::criterion::{Criterion, Op};
use crate::model::measurement::{Metric, Unit};
use std::collections::BTreeSet;

/// So many earlier values make the noise, at most.
pub const WINDOW: usize = 20;
/// With fewer earlier values than this nothing is called.
pub const FEWEST: usize = 5;
/// A step must be larger than so many times the noise.
pub const FACTOR: f64 = 3.0;
/// A step must be at least this share of the earlier value.
pub const SHARE: f64 = 0.05;
/// The noise of a score (of 100) is at least so many points.
pub const POINT: f64 = 1.0;
/// A step of a number without unit (a layout shift) must be at least so much.
pub const SHIFT: f64 = 0.01;
/// In even noise, nine in ten values keep within so many times the median absolute deviation.
pub const TAIL: f64 = 2.44;

/// One machine is called faster than another where its benchmark is so many times the other's: two runs on one machine differ by less.
pub const MACHINE: f64 = 1.25;

/// A figure of the finished checks before a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statistic {
    /// The median.
    P50,
    /// The 95th percentile.
    P95,
    /// The slowest.
    Max,
}

/// What a series measures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// Latency of the checks made between the release before and this one.
    Latency {
        /// `mock`, `live`, or empty.
        label: String,
        /// Which figure.
        statistic: Statistic,
    },
    /// A metric of the newest Lighthouse run before the release.
    Lighthouse {
        /// The page.
        target: String,
        /// `mobile`, `desktop` or empty.
        label: String,
        /// The metric.
        metric: Metric,
    },
}

/// What a step is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Call {
    /// It came within its budget.
    BudgetMet,
    /// It left its budget.
    BudgetBroken,
    /// The judged Lighthouse run of the later release broke.
    Broke,
    /// The one of the earlier release broke, and that of the later one did not.
    Mended,
    /// Better, beyond the noise.
    Better,
    /// Worse, beyond the noise.
    Worse,
    /// No difference that exceeds the noise and matters.
    Steady,
    /// Both were not made alike, so that a difference says nothing.
    NotAlike,
    /// It differs, but there are too few earlier values to tell noise from change.
    TooFew,
    /// Only the later release has a value.
    Began,
    /// Only the earlier release has a value.
    Ended,
}

impl Call {
    /// Its word in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::BudgetMet => "budget-met",
            Self::BudgetBroken => "budget-broken",
            Self::Broke => "broke",
            Self::Mended => "mended",
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Steady => "steady",
            Self::NotAlike => "not-alike",
            Self::TooFew => "too-few",
            Self::Began => "began",
            Self::Ended => "ended",
        }
    }
}

impl Statistic {
    /// `p50`, `p95` or `max`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::P50 => "p50",
            Self::P95 => "p95",
            Self::Max => "max",
        }
    }
}

/// A series at two releases.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesChange {
    /// What is measured.
    pub series: Series,
    /// The unit of all values.
    pub unit: Unit,
    /// The earlier value.
    pub before: Option<f64>,
    /// The later value.
    pub after: Option<f64>,
    /// The bound by which both are seen: the later release's, else the earlier one's.
    pub budget: Option<(Op, f64)>,
    /// How many earlier values the noise stands on.
    pub known: usize,
    /// The median absolute deviation of those.
    pub deviation: f64,
    /// The noise by which the step is seen.
    pub noise: f64,
    /// Why the judged Lighthouse run of each release has no value, where it broke.
    pub faults: [Option<String>; 2],
    /// What the step is called.
    pub call: Call,
    /// How fast the measuring machines were, where they differ by more than [`MACHINE`].
    pub machines: Option<(f64, f64)>,
}

/// Every series that one of two releases has.
#[must_use]
pub fn measured(
    releases: &[ReleaseAssessment],
    before: &ReleaseAssessment,
    after: &ReleaseAssessment,
) -> Vec<SeriesChange> {
    let all: BTreeSet<Series> = series(before).chain(series(after)).collect();
    let later = before.snapshot.max(after.snapshot);
    all.into_iter()
        .filter_map(|series| {
            let (was, is) = (series.of(before), series.of(after));
            let faults = [before, after].map(|release| series.fault(release));
            if was.is_none() && is.is_none() && faults.iter().all(Option::is_none) {
                return None;
            }
            let unit = series.unit();
            let scale = series.scale(after, unit);
            let alike = |release: &ReleaseAssessment| {
                is_alike(scale.as_deref(), series.scale(release, unit).as_deref())
            };
            let earlier = releases.iter().take(later).rev().filter(|release| alike(release));
            let earlier: Vec<f64> = earlier.filter_map(|release| series.of(release)).take(WINDOW).collect();
            let budget = series.budget(after).or_else(|| series.budget(before));
            let (deviation, noise) = noise(&earlier, unit);
            let known = earlier.len();
            let call = match call(unit, was, is, budget, noise, known) {
                _ if matches!(faults, [_, Some(_)]) => Call::Broke,
                _ if matches!(faults, [Some(_), _]) && is.is_some() => Call::Mended,
                Call::Better | Call::Worse | Call::TooFew if !alike(before) => Call::NotAlike,
                call => call,
            };
            let machines = machines(series.machine(before), series.machine(after));
            let (before, after) = (was, is);
            Some(SeriesChange {
                series,
                unit,
                before,
                after,
                budget,
                known,
                deviation,
                noise,
                faults,
                call,
                machines,
            })
        })
        .collect()
}

fn series(release: &ReleaseAssessment) -> impl Iterator<Item = Series> {
    let latency = release.latency.iter().filter(|its| its.side == Side::Before).flat_map(|its| {
        [Statistic::P50, Statistic::P95, Statistic::Max]
            .map(|statistic| Series::Latency { label: its.label.clone(), statistic })
    });
    let lighthouse = release.lighthouse.iter().flat_map(|run| {
        run.values.keys().map(|name| Series::Lighthouse {
            target: run.target.clone(),
            label: run.label.clone(),
            metric: Metric::new(name.as_str()),
        })
    });
    latency.chain(lighthouse)
}

impl Series {
    /// Its value at a release. A Lighthouse run that must not be judged has none.
    fn of(&self, release: &ReleaseAssessment) -> Option<f64> {
        let value = match self {
            Self::Latency { label, statistic } => {
                let its = checks(release, label)?;
                match statistic {
                    Statistic::P50 => its.p50,
                    Statistic::P95 => its.p95,
                    Statistic::Max => its.max,
                }
            }
            Self::Lighthouse { metric, .. } => {
                let run = self.run(release).filter(|run| run.error.is_none())?;
                run.values.get(metric.name()).copied().flatten()
            }
        };
        value.filter(|value| value.is_finite())
    }

    /// Why the judged Lighthouse run of a release has no value; `None` where it has one, or where there is no run.
    fn fault(&self, release: &ReleaseAssessment) -> Option<String> {
        let Self::Lighthouse { metric, .. } = self else { return None };
        let run = self.run(release)?;
        let lacks = run.values.get(metric.name()).is_some_and(Option::is_none);
        run.error.clone().or_else(|| lacks.then(|| "not computed".to_owned()))
    }

    /// The judged Lighthouse run of a release.
    fn run<'r>(&self, release: &'r ReleaseAssessment) -> Option<&'r LighthouseSummary> {
        let Self::Lighthouse { target, label, .. } = self else { return None };
        release.lighthouse.iter().find(|run| run.target == *target && run.label == *label)
    }

    /// How a release's value was made: only values made alike are compared. `None` where it is not known, or does not matter.
    fn scale(&self, release: &ReleaseAssessment, unit: Unit) -> Option<String> {
        let Self::Lighthouse { metric, .. } = self else { return None };
        let run = &self.run(release)?.run;
        let scale = match unit {
            Unit::Score if metric.name() == Metric::PERFORMANCE => run.weights.clone(),
            Unit::Score => run.major()?.to_string(),
            Unit::Millis => run.throttling.clone(),
            Unit::Plain | Unit::Bytes | Unit::Percent => String::new(),
        };
        Some(scale).filter(|scale| !scale.is_empty())
    }

    /// How fast the machine was that made a release's value, where it depends on that.
    fn machine(&self, release: &ReleaseAssessment) -> Option<f64> {
        let Self::Lighthouse { metric, .. } = self else { return None };
        let depends =
            |name: &str| matches!(name, "tti" | "fcp" | "lcp" | "tbt" | "si" | "inp" | "performance");
        self.run(release)?
            .run
            .benchmark
            .filter(|_| metric.name().strip_prefix("lighthouse.").is_some_and(depends))
    }

    /// Its unit.
    fn unit(&self) -> Unit {
        match self {
            Self::Latency { .. } => Unit::Millis,
            Self::Lighthouse { metric, .. } => metric.unit(),
        }
    }

    /// The bound that a release's checklist (for latency also its checks) sets.
    fn budget(&self, release: &ReleaseAssessment) -> Option<(Op, f64)> {
        let Self::Lighthouse { target, label, metric } = self else {
            let Self::Latency { label, .. } = self else { return None };
            return Some((Op::AtMost, checks(release, label)?.budget?));
        };
        release.items.iter().flat_map(|item| &item.today.criteria).find_map(|judged| {
            match &judged.criterion {
                Criterion::Budget { metric: of, op, value, .. }
                    if of == metric && judged.criterion.is_on(label, target) =>
                {
                    Some((*op, *value))
                }
                _ => None,
            }
        })
    }
}

/// Whether two values may be compared: what is not known does not part them.
fn is_alike(a: Option<&str>, b: Option<&str>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a == b)
}

/// The speeds of two machines where they differ by more than [`MACHINE`].
#[must_use]
pub fn machines(before: Option<f64>, after: Option<f64>) -> Option<(f64, f64)> {
    before.zip(after).filter(|(before, after)| before.max(*after) > before.min(*after) * MACHINE)
}

fn checks<'a>(release: &'a ReleaseAssessment, label: &str) -> Option<&'a LatencySummary> {
    release.latency.iter().find(|its| its.side == Side::Before && its.label == label)
}

/// The median absolute deviation from the median (0 of nothing), and the noise.
fn noise(values: &[f64], unit: Unit) -> (f64, f64) {
    let middle = median(values.to_vec());
    let mut apart: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    apart.sort_by(f64::total_cmp);
    let tail = (apart.len() * 9 / 10).checked_sub(1).and_then(|rank| apart.get(rank)).copied();
    let deviation = median(apart);
    let least = if unit == Unit::Score { POINT } else { 0.0 };
    (deviation, deviation.max(tail.unwrap_or_default() / TAIL).max(least))
}

/// How large a step must be at least to matter, whatever the noise.
#[must_use]
pub fn least(unit: Unit, before: f64) -> f64 {
    match unit {
        Unit::Score => 0.0,
        Unit::Plain => (before.abs() * SHARE).max(SHIFT),
        Unit::Millis | Unit::Bytes | Unit::Percent => before.abs() * SHARE,
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let upper = values.get(values.len() / 2).copied().unwrap_or_default();
    let lower = values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or_default();
    f64::midpoint(lower, upper)
}

fn call(
    unit: Unit,
    before: Option<f64>,
    after: Option<f64>,
    budget: Option<(Op, f64)>,
    noise: f64,
    known: usize,
) -> Call {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        (None, _) => return Call::Began,
        (_, None) => return Call::Ended,
    };
    let holds = |value: f64| budget.is_none_or(|(op, bound)| op.holds(value, bound));
    let step = after - before;
    match (holds(before), holds(after)) {
        (true, false) => Call::BudgetBroken,
        (false, true) => Call::BudgetMet,
        _ if step == 0.0 => Call::Steady,
        _ if known < FEWEST => Call::TooFew,
        _ if step.abs() <= FACTOR * noise || step.abs() < least(unit, before) => Call::Steady,
        // More is better for scores, and worse for times and sizes.
        _ if (step > 0.0) == (unit == Unit::Score) => Call::Better,
        _ => Call::Worse,
    }
}
