//! What a release is known by at a glance: one latency and one score of many.

use super::assessment::{LatencySummary, ReleaseAssessment, Side};
use crate::model::lighthouse::Mode;

impl ReleaseAssessment {
    /// The p95 before the release that is worst beside its budget; without any budget the largest.
    #[must_use]
    pub fn slowest(&self) -> Option<&LatencySummary> {
        let before = self.latency.iter().filter(|of| of.side == Side::Before && of.p95.is_some());
        let share = |of: &LatencySummary| of.p95.unwrap_or(0.0) / of.budget.unwrap_or(1.0);
        before.max_by(|a, b| a.budget.is_some().cmp(&b.budget.is_some()).then(share(a).total_cmp(&share(b))))
    }

    /// The lowest value of a score of Lighthouse over the page loads of the release.
    #[must_use]
    pub fn lowest_score(&self, name: &str) -> Option<f64> {
        let loads =
            self.lighthouse.iter().filter(|run| run.error.is_none() && run.run.mode == Mode::Navigation);
        loads.filter_map(|run| *run.values.get(name)?).min_by(f64::total_cmp)
    }
}
