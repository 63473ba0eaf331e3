//! Commits that are in a release, and branches that were merged into it.

use crate::assess::candidates::git::ground::Ground;
use crate::model::commit::Commit;
use crate::model::fact_outcome::{Contradiction, FactOutcome, FactSeen, NotKnown};

/// Beginnings of a merge commit's message, before the branch's name.
const MERGES: [&str; 5] =
    ["merge branch ", "merge remote-tracking branch ", "merge pull request ", "merged in ", "merge "];

/// Judges whether a commit of an id is in a release, or one of a subject is new in it.
pub(super) fn judge(
    ground: &Ground<'_>,
    snapshot: usize,
    id: Option<&str>,
    subject: Option<&str>,
) -> FactOutcome {
    let has_subject = |commit: &Commit| subject.is_none_or(|subject| is_subject(&commit.summary, subject));
    let candidates: Vec<usize> = match id {
        Some(id) => ground.named(id).collect(),
        None if subject.is_none() => Vec::new(),
        None => (0..ground.dossier.history.commits.len()).collect(),
    };
    let fits =
        candidates.into_iter().filter(|n| ground.commit(*n).is_some_and(has_subject)).collect::<Vec<_>>();
    let before = ground.previous(snapshot).filter(|_| id.is_none());
    let is_in = |commit: usize| {
        let old = before.is_some_and(|before| ground.contains(before, Some(commit)));
        ground.contains(snapshot, Some(commit)) && !old
    };
    match fits.as_slice() {
        [] if ground.dossier.history.incomplete.is_empty() => FactOutcome::Unknown(NotKnown::NoSuchCommit),
        [] => FactOutcome::Unknown(NotKnown::IncompleteHistory),
        [first, ..] => match fits.iter().rev().find(|commit| is_in(**commit)) {
            Some(commit) => FactOutcome::Holds(FactSeen::Commit(*commit)),
            None => FactOutcome::Fails(Contradiction::OtherRelease(*first)),
        },
    }
}

/// Whether a message begins with a subject: whatever the case, and with the number of a pull request behind it.
fn is_subject(summary: &str, subject: &str) -> bool {
    let (summary, subject) = (summary.trim().to_lowercase(), subject.trim().to_lowercase());
    let rest = summary.strip_prefix(&subject).map(str::trim);
    !subject.is_empty() && rest.is_some_and(|rest| rest.is_empty() || is_number(rest))
}

/// `(#12)`, as forges write it.
fn is_number(text: &str) -> bool {
    let inner =
        text.strip_prefix("(#").or_else(|| text.strip_prefix("(!")).and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Judges whether a branch was merged into a release: a merge commit names it, or the branch itself is a part of the release.
pub(super) fn merged(ground: &Ground<'_>, snapshot: usize, branch: &str) -> FactOutcome {
    let commits = ground.dossier.history.commits.iter().enumerate().rev();
    let mut merges =
        commits.filter(|(_, commit)| commit.parents.len() > 1 && merges(&commit.summary, branch));
    if let Some((commit, _)) = merges.find(|(n, _)| ground.contains(snapshot, Some(*n))) {
        return FactOutcome::Holds(FactSeen::Merged { commit });
    }
    // The last commit of a branch must be known, and no release of its own: a branch that was just made contains nothing new.
    let own = ground.commit_of(snapshot);
    let tips = ground.dossier.history.branches.iter().filter(|known| known.is_known && known.name == branch);
    let mut tips = tips.filter_map(|known| known.contains.first().copied());
    match tips.find(|tip| Some(*tip) != own && ground.contains(snapshot, Some(*tip))) {
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
