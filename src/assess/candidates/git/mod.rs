//! Git facts: what a release's tree, tag and commits show for certain.
//!
//! Invariant: nothing is guessed. What the repository contradicts fails, and what it cannot tell is unknown; neither is ever shown as true.

pub mod changelog;
pub mod commit;
pub mod ground;
pub mod path;
pub mod tag;
pub mod version;

use crate::assess::candidates::git::ground::Ground;
use crate::model::{fact::GitFact, fact_outcome::FactOutcome};

/// Judges a fact of a snapshot: of its tag and its tree, and of what changed since the release before.
pub fn judge(fact: &GitFact, ground: &Ground<'_>, snapshot: usize) -> FactOutcome {
    match fact {
        GitFact::Version { manifests, to, from } => {
            version::judge(ground, snapshot, manifests, to.as_deref(), from.as_deref())
        }
        GitFact::Changelog { path, version, dated } => {
            changelog::judge(ground, snapshot, path.as_deref(), version.as_deref(), *dated)
        }
        GitFact::Tag { name, annotated, signed, branch } => {
            let demanded = tag::Demanded {
                name: name.as_deref(),
                annotated: *annotated,
                signed: *signed,
                branch: branch.as_deref(),
            };
            tag::judge(ground, snapshot, &demanded)
        }
        GitFact::Commit { id } => commit::judge(ground, snapshot, id),
        GitFact::Merged { branch } => commit::merged(ground, snapshot, branch),
        GitFact::Path { path, change } => path::judge(ground, snapshot, path, *change),
        GitFact::Contains { path, text, present } => path::contains(ground, snapshot, path, text, *present),
    }
}
