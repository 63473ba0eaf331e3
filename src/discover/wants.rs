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
    /// The folders in which wanted files may lie.
    folders: GlobSet,
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
        let folders = folders(wanted.clone())?;
        let exclude = vec![set(sources.exclude.iter().map(|glob| compile(glob)))?];
        let include = set(wanted.map(|glob| compile(glob)))?;
        Ok(Self { known: vec![include.clone()], include, always, exclude, folders })
    }

    /// What checklists name, tracked already or not, without what is no evidence.
    ///
    /// # Errors
    /// When they are too many for one automaton.
    pub fn named(&self, named: &BTreeSet<String>) -> Result<Self, DiscoverError> {
        let (include, folders) = passing_over(named.iter())?;
        let exclude = self.exclude.clone();
        Ok(Self { include, always: GlobSet::empty(), exclude, known: Vec::new(), folders })
    }

    /// Every path.
    pub fn everything() -> Self {
        let include = set([compile("**")]).unwrap_or_default();
        let (always, folders) = (GlobSet::empty(), include.clone());
        Self { include, always, exclude: Vec::new(), known: Vec::new(), folders }
    }

    /// What checklists name and nobody wanted before. Their names are words: those that are no globs are passed over.
    ///
    /// # Errors
    /// When they are too many for one automaton.
    pub fn further(&mut self, named: &BTreeSet<String>) -> Result<Self, DiscoverError> {
        let fresh = |glob: &&String| {
            let plain = glob.strip_suffix("/**").unwrap_or(glob);
            is_pattern(plain) || !self.include.is_match(plain)
        };
        let (include, folders) = passing_over(named.iter().filter(fresh))?;
        let exclude = self.exclude.iter().chain(&self.known).cloned().collect();
        self.known.push(include.clone());
        Ok(Self { include, always: GlobSet::empty(), exclude, known: Vec::new(), folders })
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
        self.folders.is_match(folder)
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

/// Those of the globs that are globs, and their folders.
fn passing_over<'g>(globs: impl Iterator<Item = &'g String>) -> Result<(GlobSet, GlobSet), DiscoverError> {
    let globs = globs.filter_map(|glob| Some((glob, compile(glob).ok()?)));
    let (words, globs): (Vec<_>, Vec<_>) = globs.unzip();
    Ok((set(globs.into_iter().map(Ok))?, folders(words.into_iter())?))
}

/// The folders in which files of the globs may lie: `a/b*/**/c.json` gives `a`, `a/b*` and `a/b*/**`.
fn folders<'g>(globs: impl Iterator<Item = &'g String>) -> Result<GlobSet, DiscoverError> {
    let above = globs.flat_map(|glob| above(glob)).collect::<BTreeSet<_>>();
    set(above.iter().map(|folder| compile(folder).or_else(|_| compile("**"))))
}

/// What stands before each slash of a glob, and the glob itself where it ends in any folder. Below a choice of several folders,
/// `{a/b,c}`, it may be any.
fn above(glob: &str) -> Vec<String> {
    let (mut depth, mut is_escaped) = (0_usize, false);
    let mut found = Vec::new();
    for (at, letter) in glob.char_indices() {
        match letter {
            _ if is_escaped => {}
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '/' if depth == 0 => found.extend(glob.get(..at).map(str::to_owned)),
            '/' => {
                found.push(found.last().map_or_else(|| "**".to_owned(), |folder| format!("{folder}/**")));
                return found;
            }
            _ => {}
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    let last = glob.rsplit('/').next().unwrap_or(glob);
    found.extend(last.contains("**").then(|| glob.to_owned()));
    found
}

/// Whether a glob may match more than the path that it spells.
fn is_pattern(glob: &str) -> bool {
    glob.contains(['*', '?', '[', '{', '\\'])
}
