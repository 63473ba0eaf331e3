//! Measured series through the releases, and what a step in one of them is called.
//!
//! Lighthouse's values are compared only where they were made alike: performance with the same weights, other scores by the same major
//! version, times with the same throttling.

use crate::assess::compare::call::{Call, WINDOW, call, noise};
use crate::assess::release::{latency::SeriesKey, machines::machines};
use crate::assess::result::{
    latency::LatencySummary, lighthouse::LighthouseSummary, release::ReleaseAssessment,
};
use crate::model::measurement::{Metric, Unit};
use crate::model::{criterion::Op, words::words};
use std::collections::BTreeSet;

words! {
    /// A figure of the finished checks before a release.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SeriesStatistic {
        /// The median.
        P50 = "p50",
        /// The 95th percentile.
        P95 = "p95",
        /// The slowest.
        Max = "max",
    }
}

/// What a series measures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeriesName {
    /// Latency of the checks made between the release before and this one.
    Latency {
        /// The address, or what stands for it.
        target: String,
        /// `mock`, `live`, or empty.
        label: String,
        /// Which figure.
        statistic: SeriesStatistic,
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

/// A series at two releases.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesChange {
    /// What is measured.
    pub series: SeriesName,
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

/// A series at one release, with all that a comparison with any earlier release needs.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesFigure {
    /// What is measured.
    pub series: SeriesName,
    /// Its unit.
    pub unit: Unit,
    /// Its value.
    pub value: Option<f64>,
    /// Why a judged Lighthouse run has no value, where it broke.
    pub fault: Option<String>,
    /// The bound by which it is seen.
    pub budget: Option<(Op, f64)>,
    /// How it was made: only values made alike are compared. `None` where that is not known, or does not matter.
    pub scale: Option<String>,
    /// How fast the measuring machine was, where it depends on that.
    pub machine: Option<f64>,
    /// How many earlier values the noise stands on.
    pub known: usize,
    /// The noise by which a step to it is seen.
    pub noise: f64,
}

/// Every series of a release, in order.
pub fn figures(releases: &[ReleaseAssessment], release: &ReleaseAssessment) -> Vec<SeriesFigure> {
    let all: BTreeSet<SeriesName> = series(release).collect();
    let figure = |series: SeriesName| {
        let unit = series.unit();
        let scale = series.scale(release, unit);
        let earlier = series.earlier(releases, release.snapshot, scale.as_deref(), unit);
        SeriesFigure {
            unit,
            value: series.of(release),
            fault: series.fault(release),
            budget: series.budget(release),
            machine: series.machine(release),
            known: earlier.len(),
            noise: noise(&earlier, unit).1,
            scale,
            series,
        }
    };
    all.into_iter().map(figure).collect()
}

/// Every series that one of two releases has.
pub fn measured(
    releases: &[ReleaseAssessment],
    before: &ReleaseAssessment,
    after: &ReleaseAssessment,
) -> Vec<SeriesChange> {
    let all: BTreeSet<SeriesName> = series(before).chain(series(after)).collect();
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
            // What began or ended has no step, and needs no noise.
            let first = if was.is_some() && is.is_some() { later } else { 0 };
            let earlier = series.earlier(releases, first, scale.as_deref(), unit);
            let budget = series.budget(after).or_else(|| series.budget(before));
            let (deviation, noise) = noise(&earlier, unit);
            let known = earlier.len();
            let call = match call(unit, was, is, budget, noise, known) {
                _ if matches!(faults, [_, Some(_)]) => Call::Broke,
                _ if matches!(faults, [Some(_), _]) && is.is_some() => Call::Mended,
                Call::Better | Call::Worse | Call::TooFew
                    if !is_alike(scale.as_deref(), series.scale(before, unit).as_deref()) =>
                {
                    Call::NotAlike
                }
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

fn series(release: &ReleaseAssessment) -> impl Iterator<Item = SeriesName> {
    let latency = release.told_latency().flat_map(|summary| {
        [SeriesStatistic::P50, SeriesStatistic::P95, SeriesStatistic::Max].map(|statistic| {
            SeriesName::Latency { target: summary.target.clone(), label: summary.label.clone(), statistic }
        })
    });
    let lighthouse = release.lighthouse.iter().flat_map(|run| {
        run.values.keys().map(|name| SeriesName::Lighthouse {
            target: run.target.clone(),
            label: run.label.clone(),
            metric: Metric::new(name.as_str()),
        })
    });
    latency.chain(lighthouse)
}

impl SeriesName {
    /// Its value at a release. A Lighthouse run that must not be judged has none.
    fn of(&self, release: &ReleaseAssessment) -> Option<f64> {
        let value = match self {
            Self::Latency { target, label, statistic } => {
                let summary = checks(release, (target, label))?;
                match statistic {
                    SeriesStatistic::P50 => summary.p50,
                    SeriesStatistic::P95 => summary.p95,
                    SeriesStatistic::Max => summary.max,
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

    /// Its last values before a release that were made alike, the newest first.
    fn earlier(
        &self,
        releases: &[ReleaseAssessment],
        before: usize,
        scale: Option<&str>,
        unit: Unit,
    ) -> Vec<f64> {
        let alike = |release: &&ReleaseAssessment| is_alike(scale, self.scale(release, unit).as_deref());
        let earlier = releases.iter().take(before).rev().filter(alike);
        earlier.filter_map(|release| self.of(release)).take(WINDOW).collect()
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
        match self {
            Self::Latency { target, label, .. } => {
                Some((Op::AtMost, checks(release, (target, label))?.budget?))
            }
            Self::Lighthouse { metric, .. } => self.run(release)?.bound(metric.name()),
        }
    }
}

/// Whether two values may be compared: what is not known does not part them.
fn is_alike(a: Option<&str>, b: Option<&str>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a == b)
}

/// The figures of a series that tell of a release.
pub fn checks<'a>(
    release: &'a ReleaseAssessment,
    (target, label): SeriesKey<'_>,
) -> Option<&'a LatencySummary> {
    let key =
        |summary: &LatencySummary| (summary.target.as_str(), summary.label.as_str()).cmp(&(target, label));
    let at = release.latency.partition_point(|summary| key(summary).is_lt());
    release.latency.get(at).filter(|summary| key(summary).is_eq())
}
