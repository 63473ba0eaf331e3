//! What changed between two releases.

use super::criterion::metric;
use crate::assess::comparison::{FileChange, ItemChange};
use crate::assess::series::{Call, Series, SeriesChange, Statistic};
use crate::render::format;

/// What happened to an item.
#[must_use]
pub fn item_change(change: ItemChange) -> &'static str {
    match change {
        ItemChange::Withdrawn => "no longer proven",
        ItemChange::Weakened => "weaker verdict",
        ItemChange::NewlyProven => "newly proven",
        ItemChange::Strengthened => "stronger verdict",
        ItemChange::Waived => "waived",
        ItemChange::New => "new item",
        ItemChange::Vanished => "no longer in the checklist",
        ItemChange::Loosened => "demands less",
        ItemChange::Reworded => "reworded",
        ItemChange::Ticked => "ticked",
        ItemChange::Unticked => "no longer ticked",
    }
}

/// What happened to a file of evidence.
#[must_use]
pub fn file_change(change: FileChange) -> &'static str {
    match change {
        FileChange::Added => "added",
        FileChange::Changed => "changed",
        FileChange::Removed => "removed",
    }
}

/// What a series measures: `live latency p95`, `Lighthouse performance (mobile) of https://…/`.
#[must_use]
pub fn series(of: &Series) -> String {
    match of {
        Series::Latency { label, statistic } => {
            let label = if label.is_empty() { String::new() } else { format!("{label} ") };
            let figure = match statistic {
                Statistic::P50 => "p50",
                Statistic::P95 => "p95",
                Statistic::Max => "maximum",
            };
            format!("{label}latency {figure}")
        }
        Series::Lighthouse { target, label, metric: of } => {
            let label = if label.is_empty() { String::new() } else { format!(" ({label})") };
            let target = if target.is_empty() { String::new() } else { format!(" of {target}") };
            format!("{}{label}{target}", metric(of))
        }
    }
}

/// Both values with their unit, each so exactly that it looks neither like the budget nor like the other where it differs from it.
/// `None`: not measured.
#[must_use]
pub fn values(of: &SeriesChange) -> [Option<String>; 2] {
    let beside = |value: f64, bound: Option<f64>| match bound {
        Some(bound) => format::beside(value, bound, of.unit),
        None => format::quantity(value, of.unit),
    };
    let budget = of.budget.map(|(_, bound)| bound);
    let shown = [of.before, of.after].map(|value| value.map(|value| beside(value, budget)));
    if shown.iter().all(Option::is_some) && shown.first() == shown.last() {
        return [(of.before, of.after), (of.after, of.before)]
            .map(|(value, other)| value.map(|value| beside(value, other)));
    }
    shown
}

/// What a step is called, and why where that is not plain.
#[must_use]
pub fn step(of: &SeriesChange) -> String {
    let machines = of.machines.map_or_else(String::new, |(before, after)| {
        let (word, times) =
            if after > before { ("faster", after / before) } else { ("slower", before / after) };
        format!("; measured on a machine {} times {word}", format::rate(times))
    });
    format!("{}{machines}", called(of))
}

fn called(of: &SeriesChange) -> String {
    let budget = of.budget.map_or_else(String::new, |(_, bound)| format::quantity(bound, of.unit));
    match of.call {
        Call::BudgetMet => format!("better: came within its budget of {budget}"),
        Call::BudgetBroken => format!("worse: left its budget of {budget}"),
        Call::Better => format!("better{}", beyond(of)),
        Call::Worse => format!("worse{}", beyond(of)),
        Call::Steady if of.before == of.after => "unchanged".to_owned(),
        Call::Steady => "no change beyond the noise of the series".to_owned(),
        Call::NotAlike => {
            "not comparable: Lighthouse scores or throttles otherwise in the later one".to_owned()
        }
        Call::TooFew => {
            format!("too few to call ({})", format::count(of.known, "earlier value", "earlier values"))
        }
        Call::Began => "only measured in the later one".to_owned(),
        Call::Ended => "only measured in the earlier one".to_owned(),
    }
}

fn beyond(of: &SeriesChange) -> String {
    let noise = format::quantity(of.noise, of.unit);
    format!(
        ", beyond the noise of the last {} (median deviation {noise})",
        format::count(of.known, "value", "values")
    )
}
