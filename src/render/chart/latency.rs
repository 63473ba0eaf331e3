//! Latency over time, by label.

use super::axis::{Tick, short, times, upward};
use super::figure::{Budget, Check, Figure, Marker, TABLE_ROWS, identifier, of_address};
use super::ink::Ink;
use super::scene::{Across, Line, Scene, Shape, svg};
use crate::model::{measurement::Unit, time::rfc3339};
use crate::render::{format, language::say};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A time without checks that is more than so many times as long as usual is a gap.
const LONG: f64 = 3.0;
/// So many times between checks tell what is usual.
const ENOUGH: usize = 4;
/// Lines beyond so many labels are left to the table.
const LABELS: usize = 4;

/// Every check of an address (empty: of any) at its moment: a line for each label, its budget dashed, releases as hairlines, failures as crosses under the axis.
/// Checks, budgets and markers may come in any order; checks without a number or unfinished break the line.
pub fn latency_over_time(
    id: &str,
    address: &str,
    checks: &[Check],
    budgets: &[Budget],
    markers: &[Marker],
) -> Figure {
    let mut checks: Vec<&Check> = checks.iter().collect();
    checks.sort_by(|a, b| a.time.cmp(&b.time).then_with(|| a.label.cmp(&b.label)));
    let labels = by_label(&checks);
    let names: Vec<String> = labels.iter().map(|(label, _)| named(label)).collect();
    let title = match names.as_slice() {
        [] => say!("Latency over time").to_owned(),
        // One line needs no name.
        [_] if labels.first().is_some_and(|(label, _)| label.is_empty()) => {
            say!("Latency over time{of}", of = of_address(address))
        }
        names => {
            say!("Latency over time, {labels}{of}", labels = format::list(names), of = of_address(address))
        }
    };
    let message = message(&labels, budgets, checks.len());
    let id = identifier(id);
    let scene = scene(&checks, &labels, budgets, markers);
    let from = checks.len().saturating_sub(TABLE_ROWS);
    let rows = checks.iter().skip(from).rev().map(|check| row(check)).collect();
    Figure {
        svg: svg(&id, &title, &message, scene.as_ref()),
        id,
        title,
        message,
        columns: [say!("Time (UTC)"), say!("Label"), say!("Latency (ms)"), say!("Finished"), say!("Outcome")]
            .map(str::to_owned)
            .to_vec(),
        rows,
    }
}

type Labels<'a> = Vec<(&'a str, Vec<&'a Check>)>;

/// Labels by how many checks they have, then by name; only as many as can be told apart.
fn by_label<'a>(checks: &[&'a Check]) -> Labels<'a> {
    let mut map: BTreeMap<&str, Vec<&Check>> = BTreeMap::new();
    for check in checks {
        map.entry(&check.label).or_default().push(check);
    }
    let mut labels: Labels<'a> = map.into_iter().collect();
    labels.sort_by_key(|(_, checks)| std::cmp::Reverse(checks.len()));
    labels.truncate(LABELS);
    labels
}

fn named(label: &str) -> String {
    if label.is_empty() { say!("no label").to_owned() } else { short(label, 12) }
}

fn finished(check: &Check) -> Option<f64> {
    check.millis.filter(|value| check.finished && value.is_finite() && *value >= 0.0)
}

fn message(labels: &Labels<'_>, budgets: &[Budget], n: usize) -> String {
    if n == 0 {
        return say!("No data: no check was recorded").to_owned();
    }
    let mut parts = Vec::new();
    for (label, checks) in labels {
        let mut values: Vec<f64> = checks.iter().filter_map(|check| finished(check)).collect();
        values.sort_by(f64::total_cmp);
        // A chart of one label has it in its title.
        let of = if labels.len() > 1 { format!("{}: ", named(label)) } else { String::new() };
        let mut part = format!("{of}{}", format::count(checks.len(), "check", "checks"));
        let failed = checks.len() - values.len();
        part.push_str(&say!(", {n} failed", n = format::integer(failed)));
        if let Some(budget) = budgets.iter().find(|budget| budget.label == *label) {
            let over = values.iter().filter(|value| **value > budget.value).count();
            let bound = format::millis(budget.value);
            part.push_str(&say!(", {n} over the budget of {bound}", n = format::integer(over), bound));
        }
        if let Some(p95) = nearest_rank(&values, 95) {
            part.push_str(&format!(", p95 {}", format::millis(p95)));
        }
        let (count, longest) = gaps(checks);
        if count > 0 {
            let word = format::count(count, "gap", "gaps");
            #[expect(clippy::cast_possible_truncation, reason = "seconds of a time")]
            let longest = format::duration(longest as i64);
            part.push_str(&match count {
                1 => say!(", {gap} of {longest} without checks", gap = word, longest),
                _ => say!(", {gaps} of up to {longest} without checks", gaps = word, longest),
            });
        }
        parts.push(part);
    }
    let shown: usize = labels.iter().map(|(_, checks)| checks.len()).sum();
    if shown < n {
        let checks = format::count(n - shown, "check", "checks");
        parts.push(say!("{checks} of further labels are not drawn", checks));
    }
    if n > TABLE_ROWS {
        parts.push(say!("the table holds the newest {n} of {all}", n = TABLE_ROWS, all = format::integer(n)));
    }
    parts.join("; ")
}

