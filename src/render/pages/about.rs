//! The site's own prose: how to read a verdict, the method, the glossary, a checklist to copy.

use crate::render::html::Html;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::templates::CHECKLIST;
use crate::render::urls::Target;
use serde::Serialize;

/// Their names: the files of `content/` without `.md`.
const NAMES: [&str; 5] = ["verdicts", "findings", "method", "glossary", CHECKLIST];

/// The page of this name.
pub fn named(name: &str) -> Option<&'static str> {
    NAMES.into_iter().find(|its| *its == name)
}

/// A page for each.
pub struct About;

#[derive(Debug, Serialize)]
struct Link {
    text: String,
    href: String,
    current: bool,
}

#[derive(Debug, Serialize)]
struct View {
    prose_html: Html,
    source: String,
    pages: Vec<Link>,
}

impl Kind for About {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        NAMES.into_iter().map(Target::About).collect()
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let Target::About(name) = *target else { return Ok(Vec::new()) };
        let resolve = |link: &str| scene.routes.link(path, &Target::About(named(link.strip_suffix(".md")?)?));
        let (title, prose_html) = scene.shelf.prose(name, &resolve);
        let pages = NAMES
            .into_iter()
            .filter_map(|other| {
                let (text, _) = scene.shelf.prose(other, &resolve);
                Some(Link {
                    text,
                    href: scene.routes.link(path, &Target::About(other))?,
                    current: other == name,
                })
            })
            .collect();
        let source = if name == CHECKLIST {
            scene.shelf.file("content/checklist.md").to_owned()
        } else {
            String::new()
        };
        scene.fill("about.html", Frame::new(scene, path, &title, &[]), &View { prose_html, source, pages })
    }
}
