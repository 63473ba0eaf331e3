//! A second reading of the tags, from git's own files: libgit2 passes over refs that it cannot parse without a word, and no tag may be
//! lost in silence.

use git2::Repository;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The full names of all tags that git's files list, whether or not they can be read.
#[must_use]
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
    let mut names = BTreeSet::new();
    let mut open: Vec<(PathBuf, Vec<u8>)> = vec![(root.to_path_buf(), b"refs/tags".to_vec())];
    while let Some((folder, prefix)) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let mut name = prefix.clone();
            name.push(b'/');
            name.extend_from_slice(entry.file_name().as_encoded_bytes());
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => open.push((entry.path(), name)),
                _ if name.ends_with(b".lock") => {}
                _ => {
                    names.insert(name);
                }
            }
        }
    }
    names
}
