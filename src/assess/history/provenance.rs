//! Where evidence and commits were first seen, for the whole history: what is foreign to a release, and what was offered before.

use crate::assess::history::{ancestry::Ancestry, changes::snapshot_of, placed::Tags};
use crate::model::{dossier::Dossier, evidence::Evidence, id::Oid};
use std::collections::{BTreeMap, HashMap};

/// A commit id that a version of evidence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCommit {
    /// As it names it, in lower case.
    pub id: String,
    /// The commits that it may stand for; none where no history at hand holds it.
    pub commits: Vec<usize>,
}

/// An earlier offer of the same evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Index into the dossier's evidence: the version that was offered first.
    pub evidence: usize,
    /// The snapshot in whose history it was first recorded.
    pub snapshot: usize,
    /// Whether its bytes are the same; else they differ in dates and times alone.
    pub exact: bool,
}

/// Indexes of a dossier.
#[derive(Debug)]
pub struct Provenance<'a> {
    /// What was indexed.
    pub dossier: &'a Dossier,
    /// The graph of commits.
    pub ancestry: Ancestry,
    /// The releases by name.
    pub tags: Tags<'a>,
    named: HashMap<usize, Vec<NamedCommit>>,
    /// The first offer of each body.
    bodies: HashMap<[u8; 32], (usize, usize)>,
}

impl<'a> Provenance<'a> {
    /// Indexes a dossier.
    pub fn of(dossier: &'a Dossier) -> Self {
        let mut ancestry = Ancestry::of(&dossier.history);
        let mut named = HashMap::new();
        let mut bodies: HashMap<[u8; 32], (usize, usize)> = HashMap::new();
        for (n, version) in dossier.evidence.iter().enumerate() {
            let ids = ids(version, &ancestry);
            if !ids.is_empty() {
                named.insert(n, ids);
            }
            if let Some(body) = version.facts.body {
                let own = (snapshot_of(dossier, version), n);
                bodies.entry(body).and_modify(|first| *first = (*first).min(own)).or_insert(own);
            }
        }
        ancestry.ask(named.values().flatten().flat_map(|commit_name| commit_name.commits.iter().copied()));
        Self { dossier, ancestry, tags: Tags::of(&dossier.history), named, bodies }
    }

    /// The commits that a version names, where none of them is the snapshot's own commit or an ancestor of it; else nothing. Of a
    /// history that is not whole, an id that no commit at hand has says nothing.
    pub fn foreign(&self, evidence: usize, snapshot: usize) -> Vec<&NamedCommit> {
        let whole = self.dossier.history.incomplete.is_empty();
        let all = self.named.get(&evidence).into_iter().flatten();
        let ids_named =
            all.filter(|commit_name| whole || !commit_name.commits.is_empty()).collect::<Vec<_>>();
        let own = |commit_name: &&NamedCommit| {
            commit_name.commits.iter().any(|commit| self.ancestry.holds(snapshot, *commit))
        };
        if ids_named.iter().any(own) { Vec::new() } else { ids_named }
    }

    /// The offer of the same file, or of the same body under any name, for an earlier release; a candidate is none.
    pub fn offered(&self, evidence: usize, snapshot: usize) -> Option<Offer> {
        let version = self.dossier.evidence.get(evidence).filter(|version| version.facts.bytes > 0)?;
        let recorded = snapshot_of(self.dossier, version);
        let is_earlier =
            |offered: usize| offered < snapshot && !self.ancestry.is_on_the_way(offered, snapshot);
        if is_earlier(recorded) {
            return Some(Offer { evidence, snapshot: recorded, exact: true });
        }
        let (first, earlier) = *self.bodies.get(&version.facts.body?)?;
        let blob: Option<Oid> = self.dossier.evidence.get(earlier).map(|earlier| earlier.blob);
        is_earlier(first).then_some(Offer {
            evidence: earlier,
            snapshot: first,
            exact: blob == Some(version.blob),
        })
    }
}

/// The commit ids in a version's content and path.
fn ids(version: &Evidence, ancestry: &Ancestry) -> Vec<NamedCommit> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for id in &version.facts.commits {
        found.entry(id.clone()).or_insert_with(|| ancestry.named(id).collect());
    }
    for id in version.path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| is_id(word)) {
        let id = id.to_ascii_lowercase();
        let commits = ancestry.named(&id).collect::<Vec<_>>();
        // Many short words of a path are hexadecimal by chance: such a one is an id only if a commit has it.
        if id.len() == 40 || !commits.is_empty() {
            found.insert(id, commits);
        }
    }
    found.into_iter().map(|(id, commits)| NamedCommit { id, commits }).collect()
}

/// Whether a word of a path looks like a commit id: 40 hexadecimal digits, or 7 to 39 with a letter and a digit among them.
fn is_id(word: &str) -> bool {
    let all = |is: fn(&u8) -> bool| word.bytes().all(|byte| is(&byte));
    let hex = all(u8::is_ascii_hexdigit);
    hex && (word.len() == 40
        || ((7..40).contains(&word.len()) && !all(u8::is_ascii_digit) && !all(u8::is_ascii_alphabetic)))
}
