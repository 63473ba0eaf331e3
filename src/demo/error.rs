//! Why a sample repository could not be written.

use std::path::PathBuf;

/// Why a sample repository could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder holds something that the demo did not write; it is left alone.
    #[error("{} is not empty and was not written by golive demo; name another folder or empty it yourself", .0.display())]
    NotOurs(PathBuf),
    /// More releases than dates can be found for.
    #[error("{asked} releases are too many: at most {limit}")]
    TooMany {
        /// How many were asked for.
        asked: usize,
        /// How many are possible.
        limit: usize,
    },
    /// The disk refused.
    #[error("{}: {source}", path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// git refused.
    #[error("writing the sample repository failed: {0}")]
    Git(#[from] git2::Error),
    /// A text that is built into the program is broken.
    #[error("a built-in text is broken: {0}")]
    Text(#[from] serde_json::Error),
}

impl DemoError {
    /// An error of the disk at a path, for `map_err`.
    pub fn disk(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Disk { path, source }
    }
}
