//! What changed between two releases.

use super::criterion::{demand, metric};
use crate::assess::compare::call::{Call, FACTOR, FEWEST, POINT, SHARE, WINDOW};
use crate::assess::compare::change::{DemandChange, ItemChange};
use crate::assess::compare::series::{SeriesChange, SeriesName, SeriesStatistic};
use crate::assess::compare::{FileChange, ItemDifference};
use crate::model::measurement::Unit;
use crate::render::{format, language::say};
use std::collections::BTreeSet;

/// What happened to an item.
pub fn item_change(change: ItemChange) -> &'static str {
    match change {
        ItemChange::Withdrawn => say!("no longer proven"),
        ItemChange::Weakened => say!("weaker verdict"),
        ItemChange::NewlyProven => say!("newly proven"),
        ItemChange::Strengthened => say!("stronger verdict"),
        ItemChange::Waived => say!("waived"),
        ItemChange::New => say!("new item"),
        ItemChange::Returned => say!("back in the checklist"),
        ItemChange::Vanished => say!("no longer in the checklist"),
        ItemChange::Loosened => say!("demands less"),
        ItemChange::Tightened => say!("demands more"),
        ItemChange::Reworded => say!("reworded"),
        ItemChange::Moved => say!("in another section"),
        ItemChange::Ticked => say!("ticked"),
        ItemChange::Unticked => say!("no longer ticked"),
    }
}

/// Everything that happened to an item, and how what it demands changed: `demands less (TTI ≤ 5 s became TTI ≤ 8 s), reworded`.
pub fn item_changes(changes: &BTreeSet<ItemChange>, demands: &[DemandChange]) -> String {
    let told = |change: &ItemChange| {
        let looser = match change {
            ItemChange::Loosened => true,
            ItemChange::Tightened => false,
            other => return item_change(*other).to_owned(),
        };
        let these = demands.iter().filter(|demand| demand.is_looser() == looser);
        let these: Vec<String> = these.map(demand_change).collect();
        format!("{} ({})", item_change(*change), these.join("; "))
    };
    changes.iter().map(told).collect::<Vec<_>>().join(", ")
}

/// How many items of a checklist changed, by what happened: `1 new item, 2 reworded`. An item can count more than once.
pub fn checklist_changes(found: &[ItemDifference]) -> String {
    let count = |wanted| found.iter().filter(|its| its.changes.contains(&wanted)).count();
    let told = [
        (ItemChange::Vanished, say!("no longer in the checklist")),
        (ItemChange::Loosened, say!("demanding less")),
        (ItemChange::Tightened, say!("demanding more")),
        (ItemChange::New, say!("new")),
        (ItemChange::Returned, say!("back in the checklist")),
        (ItemChange::Reworded, say!("reworded")),
        (ItemChange::Moved, say!("in another section")),
    ];
    let told = told.into_iter().map(|(change, words)| (count(change), words)).filter(|(n, _)| *n > 0);
    told.map(|(n, words)| format!("{} {words}", format::integer(n))).collect::<Vec<_>>().join(", ")
}

/// How one demand changed.
fn demand_change(change: &DemandChange) -> String {
    match change {
        DemandChange::Laxer { was, is } | DemandChange::Stricter { was, is } => {
            say!("{before} became {now}", before = demand(was), now = demand(is))
        }
        DemandChange::Dropped(was) => say!("{demand} is no longer demanded", demand = demand(was)),
        DemandChange::Added(is) => say!("{demand} is now demanded", demand = demand(is)),
        DemandChange::Unnamed(path) => say!("{path} is no longer named", path),
        DemandChange::Named(path) => say!("{path} is now named", path),
    }
}

/// What happened to a file of evidence.
pub fn file_change(change: FileChange) -> &'static str {
    match change {
        FileChange::Added => say!("added"),
        FileChange::Changed => say!("changed"),
        FileChange::Removed => say!("removed"),
    }
}

/// What a series measures: `live latency p95 of https://…/`, `Lighthouse performance (mobile) of https://…/`.
pub fn series(of: &SeriesName) -> String {
    match of {
        SeriesName::Latency { target, label, statistic } => {
            let label = if label.is_empty() { String::new() } else { format!("{label} ") };
            let of = if target.is_empty() { String::new() } else { say!(" of {target}", target) };
            let figure = match statistic {
                SeriesStatistic::P50 => "p50",
                SeriesStatistic::P95 => "p95",
                SeriesStatistic::Max => say!("maximum"),
            };
            say!("{label}latency {figure}{of}", label, figure, of)
        }
        SeriesName::Lighthouse { target, label, metric: of } => {
            let label = if label.is_empty() { String::new() } else { format!(" ({label})") };
            let target = if target.is_empty() { String::new() } else { say!(" of {target}", target) };
            format!("{}{label}{target}", metric(of))
        }
    }
}

