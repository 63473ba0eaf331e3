//! The output folder: where it is, its siblings, and whether it is golive's.

use super::{
    error::PublishError,
    manifest::{self, Listed},
    paths,
};
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What may stand in a folder that golive takes over though it has no manifest yet: what git and Pages need there.
const ADOPTABLE: [&str; 5] = [".git", ".gitattributes", ".gitignore", ".gitkeep", "CNAME"];

/// An output folder by its parent and name, so that its siblings are known.
#[derive(Clone, Debug)]
pub(super) struct Output {
    parent: PathBuf,
    name: OsString,
}

/// What stands in the output folder before a build.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// Whether the folder is there.
    pub(super) exists: bool,
    /// What its manifest lists; `None` where it has none of golive's.
    pub(super) listed: Option<Listed>,
}

impl Output {
    /// The output folder that a path names, which need not exist yet.
    pub(super) fn at(out: &Path) -> Result<Self, PublishError> {
        let read = PublishError::io("find", out);
        let mut path = std::path::absolute(out).map_err(read)?;
        if path.file_name().is_none() {
            path = path.canonicalize().map_err(PublishError::io("find", out))?;
        }
        match (path.parent(), path.file_name()) {
            (Some(parent), Some(name)) => {
                Ok(Self { parent: parent.to_path_buf(), name: name.to_os_string() })
            }
            _ => Err(PublishError::NotAFolder { path, what: "the root of the file system" }),
        }
    }

    /// The folder.
    pub(super) fn path(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// The folder that holds it.
    pub(super) fn parent(&self) -> &Path {
        &self.parent
    }

    /// The folder in which the next site grows.
    pub(super) fn staging(&self) -> PathBuf {
        self.sibling("staging")
    }

    /// Where the old site waits between two renames, on file systems that cannot exchange folders.
    pub(super) fn old(&self) -> PathBuf {
        self.sibling("old")
    }

    /// The lock.
    pub(super) fn lock(&self) -> PathBuf {
        self.sibling("lock")
    }

    fn sibling(&self, role: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".golive-");
        name.push(role);
        self.parent.join(name)
    }

    /// Makes the folders above the output folder, and finds out where they really are: no link is followed after this.
    pub(super) fn with_parent(self) -> Result<Self, PublishError> {
        fs::create_dir_all(&self.parent).map_err(PublishError::io("make the folder", &self.parent))?;
        let parent = self.parent.canonicalize().map_err(PublishError::io("find", &self.parent))?;
        Ok(Self { parent, ..self })
    }

    /// Looks at the folder: may golive replace what is in it? Its manifest must list a file that is there, byte for byte, or the caller
    /// must adopt the folder.
    pub(super) fn look(&self, adopt: bool) -> Result<Standing, PublishError> {
        let path = self.path();
        let kind = match fs::symlink_metadata(&path) {
            Ok(found) => found.file_type(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::default()),
            Err(error) => return Err(PublishError::io("read", &path)(error)),
        };
        if kind.is_symlink() {
            return Err(PublishError::NotAFolder { path, what: "a symbolic link" });
        }
        if !kind.is_dir() {
            return Err(PublishError::NotAFolder { path, what: "not a folder" });
        }
        let listed = manifest::read(&path)?;
        if !adopt && !holds_any(&path, listed.as_ref())? {
            let foreign = names(&path)?.into_iter().find(|name| !is_adoptable(name));
            if let Some(name) = foreign {
                let entry = name.to_string_lossy().into_owned();
                return Err(PublishError::NotOurs { folder: path, entry });
            }
        }
        Ok(Standing { exists: true, listed })
    }
}

/// Whether a folder holds any of the listed files, byte for byte.
fn holds_any(folder: &Path, listed: Option<&Listed>) -> Result<bool, PublishError> {
    for (path, hash) in listed.into_iter().flatten().filter(|(path, _)| paths::is_inside(path)) {
        if manifest::has_hash(&folder.join(path), hash)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_adoptable(name: &OsStr) -> bool {
    ADOPTABLE.iter().any(|known| name == *known)
}

/// The names in a folder, sorted.
pub(super) fn names(folder: &Path) -> Result<BTreeSet<OsString>, PublishError> {
    let listed: io::Result<BTreeSet<OsString>> =
        fs::read_dir(folder).and_then(|entries| entries.map(|entry| entry.map(|e| e.file_name())).collect());
    listed.map_err(PublishError::io("read", folder))
}
