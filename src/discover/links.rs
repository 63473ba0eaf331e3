//! Symbolic links, as they stand in the trees of snapshots. A link is not its content: it is followed within its own tree, or told.

use super::repository::{oid, raw};
use super::request::Places;
use super::timeline;
use super::tree::Trees;
use super::wants::Wants;
use crate::model::history::{BrokenLink, Change, History, LinkFault, Span, Track};
use crate::model::id::Oid;
use crate::redact;
use git2::{ObjectType, Repository, Tree};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A longer chain of links is a loop, or means to be none.
const HOPS: usize = 8;

/// Of a folder so many files are followed.
const FILES: usize = 1000;

/// More of a link's own text is no path.
const LONGEST: usize = 4096;

/// The mode of a symbolic link.
pub(super) const LINK: u32 = 0o120_000;

/// Whether an entry of a tree is a symbolic link.
pub(super) fn is_link(entry: &git2::TreeEntry<'_>) -> bool {
    u32::try_from(entry.filemode()) == Ok(LINK)
}

/// What a link leads to: files by what follows the link's own path, each with its real path and blob.
type Files = Vec<(String, String, Oid)>;

/// Gives each link the versions to which it leads, release by release: those that items name, and those whose files nothing else tracks.
/// A link that leads nowhere in its tree is kept as one that is broken.
pub(super) fn follow(
    repo: &Repository,
    wants: &Wants,
    named: &Wants,
    history: &mut History,
    broken: &mut Vec<String>,
) {
    let mut links = BTreeMap::new();
    for wants in [wants, named] {
        let trees = Trees::of_links(repo, wants);
        timeline::spans(repo, &trees, &history.snapshots, 0, &mut links, broken);
    }
    let mut found: BTreeMap<Arc<str>, Track> = BTreeMap::new();
    for (path, track) in &links {
        for span in &track.spans {
            for snapshot in span.snapshots.clone() {
                let tree = history.trees.get(snapshot).copied().flatten();
                let tree = tree.and_then(|tree| repo.find_tree(raw(tree).ok()?).ok());
                let Some(tree) = tree else { continue };
                let standing = match files(repo, &tree, path) {
                    Ok(files) => {
                        let is_named = |rest: &str| named.has(path) || named.has(&format!("{path}{rest}"));
                        let own = files.into_iter().filter(|(rest, real, _)| {
                            is_named(rest) || !history.tracks.contains_key(real.as_str())
                        });
                        own.collect()
                    }
                    Err(why) => {
                        let broken = BrokenLink { path: path.clone(), blob: span.blob };
                        history.broken_links.entry(broken).or_insert(why);
                        vec![(String::new(), String::new(), span.blob)]
                    }
                };
                for (rest, real, blob) in standing {
                    let changes = set_by(history, &real, blob);
                    let track = found.entry(format!("{path}{rest}").into()).or_default();
                    stand(track, snapshot, blob, changes);
                }
            }
        }
    }
    for (path, track) in found {
        history.tracks.entry(path).or_insert(track);
    }
}

/// The first change of a path that set a blob.
fn set_by(history: &History, path: &str, blob: Oid) -> Option<Change> {
    history.tracks.get(path)?.changes.iter().find(|change| change.blob == Some(blob)).copied()
}

fn stand(track: &mut Track, snapshot: usize, blob: Oid, change: Option<Change>) {
    match track.spans.last_mut() {
        Some(last) if last.blob == blob && last.snapshots.end == snapshot => last.snapshots.end += 1,
        _ => track.spans.push(Span { blob, snapshots: snapshot..snapshot + 1 }),
    }
    let change = change.filter(|change| !track.changes.iter().any(|known| known.blob == change.blob));
    track.changes.extend(change.map(|change| Change { was: None, ..change }));
    track.changes.sort_by_key(|change| change.commit);
}

/// The files to which a link leads in a tree, or why it leads to none.
fn files(repo: &Repository, root: &Tree<'_>, link: &str) -> Result<Files, LinkFault> {
    let (real, entry) = resolve(repo, root, link)?;
    if entry.1 == ObjectType::Blob {
        return Ok(vec![(String::new(), real, oid(entry.0))]);
    }
    let tree = repo.find_tree(entry.0).map_err(|_| nowhere(&real))?;
    let mut found = Vec::new();
    // What cannot be read below is told by the walk.
    let _ = tree.walk(git2::TreeWalkMode::PreOrder, |folder, entry| {
        if entry.kind() == Some(ObjectType::Blob)
            && !is_link(entry)
            && let Ok(name) = entry.name()
        {
            let rest = format!("/{folder}{name}");
            found.push((rest.clone(), format!("{real}{rest}"), oid(entry.id())));
        }
        if found.len() < FILES { git2::TreeWalkResult::Ok } else { git2::TreeWalkResult::Abort }
    });
    Ok(found)
}

/// The real path of a file or folder, and what it is. Every part of a path may be a link itself.
fn resolve(
    repo: &Repository,
    root: &Tree<'_>,
    link: &str,
) -> Result<(String, (git2::Oid, ObjectType)), LinkFault> {
    let mut waiting = link.rsplit('/').map(str::to_owned).collect::<Vec<_>>();
    let mut at: Vec<String> = Vec::new();
    let mut here = (root.id(), ObjectType::Tree);
    let mut hops = 0;
    let mut last = link.to_owned();
    while let Some(name) = waiting.pop() {
        if name.is_empty() || name == "." {
            continue;
        }
        if name == ".." {
            if at.pop().is_none() {
                return Err(fault(&last, "outside of the repository"));
            }
            here = standing(repo, root, &at).ok_or_else(|| nowhere(&last))?;
            continue;
        }
        let tree = repo.find_tree(here.0).map_err(|_| nowhere(&last))?;
        let entry = tree.get_name(&name).ok_or_else(|| nowhere(&last))?;
        if entry.kind() == Some(ObjectType::Commit) {
            return Err(fault(&last, "in a submodule"));
        }
        if !is_link(&entry) {
            at.push(name);
            here = (entry.id(), entry.kind().unwrap_or(ObjectType::Any));
            continue;
        }
        hops += 1;
        let blob = repo.find_blob(entry.id()).map_err(|_| nowhere(&last))?;
        last = String::from_utf8_lossy(blob.content().get(..LONGEST).unwrap_or(blob.content())).into_owned();
        if hops > HOPS {
            return Err(fault(&last, "and on over more than 8 links"));
        }
        if last.starts_with('/') || last.contains(['\\', '\0']) || last.get(1..2) == Some(":") {
            return Err(fault(&last, "outside of the repository"));
        }
        waiting.extend(last.rsplit('/').map(str::to_owned));
    }
    Ok((at.join("/"), here))
}

/// What stands at a path that holds no links.
fn standing(repo: &Repository, root: &Tree<'_>, path: &[String]) -> Option<(git2::Oid, ObjectType)> {
    let mut here = root.id();
    for name in path {
        here = repo.find_tree(here).ok()?.get_name(name)?.id();
    }
    Some((here, ObjectType::Tree))
}

fn nowhere(target: &str) -> LinkFault {
    fault(target, "which is not in this repository")
}

fn fault(target: &str, why: &'static str) -> LinkFault {
    LinkFault { target: redact::mask(target).text.into_owned(), why }
}
