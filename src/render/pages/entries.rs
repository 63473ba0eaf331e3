//! The dated entries of a feedback log, and what they cite.

use super::parts::{self, Cell, Table, numbers};
use crate::model::evidence::{Citation, Entry};
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::markdown;
use crate::render::page::Scene;

/// A table of the newest entries shows so many rows; the content below has all.
const ROWS: usize = 100;

/// The entries of a version as a release sees them; `None` for anything but a feedback log with dates.
pub fn table(scene: &Scene<'_>, from: &str, snapshot: usize, entries: &[Entry]) -> Option<Table> {
    let shown = entries.len().min(ROWS);
    let caption = if shown == entries.len() {
        say!("What its dated entries cite; a file is linked where it stands in the tree").to_owned()
    } else {
        say!(
            "What its dated entries cite, the first {n} of {all}; a file is linked where it stands in the tree",
            n = shown,
            all = entries.len()
        )
    };
    let columns = [say!("Date"), say!("Entry"), say!("Cites"), &numbers(say!("Line"))];
    let mut table = Table::new(caption, &columns);
    for entry in entries.iter().take(ROWS) {
        let cited = entry.citations.iter().map(|citation| cited(scene, from, snapshot, citation));
        table.rows.push(vec![
            Cell::html(entry.claim.map_or_else(|| Html::text(say!("none stated")), parts::claimed))
                .with("nowrap"),
            Cell::text(&entry.title),
            Cell::html(parts::joined(&cited.collect::<Vec<_>>(), ", ")),
            Cell::number(entry.line.to_string()),
        ]);
    }
    table.unless_empty()
}

fn cited(scene: &Scene<'_>, from: &str, snapshot: usize, citation: &Citation) -> Html {
    match citation {
        Citation::Path { path, line } => {
            let place = line.map_or_else(String::new, |line| say!(" (line {line})", line));
            match scene.dossier.at(path, snapshot) {
                Some(index) => parts::joined(&[parts::evidence(scene, from, index), Html::text(&place)], ""),
                None => Html::text(&format!("{path}{place}")),
            }
        }
        Citation::Url(url) => markdown::inline(&format!("<{url}>")),
        Citation::Number(number) => match &scene.forge {
            Some(forge) => markdown::inline(&format!("[#{number}]({})", forge.issue(*number))),
            None => Html::text(&format!("#{number}")),
        },
        Citation::Key(key) => Html::text(key),
    }
}
