//! Findings as a table: beside the verdicts of one release, or of all.

use super::parts::{self, Cell, Table};
use crate::assess::result::finding::Finding;
use crate::model::problem::Severity;
use crate::render::html::{Html, escape};
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::{Target, finding_anchor};
use crate::render::words;
use std::collections::BTreeMap;

/// A severity with its shape.
pub fn severity(severity: Severity) -> Html {
    let class = match severity {
        Severity::Error => "failed",
        Severity::Warning => "warning",
        Severity::Note => "quiet",
    };
    parts::labelled(class, words::severity_word(severity), say!("How bad it is"))
}

/// The anchors of the findings on the page of a release, in order. One stays as long as its kind and its place do.
pub fn anchors(scene: &Scene<'_>, snapshot: usize) -> Vec<String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let named = scene.assessment.findings_of(snapshot).map(|found| {
        let about = found.place.as_ref().map_or_else(|| found.commit.to_string(), ToString::to_string);
        let anchor = finding_anchor(found.kind.word(), &about);
        let times = taken.entry(anchor.clone()).or_default();
        *times += 1;
        if *times == 1 { anchor } else { format!("{anchor}-{times}") }
    });
    named.collect()
}

/// The cells of a finding: what was found with the command that shows it first, so that it is in sight on a phone; weight, kind and place.
fn cells(scene: &Scene<'_>, found: &Finding) -> Vec<Cell> {
    let place = found.place.as_ref().map_or_else(
        || parts::commit(scene, found.commit),
        |place| parts::source(scene, found.commit, &place.path, place.line),
    );
    let text = parts::sentence(&words::finding(scene.dossier, found));
    let meaning = parts::sentence(words::finding_meaning(&found.kind));
    let command = words::reproduce_finding(scene.dossier, scene.assessment, found);
    vec![
        Cell::html(Html::made(format!(
            "{}<details><summary>{}</summary><code class=\"command\">{}</code></details>",
            super::why::with_times(&text),
            escape(say!("How to check")),
            crate::render::html::visible(&command)
        )))
        .with("words"),
        Cell::html(severity(found.kind.severity())),
        Cell::html(Html::made(format!(
            "<span title=\"{}\">{}</span>",
            escape(&meaning),
            escape(words::finding_word(&found.kind))
        )))
        .with("nowrap"),
        Cell::html(place).with("path"),
    ]
}

/// Findings of one release as a table; `None` without any.
pub fn of_release(scene: &Scene<'_>, snapshot: usize) -> Option<Table> {
    let columns = [say!("What was found"), say!("Severity"), say!("Kind"), say!("Place")];
    let mut table = Table::new(say!("Findings beside the verdicts"), &columns);
    table.quiet = true;
    let found = scene.assessment.findings_of(snapshot).zip(anchors(scene, snapshot));
    table.rows = found
        .map(|(found, anchor)| {
            let mut row = cells(scene, found);
            if let Some(first) = row.first_mut() {
                let mark = parts::mark(&anchor, say!("Link to this finding"));
                first.body_html = parts::joined(&[first.body_html.clone(), mark], " ");
            }
            row
        })
        .collect();
    table.unless_empty().map(Table::filtered)
}

/// Of all findings the first so many, those of the history first, then the newest release's; and how many there are in all.
pub fn of_all(scene: &Scene<'_>, from: &str, most: usize) -> (Option<Table>, usize) {
    let candidate = scene.dossier.history.candidate();
    let own = scene.assessment.releases.get(candidate).map_or(0, |r| r.findings.len());
    // The findings about the history as a whole stand on the page of the candidate, behind its own.
    let of_history = scene.assessment.findings.iter().zip(anchors(scene, candidate).into_iter().skip(own));
    let releases = scene.assessment.releases.iter().rev();
    let total = scene.assessment.findings.len() + releases.clone().map(|r| r.findings.len()).sum::<usize>();
    let of_releases = releases.flat_map(|r| r.findings.iter().zip(anchors(scene, r.snapshot)));
    let all = of_history.chain(of_releases);
    let caption = if total > most {
        say!(
            "The first {n} of {all} findings, newest release first (all: each release's release.json)",
            n = most,
            all = total
        )
    } else {
        say!("Every finding, newest release first").to_owned()
    };
    let columns = [say!("What was found"), say!("Severity"), say!("Kind"), say!("Place"), say!("Release")];
    let mut table = Table::new(caption, &columns);
    for (found, anchor) in all.take(most) {
        let (name, page) = match found.release {
            Some(snapshot) => (scene.name(snapshot), snapshot),
            None => (say!("the history").to_owned(), candidate),
        };
        let release = scene.anchor(from, &Target::Release(page), &format!("#{anchor}"), &name);
        let mut row = cells(scene, found);
        row.push(Cell::html(release).with("nowrap"));
        table.rows.push(row);
    }
    (table.unless_empty().map(Table::filtered), total)
}
