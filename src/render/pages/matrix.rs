//! Items × releases.

use super::difference;
use super::parts::{self, Cell, Column, Table};
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::verdict::Verdict;
use crate::render::html::{Html, escape};
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::{Target, item_anchor};
use crate::render::words;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// So many releases have a column, the newest; the data files have all.
const SHOWN: usize = 200;

/// One page.
pub struct Matrix;

#[derive(Debug, Serialize)]
struct View {
    legend: Vec<Key>,
    table: Option<Table>,
    more: String,
}

#[derive(Debug, Serialize)]
struct Key {
    badge_html: Html,
    meaning: &'static str,
}

impl Kind for Matrix {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::Matrix]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let total = scene.assessment.releases.len();
        let legend = Verdict::ALL
            .iter()
            .map(|verdict| Key { badge_html: parts::badge(*verdict), meaning: words::verdict(*verdict) })
            .collect();
        let view = View {
            legend,
            table: table(scene, path),
            more: if total > SHOWN {
                say!("The newest {n} of {all} are shown; the data files have all.", n = SHOWN, all = total)
            } else {
                String::new()
            },
        };
        scene.fill("matrix.html", Frame::new(scene, path, say!("Matrix"), &[]), &view)
    }
}

/// A row for each item in the newest checklist's order, then those that are gone; a column for each release, newest first.
fn table(scene: &Scene<'_>, path: &str) -> Option<Table> {
    let releases: Vec<_> = scene.assessment.releases.iter().rev().take(SHOWN).collect();
    let caption = say!("Verdicts today by item and release, newest release first");
    let mut table = Table::new(caption, &[say!("Item")]);
    table.columns.extend(
        releases.iter().map(|r| Column { body_html: parts::release(scene, path, r.snapshot), class: "tilt" }),
    );
    let mut order: Vec<(&ItemJudgement, String)> = Vec::new();
    let mut known = BTreeSet::new();
    for r in &releases {
        for item in r.items.iter().filter(|item| known.insert(item.identity)) {
            order.push((item, difference::text(r, item)));
        }
    }
    let by_identity: Vec<BTreeMap<usize, &ItemJudgement>> =
        releases.iter().map(|r| r.items.iter().map(|item| (item.identity, item)).collect()).collect();
    for (newest, text) in order {
        let mut row = vec![Cell::heading(scene.anchor(path, &scene.item(newest), "", &text))];
        for (r, items) in releases.iter().zip(&by_identity) {
            row.push(match items.get(&newest.identity) {
                Some(item) => cell(scene, path, r, item),
                None => Cell::text("–").with("mid"),
            });
        }
        table.rows.push(row);
    }
    table.unless_empty()
}

/// A verdict as a picture, and what changed from the release before in its title.
fn cell(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment, item: &ItemJudgement) -> Cell {
    let link = scene.routes.link(path, &Target::Release(r.snapshot)).unwrap_or_default();
    let verdict = item.today.verdict;
    let (class, word) = (verdict.word(), words::verdict_word(verdict));
    let became = difference::since_before(scene, r, item);
    let said = if became.is_empty() { word.to_owned() } else { format!("{word}: {became}") };
    let title = escape(&format!("{}: {said}", scene.name(r.snapshot)));
    let mark = if became.is_empty() { "" } else { " changed" };
    Cell::html(Html::made(format!(
        "<a class=\"mark {class}{mark}\" href=\"{link}#{}\" title=\"{title}\">{}<span class=\"unseen\">{}</span></a>",
        item_anchor(&item.id),
        parts::icon(class),
        escape(&said)
    )))
    .with("mid")
}
