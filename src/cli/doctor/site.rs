//! Whether a site that was built fits what Pages hosts take.

use super::checks::Finding;
use crate::render::format::bytes;
use std::fs;
use std::path::Path;

/// GitHub Pages takes no larger site.
pub(in crate::cli) const LARGEST: u64 = 1 << 30;
/// From here on it is told.
const LARGE: u64 = LARGEST / 10 * 8;
/// `actions/upload-artifact` refuses files with these in their names.
const REFUSED: &str = "\":<>|*?\r\n";

/// What is to be said of the site in a folder; nothing where none was built.
pub(super) fn of(out: &Path) -> Option<Finding> {
    out.join("manifest.json").is_file().then_some(())?;
    let mut size = 0;
    let mut refused = None;
    let mut open = vec![out.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.contains(|c| REFUSED.contains(c)) {
                refused.get_or_insert(entry.path());
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => open.push(entry.path()),
                _ => size += entry.metadata().map(|file| file.len()).unwrap_or_default(),
            }
        }
    }
    let place = out.display();
    Some(match (size, refused) {
        (_, Some(path)) => Finding::stop(
            "pages",
            format!("{} has a name that the upload to GitHub Pages refuses: move it away", path.display()),
        ),
        (size, None) if size > LARGEST => Finding::stop(
            "pages",
            format!(
                "{place} has {}, and GitHub Pages takes 1 GB: show fewer releases with `pattern` in [releases]",
                bytes(size)
            ),
        ),
        (size, None) if size > LARGE => {
            Finding::note("pages", format!("{place} has {}, and GitHub Pages takes 1 GB", bytes(size)))
        }
        (size, None) => {
            Finding::well("pages", format!("{place} has {}, and GitHub Pages takes 1 GB", bytes(size)))
        }
    })
}
