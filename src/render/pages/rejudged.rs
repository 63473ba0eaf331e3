//! A release by today's checklist, on the release's page: shown only where it was asked for.

use super::parts::{self, Cell, Table};
use super::release::{TallyView, tallies};
use super::why;
use crate::assess::result::release::ReleaseAssessment;
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::{markdown, words};
use serde::Serialize;

/// What today's checklist says of a release.
#[derive(Debug, Serialize)]
pub struct RejudgedView {
    readiness_html: Html,
    places: String,
    tallies: Vec<TallyView>,
    items: Option<Table>,
}

/// The view, where a release was judged again.
pub fn view(scene: &Scene<'_>, from: &str, snapshot: usize) -> Option<RejudgedView> {
    let r = scene.assessment.rejudged.get(&snapshot)?;
    let places = r.in_force.iter().flat_map(|in_force| in_force.origins());
    let places = places.map(|origin| origin.place().to_string()).collect::<Vec<_>>();
    Some(RejudgedView {
        readiness_html: parts::readiness(r.is_go()),
        places: places.join(", "),
        tallies: tallies(r, false),
        items: items(scene, from, r),
    })
}

fn items(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment) -> Option<Table> {
    let columns = [say!("Item of today"), say!("At the tag"), say!("Today"), say!("Why")];
    let mut table = Table::new(say!("Items of today's checklist, judged for this release"), &columns);
    for item in &r.items {
        table.rows.push(vec![
            Cell::heading(markdown::inline(&words::text(r, item))),
            Cell::html(parts::badge(item.at_tag.verdict)),
            Cell::html(parts::badge(item.today.verdict)),
            Cell::html(why::reason(scene, from, r, item, &item.today)).with("words"),
        ]);
    }
    table.unless_empty()
}
