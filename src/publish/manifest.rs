//! `manifest.json`: every file of a site with its SHA-256, and with it the mark that a folder is golive's.

use super::error::PublishError;
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// The schema of the manifest.
pub const SCHEMA: &str = "golive.manifest/1";

/// Its file name.
pub(super) const NAME: &str = "manifest.json";

/// A SHA-256.
pub(super) type Hash = [u8; 32];

/// Who wrote a site.
#[derive(Debug, Serialize)]
struct Generator {
    name: &'static str,
    version: &'static str,
}

/// Every file of a site but the manifest itself.
#[derive(Debug, Serialize)]
pub(super) struct Manifest<'a> {
    schema: &'static str,
    generator: Generator,
    source: String,
    files: BTreeMap<&'a str, String>,
}

impl<'a> Manifest<'a> {
    /// The manifest of a site made from the commit `source`.
    pub(super) fn of(source: String, paths: &'a [String], hashes: &[Hash]) -> Self {
        let files = paths.iter().map(String::as_str).zip(hashes.iter().map(hex)).collect();
        let generator = Generator { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
        Self { schema: SCHEMA, generator, source, files }
    }
}

/// A hash in hexadecimal digits.
pub(super) fn hex(hash: &Hash) -> String {
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What must be read of an older manifest.
#[derive(Deserialize)]
struct Marks {
    schema: String,
    #[serde(default)]
    files: BTreeMap<String, String>,
}

/// The files that a manifest lists, each with its hash in hexadecimal digits.
pub type Listed = BTreeMap<String, String>;

/// What the manifest of a folder lists; `None` where the folder has no manifest of golive's. Anybody can write a manifest, so it only says
/// which bytes to look for.
pub(super) fn read(folder: &Path) -> Result<Option<Listed>, PublishError> {
    let path = folder.join(NAME);
    let Some(file) = open(&path)? else { return Ok(None) };
    match listed(BufReader::new(file)) {
        Err(error) if error.is_io() => Err(PublishError::io("read", &path)(std::io::Error::from(error))),
        found => Ok(found.ok().flatten()),
    }
}

/// What a manifest lists; `None` where it is none of golive's.
///
/// # Errors
/// When it cannot be read, or is no manifest at all.
pub fn listed(manifest: impl Read) -> serde_json::Result<Option<Listed>> {
    let marks: Marks = serde_json::from_reader(manifest)?;
    Ok((marks.schema == SCHEMA).then_some(marks.files))
}

/// Whether a file has the bytes of a hash. A link has none.
pub(super) fn has_hash(path: &Path, hash: &str) -> Result<bool, PublishError> {
    let Some(mut file) = open(path)? else { return Ok(false) };
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let length = file.read(&mut buffer).map_err(PublishError::io("read", path))?;
        let Some(bytes) = buffer.get(..length).filter(|bytes| !bytes.is_empty()) else { break };
        digest.update(bytes);
    }
    Ok(hex(&digest.finalize().into()) == hash)
}

/// Opens a regular file, without following a link; `None` where there is none.
pub(super) fn open(path: &Path) -> Result<Option<File>, PublishError> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(Errno::NOENT | Errno::LOOP | Errno::NOTDIR | Errno::NXIO) => return Ok(None),
        Err(error) => return Err(PublishError::io("read", path)(error)),
    };
    let is_file = file.metadata().map_err(PublishError::io("read", path))?.is_file();
    Ok(is_file.then_some(file))
}
