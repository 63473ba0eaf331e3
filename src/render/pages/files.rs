//! Files that are no pages: style and script, and every export.

use crate::render::export::{LATEST_FILES, RELEASE_FILES, SITE_FILES, TABLES, draw_part, parts};
use crate::render::page::{Kind, Scene};
use crate::render::site::RenderError;
use crate::render::templates::SCRIPT;
use crate::render::urls::Target;

/// Published as they are.
const ASSETS: [&str; 4] = ["style.css", SCRIPT, "search.js", "compare.js"];

/// Every file that is no page.
pub struct Files;

impl Kind for Files {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        let whole = ASSETS.into_iter().chain(SITE_FILES.iter().map(|file| file.path));
        let beside =
            |snapshot: usize| RELEASE_FILES.iter().map(move |file| Target::Beside(snapshot, file.name));
        let latest = LATEST_FILES.iter().map(|name| Target::File(format!("latest/{name}")));
        let source = scene.source();
        let tables = TABLES.iter().flat_map(|table| parts(&source, table)).map(|part| part.path);
        whole
            .map(str::to_owned)
            .chain(tables)
            .map(Target::File)
            .chain(latest)
            .chain(scene.releases().flat_map(|(r, _)| beside(r.snapshot)))
            .collect()
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let source = scene.source();
        let beside = match target {
            Target::Beside(snapshot, name) => Some((*snapshot, *name)),
            _ => path.strip_prefix("latest/").map(|name| (scene.newest_or_candidate(), name)),
        };
        if let Some((snapshot, name)) = beside
            && let Some(file) = RELEASE_FILES.iter().find(|file| file.name == name)
        {
            return (file.draw)(&source, snapshot);
        }
        match SITE_FILES.iter().find(|file| file.path == path) {
            Some(file) => (file.draw)(&source),
            None => {
                draw_part(&source, path).unwrap_or_else(|| Ok(scene.shelf.file(path).as_bytes().to_vec()))
            }
        }
    }
}
