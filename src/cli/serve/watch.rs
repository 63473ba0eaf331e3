//! Whether something changed of which a site is made: refs, the uncommitted configuration, and a theme of this machine.

use crate::cli::args;
use crate::config::{Config, FILE_NAME};
use crate::discover::checkout;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A theme has no more files.
const MOST: usize = 1000;

/// What is looked at, as it is now.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Watched {
    refs: Option<String>,
    files: Vec<(PathBuf, Option<SystemTime>, u64)>,
}

impl Watched {
    /// Looks.
    pub(super) fn at(build: &args::Build) -> Self {
        let repo = &build.input.repo;
        let config =
            build.input.config.clone().or_else(|| Config::find(repo)).unwrap_or_else(|| repo.join(FILE_NAME));
        let mut files = vec![of_file(&config)];
        if let Some(theme) = &build.theme {
            collect(theme, &mut files);
        }
        Self { refs: checkout::refs(repo), files }
    }
}

fn of_file(path: &Path) -> (PathBuf, Option<SystemTime>, u64) {
    let found = fs::metadata(path).ok();
    let changed = found.as_ref().and_then(|file| file.modified().ok());
    (path.to_path_buf(), changed, found.map_or(0, |file| file.len()))
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Option<SystemTime>, u64)>) {
    let mut inner = fs::read_dir(folder).into_iter().flatten().flatten().collect::<Vec<_>>();
    inner.sort_by_key(fs::DirEntry::path);
    for entry in inner {
        if files.len() >= MOST {
            return;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => collect(&entry.path(), files),
            _ => files.push(of_file(&entry.path())),
        }
    }
}
