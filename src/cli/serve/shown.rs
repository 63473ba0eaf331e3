//! What the browser is shown: the site in a folder, which build of it, and what is wrong.

use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The state of the site.
#[derive(Debug)]
pub(super) struct Shown {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    version: u64,
    problems: Vec<String>,
}

impl Shown {
    /// A folder into which nothing was built yet.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), state: Mutex::default() }
    }

    /// The folder of the site.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A new site stands.
    pub(super) fn built(&self, problems: Vec<String>) {
        let mut state = self.lock();
        state.version += 1;
        state.problems = problems;
    }

    /// The old site stands, and this is why.
    pub(super) fn failed(&self, why: String) {
        self.lock().problems = vec![why];
    }

    /// Which build is shown.
    pub(super) fn version(&self) -> u64 {
        self.lock().version
    }

    /// For the script in the page.
    pub(super) fn json(&self) -> String {
        let state = self.lock();
        json!({ "version": state.version, "problems": state.problems }).to_string()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