/// The nearest-rank percentile of sorted values.
fn nearest_rank(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

fn row(check: &Check) -> Vec<String> {
    vec![
        rfc3339(check.time),
        check.label.to_string(),
        check.millis.map(format::plain).unwrap_or_default(),
        if check.finished { say!("yes") } else { say!("no") }.to_owned(),
        check.outcome.clone(),
    ]
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of a timestamp are exact in a double")]
fn seconds(at: Timestamp) -> f64 {
    at.as_millisecond() as f64 / 1000.0
}

fn scene(checks: &[&Check], labels: &Labels<'_>, budgets: &[Budget], markers: &[Marker]) -> Option<Scene> {
    let (first, last) = (seconds(checks.first()?.time), seconds(checks.last()?.time));
    let pad = ((last - first) * 0.02).max(60.0);
    let x = (first - pad, last + pad);
    let highest = checks.iter().filter_map(|check| finished(check)).fold(0.0, f64::max);
    let budgets: Vec<&Budget> = budgets
        .iter()
        .filter(|budget| budget.value.is_finite() && labels.iter().any(|(label, _)| *label == budget.label))
        .collect();
    let bound = budgets.iter().map(|budget| budget.value).fold(0.0, f64::max);
    let (top, y_ticks) = upward(highest.max(bound * 1.1), Unit::Millis);
    let mut hairlines: Vec<_> = markers
        .iter()
        .map(|marker| (seconds(marker.time), short(&marker.name, 16)))
        .filter(|(at, _)| (x.0..=x.1).contains(at))
        .collect();
    hairlines.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    Some(Scene {
        across: Across::Time,
        x,
        top,
        x_ticks: times(x.0, x.1),
        y_ticks,
        lines: labels.iter().enumerate().map(|(at, (label, checks))| line(at, label, checks)).collect(),
        budgets: bounds(&budgets),
        markers: hairlines,
        hair: Ink::Marker,
        failures: checks
            .iter()
            .filter(|check| finished(check).is_none())
            .map(|check| seconds(check.time))
            .collect(),
    })
}

/// A dashed line for each value; labels that share it share its words.
fn bounds(budgets: &[&Budget]) -> Vec<Tick> {
    let mut bounds: Vec<(f64, Vec<String>)> = Vec::new();
    for budget in budgets {
        match bounds.iter_mut().find(|(value, _)| value.total_cmp(&budget.value).is_eq()) {
            Some((_, names)) => names.push(named(&budget.label)),
            None => bounds.push((budget.value, vec![named(&budget.label)])),
        }
    }
    let words = |value, names: Vec<String>| {
        say!("{labels}: budget {bound}", labels = names.join(", "), bound = format::millis(value))
    };
    bounds.into_iter().map(|(value, names)| (value, words(value, names))).collect()
}

fn line(at: usize, label: &str, checks: &[&Check]) -> Line {
    let (ink, shape) = match (label, at) {
        ("mock", _) => (Ink::Mock, Shape::Disc),
        ("live", _) => (Ink::Live, Shape::Triangle),
        (_, 0) => (Ink::A, Shape::Square),
        (_, 1) => (Ink::Other, Shape::Diamond),
        (_, 2) => (Ink::C, Shape::Square),
        _ => (Ink::D, Shape::Diamond),
    };
    let points: Vec<_> = checks.iter().map(|check| (seconds(check.time), finished(check))).collect();
    Line { name: named(label), ink, shape, points: with_gaps(&points), marked: true }
}

/// The longest time between two checks that is none too long: more than [`LONG`] times the usual one is a gap. Usual is what three of four
/// times between checks do not exceed; of too few checks nothing is usual.
fn patience(moments: impl Iterator<Item = f64> + Clone) -> f64 {
    let steps = moments.clone().zip(moments.skip(1)).map(|(a, b)| b - a);
    let mut between: Vec<f64> = steps.filter(|step| *step > 0.0).collect();
    between.sort_by(f64::total_cmp);
    let usual = nearest_rank(&between, 75).filter(|_| between.len() >= ENOUGH);
    usual.map_or(f64::INFINITY, |usual| usual * LONG)
}

/// How many gaps some checks have, and the seconds of the longest.
fn gaps(checks: &[&Check]) -> (usize, f64) {
    let moments = checks.iter().map(|check| seconds(check.time));
    let longest = patience(moments.clone());
    let steps = moments.clone().zip(moments.skip(1)).map(|(a, b)| b - a).filter(|step| *step > longest);
    steps.fold((0, 0.0), |(count, most), step| (count + 1, step.max(most)))
}

/// A time without any check breaks the line.
fn with_gaps(points: &[(f64, Option<f64>)]) -> Vec<(f64, Option<f64>)> {
    let longest = patience(points.iter().map(|(x, _)| *x));
    let mut out = Vec::with_capacity(points.len());
    for point in points {
        let last = out.last().map_or(point.0, |(x, _): &(f64, _)| *x);
        if point.0 - last > longest {
            out.push((f64::midpoint(last, point.0), None));
        }
        out.push(*point);
    }
    out
}
