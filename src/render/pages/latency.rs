//! Latency over all releases.

use super::figures;
use super::parts::{self, Cell, FigureView, Table};
use crate::assess::assessment::{ReleaseAssessment, Side};
use crate::render::format;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use serde::Serialize;

/// One page.
pub struct Latency;

/// A page of charts and a table.
#[derive(Debug, Serialize)]
pub struct Trend {
    /// What it is, in a sentence.
    pub lead: String,
    /// What to say where there is nothing.
    pub nothing: &'static str,
    /// Charts.
    pub figures: Vec<FigureView>,
    /// The table.
    pub table: Option<Table>,
}

impl Kind for Latency {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::Latency]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let releases: Vec<&ReleaseAssessment> = scene.releases().rev().map(|(r, _)| r).collect();
        let mut figures = figures::all_checks(scene);
        figures.extend(figures::latency_trends(scene));
        let view = Trend {
            lead: "Synthetic and smoke checks recorded in the repository. Percentiles are exact (nearest rank) and stand on \
                finished checks only; a check that did not answer with success has failed, however fast it was."
                .to_owned(),
            nothing: "No latency was measured: no smoke log and no synthetic check is among the evidence.",
            figures,
            table: summary(scene, path, &releases),
        };
        scene.fill("trend.html", Frame::new(scene, path, "Latency", &[]), &view)
    }
}

fn millis(value: Option<f64>) -> Cell {
    Cell::number(value.map(|value| format::plain((value * 10.0).round() / 10.0)).unwrap_or_default())
}

/// A row for each release, label and side. `None` where nothing was measured.
#[must_use]
pub fn summary(scene: &Scene<'_>, path: &str, releases: &[&ReleaseAssessment]) -> Option<Table> {
    let columns = [
        "Release",
        "Label",
        "Checks made",
        "#Finished",
        "#Failed",
        "#Over budget",
        "#p50 (ms)",
        "#p95 (ms)",
        "#Max (ms)",
        "#Budget (ms)",
    ];
    let mut table = Table::new("Latency by release and label", &columns);
    for r in releases {
        for s in &r.latency {
            let over = matches!((s.p95, s.budget), (Some(p95), Some(budget)) if p95 > budget);
            let p95 = millis(s.p95);
            table.rows.push(vec![
                Cell::heading(parts::release(scene, path, r.snapshot)),
                Cell::text(if s.label.is_empty() { "no label" } else { &s.label }),
                Cell::text(match s.side {
                    Side::Before => "before the tag",
                    Side::After => "after it",
                }),
                Cell::number(format::integer(s.n)),
                Cell::number(format::integer(s.failed)),
                Cell::number(format::integer(s.over)),
                millis(s.p50),
                if over { p95.with("num over") } else { p95 },
                millis(s.max),
                millis(s.budget),
            ]);
        }
    }
    table.unless_empty()
}
