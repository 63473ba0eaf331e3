//! Which paths are tracked, and into which folders a walk must go for them.

use super::error::DiscoverError;
use super::request::Places;
use crate::config::{Sources, path_glob};
use globset::{GlobSet, GlobSetBuilder};
use std::collections::BTreeSet;

/// The paths to track.
#[derive(Clone, Debug)]
pub struct Wants {
    include: GlobSet,
    /// Checklists: what is no evidence can be one all the same.
    always: GlobSet,
    exclude: Vec<GlobSet>,
    /// What is tracked already.
    known: Vec<GlobSet>,
    /// For each wanted glob the folders that stand before its first wildcard.
    roots: BTreeSet<String>,
}

impl Wants {
    /// Evidence, templates and snapshots of the configuration.
    ///
    /// # Errors
    /// When a glob of the configuration is wrong.
    pub fn new(sources: &Sources) -> Result<Self, DiscoverError> {
        let checklists = sources.templates.iter().chain(&sources.snapshots);
        let always = set(checklists.clone().map(|glob| compile(glob)))?;
        let wanted = sources.evidence.iter().chain(checklists);
        let roots = wanted.clone().map(|glob| root(glob)).collect();
        let exclude = vec![set(sources.exclude.iter().map(|glob| compile(glob)))?];
        let include = set(wanted.map(|glob| compile(glob)))?;
        Ok(Self { known: vec![include.clone()], include, always, exclude, roots })
    }

    /// What checklists name, tracked already or not, without what is no evidence.
    ///
    /// # Errors
    /// When they are too many for one automaton.
    pub fn named(&self, named: &BTreeSet<String>) -> Result<Self, DiscoverError> {
        let globs = named.iter().filter_map(|glob| Some((root(glob), compile(glob).ok()?)));
        let (roots, globs): (BTreeSet<_>, Vec<_>) = globs.unzip();
        let include = set(globs.into_iter().map(Ok))?;
        let exclude = self.exclude.clone();
        Ok(Self { include, always: GlobSet::empty(), exclude, known: Vec::new(), roots })
    }

    /// Every path.
    pub fn everything() -> Self {
        let include = set([compile("**")]).unwrap_or_default();
        let (always, roots) = (GlobSet::empty(), BTreeSet::from([String::new()]));
        Self { include, always, exclude: Vec::new(), known: Vec::new(), roots }
    }

    /// What checklists name and nobody wanted before. Their names are words: those that are no globs are passed over.
    ///
    /// # Errors
    /// When they are too many for one automaton.
    pub fn further(&mut self, named: &BTreeSet<String>) -> Result<Self, DiscoverError> {
        let fresh = |glob: &&String| {
            let plain = glob.strip_suffix("/**").unwrap_or(glob);
            root(plain) != plain || !self.include.is_match(plain)
        };
        let fresh = named.iter().filter(fresh).filter_map(|glob| Some((root(glob), compile(glob).ok()?)));
        let (roots, globs): (BTreeSet<_>, Vec<_>) = fresh.unzip();
        let include = set(globs.into_iter().map(Ok))?;
        let exclude = self.exclude.iter().chain(&self.known).cloned().collect();
        self.known.push(include.clone());
        Ok(Self { include, always: GlobSet::empty(), exclude, known: Vec::new(), roots })
    }

    /// Whether there is nothing to track.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty()
    }
}

impl Places for Wants {
    fn has(&self, path: &str) -> bool {
        self.always.is_match(path)
            || self.include.is_match(path) && !self.exclude.iter().any(|set| set.is_match(path))
    }

    fn may_lie_under(&self, folder: &str) -> bool {
        let inside = format!("{folder}/");
        let below = self.roots.range(inside.clone()..).next().is_some_and(|root| root.starts_with(&inside));
        let slashes = folder.match_indices('/').map(|(at, _)| at).chain([0, folder.len()]);
        below || slashes.filter_map(|at| folder.get(..at)).any(|above| self.roots.contains(above))
    }
}

fn set(
    globs: impl IntoIterator<Item = Result<globset::Glob, DiscoverError>>,
) -> Result<GlobSet, DiscoverError> {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        builder.add(glob?);
    }
    builder.build().map_err(|error| DiscoverError::Glob { glob: String::new(), cause: error.to_string() })
}

fn compile(glob: &str) -> Result<globset::Glob, DiscoverError> {
    path_glob(glob)
        .map_err(|error| DiscoverError::Glob { glob: glob.to_owned(), cause: error.kind().to_string() })
}

/// The folders before the first wildcard: `artifacts/a*/b` gives `artifacts`.
fn root(glob: &str) -> String {
    let plain = glob.find(['*', '?', '[', '{', '\\']).map_or(glob, |at| glob.get(..at).unwrap_or_default());
    if plain.len() == glob.len() {
        return glob.to_owned();
    }
    plain.rsplit_once('/').map_or("", |(folders, _)| folders).to_owned()
}
