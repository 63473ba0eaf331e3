//! The planned site: every path is known before a page is drawn.

use super::export::Source;
use super::page::{Kind, Scene};
use super::pages::PAGES;
use super::templates::Shelf;
use super::urls::{Routes, Target};
use crate::assess::result::assessment::Assessment;
use crate::config::Look;
use crate::model::dossier::Dossier;
use crate::model::evidence::Bytes;

/// Why a page could not be drawn: a template is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {message}")]
pub struct RenderError {
    /// The page or the template.
    pub path: String,
    /// What is wrong, with line and column where the template engine tells them.
    pub message: String,
}

/// A site whose paths are all known and whose files are drawn one by one, on demand and in any order, from any thread.
pub trait Plan: Sync {
    /// The path of every file under the output folder, sorted, each once, `/`-separated; without `manifest.json`.
    fn paths(&self) -> &[String];
    /// The bytes of the file at an index of [`Plan::paths`].
    ///
    /// # Errors
    /// When a template is wrong.
    fn draw(&self, index: usize) -> Result<Vec<u8>, RenderError>;
    /// The commit from which the site was made, in hexadecimal digits, for the manifest.
    fn source(&self) -> String;
}

/// All pages and files of a judged history, planned and not yet drawn.
pub struct Site<'a> {
    scene: Scene<'a>,
    paths: Vec<String>,
    plots: Vec<(Target, &'static dyn Kind)>,
}

impl std::fmt::Debug for Site<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site").field("paths", &self.paths.len()).finish_non_exhaustive()
    }
}

impl<'a> Site<'a> {
    /// Plans every page: asks each kind for what it draws, gives each target its path, and finds paths that collide.
    ///
    /// # Errors
    /// When a template or a theme's file is wrong, or two targets want one path.
    pub fn plan(
        dossier: &'a Dossier,
        assessment: &'a Assessment,
        look: &'a Look,
        bytes: &'a dyn Bytes,
    ) -> Result<Self, RenderError> {
        let shelf = Shelf::new(look)?;
        shelf.language().speak(|| Self::planned(dossier, assessment, look, bytes, shelf))
    }

    fn planned(
        dossier: &'a Dossier,
        assessment: &'a Assessment,
        look: &'a Look,
        bytes: &'a dyn Bytes,
        shelf: Shelf,
    ) -> Result<Self, RenderError> {
        let mut scene = Scene::new(dossier, assessment, look, bytes, shelf, Routes::new(dossier));
        let mut planned = Vec::new();
        for kind in PAGES {
            for target in kind.targets(&scene) {
                scene.routes.plan(target.clone());
                planned.push((scene.routes.path(&target).unwrap_or_default().to_owned(), target, *kind));
            }
        }
        planned.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        if let Some((path, ..)) = planned.windows(2).find_map(|pair| match pair {
            [a, b] if a.0 == b.0 => Some(a),
            _ => None,
        }) {
            return Err(RenderError { path: path.clone(), message: "two pages want this path".to_owned() });
        }
        let (paths, plots) = planned.into_iter().map(|(path, target, kind)| (path, (target, kind))).unzip();
        Ok(Self { scene, paths, plots })
    }
}

impl Site<'_> {
    /// What exports are drawn from.
    pub(super) fn exported(&self) -> Source<'_> {
        self.scene.source()
    }
}

/// Whether a file is for programs, which read English whatever people read.
fn is_data(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.starts_with("data/") || name == "release.json" || name.ends_with(".csv") || name.ends_with(".jsonl")
}

impl Plan for Site<'_> {
    fn paths(&self) -> &[String] {
        &self.paths
    }

    fn draw(&self, index: usize) -> Result<Vec<u8>, RenderError> {
        match (self.plots.get(index), self.paths.get(index)) {
            (Some((target, kind)), Some(path)) if is_data(path) => kind.draw(&self.scene, target, path),
            (Some((target, kind)), Some(path)) => {
                self.scene.shelf.language().speak(|| kind.draw(&self.scene, target, path))
            }
            _ => Err(RenderError { path: index.to_string(), message: "no page has this number".to_owned() }),
        }
    }

    fn source(&self) -> String {
        self.scene.head().map(|head| head.commit.to_string()).unwrap_or_default()
    }
}
