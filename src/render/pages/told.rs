//! Figures that evidence tells itself: what a load test has computed over its runs.

use super::addresses;
use super::parts::{self, Cell, Table, numbers};
use crate::assess::result::release::ReleaseAssessment;
use crate::model::dossier::Measured;
use crate::model::measurement::Metric;
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::{format, words};

/// The newest so many; the data files have all.
const ROWS: usize = 200;

/// The figures of a release's period.
pub fn of_release(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment) -> Option<Table> {
    let measured = r.measurements.iter().filter_map(|(at, _)| scene.dossier.measured.get(*at));
    table(scene, path, measured)
}

/// A row for each figure, the newest first; `None` where none is told.
pub fn table<'a>(
    scene: &Scene<'_>,
    path: &str,
    measured: impl DoubleEndedIterator<Item = &'a Measured>,
) -> Option<Table> {
    let columns = [
        say!("Time"),
        say!("Address"),
        say!("Label"),
        say!("Figure"),
        &numbers(say!("Value")),
        &numbers(say!("Over so many runs")),
        say!("Message"),
        say!("Evidence"),
    ];
    let mut table = Table::new(say!("Figures reported by load tests and monitors"), &columns);
    let figures = measured.rev().filter(|one| {
        let metric = &one.measurement.metric;
        metric.is_of_checks() && metric.name() != Metric::LATENCY
    });
    for one in figures.take(ROWS) {
        let its = &one.measurement;
        let value = its.value.map(|value| format::quantity(value, its.unit)).unwrap_or_default();
        let value = if its.at_most && !value.is_empty() { say!("at most {value}", value) } else { value };
        let evidence = one.tellers.first();
        table.rows.push(vec![
            Cell::heading(parts::moment(one.time)).with("nowrap"),
            Cell::text(addresses::named(&one.series)).with("path"),
            Cell::text(if its.label.is_empty() { say!("no label") } else { &its.label }),
            Cell::text(&parts::sentence(&words::metric(&its.metric))),
            Cell::number(value),
            Cell::number(its.runs.map(|runs| format::integer(runs as usize)).unwrap_or_default()),
            Cell::text(its.error.as_deref().unwrap_or("")),
            Cell::html(evidence.map_or_else(Html::default, |at| parts::evidence(scene, path, *at))),
        ]);
    }
    table.unless_empty()
}
