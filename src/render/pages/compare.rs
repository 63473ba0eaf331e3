//! Neighbouring releases side by side, and the list of all comparisons.

use super::parts::{self, Cell, Table};
use super::{audit_changes, difference, sides};
use crate::assess::assessment::ReleaseAssessment;
use crate::assess::comparison::FileChange;
use crate::render::format;
use crate::render::html::{Html, escape};
use crate::render::page::{Frame, Kind, Scene};
use crate::render::script::handing;
use crate::render::site::RenderError;
use crate::render::urls::{Target, relative};
use serde::Serialize;

/// The list shows so many pairs of neighbours; each release's page leads to its own.
const ROWS: usize = 500;

/// The list, and a page for each pair of neighbours.
pub struct Compare;

#[derive(Debug, Serialize)]
struct View {
    /// On the list alone: the script that compares any two.
    script: Option<String>,
    lead: String,
    forge_html: Html,
    table: Option<Table>,
    items: Option<Table>,
    measured: Option<Table>,
    audits_lead: String,
    audits: Vec<Table>,
    nothing: &'static str,
}

impl Kind for Compare {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        let last = scene.assessment.releases.len();
        let mut targets = vec![Target::Compares];
        targets.extend((1..last).map(|later| Target::Compare(later - 1, later)));
        targets.extend(sides::targets(scene));
        targets
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        match target {
            Target::Compare(a, b) => match (scene.release(*a), scene.release(*b)) {
                (Some((before, _)), Some((after, _))) => pair(scene, path, before, after),
                _ => Ok(Vec::new()),
            },
            Target::Compares => list(scene, path),
            data => {
                let (name, data) = sides::data(scene, data);
                handing(path, &name, &data)
            }
        }
    }
}

fn list(scene: &Scene<'_>, path: &str) -> Result<Vec<u8>, RenderError> {
    let columns = ["Comparison", "#Items that differ", "#Proven before", "#Proven after"];
    let releases: Vec<&ReleaseAssessment> = scene.releases().map(|(r, _)| r).collect();
    let caption = match releases.len() > ROWS + 1 {
        true => format!("The newest {ROWS} of {} releases, each beside the one before it", releases.len()),
        false => "Each release beside the one before it, newest first".to_owned(),
    };
    let mut table = Table::new(caption, &columns);
    for neighbours in releases.windows(2).rev().take(ROWS) {
        let [before, after] = neighbours else { continue };
        let words = format!("{} → {}", scene.name(before.snapshot), scene.name(after.snapshot));
        let target = Target::Compare(before.snapshot, after.snapshot);
        table.rows.push(vec![
            Cell::heading(scene.anchor(path, &target, "", &words)),
            Cell::number(format::integer(scene.compared(before.snapshot, after.snapshot).items.len())),
            Cell::number(format!("{}/{}", before.today.proven, before.today.items)),
            Cell::number(format!("{}/{}", after.today.proven, after.today.items)),
        ]);
    }
    let view = View {
        script: (releases.len() > 1).then(|| relative(path, "compare.js")),
        lead: "Every release beside the one before it: verdicts, evidence, measurements.".to_owned(),
        forge_html: Html::default(),
        table: table.unless_empty().map(Table::filtered),
        items: None,
        measured: None,
        audits_lead: String::new(),
        audits: Vec::new(),
        nothing: "There is nothing to compare yet: only one release or none.",
    };
    scene.fill("compare.html", Frame::new(scene, path, "Compare", &[]), &view)
}

fn pair(
    scene: &Scene<'_>,
    path: &str,
    before: &ReleaseAssessment,
    after: &ReleaseAssessment,
) -> Result<Vec<u8>, RenderError> {
    let (a, b) = (scene.name(before.snapshot), scene.name(after.snapshot));
    let found = scene.compared(before.snapshot, after.snapshot);
    let audits = audit_changes::changes(scene, before, after);
    let items = difference::items(scene, path, before, after, &found);
    let commits =
        [before, after].map(|r| scene.dossier.history.snapshots.get(r.snapshot).map(|at| at.commit));
    let forge_html = match (&scene.forge, commits) {
        (Some(forge), [Some(from), Some(to)]) => Html::made(format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\">The commits between them</a>",
            escape(&forge.compare(from, to))
        )),
        _ => Html::default(),
    };
    let view = View {
        script: None,
        lead: format!(
            "{} between {a} and {b}. {} of evidence added, {} changed, {} removed.",
            match items.rows.len() {
                0 => "No item differs in verdict, box or words".to_owned(),
                n => format::count(n, "item differs", "items differ"),
            },
            format::count(found.files(FileChange::Added), "file", "files"),
            format::integer(found.files(FileChange::Changed)),
            format::integer(found.files(FileChange::Removed)),
        ),
        forge_html,
        table: Some(beside(scene, path, before, after)),
        items: items.unless_empty(),
        measured: difference::measured(&found, false).unless_empty(),
        audits_lead: audits.lead,
        audits: audits.tables,
        nothing: "",
    };
    let title = format!("{a} and {b}");
    scene.fill("compare.html", Frame::new(scene, path, &title, &[("Compare", Target::Compares)]), &view)
}

/// The figures of both.
fn beside(scene: &Scene<'_>, path: &str, before: &ReleaseAssessment, after: &ReleaseAssessment) -> Table {
    let mut table = Table::new("Side by side", &["Figure", "Before", "After"]);
    let mut row = |name: &str, cell: &dyn Fn(&ReleaseAssessment) -> Cell| {
        table.rows.push(vec![Cell::heading(Html::text(name)), cell(before), cell(after)]);
    };
    row("Release", &|r| Cell::html(parts::release(scene, path, r.snapshot)));
    row("Time", &|r| {
        let at = scene.dossier.history.snapshots.get(r.snapshot);
        Cell::html(at.map(|at| parts::moment(at.time)).unwrap_or_default())
    });
    row("Readiness", &|r| Cell::html(parts::readiness(r.is_go())));
    let [was, is] = [before, after].map(|r| sides::side(r).figures);
    for ((name, was), (_, is)) in was.into_iter().zip(is) {
        table.rows.push(vec![Cell::heading(Html::text(name)), Cell::text(&was), Cell::text(&is)]);
    }
    table
}
