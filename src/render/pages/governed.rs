//! The documents by which a release was governed: owner, review, expiry, and their hashes.

use super::parts::{self, Cell, Table};
use crate::assess::result::document::HashCall;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::time::Claim;
use crate::render::html::{Html, escape};
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::words;

/// The table; `None` where no document with such front matter governed it.
pub(super) fn table(scene: &Scene<'_>, from: &str, r: &ReleaseAssessment) -> Option<Table> {
    let columns = [
        say!("Document"),
        say!("Owner"),
        say!("Last reviewed"),
        say!("Expires"),
        say!("Its hash, by itself"),
        say!("SHA-256 of its body"),
    ];
    let caption = say!("Documents that govern this release: the checklist, and those that its items name");
    let mut table = Table::new(caption, &columns);
    table.quiet = true;
    for one in &r.documents {
        let Some(front) =
            scene.dossier.evidence.get(one.evidence).and_then(|version| version.facts.front.as_ref())
        else {
            continue;
        };
        let date = |claim: Option<Claim>| claim.map_or_else(|| say!("none").to_owned(), Claim::text);
        let expires = Html::text(&date(front.expires));
        let expired =
            parts::labelled("failed", say!("expired"), say!("It was no longer good at the release"));
        let told = front.doc_hash.as_deref().map(Html::text).unwrap_or_else(|| Html::text(say!("none")));
        let badge = match one.hash {
            HashCall::Untold => Html::default(),
            HashCall::Open => parts::labelled("warning", say!("open"), words::hash(one.hash)),
            HashCall::Differs => parts::labelled("failed", say!("differs"), words::hash(one.hash)),
            HashCall::Right => parts::labelled("verified", say!("right"), words::hash(one.hash)),
        };
        table.rows.push(vec![
            Cell::heading(parts::evidence(scene, from, one.evidence)),
            Cell::text(front.owner.as_deref().unwrap_or(say!("none"))),
            Cell::text(&date(front.last_reviewed)).with("nowrap"),
            Cell::html(if one.expired { parts::joined(&[expires, expired], " ") } else { expires }),
            Cell::html(parts::joined(&[told, badge], " ")),
            Cell::html(Html::made(format!("<span class=\"id\">{}</span>", escape(&front.body_sha256)))),
        ]);
    }
    table.unless_empty()
}
