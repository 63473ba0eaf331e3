//! Git facts: what is asked, and what the history shows.

use super::record::quoted;
use crate::model::dossier::Dossier;
use crate::model::fact::{GitFact, PathChange};
use crate::model::fact_outcome::{Contradiction, FactOutcome, FactSeen, ManifestVersion, NotKnown};
use crate::render::format::list;
use crate::render::language::say;

/// What a fact asks.
pub(super) fn demand(fact: &GitFact) -> String {
    let tag_version = || say!("the version of the tag").to_owned();
    match fact {
        GitFact::Version { manifests, to, .. } => {
            let version = to.clone().unwrap_or_else(tag_version);
            match manifests.as_slice() {
                [] => say!("{version} in the manifests", version),
                paths => say!("{version} in {paths}", version, paths = list(paths)),
            }
        }
        GitFact::Changelog { path, version, dated } => {
            let version = version.clone().unwrap_or_else(tag_version);
            let path = path.clone().unwrap_or_else(|| say!("the changelog").to_owned());
            if *dated {
                say!("a dated entry for {version} in {path}", version, path)
            } else {
                say!("an entry for {version} in {path}", version, path)
            }
        }
        GitFact::Tag { name, annotated, signed, branch } => {
            let mut what = match (annotated, signed) {
                (true, true) => say!("an annotated tag with a signature"),
                (true, false) => say!("an annotated tag"),
                (false, true) => say!("a tag with a signature"),
                (false, false) => say!("a tag"),
            }
            .to_owned();
            if let Some(name) = name {
                what = format!("{what} {name}");
            }
            match branch {
                Some(branch) => say!("{what} on {branch}", what, branch),
                None => what,
            }
        }
        GitFact::Commit { id } => say!("the commit {name} in the release", name = id),
        GitFact::Path { path, change } => changed(path, *change),
        GitFact::Contains { path, text, present: true } => {
            say!("{text} in {path}", text = quoted(text), path)
        }
        GitFact::Contains { path, text, present: false } => {
            say!("no {text} in {path}", text = quoted(text), path)
        }
        GitFact::Merged { branch } => say!("{branch} merged", branch),
    }
}

fn changed(path: &str, change: PathChange) -> String {
    match change {
        PathChange::Added => say!("{path} added since the previous release", path),
        PathChange::Changed => say!("{path} changed since the previous release", path),
        PathChange::Removed => say!("{path} removed since the previous release", path),
    }
}

/// What the history shows of a fact.
pub(super) fn outcome(d: &Dossier, fact: &GitFact, outcome: Option<&FactOutcome>) -> String {
    match outcome {
        Some(FactOutcome::Holds(seen)) => held(d, seen),
        Some(FactOutcome::Fails(why)) => contradicted(d, why),
        Some(FactOutcome::Unknown(why)) => {
            say!("git does not say {demand}: {why}", demand = demand(fact), why = unknown(why))
        }
        None => demand(fact),
    }
}

fn release(d: &Dossier, snapshot: usize) -> String {
    d.history.snapshots.get(snapshot).map(|snapshot| snapshot.name.clone()).unwrap_or_default()
}

fn commit(d: &Dossier, at: usize) -> String {
    let id = d.history.commits.get(at).map(|commit| commit.id.to_string()).unwrap_or_default();
    id.get(..7).unwrap_or_default().to_owned()
}

fn manifests(all: &[ManifestVersion]) -> String {
    let each = all.iter().take(4).map(|one| {
        let line = if one.line > 0 { format!(":{}", one.line) } else { String::new() };
        say!("{path} says {version}", path = format!("{}{line}", one.path), version = one.version)
    });
    list(&each.collect::<Vec<_>>())
}

