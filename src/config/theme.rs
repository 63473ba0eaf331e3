//! Folders that the site is drawn from: where they are named, and what a theme of the repository may hold.

use super::error::ConfigError;
use crate::model::problem::Place;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Texts by their paths in a folder, `/`-separated.
pub type Texts = BTreeMap<String, String>;

/// A folder of the repository that the configuration names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Its path from the root of the repository.
    pub path: String,
    /// Where the configuration names it.
    pub place: Place,
}

impl Folder {
    /// The folder that a file of configuration names at a place.
    pub(super) fn new(path: &str, file: &str, place: Place) -> Self {
        Self { path: path.to_owned(), place: Place { path: file.into(), ..place } }
    }
}

impl Folder {
    /// What is wrong with the folder, told where it is named.
    pub fn error(&self, message: String) -> ConfigError {
        let Place { path, line, column } = self.place.clone();
        ConfigError { path: path.to_string(), line, column, message }
    }
}

/// Why a theme of the repository must not have a file: what decides which code runs on a page, what a page loads, and whether text is
/// escaped is not left to whoever can commit. `None` for style without addresses, prose and words.
pub fn weakens(name: &str, text: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    if lower.ends_with(".html") || lower.ends_with(".js") {
        return Some("templates and scripts decide what a page loads and runs");
    }
    let is_foreign = |rest: &str| !rest.trim_start_matches(['"', '\'']).starts_with("data:");
    let style = text.to_ascii_lowercase().split_whitespace().collect::<String>();
    let loads = style.contains("@import")
        || ["url(", "src(", "image-set(", "image("]
            .iter()
            .any(|call| style.split(call).skip(1).any(is_foreign));
    (lower.ends_with(".css") && loads).then_some("its style loads something by an address")
}

/// The files of a theme in a folder of this machine, which is outside the repository by the user's will: it may replace templates and
/// scripts too.
///
/// # Errors
/// When the folder, or a file in it that golive may draw with, cannot be read.
pub fn read(folder: &Path) -> Result<Texts, ConfigError> {
    let mut texts = Texts::new();
    let mut open = vec![String::new()];
    while let Some(inner) = open.pop() {
        let path = folder.join(&inner);
        for entry in fs::read_dir(&path).map_err(unreadable(&path))? {
            let entry = entry.map_err(unreadable(&path))?;
            let name = format!("{inner}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                open.push(format!("{name}/"));
            } else if is_of_theme(&name) {
                let text = fs::read_to_string(entry.path()).map_err(unreadable(&entry.path()))?;
                texts.insert(name, text);
            }
        }
    }
    Ok(texts)
}

fn unreadable(path: &Path) -> impl FnOnce(std::io::Error) -> ConfigError {
    let path = path.display().to_string();
    |error| ConfigError { path, line: 0, column: 0, message: format!("cannot be read: {error}") }
}

/// Whether golive may draw with a file of this name.
pub fn is_of_theme(name: &str) -> bool {
    [".html", ".js", ".css", ".md", ".toml"].iter().any(|end| name.to_ascii_lowercase().ends_with(end))
}

/// Looks at a path to a folder in the repository.
pub(super) fn check_folder(text: &str) -> Result<(), String> {
    let leads_out = text.starts_with('/') || text.contains(['\\', '\0', ':']);
    if text.trim().is_empty() || leads_out || text.split('/').any(|name| name == "..") {
        return Err(format!("`{text}` must be a folder in the repository, relative to its root"));
    }
    Ok(())
}
