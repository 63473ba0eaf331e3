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
use crate::render::{markdown, words};
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
    let mut order: Vec<(&ItemJudgement, String, String)> = Vec::new();
    let mut known = BTreeSet::new();
    for r in &releases {
        for item in r.items.iter().filter(|item| known.insert(item.identity)) {
            let checklist = r.in_force.as_ref().map(|in_force| &in_force.checklist);
            let section = checklist.and_then(|checklist| checklist.sections.get(item.section));
            let title = section.map(|section| markdown::plain(&section.title)).unwrap_or_default();
            order.push((item, difference::text(r, item), title));
        }
    }
    let by_identity: Vec<BTreeMap<usize, &ItemJudgement>> =
        releases.iter().map(|r| r.items.iter().map(|item| (item.identity, item)).collect()).collect();
    let ready = releases.iter().map(|r| ready(r.is_go()));
    table
        .rows
        .push([Cell::heading(Html::text(say!("Readiness at the tag")))].into_iter().chain(ready).collect());
    let mut section = None;
    for (newest, text, title) in order {
        if section.as_ref() != Some(&title) {
            let blank = releases.iter().map(|_| Cell::text(""));
            let head = Cell::heading(Html::text(&title)).with("section");
            table.rows.push([head].into_iter().chain(blank).collect());
            section = Some(title);
        }
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

/// Whether a release was ready, as a picture.
fn ready(go: bool) -> Cell {
    let (icon, word) = (parts::icon(parts::readiness_class(go)), escape(words::readiness(go)));
    Cell::html(Html::made(format!(
        "<span class=\"mark {}\">{icon}<span class=\"unseen\">{word}</span></span>",
        parts::readiness_class(go)
    )))
    .with("mid")
}

/// A verdict as a picture, and what changed from the release before in its title.
fn cell(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment, item: &ItemJudgement) -> Cell {
    let link = scene.routes.link(path, &Target::Release(r.snapshot)).unwrap_or_default();
    let (class, word) = parts::standing(item);
    let differs = super::checklist::differs(item);
    let then = if differs { words::verdict_word(item.at_tag.verdict) } else { "" };
    let then_icon = if differs { parts::icon(item.at_tag.verdict.word()) } else { String::new() };
    let became = difference::since_before(scene, r, item);
    let word =
        if differs { say!("{then} at the tag, {now} today", then, now = word) } else { word.to_owned() };
    let said = if became.is_empty() { word } else { format!("{word}: {became}") };
    let title = escape(&format!("{}: {said}", scene.name(r.snapshot)));
    let mark = if became.is_empty() { "" } else { " changed" };
    Cell::html(Html::made(format!(
        "<a class=\"mark {class}{mark}\" href=\"{link}#{}\" title=\"{title}\">{then_icon}{}<span class=\"unseen\">{}</span></a>",
        item_anchor(&item.id),
        parts::icon(class),
        escape(&said)
    )))
    .with("mid")
}
