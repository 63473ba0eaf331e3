//! Lighthouse over all releases.

use super::latency::Trend;
use super::parts::{self, Cell, Table};
use super::{figures, page_charts};
use crate::assess::assessment::{LighthouseSummary, ReleaseAssessment};
use crate::assess::series::machines;
use crate::model::measurement::{Metric, Unit};
use crate::render::html::Html;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use crate::render::{format, words};
use std::collections::BTreeMap;

/// One page.
pub struct Lighthouse;

impl Kind for Lighthouse {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::Lighthouse]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let releases: Vec<&ReleaseAssessment> = scene.releases().rev().map(|(r, _)| r).collect();
        let view = Trend {
            lead: "Of each page and form factor the newest runs that one commit recorded before a release; of several, one is judged: \
                the representative run as Lighthouse CI chooses it. Where Lighthouse's major version or its weights change, scores \
                before and after are not comparable, and a chart says so."
                .to_owned(),
            nothing: "There is no Lighthouse report among the evidence, so no score is known and no item about it can be proven.",
            figures: figures::lighthouse(scene).into_iter().chain(page_charts::charts(scene)).collect(),
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
    let names = names(scene, releases);
    let head = |(name, _): &(&str, Unit)| {
        let words = words::metric(&Metric::new(*name));
        format!("#{}", parts::sentence(words.strip_prefix("Lighthouse ").unwrap_or(&words)))
    };
    let heads: Vec<String> = names.iter().map(head).collect();
    let mut columns = vec!["Release", "Page", "Run (UTC)", "Runs"];
    columns.extend(heads.iter().map(String::as_str));
    columns.extend(["Lighthouse", "#CPU"]);
    let mut table = Table::new("Lighthouse by release, page and form factor", &columns);
    for r in releases {
        for run in &r.lighthouse {
            let page = words::page(&run.target, &run.label);
            let page = match &run.error {
                Some(error) => format!("{page}: must not be judged ({error})"),
                None => page,
            };
            let report = scene.anchor(
                path,
                &Target::Evidence(r.snapshot, run.evidence),
                "",
                &format::minute(run.time),
            );
            let mut row = vec![
                Cell::heading(parts::release(scene, path, r.snapshot)),
                Cell::text(&page).with("path"),
                Cell::html(report).with("nowrap"),
                Cell::text(&words::runs(run)),
            ];
            row.extend(names.iter().map(|(name, unit)| {
                let value = run.values.get(*name).copied().flatten();
                Cell::number(value.map(|value| format::quantity(value, *unit)).unwrap_or_default())
            }));
            row.push(Cell::text(&run.run.version));
            row.push(machine(scene, r, run));
            table.rows.push(row);
        }
    }
    table.unless_empty()
}

/// Every metric that occurs, with its unit: performance before the other scores, scores before times and sizes.
fn names<'s>(scene: &Scene<'s>, releases: &[&'s ReleaseAssessment]) -> Vec<(&'s str, Unit)> {
    let mut found: BTreeMap<&str, Unit> = BTreeMap::new();
    for run in releases.iter().flat_map(|r| &r.lighthouse) {
        for name in run.values.keys().filter(|name| !found.contains_key(name.as_str())).collect::<Vec<_>>() {
            let version = scene.dossier.evidence.get(run.evidence);
            let told = version.iter().flat_map(|version| &version.facts.measurements);
            let unit =
                told.into_iter().find(|its| its.metric.name() == name).map_or(Unit::Plain, |its| its.unit);
            found.insert(name, unit);
        }
    }
    let mut names: Vec<_> = found.into_iter().collect();
    names.sort_by_key(|(name, unit)| (*name != Metric::PERFORMANCE, *unit != Unit::Score, *name));
    names
}

/// How fast the measuring machine was, and whether that differs from the run of the release before.
fn machine(scene: &Scene<'_>, r: &ReleaseAssessment, run: &LighthouseSummary) -> Cell {
    let Some(speed) = run.run.benchmark else { return Cell::number("") };
    let before = r.snapshot.checked_sub(1).and_then(|before| scene.release(before));
    let same = |other: &&LighthouseSummary| other.target == run.target && other.label == run.label;
    let before = before.and_then(|(before, _)| before.lighthouse.iter().find(same)?.run.benchmark);
    let text = format::quantity(speed.round(), Unit::Plain);
    match machines(before, Some(speed)) {
        Some((before, _)) => {
            let why = format!(
                "the run of the release before was made on a machine of {}",
                format::quantity(before.round(), Unit::Plain)
            );
            let mark = parts::labelled("warning", "other machine", &why);
            Cell::html(parts::joined(&[Html::text(&text), mark], " ")).with("num")
        }
        None => Cell::number(text),
    }
}

/// What the team's own configuration demands of the judged runs. `None` where it demands nothing.
#[must_use]
pub fn own_budgets(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment) -> Option<Table> {
    let columns = ["Page", "Budget", "#Measured", "Outcome", "Set in"];
    let mut table = Table::new("Budgets of the team's own Lighthouse configuration", &columns);
    for run in &r.lighthouse {
        for own in &run.budgets {
            let unit = own.configured.unit;
            let outcome = match (own.holds, own.configured.binding) {
                (Some(true), _) => parts::labelled("proving", "holds", "The judged run keeps it"),
                (Some(false), true) => parts::labelled("failed", "broken", "The judged run breaks it"),
                (Some(false), false) => parts::labelled(
                    "warning",
                    "broken, a warning",
                    "The judged run breaks it; it is a warning there",
                ),
                (None, _) => parts::labelled("quiet", "not measured", "The judged run has no such number"),
            };
            let file = scene.dossier.evidence.get(own.evidence).map_or("", |version| &version.path);
            table.rows.push(vec![
                Cell::heading(Html::text(&words::page(&run.target, &run.label))).with("path"),
                Cell::text(&words::configured(&own.configured)),
                Cell::number(
                    own.observed
                        .map(|value| format::beside(value, own.configured.value, unit))
                        .unwrap_or_default(),
                ),
                Cell::html(outcome),
                Cell::html(scene.anchor(path, &Target::Evidence(r.snapshot, own.evidence), "", file))
                    .with("path"),
            ]);
        }
    }
    table.unless_empty()
}
