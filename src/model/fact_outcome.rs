//! What judging a git fact gives: each case with what was seen.

use super::fact::PathChange;

/// A version as a manifest tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestVersion {
    /// The manifest.
    pub path: String,
    /// The field: `version`, `appVersion`.
    pub field: &'static str,
    /// The version as it is written.
    pub version: String,
    /// Its line, from 1; 0 where it is not known.
    pub line: u32,
}

/// What a judged fact came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactOutcome {
    /// It is so.
    Holds(FactSeen),
    /// The repository says otherwise. Of a candidate this may mean that it is not done yet.
    Fails(Contradiction),
    /// The repository cannot tell.
    Unknown(NotKnown),
}

/// What shows a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactSeen {
    /// Manifests have the version.
    Versions {
        /// Those that have it.
        manifests: Vec<ManifestVersion>,
        /// Those that go by versions of their own, and contradict nothing.
        others: Vec<ManifestVersion>,
    },
    /// The manifests' version differs from that of the previous release; it goes by numbers of its own, and not by those of the tags.
    Raised {
        /// The manifests now.
        manifests: Vec<ManifestVersion>,
        /// What the first of them had at the previous release.
        from: String,
        /// The previous release: index of its snapshot.
        since: usize,
    },
    /// The changelog has the entry.
    Changelog {
        /// Its path.
        path: String,
        /// The line of the heading.
        line: u32,
        /// The version as the heading writes it.
        version: String,
        /// The day that the heading tells.
        date: Option<String>,
    },
    /// The tag is as demanded.
    Tag {
        /// Its name.
        name: String,
        /// Whether it is annotated.
        annotated: bool,
        /// Who signed it, where that was asked for and holds.
        signer: Option<String>,
        /// The branch that contains its commit, where one was asked for.
        branch: Option<String>,
    },
    /// The commit is in the release. Index into the history's commits.
    Commit(usize),
    /// A merge commit, or the branch itself, shows that it was merged.
    Merged {
        /// The merge commit, or the branch's last one; index into the history's commits.
        commit: usize,
    },
    /// The path is as demanded.
    Path {
        /// The path.
        path: String,
        /// What happened to it.
        change: PathChange,
        /// The previous release: index of its snapshot.
        since: usize,
    },
    /// The file contains the text at this line, or does not contain it (`None`), as demanded.
    Text {
        /// The file.
        path: String,
        /// The line, from 1.
        line: Option<u32>,
    },
}

/// What contradicts a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Manifests say another version.
    Versions {
        /// The version that was expected.
        expected: String,
        /// The manifests that say another.
        manifests: Vec<ManifestVersion>,
    },
    /// A manifest still has the version of the previous release.
    NotRaised {
        /// The manifest.
        manifest: ManifestVersion,
        /// The previous release: index of its snapshot.
        since: usize,
    },
    /// The changelog has no entry for the version.
    NoEntry {
        /// The changelog.
        path: String,
        /// The version.
        version: String,
    },
    /// The changelog's entry tells no day.
    NoDate {
        /// The changelog.
        path: String,
        /// The line of the entry's heading.
        line: u32,
    },
    /// The tag has another name, and none has this one.
    TagName {
        /// The name that was expected.
        expected: String,
        /// The release's tag.
        observed: String,
    },
    /// The tag is lightweight.
    NotAnnotated,
    /// The tag carries no signature.
    NotSigned,
    /// The signature of the tag does not fit it.
    BadSignature,
    /// The key of the signature was not valid at the time of the tag.
    KeyNotValid,
    /// The branch does not contain the tag's commit, though it went on after it.
    NotOnBranch(String),
    /// The commit is in the repository and not in this release, or not new in it. Index into the history's commits.
    OtherRelease(usize),
    /// The path is otherwise than demanded.
    Path {
        /// The path.
        path: String,
        /// What was demanded.
        expected: PathChange,
        /// The previous release: index of its snapshot.
        since: usize,
    },
    /// The file contains the text at this line, or does not contain it (`None`), against what was demanded.
    Text {
        /// The file.
        path: String,
        /// The line, from 1.
        line: Option<u32>,
    },
}

/// Why a fact is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotKnown {
    /// The candidate has no tag yet.
    NotTagged,
    /// The tag's name holds no version.
    NoVersionInTag,
    /// The release before had another version than this one, which the item names.
    OtherBefore(String),
    /// The tag is signed with a key that the repository did not allow at the tag.
    UnknownKey,
    /// The tag carries a signature that was not checked.
    SignatureUnchecked,
    /// No manifest that golive reads tells a version.
    NoManifest,
    /// A manifest's version is computed by a build: its path, and what stands there.
    Computed(String, String),
    /// No manifest has the version, and none contradicts it.
    OtherVersions(Vec<ManifestVersion>),
    /// The tree has no changelog, or the one that was named is not there or names no versions.
    NoChangelog,
    /// There is no release before to compare with.
    NoPreviousRelease,
    /// A path that was to be added was there before, or one that was to be removed was not: it happened earlier or not at all.
    NotSinceLast,
    /// The file is not in the tree.
    NotInTree(String),
    /// The file, or this part of it, was not read.
    NotRead(String),
    /// The item names another tag than the release's, and that tag exists, or the same version is written otherwise.
    OtherTag(String),
    /// The clone has no such branch, or one that ends before the tag.
    NoBranch(String),
    /// No commit at hand has this id; it may be another repository's, or have been rewritten.
    NoSuchCommit,
    /// Nothing shows that the branch was merged; a squashed or rebased branch leaves no trace.
    NoMerge,
    /// The history at hand is not whole.
    IncompleteHistory,
}
