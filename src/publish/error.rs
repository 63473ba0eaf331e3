//! Why a site could not be published.

use super::options::Leak;
use crate::render::format::count;
use crate::render::site::RenderError;
use std::io;
use std::path::{Path, PathBuf};

const ADOPT: &str = ", or adopt it with --adopt, which keeps every file in it that golive did not write";

/// Why a site could not be published. The old site stands, whatever the reason.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder has content, and nothing shows that golive wrote it.
    #[error(
        "{} was not written by golive (it holds `{entry}`, and no manifest of golive's whose hashes are those of its files) and is left \
         alone: choose another --out, empty the folder, or adopt it with --adopt, which keeps every file in it", folder.display()
    )]
    NotOurs {
        /// The folder.
        folder: PathBuf,
        /// The first thing in it that is not golive's.
        entry: String,
    },
    /// There is no site of golive's.
    #[error("{} is no site of golive's: it has no manifest.json", folder.display())]
    NoSite {
        /// The folder.
        folder: PathBuf,
    },
    /// Git brought what stands there, so that whoever can commit can choose it.
    #[error("{} is left alone: {why}; choose another folder{}", path.display(), if *adoptable { ADOPT } else { "" })]
    Tracked {
        /// The path.
        path: PathBuf,
        /// What git tracks.
        why: String,
        /// Whether a flag can allow it.
        adoptable: bool,
    },
    /// The output would take the place of the repository.
    #[error("{} holds the repository that is read and is left alone: choose another --out", path.display())]
    HoldsSources {
        /// The path.
        path: PathBuf,
    },
    /// Something stands in the place of what golive puts beside its output, and nothing shows that golive made it.
    #[error(
        "{} is in the way: golive needs that name, and nothing shows that it made what stands there; move it away", path.display()
    )]
    InTheWay {
        /// The path.
        path: PathBuf,
    },
    /// Something else than a folder stands there.
    #[error("{} is {what} and is left alone: name a folder with --out", path.display())]
    NotAFolder {
        /// The path.
        path: PathBuf,
        /// `a file`, `a symbolic link`.
        what: &'static str,
    },
    /// A file of the work tree is there already.
    #[error("{} is there already: --force replaces it, --dry-run shows what would be written", path.display())]
    Present {
        /// The file.
        path: PathBuf,
    },
    /// The file for a pack is there already.
    #[error("{} is there already: --force replaces it", path.display())]
    Packed {
        /// The file.
        path: PathBuf,
    },
    /// A record, or a file to begin with, cannot be written.
    #[error("cannot write {}: {}", path.display(), cause(source))]
    Record {
        /// The file, or the folder for it.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something else than a folder stands where a folder is to be, or something else than a file where a file is.
    #[error("{} is {what}, and nothing is written through it", path.display())]
    NoRecordFolder {
        /// The path.
        path: PathBuf,
        /// `a file`, `a symbolic link`.
        what: &'static str,
    },
    /// A file that golive did not write stands where a page must go.
    #[error("{} is not as golive wrote it, but the site needs that path: move it away", path.display())]
    Conflict {
        /// The file.
        path: PathBuf,
    },
    /// A file that would be written is there already.
    #[error("{} is there already and is left alone: name another folder", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Another build holds the folder.
    #[error("another build holds {}: wait for it to end, or say --wait", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// The plan names a path that cannot be written; a fault of golive's own.
    #[error("the site cannot have a file `{path}`: {why}")]
    BadPath {
        /// The path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Reading or writing failed.
    #[error("cannot {action} {}: {}; nothing was published", path.display(), cause(source))]
    Io {
        /// What was tried: `write`, `lock`.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// The scan of the output found secrets, and the build is to fail for them.
    #[error("{} in the output look like secrets; nothing was published", count(.0.len(), "value", "values"))]
    Secrets(Vec<Leak>),
    /// A template is wrong.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl PublishError {
    /// Turns a failure of the system into an error with its path.
    pub(super) fn io<E: Into<io::Error>>(action: &'static str, path: &Path) -> impl FnOnce(E) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { action, path, source: source.into() }
    }
}

/// The system's words for a failure, without its number: `no space left on device`.
pub(super) fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
