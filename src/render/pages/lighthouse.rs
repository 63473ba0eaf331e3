//! Lighthouse over all releases.

use super::figures;
use super::latency::Trend;
use super::parts::{self, Cell, Table};
use crate::assess::assessment::ReleaseAssessment;
use crate::model::measurement::{Metric, Unit};
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use crate::render::{format, words};
use std::collections::BTreeSet;

/// One page.
pub struct Lighthouse;

impl Kind for Lighthouse {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::Lighthouse]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let releases: Vec<&ReleaseAssessment> = scene.releases().rev().map(|(r, _)| r).collect();
        let view = Trend {
            lead: "The newest Lighthouse run of each page and form factor before each release. Charts show the lowest score where \
                there are several."
                .to_owned(),
            nothing: "There is no Lighthouse report among the evidence, so no score is known and no item about it can be proven.",
            figures: figures::lighthouse(scene).into_iter().collect(),
            table: table(scene, path, &releases),
            csv: scene.routes.link(path, &Target::File("data/measurements.csv".to_owned())),
            ..Trend::default()
        };
        scene.fill("trend.html", Frame::new(scene, path, "Lighthouse", &[]), &view)
    }
}

/// A row for each release, page and form factor; a column for each score and metric that occurs. `None` without a run.
#[must_use]
pub fn table(scene: &Scene<'_>, path: &str, releases: &[&ReleaseAssessment]) -> Option<Table> {
    let found: BTreeSet<&str> = releases
        .iter()
        .flat_map(|r| &r.lighthouse)
        .flat_map(|run| run.values.keys())
        .map(String::as_str)
        .collect();
    // Performance before the other scores, scores before times and sizes.
    let mut names: Vec<&str> = found.into_iter().collect();
    names.sort_by_key(|name| (*name != Metric::PERFORMANCE, unit(scene, name) != Unit::Score, *name));
    let head = |name: &&str| {
        let words = words::metric(&Metric::new(*name));
        format!("#{}", parts::sentence(words.strip_prefix("Lighthouse ").unwrap_or(&words)))
    };
    let heads: Vec<String> = names.iter().map(head).collect();
    let mut columns = vec!["Release", "Page", "Run (UTC)"];
    columns.extend(heads.iter().map(String::as_str));
    let mut table = Table::new("Lighthouse by release, page and form factor", &columns);
    for r in releases {
        for run in &r.lighthouse {
            let page = match run.label.as_str() {
                "" => run.target.clone(),
                label => format!("{} ({label})", run.target),
            };
            let mut row = vec![
                Cell::heading(parts::release(scene, path, r.snapshot)),
                Cell::text(&page).with("path"),
                Cell::html(parts::minute(run.time)).with("nowrap"),
            ];
            row.extend(names.iter().map(|name| {
                let value = run.values.get(*name).copied().flatten();
                Cell::number(
                    value.map(|value| format::quantity(value, unit(scene, name))).unwrap_or_default(),
                )
            }));
            if let (Some(error), Some(cell)) = (&run.error, row.get_mut(1)) {
                *cell = Cell::text(&format!("{page}: must not be judged ({error})"));
            }
            table.rows.push(row);
        }
    }
    table.unless_empty()
}

/// The unit in which a metric is measured, by the first measurement of it.
fn unit(scene: &Scene<'_>, name: &str) -> Unit {
    let of = |measured: &&crate::model::dossier::Measured| measured.measurement.metric.name() == name;
    scene.dossier.measured.iter().find(of).map_or(Unit::Plain, |measured| measured.measurement.unit)
}
