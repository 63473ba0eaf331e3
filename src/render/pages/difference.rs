//! What changed between two releases: items, their verdicts and words, and the tallies.

use super::parts::{self, Cell, Table};
use crate::assess::assessment::{ItemJudgement, ReleaseAssessment};
use crate::render::html::Html;
use crate::render::markdown;
use crate::render::page::Scene;
use crate::render::urls::{Target, item_anchor};
use std::collections::BTreeMap;

/// The words of an item, without its markup.
#[must_use]
pub fn text(r: &ReleaseAssessment, item: &ItemJudgement) -> String {
    let section = r.spoken_by.as_ref().and_then(|spoken| spoken.checklist.sections.get(item.section));
    markdown::plain(
        section.and_then(|section| section.items.get(item.index)).map_or(&item.id, |item| &item.text),
    )
}

/// Items whose verdict, box or words differ between an earlier and a later release, and those that only one has. Judged as it is today.
#[must_use]
pub fn table(scene: &Scene<'_>, from: &str, before: &ReleaseAssessment, after: &ReleaseAssessment) -> Table {
    let caption =
        format!("What changed from {} to {}", scene.name(before.snapshot), scene.name(after.snapshot));
    let mut table = Table::new(caption, &["Item", "Before", "After", "What changed"]);
    let earlier: BTreeMap<&str, &ItemJudgement> =
        before.items.iter().map(|item| (item.id.as_str(), item)).collect();
    let later: BTreeMap<&str, &ItemJudgement> =
        after.items.iter().map(|item| (item.id.as_str(), item)).collect();
    for item in &after.items {
        let old = earlier.get(item.id.as_str());
        let what = match old {
            None => vec!["new item"],
            Some(old) => changes(before, old, after, item),
        };
        if !what.is_empty() {
            let words = scene.anchor(
                from,
                &Target::Release(after.snapshot),
                &format!("#{}", item_anchor(&item.id)),
                &text(after, item),
            );
            table.rows.push(row(words, old.copied(), Some(item), &what.join(", ")));
        }
    }
    for item in before.items.iter().filter(|item| !later.contains_key(item.id.as_str())) {
        let words = Html::text(&text(before, item));
        table.rows.push(row(words, Some(item), None, "no longer in the checklist"));
    }
    table
}

fn changes(
    before: &ReleaseAssessment,
    old: &ItemJudgement,
    after: &ReleaseAssessment,
    new: &ItemJudgement,
) -> Vec<&'static str> {
    let (was, is) = (old.today.verdict, new.today.verdict);
    let verdict = match (was.is_proven(), is.is_proven()) {
        (false, true) => Some("now proven"),
        (true, false) => Some("no longer proven"),
        _ => (was != is).then_some("verdict"),
    };
    let ticked = match (old.today.ticked(), new.today.ticked()) {
        (false, true) => Some("ticked"),
        (true, false) => Some("no longer ticked"),
        _ => None,
    };
    let words = (text(before, old) != text(after, new)).then_some("words");
    [verdict, ticked, words].into_iter().flatten().collect()
}

fn row(words: Html, old: Option<&ItemJudgement>, new: Option<&ItemJudgement>, what: &str) -> Vec<Cell> {
    let badge = |item: Option<&ItemJudgement>| match item {
        Some(item) => Cell::html(parts::badge(item.today.verdict)),
        None => Cell::text("–"),
    };
    vec![Cell::heading(words).with("words"), badge(old), badge(new), Cell::text(what)]
}
