//! What an item can ask of git itself: facts that need no evidence, since the history is their record.

/// How a path differs between a release and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathChange {
    /// It is there, and was not there at the previous release.
    Added,
    /// It is there with other bytes than at the previous release, or was not there then.
    Changed,
    /// It was there at the previous release, and is gone.
    Removed,
}

/// A fact that an item states of a release's tree, tag or commits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum GitFact {
    /// The version was raised in manifests.
    Version {
        /// The manifests by path, or by name where only one has it; empty: every manifest that golive knows in the tree.
        manifests: Vec<String>,
        /// The version that they must have; `None`: that of the release's tag.
        to: Option<String>,
        /// The version that they had; `None`: that of the previous release.
        from: Option<String>,
    },
    /// The changelog has an entry for a version.
    Changelog {
        /// Its path; `None`: any changelog of the tree.
        path: Option<String>,
        /// The version; `None`: that of the release's tag.
        version: Option<String>,
        /// Whether the entry must tell a day.
        dated: bool,
    },
    /// The release's tag is as it should be. Not known of a candidate, which has no tag.
    Tag {
        /// Its name; `None`: any.
        name: Option<String>,
        /// Whether it must be annotated.
        annotated: bool,
        /// Whether it must carry a signature. The signature itself is not verified.
        signed: bool,
        /// The branch that must contain its commit.
        branch: Option<String>,
    },
    /// A commit is in the release.
    Commit {
        /// Its id, whole or abbreviated.
        id: String,
    },
    /// What happened to a path.
    Path {
        /// The path of a file or folder, or a glob.
        path: String,
        /// What must have happened.
        change: PathChange,
    },
    /// A file contains a text.
    Contains {
        /// The file.
        path: String,
        /// The text, as the item quotes it.
        text: String,
        /// Whether it must be there.
        present: bool,
    },
    /// A branch was merged.
    Merged {
        /// Its name.
        branch: String,
    },
}

impl GitFact {
    /// The word of JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Version { .. } => "version",
            Self::Changelog { .. } => "changelog",
            Self::Tag { .. } => "tag",
            Self::Commit { .. } => "commit",
            Self::Path { .. } => "path",
            Self::Contains { .. } => "text",
            Self::Merged { .. } => "merge",
        }
    }
}
