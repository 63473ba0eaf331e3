//! A second reading of the tags, from git's own files: libgit2 passes over refs that it cannot parse without a word, and no tag may be
//! lost in silence.

use git2::Repository;
use std::collections::BTreeSet;
use std::path::Path;
use walkdir::WalkDir;

/// The full names of all tags that git's files list, whether or not they can be read.
pub(super) fn tags(repo: &Repository) -> BTreeSet<Vec<u8>> {
    let mut names = packed(&std::fs::read(repo.commondir().join("packed-refs")).unwrap_or_default());
    names.extend(loose(&repo.commondir().join("refs/tags")));
    names
}

/// Lines of `packed-refs`: an id, a space and a name; `#` begins a comment and `^` the target of the tag above.
fn packed(text: &[u8]) -> BTreeSet<Vec<u8>> {
    let lines =
        text.split(|byte| *byte == b'\n').filter(|line| !line.starts_with(b"#") && !line.starts_with(b"^"));
    lines
        .filter_map(|line| line.splitn(2, |byte| *byte == b' ').nth(1))
        .map(|name| name.strip_suffix(b"\r").unwrap_or(name).to_vec())
        .filter(|name| name.starts_with(b"refs/tags/"))
        .collect()
}

/// One file a ref; a name that ends in `.lock` is a writer's own. Links are not followed into folders.
fn loose(root: &Path) -> BTreeSet<Vec<u8>> {
    let entries = WalkDir::new(root).min_depth(1).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files
        .filter_map(|entry| {
            let mut name = b"refs/tags".to_vec();
            for part in entry.path().strip_prefix(root).ok()? {
                name.push(b'/');
                name.extend_from_slice(part.as_encoded_bytes());
            }
            (!name.ends_with(b".lock")).then_some(name)
        })
        .collect()
}
