//! Manifests, changelogs and what items name, as they stand in snapshots: what git facts are asked of.
//!
//! Only the trees of the snapshots are compared, and not those of all commits: a fact is about a release, or two of them.

use super::error::DiscoverError;
use super::request::{Named, Places};
use super::timeline;
use super::tree::Trees;
use super::wants::Wants;
use crate::config::{Sources, path_glob};
use crate::model::history::History;
use git2::Repository;
use globset::{GlobSet, GlobSetBuilder};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Folders of other people's code, of what a build made, and of test data. A manifest there does not tell the project's version.
const SKIPPED: [&str; 38] = [
    "node_modules",
    "bower_components",
    "vendor",
    "third_party",
    "third-party",
    "external",
    "target",
    "dist",
    "build",
    "out",
    "bin",
    "obj",
    ".venv",
    "venv",
    "site-packages",
    ".git",
    "test",
    "tests",
    "__tests__",
    "testdata",
    "test-data",
    "spec",
    "specs",
    "e2e",
    "fixture",
    "fixtures",
    "__fixtures__",
    "example",
    "examples",
    "sample",
    "samples",
    "demo",
    "demos",
    "template",
    "templates",
    "benchmark",
    "benchmarks",
    "playground",
];

/// The wanted paths.
struct ProjectPaths {
    manifests: GlobSet,
    exclude: GlobSet,
    /// Changelogs and what items name.
    named: Wants,
}

impl Places for ProjectPaths {
    fn has(&self, path: &str) -> bool {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let manifest =
            || self.manifests.is_match(path) && !is_skipped(folder) && !self.exclude.is_match(path);
        self.named.has(path) || manifest()
    }

    fn may_lie_under(&self, folder: &str) -> bool {
        !is_skipped(folder) || self.named.may_lie_under(folder)
    }
}

fn is_skipped(folder: &str) -> bool {
    folder.split('/').any(|part| SKIPPED.contains(&&*part.to_ascii_lowercase()))
}

/// Fills what a history knows of the project's own files. Without a checklist nobody asks for them, and only the candidate's changelogs
/// are looked up.
pub(super) fn track(
    repo: &Repository,
    sources: &Sources,
    named: Named,
    history: &mut History,
    broken: &mut Vec<String>,
) -> Result<(), DiscoverError> {
    let asked = !history.templates.is_empty() || !history.copies.is_empty() || !named.globs.is_empty();
    let from = if asked { 0 } else { history.candidate() };
    // What items name are words: those that are no globs are passed over.
    let paths = named.texts.iter().map(|(path, _)| globset::escape(path)).collect::<BTreeSet<_>>();
    let words = named.globs.into_iter().chain(paths).filter(|glob| path_glob(glob).is_ok());
    let wanted = Sources {
        evidence: sources.changelogs.iter().cloned().chain(words).collect(),
        templates: Vec::new(),
        snapshots: Vec::new(),
        ..sources.clone()
    };
    let paths = ProjectPaths {
        manifests: if asked { globs(&sources.manifests) } else { GlobSet::empty() },
        exclude: globs(&sources.exclude),
        named: Wants::new(&wanted)?,
    };
    let trees = Trees::new(repo, &paths);
    let mut project = std::mem::take(&mut history.project);
    timeline::spans(repo, &trees, &history.snapshots, from, &mut project, broken);
    history.has_links |= trees.met_link();
    let changelogs = globs(&sources.changelogs);
    history.changelogs = project.keys().filter(|path| changelogs.is_match(&***path)).cloned().collect();
    for (path, text) in named.texts {
        let path: Arc<str> = path.into();
        if project.contains_key(&path) {
            history.quoted.entry(path).or_default().extend(text.map(Arc::from));
        }
    }
    history.project = project;
    Ok(())
}

/// A wrong glob has stopped the build before.
fn globs(globs: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    globs.iter().filter_map(|glob| path_glob(glob).ok()).for_each(|glob| {
        set.add(glob);
    });
    set.build().unwrap_or_default()
}
