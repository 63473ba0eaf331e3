//! Commits that are in a release, and branches that were merged into it.

use crate::assess::candidates::git::ground::Ground;
use crate::model::fact_outcome::{Contradiction, FactOutcome, FactSeen, NotKnown};

/// Beginnings of a merge commit's message, before the branch's name.
const MERGES: [&str; 5] =
    ["merge branch ", "merge remote-tracking branch ", "merge pull request ", "merged in ", "merge "];

/// Judges whether a commit of an id is in a release.
pub(super) fn judge(ground: &Ground<'_>, snapshot: usize, id: &str) -> FactOutcome {
    let commits = ground.ancestry.named(&id.trim().to_ascii_lowercase()).collect::<Vec<_>>();
    match commits.as_slice() {
        [] if ground.dossier.history.incomplete.is_empty() => FactOutcome::Unknown(NotKnown::NoSuchCommit),
        [] => FactOutcome::Unknown(NotKnown::IncompleteHistory),
        [first, ..] => {
            match commits.iter().rev().find(|commit| ground.ancestry.contains(snapshot, Some(**commit))) {
                Some(commit) => FactOutcome::Holds(FactSeen::Commit(*commit)),
                None => FactOutcome::Fails(Contradiction::OtherRelease(*first)),
            }
        }
    }
}

/// Judges whether a branch was merged into a release: a merge commit names it, or the branch itself is a part of the release.
pub(super) fn merged(ground: &Ground<'_>, snapshot: usize, branch: &str) -> FactOutcome {
    let commits = ground.dossier.history.commits.iter().enumerate().rev();
    let mut merges =
        commits.filter(|(_, commit)| commit.parents.len() > 1 && merges(&commit.summary, branch));
    if let Some((commit, _)) = merges.find(|(n, _)| ground.ancestry.contains(snapshot, Some(*n))) {
        return FactOutcome::Holds(FactSeen::Merged { commit });
    }
    // The last commit of a branch must be known, and no release of its own: a branch that was just made contains nothing new.
    let own = ground.ancestry.commit_of(snapshot);
    let tips = ground.dossier.history.branches.iter().filter(|known| known.is_known && known.name == branch);
    let mut tips = tips.filter_map(|known| known.contains.first().copied());
    match tips.find(|tip| Some(*tip) != own && ground.ancestry.contains(snapshot, Some(*tip))) {
        Some(commit) => FactOutcome::Holds(FactSeen::Merged { commit }),
        None => FactOutcome::Unknown(NotKnown::NoMerge),
    }
}

/// Whether a merge commit's message says that it merges a branch: `Merge branch 'x' into y`, `Merge pull request #1 from team/x`.
fn merges(summary: &str, branch: &str) -> bool {
    let lower = summary.to_lowercase();
    let Some(rest) = MERGES.iter().find_map(|start| lower.strip_prefix(start)) else { return false };
    // What stands after `into` is where it went.
    let rest = rest.split(" into ").next().unwrap_or_default();
    let branch = branch.to_lowercase();
    let mut words = rest.split(|c: char| c.is_whitespace() || "'\"`".contains(c));
    words.any(|word| word == branch || word.split_once('/').is_some_and(|(_, name)| name == branch))
}
