//! Paths of a plan: what may be written under the output folder.

use super::{error::PublishError, manifest};
use std::collections::BTreeSet;

/// What Pages hosts want of files, whatever the umask.
pub(super) const FILE_MODE: u32 = 0o644;

/// The longest name of a file or folder, in bytes, that common file systems take.
const NAME_MAX: usize = 255;

/// Looks at every path of a plan: relative, inside the folder, no file where a folder must be, none twice.
pub(super) fn check(paths: &[String]) -> Result<(), PublishError> {
    let folders: BTreeSet<&str> = paths.iter().flat_map(|path| ancestors(path)).collect();
    let mut seen = BTreeSet::new();
    for path in paths {
        let fault = fault(path)
            .or_else(|| folders.contains(path.as_str()).then_some("a folder has the same name"))
            .or_else(|| (!seen.insert(path)).then_some("it is planned twice"));
        if let Some(why) = fault {
            return Err(PublishError::BadPath { path: path.clone(), why });
        }
    }
    Ok(())
}

/// Whether a path that somebody else wrote down leads to a file in its folder.
pub(super) fn is_inside(path: &str) -> bool {
    fault(path).is_none()
}

fn fault(path: &str) -> Option<&'static str> {
    if path == manifest::NAME {
        return Some("the manifest is written by the publisher");
    }
    if path.contains('\0') {
        return Some("it holds a zero byte");
    }
    path.split('/').find_map(|name| match name {
        "" => Some("it is absolute, or a name in it is empty"),
        "." | ".." => Some("it leads elsewhere"),
        _ if name.len() > NAME_MAX => Some("a name in it is longer than 255 bytes"),
        _ => None,
    })
}

/// The folders above a path, innermost last: `a/b/c.html` has `a` and `a/b`.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}
