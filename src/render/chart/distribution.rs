//! How latencies are distributed: of each set of checks the share that took no longer than so many milliseconds.

use super::axis::{short, upward};
use super::figure::{Figure, identifier};
use super::ink::Ink;
use super::scene::{Across, Line, SERIES, Scene, svg};
use crate::model::measurement::Unit;
use crate::render::{format, language::say};

/// More sets would hide each other.
pub const SETS: usize = 5;

/// A set of checks.
#[derive(Clone, Debug, PartialEq)]
pub struct Checks {
    /// What they have in common: a release, `before`, `after`.
    pub name: String,
    /// How long the finished ones took, in milliseconds, in any order.
    pub millis: Vec<f64>,
    /// How many did not finish.
    pub failed: usize,
}

/// A line for each set, at most [`SETS`], with the budget as a dashed upright. Exact: every finished check is a step of its line.
pub fn distribution(id: &str, title: &str, sets: &[Checks], budget: Option<f64>) -> Figure {
    let mut sets: Vec<Checks> = sets.iter().take(SETS).cloned().collect();
    for set in &mut sets {
        set.millis.retain(|value| value.is_finite() && *value >= 0.0);
        set.millis.sort_by(f64::total_cmp);
    }
    let budget = budget.filter(|budget| budget.is_finite() && *budget > 0.0);
    let message = sets.iter().map(|set| told(set, budget)).collect::<Vec<_>>().join("; ");
    let scene = scene(&sets, budget);
    let message =
        if scene.is_some() { message } else { say!("No data: no check finished; {message}", message) };
    let id = identifier(id);
    let heads = [
        say!("Checks"),
        say!("Finished"),
        say!("Failed"),
        "p50 (ms)",
        "p95 (ms)",
        "p99 (ms)",
        say!("Max (ms)"),
    ];
    Figure {
        svg: svg(&id, title, &message, scene.as_ref()),
        id,
        title: title.to_owned(),
        message,
        columns: heads.map(str::to_owned).to_vec(),
        rows: sets.iter().map(row).collect(),
    }
}

/// The value at a percentile by nearest rank.
fn at(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

fn told(set: &Checks, budget: Option<f64>) -> String {
    let all = set.millis.len() + set.failed;
    let mut words = format!("{}: {}", set.name, format::count(all, "check", "checks"));
    if set.failed > 0 {
        words.push_str(&say!(", {n} failed", n = format::integer(set.failed)));
    }
    if let (Some(p50), Some(p95)) = (at(&set.millis, 50), at(&set.millis, 95)) {
        words.push_str(&format!(", p50 {}, p95 {}", format::millis(p50), format::millis(p95)));
    }
    if let Some(budget) = budget.filter(|_| !set.millis.is_empty()) {
        let within = set.millis.iter().filter(|value| **value <= budget).count();
        let all = format::count(set.millis.len(), "finished check", "finished checks");
        let (within, bound) = (format::integer(within), format::millis(budget));
        words.push_str(&say!(", {within} of {all} within {bound}", within, all, bound));
    }
    words
}

fn row(set: &Checks) -> Vec<String> {
    let figure = |percent| at(&set.millis, percent).map(format::plain).unwrap_or_default();
    vec![
        set.name.clone(),
        format::integer(set.millis.len()),
        format::integer(set.failed),
        figure(50),
        figure(95),
        figure(99),
        figure(100),
    ]
}

fn scene(sets: &[Checks], budget: Option<f64>) -> Option<Scene> {
    let highest = sets.iter().filter_map(|set| set.millis.last().copied()).max_by(f64::total_cmp)?;
    let (right, x_ticks) = upward(highest.max(budget.unwrap_or(0.0) * 1.05), Unit::Millis);
    let (top, y_ticks) = upward(100.0, Unit::Percent);
    let lines = sets.iter().zip(SERIES).filter(|(set, _)| !set.millis.is_empty());
    let lines = lines.map(|(set, (ink, shape))| Line {
        name: short(&set.name, 14),
        ink,
        shape,
        points: steps(&set.millis, right),
        marked: false,
    });
    Some(Scene {
        across: Across::Value,
        x: (0.0, right),
        top,
        x_ticks,
        y_ticks,
        lines: lines.collect(),
        budgets: Vec::new(),
        markers: budget
            .map(|value| (value, say!("budget {bound}", bound = format::millis(value))))
            .into_iter()
            .collect(),
        hair: Ink::Budget,
        failures: Vec::new(),
    })
}

/// From 0 % up by a step at every value, and on to the right end.
#[expect(clippy::cast_precision_loss, reason = "a count of checks is exact in a double")]
fn steps(sorted: &[f64], right: f64) -> Vec<(f64, Option<f64>)> {
    let share = |n: usize| n as f64 * 100.0 / sorted.len() as f64;
    let (mut points, mut n) = (Vec::new(), 0);
    for same in sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()) {
        let before = n;
        n += same.len();
        points
            .extend(same.first().into_iter().flat_map(|value| [before, n].map(|n| (*value, Some(share(n))))));
    }
    points.push((right, Some(100.0)));
    points
}
