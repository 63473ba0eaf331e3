//! Pages of a team's own: the Markdown of the folder that `[site] content` names, in the navigation behind golive's.

use crate::render::html::Html;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use serde::Serialize;

/// A page for each file.
pub struct Own;

#[derive(Debug, Serialize)]
struct View {
    prose_html: Html,
    source: String,
    pages: Vec<()>,
}

impl Kind for Own {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        scene.shelf.own().map(|name| Target::Own(name.to_owned())).collect()
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let Target::Own(name) = target else { return Ok(Vec::new()) };
        let resolve = |link: &str| {
            let (file, anchor) =
                link.split_once('#').map_or((link, String::new()), |(file, at)| (file, format!("#{at}")));
            let name = file.strip_prefix("./").unwrap_or(file).strip_suffix(".md")?;
            let known = scene.routes.link(path, &Target::Own(name.to_owned()));
            let about = || scene.routes.link(path, &Target::About(super::about::named(name)?));
            Some(known.or_else(about)? + &anchor)
        };
        let (title, prose_html) = scene.shelf.prose(name, &resolve);
        let view = View { prose_html, source: String::new(), pages: Vec::new() };
        scene.fill("about.html", Frame::new(scene, path, &title, &[]), &view)
    }
}
