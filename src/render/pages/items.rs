//! The items: a list of all, and each through all releases, whatever became of its words.

use super::parts::{self, Cell, Table};
use super::{difference, latest, why};
use crate::assess::compare::change::written;
use crate::assess::result::identity::{Identity, Wording};
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::release::ReleaseAssessment;
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::{Target, item_anchor};
use crate::render::{format, html::Html, markdown, words};
use serde::Serialize;
use std::collections::BTreeSet;

/// An item's page shows the newest so many releases and wordings; the data files have all.
const SHOWN: usize = 200;

/// The list, and a page for each item.
pub struct Items;

#[derive(Debug, Serialize)]
struct View {
    lead: String,
    text_html: Html,
    id: String,
    reading: String,
    others: Vec<String>,
    wordings: Option<Table>,
    table: Option<Table>,
    more: String,
}

impl Kind for Items {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        let mut targets = vec![Target::Items];
        targets.extend(scene.names().keys().map(|id| Target::Item((*id).to_owned())));
        targets
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let Target::Item(id) = target else { return list(scene, path) };
        match scene.names().get(id.as_str()) {
            Some((identity, true)) => item(scene, path, identity),
            // An id that the item has or had beside its lasting one: whoever follows it finds the item.
            Some((identity, false)) => {
                let to = Target::Item(identity.id.clone());
                latest::redirect(scene, path, &say!("The item {id}", id), &to, &identity.id)
            }
            None => Ok(Vec::new()),
        }
    }
}

/// An item as its newest release has it.
fn newest<'a>(scene: &Scene<'a>, identity: &Identity) -> Option<(&'a ReleaseAssessment, &'a ItemJudgement)> {
    scene.assessment.judged(*identity.at.last()?)
}

fn item(scene: &Scene<'_>, path: &str, identity: &Identity) -> Result<Vec<u8>, RenderError> {
    let newest = newest(scene, identity);
    let text = newest.map_or_else(|| identity.id.clone(), |(r, item)| difference::text(r, item));
    let (section, marked) = newest
        .and_then(|(r, item)| written(r, item))
        .map_or((String::new(), String::new()), |(section, item)| (section.title.clone(), item.text.clone()));
    let total = identity.at.len();
    let standings = || identity.at.iter().filter_map(|at| scene.assessment.judged(*at));
    let proven = standings().filter(|(_, item)| item.today.verdict.is_proven()).count();
    let others = identity.ids.iter().filter(|id| **id != identity.id).cloned();
    let view = View {
        lead: say!(
            "{section}. Proven today for {proven} of {releases}, the candidate included{since}.",
            section = markdown::plain(&section),
            proven,
            releases = format::count(total, "release", "releases"),
            since = gone(scene, identity)
        ),
        text_html: markdown::inline(&marked),
        id: identity.id.clone(),
        reading: newest.map_or_else(String::new, |(r, item)| {
            say!("{release}: {reading}.", release = scene.name(r.snapshot), reading = words::reading(item))
        }),
        others: others.collect(),
        wordings: wordings(scene, path, identity),
        table: verdicts(scene, path, identity).unless_empty(),
        more: if total > SHOWN {
            say!("The newest {n} of {all}; the data files have all.", n = SHOWN, all = total)
        } else {
            String::new()
        },
    };
    let short: String = text.chars().take(70).collect();
    let short = if short.len() < text.len() { format!("{short}…") } else { short };
    let mut frame = Frame::new(scene, path, &short, &[(say!("Items"), Target::Items)]);
    frame.title = say!("{name} ({more})", name = short, more = identity.id);
    scene.fill("item.html", frame, &view)
}

/// Since when no checklist has it, where the newest does not.
fn gone(scene: &Scene<'_>, identity: &Identity) -> String {
    let last = identity.at.last().map_or(0, |(snapshot, _)| *snapshot);
    let after = scene.assessment.releases.iter().skip(last + 1).find(|r| !r.items.is_empty());
    after.map_or_else(String::new, |r| {
        say!("; no longer in the checklist since {release}", release = scene.name(r.snapshot))
    })
}

