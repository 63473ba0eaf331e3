//! Releases, the candidate, and the tags that are neither.

use super::signature::TagSignature;
use super::version::{self, TagVersion};
use super::{commit::Person, id::Oid};
use jiff::Timestamp;
use std::sync::Arc;

/// A point of the history that has a page: a release (a tag), or the candidate (the branch head).
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The tag's name, or `candidate`. Any bytes that git allows, invalid UTF-8 replaced.
    pub name: String,
    /// The commit.
    pub commit: Oid,
    /// Tagger date, commit date for a lightweight tag, `--now` for the candidate.
    pub time: Timestamp,
    /// The tag; `None` for the candidate.
    pub tag: Option<Tag>,
}

impl Snapshot {
    /// Whether this is the branch head and not a release.
    pub fn is_candidate(&self) -> bool {
        self.tag.is_none()
    }

    /// The version in the name of its tag.
    pub fn version(&self) -> Option<TagVersion<'_>> {
        (!self.is_candidate()).then(|| version::of_tag(&self.name)).flatten()
    }

    /// Whether a name means this release: its tag, with or without `refs/tags/` and `v`, whatever the case. The candidate has no name yet.
    pub fn is_called(&self, name: &str) -> bool {
        !self.is_candidate() && bare(&self.name) == bare(name)
    }

    /// The ref of the tag: `refs/tags/v1.2.3`. The place of the words in its message.
    pub fn tag_ref(&self) -> String {
        format!("refs/tags/{}", self.name)
    }
}

/// A tag without its `v`, in lower case.
pub fn bare(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    lower.strip_prefix("refs/tags/").unwrap_or(&lower).trim_start_matches('v').to_owned()
}

/// The two kinds of tags of git.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// A tag object with a tagger, a date and a message.
    Annotated,
    /// A name for a commit, without a date of its own.
    Lightweight,
}

/// What git records of a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Annotated or lightweight.
    pub kind: TagKind,
    /// The tag object, or the commit for a lightweight tag.
    pub oid: Oid,
    /// Who tagged; lightweight tags do not tell.
    pub tagger: Option<Arc<Person>>,
    /// The message as `%(contents)` shows it, without a signature and without what looks like a secret; empty for a lightweight tag.
    pub message: String,
    /// The zone of the clock by which it was tagged, in minutes east of UTC; that of the commit for a lightweight tag.
    pub zone: i32,
    /// Its signature; `None` where it carries none.
    pub signature: Option<TagSignature>,
}

/// Why a ref under `refs/tags/` has no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipReason {
    /// The name does not match the release pattern.
    Pattern,
    /// It does not lead to a commit (a tree or a blob).
    NotACommit,
    /// The ref, or the object it names, is missing or broken.
    Broken,
    /// Git does not allow the name, such as `../evil`.
    Name,
    /// It moves from release to release: on its commit there is a tag that says more of the same version (`v1` beside `v1.2.0`).
    Rolling,
}

/// A ref under `refs/tags/` that is not a release.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SkippedTag {
    /// The name, without `refs/tags/`.
    pub name: String,
    /// Why it has no page.
    pub reason: SkipReason,
}
