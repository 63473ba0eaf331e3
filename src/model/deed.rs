//! What an item demands to have been done.

use super::evidence::Kind;

/// Something that a record must show to have succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What was done.
    pub kind: Kind,
    /// The environment where: `staging`.
    pub target: Option<String>,
    /// The file of the workflow or script that does it: `deploy-staging.yml`.
    pub procedure: Option<String>,
    /// The branch that it was done on; a run must then name a commit of the release too.
    pub branch: Option<String>,
    /// The jobs, tests or tables that must be in it and have succeeded.
    pub parts: Vec<String>,
    /// Whether all of its parts must have succeeded: `all jobs passed`.
    pub whole: bool,
    /// Whether its counts alone are asked for, and not how it ended: `no critical vulnerabilities`.
    pub counts: bool,
}
