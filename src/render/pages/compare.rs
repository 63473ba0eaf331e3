//! Neighbouring releases side by side, and the list of all comparisons.

use super::parts::{self, Cell, Table, numbers};
use super::{audit_changes, difference, sides};
use crate::assess::compare::FileChange;
use crate::assess::result::release::ReleaseAssessment;
use crate::render::format;
use crate::render::html::{Html, escape};
use crate::render::language::say;
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
        let pairs = scene.releases().filter_map(|(later, _)| Some((later.previous?, later.snapshot)));
        let mut targets = vec![Target::Compares];
        targets.extend(pairs.map(|(before, later)| Target::Compare(before, later)));
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
    let columns = [
        say!("Comparison"),
        &numbers(say!("Items that differ")),
        &numbers(say!("Proven before")),
        &numbers(say!("Proven after")),
    ];
    let releases: Vec<&ReleaseAssessment> = scene.releases().map(|(r, _)| r).collect();
    let caption = match releases.len() > ROWS + 1 {
        true => say!(
            "The newest {n} of {all} releases, each beside the one before it",
            n = ROWS,
            all = releases.len()
        ),
        false => say!("Each release beside the one before it, newest first").to_owned(),
    };
    let mut table = Table::new(caption, &columns);
    let pairs = releases.iter().rev().filter_map(|after| Some((releases.get(after.previous?)?, after)));
    for (before, after) in pairs.take(ROWS) {
        let words = format!("{} → {}", scene.name(before.snapshot), scene.name(after.snapshot));
        let target = Target::Compare(before.snapshot, after.snapshot);
        table.rows.push(vec![
            Cell::heading(scene.anchor(path, &target, "", &words)),
            Cell::number(format::integer(scene.compared(before.snapshot, after.snapshot).items.len())),
            Cell::number(format!("{}/{}", before.tallies.due.proven, before.tallies.due.items)),
            Cell::number(format!("{}/{}", after.tallies.due.proven, after.tallies.due.items)),
        ]);
    }
    let view = View {
        script: (releases.len() > 1).then(|| relative(path, "compare.js")),
        lead: say!("Every release beside the one before it: verdicts, evidence, measurements.").to_owned(),
        forge_html: Html::default(),
        table: table.unless_empty().map(Table::filtered),
        items: None,
        measured: None,
        audits_lead: String::new(),
        audits: Vec::new(),
        nothing: say!("There is nothing to compare yet: only one release or none."),
    };
    scene.fill("compare.html", Frame::new(scene, path, say!("Compare"), &[]), &view)
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
            "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
            escape(&forge.compare(from, to)),
            escape(say!("The commits between them"))
        )),
        _ => Html::default(),
    };
    let differ = match items.rows.len() {
        0 => say!("No item differs in verdict, box or words").to_owned(),
        n => format::count(n, "item differs", "items differ"),
    };
    let lead = [
        say!("{differ} between {a} and {b}.", differ, a, b),
        say!(
            "{files} of evidence added, {changed} changed, {removed} removed.",
            files = format::count(found.files(FileChange::Added), "file", "files"),
            changed = format::integer(found.files(FileChange::Changed)),
            removed = format::integer(found.files(FileChange::Removed)),
        ),
    ];
    let view = View {
        script: None,
        lead: lead.join(" "),
        forge_html,
        table: Some(beside(scene, path, before, after)),
        items: items.unless_empty(),
        measured: difference::measured(&found, false).unless_empty(),
        audits_lead: audits.lead,
        audits: audits.tables,
        nothing: "",
    };
    let title = say!("{a} and {b}", a, b);
    scene.fill("compare.html", Frame::new(scene, path, &title, &[(say!("Compare"), Target::Compares)]), &view)
}

/// The figures of both.
fn beside(scene: &Scene<'_>, path: &str, before: &ReleaseAssessment, after: &ReleaseAssessment) -> Table {
    let mut table = Table::new(say!("Side by side"), &[say!("Figure"), say!("Before"), say!("After")]);
    let mut row = |name: &str, cell: &dyn Fn(&ReleaseAssessment) -> Cell| {
        table.rows.push(vec![Cell::heading(Html::text(name)), cell(before), cell(after)]);
    };
    row(say!("Release"), &|r| Cell::html(parts::release(scene, path, r.snapshot)));
    row(say!("Time"), &|r| {
        let at = scene.dossier.history.snapshots.get(r.snapshot);
        Cell::html(at.map(|at| parts::moment(at.time)).unwrap_or_default())
    });
    row(say!("Readiness"), &|r| Cell::html(parts::readiness(r.is_go())));
    let [was, is] = [before, after].map(|r| sides::side(r).figures);
    for ((name, was), (_, is)) in was.into_iter().zip(is) {
        table.rows.push(vec![Cell::heading(Html::text(name)), Cell::text(&was), Cell::text(&is)]);
    }
    table
}
