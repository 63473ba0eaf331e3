//! A checklist to begin with, where there is none.

use super::look::Repository;
use crate::publish::starter::StarterFile;

/// Where it goes.
pub(super) const PATH: &str = "docs/go-live-checklist.md";

/// golive's own, which the site shows to be copied, too.
const PROFILE: &str = include_str!("../../../content/checklist.md");

/// The file, where the repository has no checklist and nothing that looks like one.
pub(super) fn file(repository: &Repository) -> Option<StarterFile> {
    let is_needed = repository.checklist.is_empty() && repository.look_alikes.is_empty();
    is_needed.then(|| StarterFile { path: PATH.to_owned(), text: text(), grows: false })
}

/// The profile without the paragraph that says to copy it.
fn text() -> String {
    let is_told = |paragraph: &&str| !paragraph.starts_with("Copy this file");
    PROFILE.split("\n\n").filter(is_told).collect::<Vec<_>>().join("\n\n")
}
