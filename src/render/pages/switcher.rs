//! From one release to others: the neighbours, and those that are near.

use super::years;
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::Target;
use serde::Serialize;
use std::collections::BTreeSet;

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

/// So many releases before and after one are a click away; the pages of releases have all.
const NEAR: usize = 6;

/// The releases around a snapshot and the newest, newest first, then the page of releases that lists it.
pub fn versions(scene: &Scene<'_>, path: &str, snapshot: usize) -> Vec<Switch> {
    let candidate = scene.dossier.history.candidate();
    let near = snapshot.saturating_sub(NEAR)..=(snapshot + NEAR).min(candidate);
    let mut all: BTreeSet<usize> = near.collect();
    all.extend(scene.newest());
    all.insert(candidate);
    let listed = years::target(years::page_of(scene, snapshot));
    let own = all.into_iter().rev().map(|at| (scene.name(at), Target::Release(at)));
    own.chain([(say!("All releases").to_owned(), listed)])
        .filter_map(|(name, target)| {
            let href = scene.routes.link(path, &target)?;
            let what = if target == Target::Release(snapshot) { say!("this page") } else { "" };
            Some(Switch { what, rel: "", name, href })
        })
        .collect()
}
