//! How a site is written, and what came of it.

use crate::redact::Token;
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
    /// Publish nothing where a secret is found, instead of masking it.
    pub deny_secrets: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { durable: true, exchange: true, adopt: false, wait: false, deny_secrets: false }
    }
}

/// A token that the scan of the output masked, in however many files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The rule that found it, and what stands in its place.
    pub token: Token,
    /// The first file that held it.
    pub path: String,
    /// How many did.
    pub files: usize,
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
    /// What the scan of the output masked.
    pub leaks: Vec<Leak>,
    /// The new site stands, but something of the old one could not be cleared: one sentence each.
    pub warnings: Vec<String>,
}
