//! The bytes of blobs by id, from any thread.

use super::repository;
use crate::model::evidence::{Bytes, LARGEST_BLOB, Unavailable};
use crate::model::id::Oid;
use git2::{ErrorCode, ObjectType, Repository};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Gives the verified bytes of blobs. git2's handles serve one thread at a time, so a few are kept and lent.
pub struct Blobs {
    path: PathBuf,
    idle: Mutex<Vec<Repository>>,
    /// The first bytes of the large ones: git gives a blob as a whole, and pages show its beginning.
    heads: Mutex<HashMap<Oid, Vec<u8>>>,
}

/// Of a blob that is larger, so many first bytes are kept.
const HEAD: usize = 512 * 1024;

impl std::fmt::Debug for Blobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Blobs").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Blobs {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default(), heads: Mutex::default() }
    }

    /// The bytes of any object, as git hashes them behind its header.
    pub fn object(&self, id: Oid) -> Option<Vec<u8>> {
        let repo = Repository::open(&self.path).ok()?;
        Some(repo.odb().ok()?.read(repository::raw(id).ok()?).ok()?.data().to_vec())
    }

    fn read(repo: &Repository, blob: Oid, most: usize) -> Result<Vec<u8>, Unavailable> {
        let told = |error: &git2::Error| {
            Unavailable::Lost(match error.code() {
                ErrorCode::NotFound => {
                    format!(
                        "the object {blob} is missing from the object store; run `git fsck` and fetch again"
                    )
                }
                _ => format!("the object {blob} cannot be read: {}", error.message()),
            })
        };
        let id = repository::raw(blob).map_err(|error| told(&error))?;
        let odb = repo.odb().map_err(|error| told(&error))?;
        let (size, kind) = odb.read_header(id).map_err(|error| told(&error))?;
        if kind != ObjectType::Blob {
            return Err(Unavailable::Lost(format!("the object {blob} is not a file")));
        }
        if size > LARGEST_BLOB {
            return Err(Unavailable::TooLarge(size, LARGEST_BLOB));
        }
        let object = odb.read(id).map_err(|error| told(&error))?;
        let data = object.data();
        Ok(data.get(..most).unwrap_or(data).to_vec())
    }
}

impl Bytes for Blobs {
    fn bytes(&self, blob: Oid) -> Result<Vec<u8>, Unavailable> {
        self.head(blob, usize::MAX)
    }

    fn head(&self, blob: Oid, most: usize) -> Result<Vec<u8>, Unavailable> {
        let heads = || self.heads.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(head) = heads().get(&blob).filter(|head| most <= head.len()) {
            return Ok(head.get(..most).unwrap_or(head).to_vec());
        }
        let lent = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let repo = match lent {
            Some(repo) => repo,
            None => {
                Repository::open(&self.path).map_err(|error| Unavailable::Lost(error.message().to_owned()))?
            }
        };
        let bytes = Self::read(&repo, blob, most.max(HEAD)).map(|mut bytes| {
            if bytes.len() >= HEAD {
                heads().insert(blob, bytes.get(..HEAD).unwrap_or_default().to_vec());
            }
            bytes.truncate(most);
            bytes
        });
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(repo);
        bytes
    }
}
