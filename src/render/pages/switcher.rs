//! From one release to its neighbours.

use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::Target;
use serde::Serialize;

/// A step to a neighbouring release.
#[derive(Debug, Serialize)]
pub struct Switch {
    /// `Previous`, `Next`.
    pub what: &'static str,
    /// What it is to this page, as HTML says it: `prev`, `next`.
    pub rel: &'static str,
    /// The release's name.
    pub name: String,
    /// Its page.
    pub href: String,
}

/// The neighbours of a snapshot that `target` gives a page of the same kind for.
pub fn switcher(
    scene: &Scene<'_>,
    path: &str,
    snapshot: usize,
    target: &dyn Fn(usize) -> Option<Target>,
) -> Vec<Switch> {
    let own = scene.assessment.releases.get(snapshot);
    let (previous, next) = own.map_or((None, None), |own| (own.tagged_before, own.next));
    [(say!("Previous"), "prev", previous), (say!("Next"), "next", next)]
        .into_iter()
        .filter_map(|(what, rel, other)| {
            let other = other?;
            let href = scene.routes.link(path, &target(other)?)?;
            Some(Switch { what, rel, name: scene.name(other), href })
        })
        .collect()
}
