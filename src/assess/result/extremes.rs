//! What a release is known by at a glance: one latency and one score of many.

use crate::assess::result::{
    event::Side, latency::LatencySummary, lighthouse::LighthouseSummary, release::ReleaseAssessment,
};
use crate::model::lighthouse::Mode;

impl ReleaseAssessment {
    /// Of each address and label the checks that tell of the release: those before its tag; where there are none, those after it.
    pub fn told_latency(&self) -> impl Iterator<Item = &LatencySummary> {
        let series = self.latency.chunk_by(|a, b| (&a.target, &a.label) == (&b.target, &b.label));
        series.filter_map(<[LatencySummary]>::first)
    }

    /// The p95 that is worst beside its budget; without any budget the largest.
    pub fn slowest(&self) -> Option<&LatencySummary> {
        slowest(self.told_latency())
    }

    /// The same of the checks on one side of the tag.
    pub fn slowest_on(&self, side: Side) -> Option<&LatencySummary> {
        slowest(self.latency.iter().filter(|of| of.side == side))
    }

    /// The judged page loads.
    pub fn loads(&self) -> impl Iterator<Item = &LighthouseSummary> {
        self.lighthouse.iter().filter(|run| run.run.mode == Mode::Navigation)
    }

    /// The lowest value of a score of Lighthouse over the page loads of the release. `None` where one of them broke or was not scored: what
    /// it would have been is not known, and the others are not worse.
    pub fn lowest_score(&self, name: &str) -> Option<f64> {
        let sound = self.loads().all(|run| run.error.is_none());
        let values = self.loads().filter_map(|run| run.values.get(name).copied());
        values.reduce(|a, b| a.zip(b).map(|(a, b)| a.min(b))).flatten().filter(|_| sound)
    }
}

fn slowest<'a>(all: impl Iterator<Item = &'a LatencySummary>) -> Option<&'a LatencySummary> {
    let share = |of: &LatencySummary| of.p95.unwrap_or(0.0) / of.budget.unwrap_or(1.0);
    all.filter(|of| of.p95.is_some())
        .max_by(|a, b| a.budget.is_some().cmp(&b.budget.is_some()).then(share(a).total_cmp(&share(b))))
}
