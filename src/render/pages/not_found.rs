//! `404.html`: served from any depth, so its links are whole addresses where the site knows its own.

use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use serde::Serialize;

/// One page.
pub struct NotFound;

#[derive(Debug, Serialize)]
struct View {
    home: String,
}

impl Kind for NotFound {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::NotFound]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let mut frame = Frame::new(scene, path, say!("Not found"), &[]);
        frame.canonical = None;
        let view = View { home: frame.home.clone() };
        scene.fill("404.html", frame, &view)
    }
}
