//! Paths within a pack: none leads out of it, whatever git holds, and none means something to a file system.

use crate::render::urls::segment;

/// The path, each part of which that an archive or a system could take otherwise is escaped as in the paths of the site. Injective.
pub(super) fn safe(path: &str) -> String {
    let part = |name: &str| {
        let is_odd = |c: char| c.is_control() || "\\:*?\"<>|~".contains(c);
        let plain = !name.is_empty()
            && name.len() <= 200
            && !name.contains(is_odd)
            && !name.starts_with([' ', '-'])
            && !name.ends_with([' ', '.'])
            && !matches!(name, "." | "..");
        if plain { name.to_owned() } else { segment(name) }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
