//! Commits that say of themselves that they take another one back.

use crate::model::commit::Commit;
use crate::model::history::Revert;
use std::collections::{BTreeMap, HashMap};

/// What `git revert` writes into the body, before the id.
const BODY: &str = "This reverts commit";
/// What it writes before the quoted summary; forges write it too, and leave out the id.
const SUMMARY: &str = "Revert \"";
/// Shorter abbreviations name too many commits.
const SHORTEST_ID: usize = 7;
/// An honest message takes back a few commits.
const MOST_IDS: usize = 100;

/// What commits say of others, until all commits are known.
#[derive(Debug, Default)]
pub struct Reverts {
    said: Vec<(usize, Vec<String>)>,
}

impl Reverts {
    /// Notes what the message of a commit (by its index) says.
    pub fn note(&mut self, commit: usize, message: &str) {
        let ids = message.split(BODY).skip(1).take(MOST_IDS).filter_map(id).collect::<Vec<_>>();
        if !ids.is_empty() || message.starts_with(SUMMARY) {
            self.said.push((commit, ids));
        }
    }

    /// The commits that are meant: by id, and where a message has none, the newest earlier commit with the quoted summary.
    pub fn resolved(self, commits: &[Commit]) -> Vec<Revert> {
        if self.said.is_empty() {
            return Vec::new();
        }
        let by_id =
            commits.iter().enumerate().map(|(n, c)| (c.id.to_string(), n)).collect::<BTreeMap<_, _>>();
        let mut by_summary: HashMap<&str, Vec<usize>> = HashMap::new();
        for (n, commit) in commits.iter().enumerate() {
            by_summary.entry(commit.summary.as_str()).or_default().push(n);
        }
        let mut found = Vec::new();
        for (by, ids) in &self.said {
            let named = ids.iter().filter_map(|id| {
                let mut same =
                    by_id.range(id.clone()..).take_while(|(known, _)| known.starts_with(id.as_str()));
                let first = same.next().map(|(_, n)| *n);
                first.filter(|_| same.next().is_none())
            });
            let quoted =
                commits.get(*by).and_then(|commit| quoted(&commit.summary)).filter(|_| ids.is_empty());
            let quoted = quoted.and_then(|summary| {
                let all = by_summary.get(summary)?;
                all.get(all.partition_point(|n| n < by).checked_sub(1)?).copied()
            });
            found.extend(named.chain(quoted).filter(|of| of < by).map(|of| Revert { by: *by, of }));
        }
        found.sort();
        found.dedup();
        found
    }
}

/// The id at the beginning of a text, in lower case.
fn id(text: &str) -> Option<String> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    let id = text.chars().take_while(char::is_ascii_hexdigit).collect::<String>().to_ascii_lowercase();
    (SHORTEST_ID..=40).contains(&id.len()).then_some(id)
}

/// The summary that a revert quotes; forges put the number of the request behind it.
fn quoted(summary: &str) -> Option<&str> {
    let rest = summary.strip_prefix(SUMMARY)?;
    rest.rfind('"').and_then(|end| rest.get(..end))
}
