//! How a site is written, and what came of it.

use std::path::PathBuf;

/// How a site is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Force everything to the disk before the swap, so that a power cut is as harmless as a kill.
    pub durable: bool,
    /// Exchange the folders in one step where the file system can. Off, or where it cannot, two renames do it, and a kill between
    /// them is repaired by the next build.
    pub exchange: bool,
    /// Publish over a folder that golive did not write, or that git tracks. Every file in it that golive did not write stays.
    pub adopt: bool,
    /// Where another build holds the folder: wait for it to end, and do not fail.
    pub wait: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { durable: true, exchange: true, adopt: false, wait: false }
    }
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files of golive's, the manifest included.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files in the folder that golive did not write and kept.
    pub kept: Vec<PathBuf>,
    /// The new site stands, but something of the old one could not be cleared: one sentence each.
    pub warnings: Vec<String>,
}
