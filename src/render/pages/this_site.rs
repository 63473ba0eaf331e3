//! What the site was made from, when, and how. What changes without the facts of a page stands here and in `build.json` alone.

use super::parts::{self, Fact};
use crate::render::html::{Html, escape};
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use crate::render::{export, format};
use serde::Serialize;

/// One page.
pub struct ThisSite;

#[derive(Debug, Serialize)]
struct View {
    facts: Vec<Fact>,
}

impl Kind for ThisSite {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::ThisSite]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let title = say!("What this site was made from");
        scene.fill("this-site.html", Frame::new(scene, path, title, &[]), &View { facts: facts(scene, path) })
    }
}

fn facts(scene: &Scene<'_>, path: &str) -> Vec<Fact> {
    let linked = |target: &Target, words: &str| scene.anchor(path, target, "", words);
    let manifest = scene.address(path, "manifest.json");
    let problems = format::count(scene.problems.len(), "finding", "findings");
    let skipped = format::count(scene.dossier.history.skipped.len(), "tag skipped", "tags skipped");
    let configuration = match &scene.look.configuration {
        Some(sha256) => say!("golive.toml, SHA-256 {sha256}", sha256),
        None => say!("no golive.toml: every default holds").to_owned(),
    };
    let head = scene.head().map(|head| (parts::commit(scene, head.commit), parts::moment(head.time)));
    let (commit, moment) = head.unwrap_or_default();
    [
        (say!("Made by"), Html::text(&format!("golive {}", env!("CARGO_PKG_VERSION")))),
        (say!("From commit"), commit),
        (say!("Judged at"), moment),
        (say!("Configuration"), Html::text(&configuration)),
        (say!("Inputs"), linked(&Target::Findings, &format!("{problems}, {skipped}"))),
        (say!("Data"), linked(&Target::File(export::BUILD.to_owned()), export::BUILD)),
        (say!("Hashes"), Html::made(format!("<a href=\"{}\">manifest.json</a>", escape(&manifest)))),
    ]
    .into_iter()
    .map(|(name, body_html)| Fact { name, body_html })
    .collect()
}
