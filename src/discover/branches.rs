//! The branches that a clone has, and which of the known commits each contains.

use super::repository::{instant, oid};
use crate::model::history::{Branch, History};
use crate::model::id::Oid;
use git2::{BranchType, Repository};
use std::collections::{HashMap, HashSet};

/// So many branches are looked at, by name; facts about others are unknown.
const MOST: usize = 500;

/// So many commits of a branch are walked that no snapshot holds; the facts of a longer branch are unknown.
const LONGEST: usize = 20_000;

/// All branches, those of this clone first.
pub(super) fn branches(repo: &Repository, history: &History) -> Vec<Branch> {
    let known =
        history.commits.iter().enumerate().map(|(n, commit)| (commit.id, n)).collect::<HashMap<_, _>>();
    let mut found = Vec::new();
    for (kind, is_remote) in [(BranchType::Local, false), (BranchType::Remote, true)] {
        let Ok(refs) = repo.branches(Some(kind)) else { continue };
        for (branch, _) in refs.flatten() {
            let Ok(commit) = branch.get().peel_to_commit() else { continue };
            let name = String::from_utf8_lossy(branch.get().shorthand_bytes()).into_owned();
            let (remote, name) = match name.split_once('/').filter(|_| is_remote) {
                Some((remote, name)) => (Some(remote.to_owned()), name.to_owned()),
                None => (None, name),
            };
            // `origin/HEAD` is another name of a branch.
            let is_alias = is_remote && name == "HEAD";
            if let Some(contains) = newest_known(repo, commit.id(), &known).filter(|_| !is_alias) {
                let is_known = known.contains_key(&oid(commit.id()));
                found.push(Branch {
                    name,
                    remote,
                    time: instant(commit.committer().when()),
                    is_known,
                    contains,
                });
            }
        }
    }
    found.sort_by(|a, b| (&a.remote, &a.name).cmp(&(&b.remote, &b.name)));
    found.truncate(MOST);
    found
}

/// Where a walk from a branch's last commit first meets known commits; `None` where it is too long.
fn newest_known(repo: &Repository, tip: git2::Oid, known: &HashMap<Oid, usize>) -> Option<Vec<usize>> {
    let mut open = vec![tip];
    let mut met = HashSet::new();
    let mut newest = Vec::new();
    while let Some(id) = open.pop() {
        if !met.insert(id) {
            continue;
        }
        if let Some(commit) = known.get(&oid(id)) {
            newest.push(*commit);
        } else if met.len() > LONGEST {
            return None;
        } else if let Ok(commit) = repo.find_commit(id) {
            open.extend(commit.parent_ids());
        }
    }
    newest.sort_unstable();
    Some(newest)
}
