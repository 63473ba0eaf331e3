//! Every finding, every flag beside a verdict, everything that is wrong with an input, and every tag that has no page.

use super::parts::{self, Cell, Table};
use super::{difference, found};
use crate::model::problem::Problem;
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::{Target, item_anchor};
use crate::render::{format, words};
use serde::Serialize;

/// So many items with flags are shown, of the newest releases; the data files have all.
const ROWS: usize = 1000;

/// One page.
pub struct Findings;

#[derive(Debug, Serialize)]
struct View {
    lead: String,
    findings: Option<Table>,
    flags: Option<Table>,
    reworded: Option<Table>,
    problems: Option<Table>,
    skipped: Option<Table>,
}

impl Kind for Findings {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::Findings]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let mut skipped = Table::new(say!("Tags without a page"), &[say!("Tag"), say!("Why")]);
        for tag in &scene.dossier.history.skipped {
            let name = Cell::heading(Html::text(&tag.name));
            skipped.rows.push(vec![name, Cell::text(words::skip_reason(tag.reason))]);
        }
        let (changes, reworded) = difference::of_all(scene, path, ROWS);
        let (findings, found) = found::of_all(scene, path, ROWS);
        let view = View {
            findings,
            lead: say!(
                "{findings}, {items}, {changes}, {problems} and {tags}. What could not be read is not counted as proof.",
                findings =
                    format::count(found, "finding beside the verdicts", "findings beside the verdicts"),
                items = format::count(flagged(scene), "item with a flag", "items with a flag"),
                changes = format::count(changes, "change of the checklist", "changes of the checklist"),
                problems =
                    format::count(scene.problems.len(), "problem with an input", "problems with inputs"),
                tags = format::count(scene.dossier.history.skipped.len(), "skipped tag", "skipped tags"),
            ),
            flags: flags(scene, path),
            reworded,
            problems: table(
                say!("Every problem, worst first"),
                scene,
                scene.dossier.history.candidate(),
                &scene.problems,
            ),
            skipped: skipped.unless_empty().map(Table::filtered),
        };
        scene.fill("findings.html", Frame::new(scene, path, say!("Findings"), &[]), &view)
    }
}

fn flagged(scene: &Scene<'_>) -> usize {
    let items = scene.assessment.releases.iter().flat_map(|release| &release.items);
    items.filter(|item| !item.flags.is_empty()).count()
}

/// Every item with a flag, newest release first.
fn flags(scene: &Scene<'_>, path: &str) -> Option<Table> {
    let total = flagged(scene);
    let caption = if total > ROWS {
        say!(
            "The newest {n} of {all} items with a flag (all: the data files)",
            n = ROWS,
            all = format::integer(total)
        )
    } else {
        say!("Every item with a flag, newest release first").to_owned()
    };
    let columns = [say!("Release"), say!("Item"), say!("Flags"), say!("Verdict")];
    let mut table = Table::new(caption, &columns);
    let releases = scene.assessment.releases.iter().rev();
    let items = releases.flat_map(|release| release.items.iter().map(move |item| (release, item)));
    for (release, item) in items.filter(|(_, item)| !item.flags.is_empty()).take(ROWS) {
        let words = difference::text(release, item);
        let flags = item.flags.iter().copied().map(parts::flag).collect::<Vec<_>>();
        let fragment = format!("#{}", item_anchor(&item.id));
        table.rows.push(vec![
            Cell::heading(parts::release(scene, path, release.snapshot)).with("nowrap"),
            Cell::html(scene.anchor(path, &Target::Release(release.snapshot), &fragment, &words)),
            Cell::html(parts::joined(&flags, " ")),
            Cell::html(parts::badge(item.today.verdict)),
        ]);
    }
    table.unless_empty().map(Table::filtered)
}

/// Problems as a table; places lead to the file as it stood at the snapshot. `None` without problems.
pub fn table(caption: &str, scene: &Scene<'_>, snapshot: usize, problems: &[&Problem]) -> Option<Table> {
    let columns = [say!("What is wrong"), say!("Severity"), say!("Place"), say!("Code")];
    let mut table = Table::new(caption, &columns);
    let at = scene.dossier.history.snapshots.get(snapshot).map(|at| at.commit).unwrap_or_default();
    for problem in problems {
        let place = problem.place.as_ref().map(|place| {
            let stands =
                scene.dossier.history.tracks.get(&place.path).is_some_and(|t| t.at(snapshot).is_some());
            if stands {
                parts::source(scene, at, &place.path, place.line)
            } else {
                Html::text(&place.to_string())
            }
        });
        table.rows.push(vec![
            Cell::text(&parts::sentence(&problem.message)).with("words"),
            Cell::html(found::severity(problem.severity)),
            Cell::html(place.unwrap_or_else(|| Html::text(say!("the repository")))).with("path"),
            Cell::text(problem.code).with("nowrap"),
        ]);
    }
    table.unless_empty().map(Table::filtered)
}
