//! Delivery metrics over the whole history, each with the n on which it stands.

use super::assessment::{Delivery, Firing, ReleaseAssessment};
use crate::model::history::History;

/// Under three releases a frequency is an accident.
const LEAST_RELEASES: usize = 3;
/// Under five commits a median says nothing.
const LEAST_COMMITS: usize = 5;

/// The figures.
#[must_use]
pub fn delivery(history: &History, releases: &[ReleaseAssessment]) -> Delivery {
    let tagged = history.snapshots.get(..history.candidate()).unwrap_or_default();
    let span = tagged
        .last()
        .zip(tagged.first())
        .map_or(0, |(last, first)| last.time.duration_since(first.time).as_secs());
    #[expect(clippy::cast_precision_loss, reason = "counts and seconds far below 2^52")]
    let per_week = (tagged.len() >= LEAST_RELEASES && span > 0)
        .then(|| (tagged.len() - 1) as f64 / (span as f64 / 604_800.0));
    let mut leads = history
        .commits
        .iter()
        .filter_map(|commit| {
            Some(tagged.get(commit.snapshot)?.time.duration_since(commit.committed).as_secs())
        })
        .collect::<Vec<_>>();
    leads.sort_unstable();
    let median = leads.get(leads.len().div_ceil(2).saturating_sub(1)).copied();
    let computed = releases
        .iter()
        .filter(|release| release.triggers.iter().any(|trigger| trigger.firing != Firing::Unknown));
    let fired = computed.clone().filter(|release| {
        release.triggers.iter().any(|trigger| matches!(trigger.firing, Firing::Fired { .. }))
    });
    Delivery {
        releases: tagged.len(),
        per_week,
        lead_seconds: median.filter(|_| leads.len() >= LEAST_COMMITS).map(|median| (median, leads.len())),
        triggered: (fired.count(), computed.count()),
    }
}
