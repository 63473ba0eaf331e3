//! Files that are no pages: style and script now, the exports as they come.

use crate::render::page::{Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;

/// Published as they are.
const ASSETS: [&str; 2] = ["style.css", "site.js"];

/// Every file that is no page.
pub struct Files;

impl Kind for Files {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        ASSETS.iter().map(|name| Target::File((*name).to_owned())).collect()
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        Ok(scene.shelf.file(path).as_bytes().to_vec())
    }
}
