//! Which figure of a tool answers a criterion over many runs.

use crate::model::criterion::{Criterion, Statistic};
use crate::model::measurement::Metric;

/// The name of the figure that answers a criterion; `None` where only single runs do.
pub fn metric(criterion: &Criterion) -> Option<String> {
    let Criterion::Budget { metric, statistic, .. } = criterion else { return None };
    if metric.is_share() {
        return Some(Metric::ERROR_RATE.to_owned());
    }
    let over_many = metric.name() == Metric::LATENCY && *statistic != Statistic::Latest;
    over_many.then(|| format!("{}.{}", Metric::LATENCY, statistic.word()))
}
