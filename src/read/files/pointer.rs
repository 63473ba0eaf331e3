//! Blobs that only stand for a file kept elsewhere: pointers of Git LFS and git-annex.

use crate::model::problem::Problem;
use crate::read::value::source::Source;

/// Git LFS writes no longer pointer, git-annex reads none.
const LARGEST: usize = 32 << 10;

/// The first lines of pointers of Git LFS, old ones too.
const LFS: [&str; 3] = [
    "version https://git-lfs.github.com/spec/",
    "version https://hawser.github.com/spec/",
    "version http://git-media.io/v/",
];

/// What is wrong with a file that is only a pointer.
pub fn problem(source: &Source<'_>) -> Option<Problem> {
    if source.bytes.len() > LARGEST {
        return None;
    }
    let (code, name) = if is_lfs(source.text()) {
        ("lfs-pointer", "Git LFS")
    } else if is_annex(source.text()) {
        ("annex-pointer", "git-annex")
    } else {
        return None;
    };
    let message = format!(
        "this is a pointer of {name}, and the file itself is not in the repository, so it proves nothing; commit the file itself"
    );
    Some(Problem::warning(source.place(), code, message))
}

fn is_lfs(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    LFS.iter().any(|first| text.starts_with(first)) && has("oid ") && has("size ")
}

/// A link into the annex, or what stands for it in an unlocked file.
fn is_annex(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().replace('\\', "/");
    let is_link = first.starts_with("/annex/objects/")
        || first.trim_start_matches("../").starts_with(".git/annex/objects/");
    // Newer versions of git-annex may say more below, in lines of their own form.
    is_link && !first.contains(' ') && lines.all(|line| line.is_empty() || line.starts_with("/annex/"))
}
