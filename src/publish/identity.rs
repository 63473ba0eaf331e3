//! Which folder a folder is on this disk: what no commit, archive or copy can bring.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::time::SystemTime;

/// A folder by its inode and the nanosecond in which the file system made it. Both outlast a rename. Device numbers are left out, as
/// they change when a disk is mounted again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Identity {
    inode: u64,
    /// `None` where the file system does not keep it.
    born: Option<u64>,
}

impl Identity {
    /// The identity of what the metadata describe.
    pub(super) fn of(meta: &Metadata) -> Self {
        let born = meta.created().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
        Self { inode: meta.ino(), born: born.and_then(|age| u64::try_from(age.as_nanos()).ok()) }
    }
}
