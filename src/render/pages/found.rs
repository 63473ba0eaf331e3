//! Findings as a table: beside the verdicts of one release, or of all.

use super::parts::{self, Cell, Table};
use crate::assess::finding::kind::Finding;
use crate::model::problem::Severity;
use crate::render::html::{Html, escape};
use crate::render::page::Scene;
use crate::render::words;

/// A severity with its shape.
#[must_use]
pub fn severity(severity: Severity) -> Html {
    let class = match severity {
        Severity::Error => "failed",
        Severity::Warning => "warning",
        Severity::Note => "quiet",
    };
    parts::labelled(class, severity.word(), "How bad it is")
}

/// The cells of a finding: kind and weight, what was found with the command that shows it, and the place.
fn cells(scene: &Scene<'_>, found: &Finding) -> Vec<Cell> {
    let place = found.place.as_ref().map_or_else(
        || parts::commit(scene, found.commit),
        |place| parts::source(scene, found.commit, &place.path, place.line),
    );
    let text = parts::sentence(&words::finding(scene.dossier, found));
    let meaning = parts::sentence(words::finding_meaning(&found.kind));
    let command = words::reproduce_finding(scene.dossier, found);
    vec![
        Cell::html(severity(found.kind.severity())),
        Cell::html(Html::made(format!(
            "<span title=\"{}\">{}</span>",
            escape(&meaning),
            escape(found.kind.word())
        )))
        .with("nowrap"),
        Cell::html(Html::made(format!(
            "{}<details><summary>How to check</summary><code class=\"command\">{}</code></details>",
            super::why::with_times(&text),
            crate::render::html::visible(&command)
        ))),
        Cell::html(place).with("path"),
    ]
}

/// Findings of one release as a table; `None` without any.
#[must_use]
pub fn of_release(scene: &Scene<'_>, snapshot: usize) -> Option<Table> {
    let mut table =
        Table::new("Findings beside the verdicts", &["Severity", "Kind", "What was found", "Place"]);
    table.quiet = true;
    table.rows = scene.assessment.findings_of(snapshot).map(|found| cells(scene, found)).collect();
    table.unless_empty().map(Table::filtered)
}

/// Of all findings the first so many, those of the history first, then the newest release's; and how many there are in all.
#[must_use]
pub fn of_all(scene: &Scene<'_>, from: &str, most: usize) -> (Option<Table>, usize) {
    let releases = scene.assessment.releases.iter().rev();
    let all = scene.assessment.findings.iter().chain(releases.flat_map(|r| &r.findings));
    let total = all.clone().count();
    let caption = if total > most {
        format!(
            "The first {most} of {total} findings, newest release first (all: each release's release.json)"
        )
    } else {
        "Every finding, newest release first".to_owned()
    };
    let columns = ["Release", "Severity", "Kind", "What was found", "Place"];
    let mut table = Table::new(caption, &columns);
    for found in all.take(most) {
        let release = found
            .release
            .map_or_else(|| Html::text("the history"), |snapshot| parts::release(scene, from, snapshot));
        let mut row = vec![Cell::heading(release).with("nowrap")];
        row.extend(cells(scene, found));
        table.rows.push(row);
    }
    (table.unless_empty().map(Table::filtered), total)
}
