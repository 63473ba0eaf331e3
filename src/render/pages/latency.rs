//! Latency over all releases.

use super::figures;
use super::parts::{self, Cell, FigureView, Table, numbers};
use super::{addresses, series, told};
use crate::assess::result::event::Side;
use crate::assess::result::latency::LatencySummary;
use crate::assess::result::release::ReleaseAssessment;
use crate::render::chart::of_address;
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use crate::render::{format, words};
use serde::Serialize;

/// How the figures are made, for every page that shows some.
pub fn method() -> &'static str {
    say!(
        "Percentiles are exact (nearest rank) and stand on finished checks only; a check that did not answer with \
        success has failed, however fast it was, and is counted apart. A check in production belongs to the release that was deployed when it was made, \
        any other to the one that came next, also where it was recorded later; an item is judged by what was recorded when its release was tagged."
    )
}

/// The table of all releases has so many rows at most; the data files have all.
const ROWS: usize = 500;

/// One page.
pub struct Latency;

/// A page of charts and tables.
#[derive(Debug, Default, Serialize)]
pub struct Trend {
    /// What it is, in a sentence.
    pub lead: String,
    /// What to say where there is nothing.
    pub nothing: &'static str,
    /// Charts.
    pub figures: Vec<FigureView>,
    /// The table by release.
    pub table: Option<Table>,
    /// Tables that lead further.
    pub others: Vec<Table>,
    /// Figures that evidence tells itself.
    pub told: Option<Table>,
    /// Where all of it lies as CSV.
    pub csv: Option<String>,
}

impl Kind for Latency {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::Latency]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let releases: Vec<&ReleaseAssessment> = scene.releases().rev().map(|(r, _)| r).collect();
        let mut figures = figures::all_checks(scene);
        figures.extend(figures::latency_trends(scene));
        let told = told::table(scene, path, scene.dossier.measured.iter());
        let view = Trend {
            lead: format!("{} {}", say!("Checks and load tests recorded in the repository."), method()),
            nothing: say!(
                "No latency was measured: no smoke log and no synthetic check is among the evidence."
            ),
            figures,
            table: summary(scene, path, &releases),
            others: series::overview(scene, path),
            told,
            csv: scene.measurements(path),
        };
        scene.fill("trend.html", Frame::new(scene, path, say!("Latency"), &[]), &view)
    }
}

/// A cell of milliseconds.
pub fn millis(value: Option<f64>) -> Cell {
    Cell::number(value.map(format::in_millis).unwrap_or_default())
}

/// A row for each release, label and side. `None` where nothing was measured.
pub fn summary(scene: &Scene<'_>, path: &str, releases: &[&ReleaseAssessment]) -> Option<Table> {
    let all = releases.iter().flat_map(|r| r.latency.iter().map(|of| (r.snapshot, of.clone())));
    let shown: Vec<_> = all.take(ROWS).collect();
    let total = releases.iter().map(|r| r.latency.len()).sum::<usize>();
    let mut caption = say!("Latency by release").to_owned();
    if total > ROWS {
        caption += &say!(": the newest {n} of {all} rows", n = ROWS, all = format::integer(total));
    }
    if let [r] = releases
        && r.latency_left_out > 0
    {
        let left = format::count(r.latency_left_out, "further series is", "further series are");
        caption += &say!("; {left} in the data files alone", left);
    }
    rows(scene, path, &caption, &shown)
}

/// When the checks were made, and how many of those before the tag were only recorded after it.
fn made(of: &LatencySummary) -> String {
    match (of.side, of.late) {
        (Side::After, _) => say!("after it").to_owned(),
        (Side::Before, 0) => say!("before the tag").to_owned(),
        (Side::Before, late) if late == of.checks() => say!("before the tag, recorded after it").to_owned(),
        (Side::Before, late) => {
            say!("before the tag, {n} of them recorded after it", n = format::integer(late))
        }
    }
}

/// A row for each of these figures. `None` where there are none.
pub fn rows(
    scene: &Scene<'_>,
    path: &str,
    caption: &str,
    figures: &[(usize, LatencySummary)],
) -> Option<Table> {
    // A page of one address says so once.
    let first = figures.first().map(|(_, of)| of.target.as_str());
    let many = figures.iter().any(|(_, of)| Some(of.target.as_str()) != first);
    let mut columns = vec![say!("Release")];
    columns.extend(many.then(|| say!("Address")));
    columns.extend([say!("Label"), say!("Checks made")]);
    let counted = [say!("Finished"), say!("Failed"), say!("Availability"), say!("Over budget")];
    let timed = ["p50 (ms)", "p95 (ms)", "p99 (ms)", say!("Max (ms)"), say!("Budget (ms)")];
    let measured: Vec<String> = counted.into_iter().chain(timed).map(numbers).collect();
    columns.extend(measured.iter().map(String::as_str));
    columns.push(say!("What failed"));
    let of = first.filter(|_| !many).map(of_address).unwrap_or_default();
    let mut table = Table::new(format!("{caption}{of}"), &columns);
    for (snapshot, s) in figures {
        let over = matches!((s.p95, s.budget), (Some(p95), Some(budget)) if p95 > budget);
        let p95 = millis(s.p95);
        let failures = [words::errors(s), words::streak(s.streak)];
        let failures = failures.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
        let address = Cell::text(addresses::named(&s.target)).with("path");
        let mut row = vec![
            Cell::heading(parts::release(scene, path, *snapshot)),
            Cell::text(if s.label.is_empty() { say!("no label") } else { &s.label }),
            Cell::text(&made(s)),
            Cell::number(format::integer(s.n)),
            Cell::number(format::integer(s.failed)),
            Cell::number(s.availability().map(format::share).unwrap_or_default()),
            Cell::number(format::integer(s.over)),
            millis(s.p50),
            if over { p95.with("num over") } else { p95 },
            millis(s.p99),
            millis(s.max),
            millis(s.budget),
            Cell::text(&failures),
        ];
        if many {
            row.insert(1, address);
        }
        table.rows.push(row);
    }
    table.unless_empty()
}