/// Both values with their unit, each so exactly that it looks neither like the budget nor like the other where it differs from it.
/// `None`: not measured.
pub fn values(of: &SeriesChange) -> [Option<String>; 2] {
    let beside = |value: f64, bound: Option<f64>| match bound {
        Some(bound) => format::beside(value, bound, of.unit),
        None => format::quantity(value, of.unit),
    };
    let budget = of.budget.map(|(_, bound)| bound);
    let [was, is] = &of.faults;
    let shown = [(of.before, was), (of.after, is)].map(|(value, fault)| {
        let broke = fault.as_ref().map(|fault| say!("broke ({fault})", fault));
        value.map(|value| beside(value, budget)).or(broke)
    });
    if of.before.is_some() && of.after.is_some() && shown.first() == shown.last() {
        return [(of.before, of.after), (of.after, of.before)]
            .map(|(value, other)| value.map(|value| beside(value, other)));
    }
    shown
}

/// What a step is called, and why where that is not plain.
pub fn step(of: &SeriesChange) -> String {
    let machines = of.machines.map_or_else(String::new, |(before, after)| {
        if after > before {
            say!("; measured on a machine {times} times faster", times = format::rate(after / before))
        } else {
            say!("; measured on a machine {times} times slower", times = format::rate(before / after))
        }
    });
    format!("{}{machines}", called(of))
}

fn called(of: &SeriesChange) -> String {
    let budget = of.budget.map_or_else(String::new, |(_, bound)| format::exact(bound, of.unit));
    match of.call {
        Call::BudgetMet => say!("better: came within its budget of {budget}", budget),
        Call::BudgetBroken => say!("worse: left its budget of {budget}", budget),
        Call::Broke => say!("worse: the judged run of the later one broke").to_owned(),
        Call::Mended => say!("better: the judged run of the earlier one broke").to_owned(),
        Call::Better => say!("better, beyond {noise}", noise = beyond(of)),
        Call::Worse => say!("worse, beyond {noise}", noise = beyond(of)),
        Call::Steady if of.before == of.after => say!("unchanged").to_owned(),
        Call::Steady if step_of(of) > FACTOR * of.noise => {
            say!("too small a change to matter, though beyond {noise}", noise = beyond(of))
        }
        Call::Steady => say!("no change beyond {noise}", noise = beyond(of)),
        Call::NotAlike => {
            say!("not comparable: Lighthouse scores or throttles otherwise in the later one").to_owned()
        }
        Call::TooFew => {
            say!(
                "too few to call ({known})",
                known = format::count(of.known, "earlier value", "earlier values")
            )
        }
        Call::Began => say!("only measured in the later one").to_owned(),
        Call::Ended => say!("only measured in the earlier one").to_owned(),
    }
}

fn step_of(of: &SeriesChange) -> f64 {
    of.before.zip(of.after).map_or(0.0, |(before, after)| (after - before).abs())
}

/// `the noise of the last 10 values (1.64)`.
fn beyond(of: &SeriesChange) -> String {
    let noise = noise(of.noise, of.unit);
    match of.known {
        1 => say!("the noise of the last 1 value ({noise})", noise),
        n => say!("the noise of the last {n} values ({noise})", n = format::integer(n), noise),
    }
}

/// How large the noise of a series is.
pub fn noise(noise: f64, unit: Unit) -> String {
    match unit {
        Unit::Score => format::plain((noise * 100.0).round() / 100.0),
        _ => format::quantity(noise, unit),
    }
}

/// By what rule steps are called, for every page that calls some.
pub fn rule() -> String {
    say!(
        "A step is called where it is more than {factor} times the noise of the series and at least {share} % of the earlier value (a score: \
         noise of at least {point} point); the noise is the median absolute deviation of the last {window} values at most, and of at least \
         {fewest}",
        factor = format::plain(FACTOR),
        share = format::plain(SHARE * 100.0),
        point = format::plain(POINT),
        window = WINDOW,
        fewest = FEWEST
    )
}
