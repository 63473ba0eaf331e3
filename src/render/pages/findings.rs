//! Everything that is wrong with an input, and every tag that has no page.

use super::parts::{self, Cell, Table};
use crate::model::problem::{Problem, Severity};
use crate::render::html::Html;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use crate::render::{format, words};
use serde::Serialize;

/// One page.
pub struct Findings;

#[derive(Debug, Serialize)]
struct View {
    lead: String,
    problems: Option<Table>,
    skipped: Option<Table>,
}

impl Kind for Findings {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::Findings]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let mut skipped = Table::new("Tags without a page", &["Tag", "Why"]);
        for tag in &scene.dossier.history.skipped {
            let name = Cell::heading(Html::text(&tag.name));
            skipped.rows.push(vec![name, Cell::text(words::skip_reason(tag.reason))]);
        }
        let view = View {
            lead: format!(
                "{} and {}. What could not be read is not counted as proof.",
                format::count(scene.problems.len(), "finding", "findings"),
                format::count(scene.dossier.history.skipped.len(), "skipped tag", "skipped tags"),
            ),
            problems: table(
                "Every problem, worst first",
                scene,
                scene.dossier.history.candidate(),
                &scene.problems,
            ),
            skipped: skipped.unless_empty().map(Table::filtered),
        };
        scene.fill("findings.html", Frame::new(scene, path, "Findings", &[]), &view)
    }
}

/// Problems as a table; places lead to the file as it stood at the snapshot. `None` without problems.
#[must_use]
pub fn table(caption: &str, scene: &Scene<'_>, snapshot: usize, problems: &[&Problem]) -> Option<Table> {
    let mut table = Table::new(caption, &["Severity", "Place", "What is wrong", "Code"]);
    let at = scene.dossier.history.snapshots.get(snapshot).map(|at| at.commit).unwrap_or_default();
    for problem in problems {
        let class = match problem.severity {
            Severity::Error => "failed",
            Severity::Warning => "warning",
            Severity::Note => "quiet",
        };
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
            Cell::html(parts::labelled(class, problem.severity.word(), "How bad it is")),
            Cell::html(place.unwrap_or_else(|| Html::text("the repository"))).with("path"),
            Cell::text(&parts::sentence(&problem.message)),
            Cell::text(problem.code).with("nowrap"),
        ]);
    }
    table.unless_empty().map(Table::filtered)
}
