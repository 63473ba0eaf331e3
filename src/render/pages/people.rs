//! Who tagged, who ticked, who recorded evidence: names only, never an address.

use super::parts::{Cell, Table, numbers};
use crate::model::commit::Person;
use crate::render::format;
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use serde::Serialize;
use std::collections::BTreeMap;

/// One page.
pub struct People;

#[derive(Default)]
struct Deeds {
    name: String,
    tagged: usize,
    ticked: usize,
    late: usize,
    recorded: usize,
}

#[derive(Debug, Serialize)]
struct View {
    table: Option<Table>,
}

impl Kind for People {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        if scene.look.people_hidden { Vec::new() } else { vec![Target::People] }
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let columns = [
            say!("Name"),
            &numbers(say!("Releases tagged")),
            &numbers(say!("Boxes ticked")),
            &numbers(say!("of these after the tag")),
            &numbers(say!("Evidence files recorded")),
        ];
        let mut table = Table::new(say!("Who did what"), &columns);
        let mut people: Vec<Deeds> = deeds(scene).into_values().collect();
        people.sort_by(|a, b| (&a.name, b.ticked, b.recorded).cmp(&(&b.name, a.ticked, a.recorded)));
        for deeds in people {
            let mut row = vec![Cell::heading(Html::text(&deeds.name))];
            row.extend(
                [deeds.tagged, deeds.ticked, deeds.late, deeds.recorded]
                    .map(|n| Cell::number(format::integer(n))),
            );
            table.rows.push(row);
        }
        let view = View { table: table.unless_empty().map(Table::filtered) };
        scene.fill("people.html", Frame::new(scene, path, say!("People"), &[]), &view)
    }
}

/// Deeds by address, which joins what one person did; a tick counts once, in whichever releases it stands.
fn deeds(scene: &Scene<'_>) -> BTreeMap<String, Deeds> {
    let mut all: BTreeMap<String, Deeds> = BTreeMap::new();
    let commits = &scene.dossier.history.commits;
    let mut count = |person: &Person, deed: &dyn Fn(&mut Deeds)| {
        let deeds = all.entry(person.key()).or_default();
        deeds.name.clone_from(&person.name);
        deed(deeds);
    };
    for version in &scene.dossier.evidence {
        if let Some(commit) = commits.get(version.recorded_by) {
            count(&commit.author, &|deeds| deeds.recorded += 1);
        }
    }
    let mut ticks = BTreeMap::new();
    for (r, snapshot) in scene.releases() {
        if let Some(tagger) = snapshot.tag.as_ref().and_then(|tag| tag.tagger.as_ref()) {
            count(tagger, &|deeds| deeds.tagged += 1);
        }
        for item in &r.items {
            if let Some(tick) = item.ticked_by {
                *ticks.entry((tick.commit, item.id.as_str())).or_insert(false) |= tick.after_tag;
            }
        }
    }
    for ((commit, _), late) in ticks {
        if let Some(commit) = commits.get(commit) {
            count(&commit.author, &|deeds| {
                deeds.ticked += 1;
                deeds.late += usize::from(late);
            });
        }
    }
    all
}
