//! The items: a list of all, and each through all releases.

use super::difference;
use super::parts::{self, Cell, Table};
use super::why;
use crate::assess::assessment::{ItemJudgement, ReleaseAssessment};
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::{Target, item_anchor};
use crate::render::{format, html::Html, markdown, words};
use serde::Serialize;
use std::collections::BTreeSet;

/// An item's page shows the newest so many releases; `data/items.csv` has all.
const SHOWN: usize = 200;

/// The list, and a page for each item.
pub struct Items;

#[derive(Debug, Serialize)]
struct View {
    lead: String,
    text_html: Html,
    id: String,
    reading: String,
    table: Option<Table>,
    more: String,
}

impl Kind for Items {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        let ids: BTreeSet<&str> =
            scene.assessment.releases.iter().flat_map(|r| &r.items).map(|item| item.id.as_str()).collect();
        let mut targets = vec![Target::Items];
        targets.extend(ids.into_iter().map(|id| Target::Item(id.to_owned())));
        targets
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        match target {
            Target::Item(id) => item(scene, path, id),
            _ => list(scene, path),
        }
    }
}

/// Where an item stands, newest release first.
fn standings<'a>(
    scene: &Scene<'a>,
    id: &'a str,
) -> impl Iterator<Item = (&'a ReleaseAssessment, &'a ItemJudgement)> {
    scene
        .assessment
        .releases
        .iter()
        .rev()
        .filter_map(move |r| Some((r, r.items.iter().find(|item| item.id == id)?)))
}

fn item(scene: &Scene<'_>, path: &str, id: &str) -> Result<Vec<u8>, RenderError> {
    let mut table =
        Table::new("Verdict by release, newest first", &["Release", "Box", "Verdict", "Flags", "Why"]);
    let total = standings(scene, id).count();
    for (r, item) in standings(scene, id).take(SHOWN) {
        let flags: Vec<Html> = item.flags.iter().map(|flag| parts::flag(*flag)).collect();
        let fragment = format!("#{}", item_anchor(id));
        let name = scene.name(r.snapshot);
        table.rows.push(vec![
            Cell::heading(scene.anchor(path, &Target::Release(r.snapshot), &fragment, &name)),
            Cell::text(if item.today.ticked() { "ticked" } else { "not ticked" }),
            Cell::html(parts::badge(item.today.verdict)),
            Cell::html(parts::joined(&flags, " ")),
            Cell::html(why::reason(scene, path, r, item, &item.today)),
        ]);
    }
    let newest = standings(scene, id).next();
    let text = newest.map_or_else(|| id.to_owned(), |(r, item)| difference::text(r, item));
    let proven = standings(scene, id).filter(|(_, item)| item.today.verdict.is_proven()).count();
    let source = newest.and_then(|(r, item)| {
        let section = r.spoken_by.as_ref()?.checklist.sections.get(item.section)?;
        Some((section.title.clone(), section.items.get(item.index)?.text.clone()))
    });
    let (section, marked) = source.unwrap_or_default();
    let view = View {
        lead: format!(
            "{}. Proven today for {proven} of {}, the candidate included.",
            markdown::plain(&section),
            format::count(total, "release", "releases")
        ),
        text_html: markdown::inline(&marked),
        id: id.to_owned(),
        reading: newest.map_or_else(String::new, |(r, item)| {
            format!("{}: {}.", scene.name(r.snapshot), words::reading(item))
        }),
        table: table.unless_empty(),
        more: if total > SHOWN {
            format!("The newest {SHOWN} of {total}; data/items.csv has all.")
        } else {
            String::new()
        },
    };
    let short: String = text.chars().take(70).collect();
    let short = if short.len() < text.len() { format!("{short}…") } else { short };
    let mut frame = Frame::new(scene, path, &short, &[("Items", Target::Items)]);
    frame.title = format!("{short} ({id})");
    scene.fill("item.html", frame, &view)
}

fn list(scene: &Scene<'_>, path: &str) -> Result<Vec<u8>, RenderError> {
    let columns = ["Item", "Section", "Phase", "Verdict for the newest", "In"];
    let mut table = Table::new("Every item of every checklist", &columns);
    let mut seen = BTreeSet::new();
    for r in scene.assessment.releases.iter().rev() {
        for item in &r.items {
            if !seen.insert(item.id.as_str()) {
                continue;
            }
            let section = r.spoken_by.as_ref().and_then(|spoken| spoken.checklist.sections.get(item.section));
            let title = section.map(|section| markdown::plain(&section.title)).unwrap_or_default();
            let words = difference::text(r, item);
            table.rows.push(vec![
                Cell::heading(scene.anchor(path, &Target::Item(item.id.clone()), "", &words)).with("words"),
                Cell::text(&title),
                Cell::text(item.phase.word()),
                Cell::html(parts::badge(item.today.verdict)),
                Cell::html(parts::release(scene, path, r.snapshot)),
            ]);
        }
    }
    let view = View {
        lead: format!(
            "{} in all releases and the candidate.",
            format::count(table.rows.len(), "item", "items")
        ),
        text_html: Html::default(),
        id: String::new(),
        reading: String::new(),
        table: table.unless_empty().map(Table::filtered),
        more: String::new(),
    };
    scene.fill("item.html", Frame::new(scene, path, "Items", &[]), &view)
}
