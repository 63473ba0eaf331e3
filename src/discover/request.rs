//! What to discover.

use crate::config::Sources;
use jiff::Timestamp;
use std::path::Path;

/// What to discover.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// A folder in the repository, or a bare repository.
    pub repo: &'a Path,
    /// Where things lie.
    pub sources: &'a Sources,
    /// The candidate's time.
    pub now: Timestamp,
    /// The revision that the candidate stands for; default: the branch head.
    pub head: Option<&'a str>,
}
