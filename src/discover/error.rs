//! Why nothing can be discovered.

use crate::config::ConfigError;

/// Why nothing can be discovered.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// There is no repository at that place.
    #[error("{path}: not a git repository (nor any folder above it): {cause}")]
    NotARepository {
        /// The place.
        path: String,
        /// What git says.
        cause: String,
    },
    /// There is one, and it cannot be opened.
    #[error("{path}: the repository cannot be opened: {cause}")]
    CannotOpen {
        /// The place.
        path: String,
        /// What git says, and what to do.
        cause: String,
    },
    /// The repository has no commit.
    #[error("{path}: the repository has no commit yet; commit something, then build")]
    NoCommit {
        /// The place.
        path: String,
    },
    /// There are no files where some are to be written.
    #[error("{path}: a bare repository has no work tree: name a checkout with --repo")]
    NoWorkTree {
        /// The place.
        path: String,
    },
    /// The revision is unknown.
    #[error("unknown revision `{rev}`: {cause}")]
    UnknownRevision {
        /// As it was asked for.
        rev: String,
        /// What git says.
        cause: String,
    },
    /// Git cannot read what it must.
    #[error("the repository cannot be read: {0}")]
    Unreadable(String),
    /// A glob of the configuration is wrong.
    #[error("`{glob}` is not a glob: {cause}")]
    Glob {
        /// The glob.
        glob: String,
        /// Why.
        cause: String,
    },
    /// The configuration, or what it names, is wrong at the commit.
    #[error(transparent)]
    Configuration(#[from] ConfigError),
}

impl From<git2::Error> for DiscoverError {
    fn from(error: git2::Error) -> Self {
        Self::Unreadable(error.message().to_owned())
    }
}
