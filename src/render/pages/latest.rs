//! `latest/`: leads to the newest release at once, or to the candidate where there is none.

use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use serde::Serialize;

/// One page.
pub struct Latest;

#[derive(Debug, Serialize)]
struct View {
    link_html: Html,
}

impl Kind for Latest {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::Latest]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let snapshot = scene.newest_or_candidate();
        redirect(scene, path, say!("The newest release"), &Target::Release(snapshot), &scene.name(snapshot))
    }
}

/// A page that leads to another at once.
///
/// # Errors
/// When the template is wrong.
pub fn redirect(
    scene: &Scene<'_>,
    path: &str,
    title: &str,
    target: &Target,
    words: &str,
) -> Result<Vec<u8>, RenderError> {
    let mut frame = Frame::new(scene, path, title, &[]);
    frame.refresh = scene.routes.link(path, target);
    frame.canonical = match (&scene.look.base_url, scene.routes.path(target)) {
        (Some(base), Some(to)) => {
            Some(format!("{}/{}", base.trim_end_matches('/'), to.trim_end_matches("index.html")))
        }
        _ => frame.refresh.clone(),
    };
    let view = View { link_html: scene.anchor(path, target, "", words) };
    scene.fill("redirect.html", frame, &view)
}
