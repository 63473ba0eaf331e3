//! The bytes of blobs by id, from any thread.

use super::repository;
use crate::model::evidence::{Bytes, LARGEST_BLOB, Unavailable};
use crate::model::id::Oid;
use git2::{ErrorCode, ObjectType, Repository};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Gives the verified bytes of blobs. git2's handles serve one thread at a time, so a few are kept and lent.
pub struct Blobs {
    path: PathBuf,
    idle: Mutex<Vec<Repository>>,
}

impl std::fmt::Debug for Blobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Blobs").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Blobs {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::new(Vec::new()) }
    }

    fn read(&self, repo: &Repository, blob: Oid) -> Result<Vec<u8>, Unavailable> {
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
        Ok(odb.read(id).map_err(|error| told(&error))?.data().to_vec())
    }
}

impl Bytes for Blobs {
    fn bytes(&self, blob: Oid) -> Result<Vec<u8>, Unavailable> {
        let lent = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let repo = match lent {
            Some(repo) => repo,
            None => {
                Repository::open(&self.path).map_err(|error| Unavailable::Lost(error.message().to_owned()))?
            }
        };
        let bytes = self.read(&repo, blob);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(repo);
        bytes
    }
}
