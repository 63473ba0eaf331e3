//! What changed between two releases as tables: items, and what was measured.

use super::parts::{self, Cell, Table};
use crate::assess::compare::call::Call;
use crate::assess::compare::change::changes;
use crate::assess::compare::{Comparison, ItemDifference, of_checklist};
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::ReleaseAssessment;
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::markdown;
use crate::render::page::Scene;
use crate::render::urls::{Target, item_anchor};
use crate::render::words;

/// The words of an item, without its markup.
pub fn text(r: &ReleaseAssessment, item: &ItemJudgement) -> String {
    let section = r.in_force.as_ref().and_then(|in_force| in_force.checklist.sections.get(item.section));
    markdown::plain(
        section.and_then(|section| section.items.get(item.index)).map_or(&item.id, |item| &item.text),
    )
}

/// What happened to an item since the newest earlier release that has it, in words; empty where nothing did.
pub fn since_before(scene: &Scene<'_>, r: &ReleaseAssessment, item: &ItemJudgement) -> String {
    let Some(before) = scene.assessment.before(r.snapshot, item) else { return String::new() };
    let (changes, demands) = changes(before, (r, item));
    words::item_changes(&changes, &demands)
}

/// The same of its words, its section and what it demands alone.
pub fn words_since_before(scene: &Scene<'_>, r: &ReleaseAssessment, item: &ItemJudgement) -> String {
    let Some(before) = scene.assessment.before(r.snapshot, item) else { return String::new() };
    let (mut changes, demands) = changes(before, (r, item));
    changes.retain(|change| change.is_of_checklist());
    words::item_changes(&changes, &demands)
}

/// Items that differ between an earlier and a later release, judged as it is today.
pub fn items(
    scene: &Scene<'_>,
    from: &str,
    before: &ReleaseAssessment,
    after: &ReleaseAssessment,
    found: &Comparison,
) -> Table {
    let (was, is) = (scene.name(before.snapshot), scene.name(after.snapshot));
    let caption = say!("What changed from {before} to {after}", before = was, after = is);
    let columns = [say!("Item"), say!("Before"), say!("After"), say!("What changed")];
    let mut table = Table::new(caption, &columns);
    for difference in &found.items {
        let old = difference.before.and_then(|at| before.items.get(at));
        let new = difference.after.and_then(|at| after.items.get(at));
        let words = match (old, new) {
            (_, Some(item)) => {
                let anchor = format!("#{}", item_anchor(&item.id));
                scene.anchor(from, &Target::Release(after.snapshot), &anchor, &text(after, item))
            }
            (Some(item), None) => Html::text(&text(before, item)),
            (None, None) => continue,
        };
        let badge = |item: Option<&ItemJudgement>| match item {
            Some(item) => Cell::html(parts::item_badge(item)),
            None => Cell::text("–"),
        };
        table.rows.push(vec![
            Cell::heading(words).with("words"),
            badge(old),
            badge(new),
            Cell::text(&words::item_changes(&difference.changes, &difference.demands)),
        ]);
    }
    table
}

/// What was measured at both, with what each step is called; `called` leaves out what is no change.
pub fn measured(found: &Comparison, called: bool) -> Table {
    let caption = say!("What was measured. {rule}.", rule = words::rule());
    let columns = [say!("Measured"), say!("Before"), say!("After"), say!("What changed")];
    let mut table = Table::new(caption, &columns);
    let shown = |call: Call| !called || !matches!(call, Call::Steady | Call::TooFew);
    for step in found.series.iter().filter(|step| shown(step.call)) {
        let [was, is] = words::values(step).map(|value| {
            Cell::text(&value.unwrap_or_else(|| say!("not measured").to_owned())).with("nowrap")
        });
        let name = Html::text(&parts::sentence(&words::series(&step.series)));
        table.rows.push(vec![Cell::heading(name).with("words"), was, is, Cell::text(&words::step(step))]);
    }
    table
}

/// What the checklist itself became since the newest earlier release that has one: the words before and now. `None` where it is the
/// same, or where there is nothing to compare.
pub fn checklist(scene: &Scene<'_>, from: &str, after: &ReleaseAssessment) -> Option<Table> {
    let before = scene.assessment.last_listed(after.snapshot).filter(|_| !after.items.is_empty())?;
    let found = of_checklist(scene.assessment, before, after);
    let caption = say!(
        "How the checklist changed from {before} to {after}: {changes}",
        before = scene.name(before.snapshot),
        after = scene.name(after.snapshot),
        changes = words::checklist_changes(&found)
    );
    let mut table = Table::new(caption, &columns());
    table.rows.extend(found.iter().map(|its| its_words(scene, from, before, after, its)));
    table.unless_empty()
}

/// The columns of a table of words.
fn columns() -> [&'static str; 3] {
    [say!("What changed"), say!("Words before"), say!("Words now")]
}

fn its_words(
    scene: &Scene<'_>,
    from: &str,
    before: &ReleaseAssessment,
    after: &ReleaseAssessment,
    difference: &ItemDifference,
) -> Vec<Cell> {
    let words = |r: &ReleaseAssessment, at: Option<usize>| match at.and_then(|at| r.items.get(at)) {
        Some(item) => {
            let anchor = format!("#{}", item_anchor(&item.id));
            Cell::html(scene.anchor(from, &Target::Release(r.snapshot), &anchor, &text(r, item)))
                .with("words")
        }
        None => Cell::text("–"),
    };
    let of_checklist = difference.changes.iter().copied().filter(|change| change.is_of_checklist()).collect();
    vec![
        Cell::heading(Html::text(&words::item_changes(&of_checklist, &difference.demands))).with("words"),
        words(before, difference.before),
        words(after, difference.after),
    ]
}

/// How the checklist changed from release to release, newest first; in each release what demands less comes first.
pub fn of_all(scene: &Scene<'_>, from: &str, most: usize) -> (usize, Option<Table>) {
    let releases = &scene.assessment.releases;
    let mut table = Table::new("", &[say!("Release")]);
    table.columns.extend(Table::new("", &columns()).columns);
    let mut total = 0;
    for after in releases.iter().rev().filter(|release| !release.items.is_empty()) {
        let Some(before) = scene.assessment.last_listed(after.snapshot) else { continue };
        let mut found = of_checklist(scene.assessment, before, after);
        total += found.len();
        found.sort_by_key(|its| !its.changes.iter().any(|change| change.is_less()));
        for its in found.iter().take(most.saturating_sub(table.rows.len())) {
            let mut row = its_words(scene, from, before, after, its);
            row.insert(0, Cell::heading(parts::release(scene, from, after.snapshot)).with("nowrap"));
            table.rows.push(row);
        }
    }
    table.caption = match total > most {
        true => {
            say!("The newest {n} of {all} changes of the checklist (all: golive diff)", n = most, all = total)
        }
        false => say!("How the checklist changed, newest release first").to_owned(),
    };
    (total, table.unless_empty().map(Table::filtered))
}