/// Its verdicts, newest release first.
fn verdicts(scene: &Scene<'_>, path: &str, identity: &Identity) -> Table {
    let columns =
        [say!("Release"), say!("Box"), say!("Verdict"), say!("What changed"), say!("Flags"), say!("Why")];
    let mut table = Table::new(say!("Verdict by release, newest first"), &columns);
    let standings = identity.at.iter().rev().filter_map(|at| scene.assessment.judged(*at));
    for (r, item) in standings.take(SHOWN) {
        let flags: Vec<Html> = item.flags.iter().map(|flag| parts::flag(*flag)).collect();
        let fragment = format!("#{}", item_anchor(&item.id));
        let name = scene.name(r.snapshot);
        table.rows.push(vec![
            Cell::heading(scene.anchor(path, &Target::Release(r.snapshot), &fragment, &name)),
            Cell::text(if item.today.ticked() { say!("ticked") } else { say!("not ticked") }),
            Cell::html(parts::item_badge(item)),
            Cell::text(&difference::since_before(scene, r, item)),
            Cell::html(parts::joined(&flags, " ")),
            Cell::html(why::reason(scene, path, r, item, &item.today)).with("words"),
        ]);
    }
    table
}

/// Its words, newest first; `None` where they never changed.
fn wordings(scene: &Scene<'_>, path: &str, identity: &Identity) -> Option<Table> {
    if identity.wordings.len() < 2 {
        return None;
    }
    let columns = [say!("Since"), say!("Words"), say!("Section"), say!("What changed"), say!("Commit")];
    let mut table = Table::new(say!("Its words, newest first"), &columns);
    for wording in identity.wordings.iter().rev().take(SHOWN) {
        table.rows.extend(worded(scene, path, identity, wording));
    }
    table.unless_empty()
}

fn worded(scene: &Scene<'_>, path: &str, identity: &Identity, wording: &Wording) -> Option<Vec<Cell>> {
    let at = identity.at.partition_point(|(snapshot, _)| *snapshot < wording.snapshot);
    let (r, item) = scene.assessment.judged(*identity.at.get(at)?)?;
    let (section, words) = written(r, item)?;
    let commit = wording.commit.and_then(|commit| scene.dossier.history.commits.get(commit));
    let what = match at {
        0 => say!("first seen").to_owned(),
        _ => difference::words_since_before(scene, r, item),
    };
    Some(vec![
        Cell::heading(parts::release(scene, path, r.snapshot)).with("nowrap"),
        Cell::html(markdown::inline(&words.text)).with("words"),
        Cell::text(&markdown::plain(&section.title)),
        Cell::text(&what),
        commit.map_or_else(|| Cell::text("–"), |commit| Cell::html(parts::commit(scene, commit.id))),
    ])
}

fn list(scene: &Scene<'_>, path: &str) -> Result<Vec<u8>, RenderError> {
    let columns = [say!("Item"), say!("Section"), say!("Phase"), say!("Verdict for the newest"), say!("In")];
    let mut table = Table::new(say!("Every item of every checklist"), &columns);
    let mut seen = BTreeSet::new();
    for r in scene.assessment.releases.iter().rev() {
        for item in r.items.iter().filter(|item| seen.insert(item.identity)) {
            let title = written(r, item).map(|(section, _)| markdown::plain(&section.title));
            let words = difference::text(r, item);
            table.rows.push(vec![
                Cell::heading(scene.anchor(path, &scene.item(item), "", &words)).with("words"),
                Cell::text(&title.unwrap_or_default()),
                Cell::text(words::phase_word(item.phase)),
                Cell::html(parts::item_badge(item)),
                Cell::html(parts::release(scene, path, r.snapshot)),
            ]);
        }
    }
    let items = format::count(table.rows.len(), "item", "items");
    let view = View {
        lead: say!("{items} in all releases and the candidate.", items),
        text_html: Html::default(),
        id: String::new(),
        reading: String::new(),
        others: Vec::new(),
        wordings: None,
        table: table.unless_empty().map(Table::filtered),
        more: String::new(),
    };
    scene.fill("item.html", Frame::new(scene, path, say!("Items"), &[]), &view)
}