fn held(d: &Dossier, seen: &FactSeen) -> String {
    match seen {
        FactSeen::Versions { manifests: all, .. } => manifests(all),
        FactSeen::Raised { manifests: all, from, since } => {
            say!(
                "{manifests}, {from} at {release}",
                manifests = manifests(all),
                from,
                release = release(d, *since)
            )
        }
        FactSeen::Changelog { path, line, version, .. } => {
            say!("{path}:{line} has an entry for {version}", path, line, version)
        }
        FactSeen::Tag { name, annotated, signer, branch } => {
            let what = if *annotated {
                say!("{name} is an annotated tag", name)
            } else {
                say!("{name} is a lightweight tag", name)
            };
            let what = match signer {
                Some(signer) => say!("{what}, signed by {signer}", what, signer),
                None => what,
            };
            match branch {
                Some(branch) => say!("{what}, on {branch}", what, branch),
                None => what,
            }
        }
        FactSeen::Commit(at) => say!("the commit {name} is in the release", name = commit(d, *at)),
        FactSeen::Merged { commit: at } => say!("the commit {name} merged it", name = commit(d, *at)),
        FactSeen::Path { path, change, .. } => changed(path, *change),
        FactSeen::Text { path, line: Some(line) } => say!("{path}:{line} has it", path, line),
        FactSeen::Text { path, line: None } => say!("{path} does not have it", path),
    }
}

fn contradicted(d: &Dossier, why: &Contradiction) -> String {
    match why {
        Contradiction::Versions { expected, manifests: all } => {
            say!("{manifests}, not {expected}", manifests = manifests(all), expected)
        }
        Contradiction::NotRaised { manifest, since } => say!(
            "{manifests}, as at {release}",
            manifests = manifests(std::slice::from_ref(manifest)),
            release = release(d, *since)
        ),
        Contradiction::NoEntry { path, version } => say!("{path} has no entry for {version}", path, version),
        Contradiction::NoDate { path, line } => say!("{path}:{line} tells no day", path, line),
        Contradiction::TagName { expected, observed } => {
            say!("the tag is {observed}, not {expected}", observed, expected)
        }
        Contradiction::NotAnnotated => say!("the tag is lightweight").to_owned(),
        Contradiction::NotSigned => say!("the tag carries no signature").to_owned(),
        Contradiction::BadSignature => say!("the signature of the tag does not fit it").to_owned(),
        Contradiction::KeyNotValid => {
            say!("the key of the tag's signature was not valid at its time").to_owned()
        }
        Contradiction::NotOnBranch(branch) => say!("{branch} does not hold the tag's commit", branch),
        Contradiction::OtherRelease(at) => {
            say!("the commit {name} is not in this release", name = commit(d, *at))
        }
        Contradiction::Path { path, expected, .. } => {
            say!("not so: {demand}", demand = changed(path, *expected))
        }
        Contradiction::Text { path, line: Some(line) } => say!("{path}:{line} still has it", path, line),
        Contradiction::Text { path, line: None } => say!("{path} does not have it", path),
    }
}

fn unknown(why: &NotKnown) -> String {
    match why {
        NotKnown::NotTagged => say!("the candidate has no tag yet").to_owned(),
        NotKnown::NoVersionInTag => say!("the tag's name holds no version").to_owned(),
        NotKnown::OtherBefore(version) => say!("the release before did not have {version}", version),
        NotKnown::UnknownKey => {
            say!("the tag is signed with a key that the repository did not allow then").to_owned()
        }
        NotKnown::SignatureUnchecked => say!("the signature of the tag was not checked").to_owned(),
        NotKnown::NoManifest => say!("no manifest tells a version").to_owned(),
        NotKnown::Computed(path, value) => say!("{path} computes its version ({value})", path, value = value),
        NotKnown::OtherVersions(all) => manifests(all),
        NotKnown::NoChangelog => say!("the tree has no changelog that names versions").to_owned(),
        NotKnown::NoPreviousRelease => say!("there is no release before").to_owned(),
        NotKnown::NotSinceLast => say!("it was not since the previous release").to_owned(),
        NotKnown::NotInTree(path) => say!("{path} is not in the tree", path),
        NotKnown::NotRead(path) => say!("{path} could not be read", path),
        NotKnown::OtherTag(name) => say!("the tag is spelled {name}", name),
        NotKnown::NoBranch(name) => say!("the clone has no branch {name} that goes so far", name),
        NotKnown::NoSuchCommit => say!("no commit at hand is so called").to_owned(),
        NotKnown::NoMerge => say!("nothing shows a merge").to_owned(),
        NotKnown::IncompleteHistory => say!("the history at hand is not whole").to_owned(),
    }
}
