//! Whether the files of a published site are those that its manifest lists, and those that golive draws again. Nothing is written.

use super::{
    error::PublishError,
    foreign::walk,
    manifest::{Listed, NAME, SCHEMA, has_hash, hex, listed, open},
};
use crate::model::ledger::Ledger;
use crate::progress::Progress;
use crate::redact;
use crate::render::{export::LEDGER, site::Plan};
use globset::GlobSet;
use rayon::prelude::*;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::Read;
use std::path::Path;

/// Something in a site that is not as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The path of the file, under the site.
    pub path: String,
    /// What is wrong with it.
    pub why: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.why)
    }
}

fn difference(path: &str, why: impl Into<String>) -> Difference {
    Difference { path: path.to_owned(), why: why.into() }
}

/// The bytes of a file of a site; `None` where it has no such file. A link is none.
///
/// # Errors
/// When it cannot be read.
pub fn file(site: &Path, name: &str) -> Result<Option<Vec<u8>>, PublishError> {
    let path = site.join(name);
    let Some(mut file) = open(&path)? else { return Ok(None) };
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(PublishError::io("read", &path))?;
    Ok(Some(bytes))
}

/// The ledger of a site; an empty one where it has none.
///
/// # Errors
/// When it cannot be read.
pub fn ledger(site: &Path) -> Result<Ledger, PublishError> {
    Ok(file(site, LEDGER)?.map(|bytes| Ledger::read(&bytes)).unwrap_or_default())
}

/// Compares the files of a site with its manifest, and follows the chain of its ledger. Files that no manifest lists are differences too, but
/// those that `ignored` takes.
///
/// # Errors
/// When a file cannot be read, or the folder has no manifest of golive's.
pub fn verify(
    site: &Path,
    ignored: &GlobSet,
    progress: &dyn Progress,
) -> Result<Vec<Difference>, PublishError> {
    let manifest = file(site, NAME)?.ok_or_else(|| PublishError::NoSite { folder: site.to_path_buf() })?;
    let files = match listed(&*manifest) {
        Ok(Some(files)) => files,
        Ok(None) => return Ok(vec![difference(NAME, format!("its schema is not {SCHEMA}"))]),
        Err(error) => return Ok(vec![difference(NAME, format!("it is no manifest: {error}"))]),
    };
    let mut found = manifest_faults(site, &manifest)?;
    progress.begin("files", files.len());
    let compared = files.par_iter().map(|(path, hash)| {
        progress.step();
        compare_hash(site, path, hash)
    });
    let compared = compared.collect::<Result<Vec<_>, PublishError>>();
    progress.end();
    found.extend(compared?.into_iter().flatten());
    found.extend(unlisted(site, &files, ignored)?);
    if let Some(broken) = ledger(site)?.broken {
        found.push(difference(LEDGER, format!("the chain is broken: {broken}")));
    }
    found.sort();
    Ok(found)
}

fn compare_hash(site: &Path, path: &str, hash: &str) -> Result<Option<Difference>, PublishError> {
    let full = site.join(path);
    // A manifest of another hand may name what lies outside of the site.
    if path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
        return Ok(Some(difference(NAME, format!("it lists `{path}`, which is no path of a site"))));
    }
    if has_hash(&full, hash)? {
        return Ok(None);
    }
    let why = match open(&full)? {
        None => "it is listed in manifest.json, and there is no such file",
        Some(_) => "its SHA-256 is not the one in manifest.json",
    };
    Ok(Some(difference(path, why)))
}

/// What is wrong with the manifest itself: it must be written as golive writes it, and name the commit and the version of `build.json`.
fn manifest_faults(site: &Path, bytes: &[u8]) -> Result<Vec<Difference>, PublishError> {
    let manifest: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let again = serde_json::to_vec_pretty(&manifest).map(|bytes| [bytes, b"\n".to_vec()].concat());
    let mut found = Vec::new();
    if again.unwrap_or_default() != bytes {
        found.push(difference(NAME, "it is not written as golive writes it"));
    }
    let build: Value =
        serde_json::from_slice(&file(site, "build.json")?.unwrap_or_default()).unwrap_or_default();
    let pairs = [("/source", "/repository/head"), ("/generator", "/generator")];
    for (own, other) in pairs.into_iter().filter(|(own, other)| manifest.pointer(own) != build.pointer(other))
    {
        let why = format!(
            "its `{}` is not `{}` in build.json",
            own.trim_start_matches('/'),
            other.trim_start_matches('/').replace('/', ".")
        );
        found.push(difference(NAME, why));
    }
    Ok(found)
}

fn unlisted(site: &Path, files: &Listed, ignored: &GlobSet) -> Result<Vec<Difference>, PublishError> {
    let entries = walk(site)?;
    let paths =
        entries.iter().filter(|entry| !entry.meta.is_dir()).map(|entry| entry.relative.to_string_lossy());
    let foreign =
        paths.filter(|path| path != NAME && !files.contains_key(&**path) && !ignored.is_match(&**path));
    Ok(foreign.map(|path| difference(&path, "it is not listed in manifest.json")).collect())
}

/// Draws a whole site again and compares each file, byte for byte; nothing is written.
///
/// # Errors
/// When a file cannot be read, or a template is wrong.
pub fn compare(
    plan: &dyn Plan,
    site: &Path,
    progress: &dyn Progress,
) -> Result<Vec<Difference>, PublishError> {
    progress.begin("pages", plan.paths().len());
    let drawn = plan.paths().par_iter().enumerate().map(|(index, path)| {
        let drawn = plan.draw(index)?;
        let bytes = redact::tokens(&drawn).0;
        progress.step();
        let found = match file(site, path)? {
            None => {
                Some(difference(path, "golive makes it from the repository, and the site does not have it"))
            }
            Some(own) if *own != *bytes => Some(difference(
                path,
                format!("it is not what golive makes of the repository{}", first(&own, &bytes)),
            )),
            Some(_) => None,
        };
        Ok((<[u8; 32]>::from(Sha256::digest(&bytes)), found))
    });
    let drawn = drawn.collect::<Result<Vec<_>, PublishError>>();
    progress.end();
    let (hashes, found): (Vec<[u8; 32]>, Vec<_>) = drawn?.into_iter().unzip();
    let mut found = found.into_iter().flatten().collect::<Vec<_>>();
    let files = file(site, NAME)?.and_then(|bytes| listed(&*bytes).ok().flatten()).unwrap_or_default();
    let extra = files.keys().filter(|path| plan.paths().binary_search(path).is_err());
    found.extend(extra.map(|path| difference(path, "golive makes no such file from the repository")));
    let planned: Listed = plan.paths().iter().cloned().zip(hashes.iter().map(hex)).collect();
    if found.is_empty() && planned != files {
        found.push(difference(NAME, "it does not list the files that golive makes of the repository"));
    }
    found.sort();
    Ok(found)
}

/// Where two texts begin to differ.
fn first(own: &[u8], drawn: &[u8]) -> String {
    let same = own.iter().zip(drawn).take_while(|(a, b)| a == b).count();
    let line = own.iter().take(same).filter(|byte| **byte == b'\n').count() + 1;
    format!(", from byte {same} on (line {line})")
}
