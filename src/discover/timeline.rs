//! The walk: every commit once, and what it did to each tracked path.

use super::dates::Dates;
use super::encoding::{is_known, text};
use super::error::DiscoverError;
use super::mailmap::Mailmap;
use super::repository::{instant, oid, person, raw, zone};
use super::reverts::Reverts;
use super::tree::{Difference, Trees};
use super::wants::Wants;
use crate::model::commit::{Commit, Person};
use crate::model::history::{Change, History, Span, Track};
use crate::model::id::Oid;
use crate::model::problem::{Problem, Severity};
use crate::model::release::{Snapshot, TagKind};
use crate::progress::Progress;
use crate::redact;
use git2::{Repository, Sort};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The commits of a history, which can be walked again for further paths.
pub(super) struct Walk<'r> {
    repo: &'r Repository,
    order: Vec<git2::Oid>,
}

impl<'r> Walk<'r> {
    /// Fills `commits` of a history whose snapshots are known.
    pub(super) fn new(
        repo: &'r Repository,
        mailmap: &Mailmap,
        history: &mut History,
        problems: &mut Vec<Problem>,
    ) -> Result<Self, DiscoverError> {
        let order = order(repo, history).or_else(|_| readable(repo, history, problems))?;
        let first_in = first_snapshots(repo, history);
        let mut people = People { mailmap, known: HashMap::new() };
        let mut reverts = Reverts::default();
        let mut unknown = BTreeSet::new();
        let mut dates = Dates::default();
        for (index, id) in order.iter().enumerate() {
            let commit = repo.find_commit(*id)?;
            let encoding = commit.message_encoding().ok().flatten();
            reverts.note(index, &text(commit.message_bytes(), encoding));
            if let Some(label) = encoding.filter(|label| !is_known(label)) {
                unknown.insert(label.to_owned());
            }
            dates.look(commit.raw_header_bytes(), &|| format!("commit {id}"));
            let parents = commit.parent_ids().collect::<Vec<_>>();
            let snapshot = first_in.get(id).copied().unwrap_or_default();
            history.commits.push(owned(&commit, &parents, snapshot, &mut people));
        }
        problems.extend(unknown.iter().map(|label| {
            let message = format!("commits name `{label}` as their encoding, which golive cannot read; letters beyond ASCII are shown broken");
            Problem::of_repository(Severity::Warning, "unknown-encoding", message)
        }));
        let tags =
            history.snapshots.iter().filter_map(|snapshot| Some((&snapshot.name, snapshot.tag.as_ref()?)));
        let odb = repo.odb()?;
        for (name, tag) in tags.filter(|(_, tag)| tag.kind == TagKind::Annotated) {
            let object = raw(tag.oid).and_then(|id| odb.read(id));
            dates.look(object.as_ref().map_or(b"", |object| object.data()), &|| format!("tag {name}"));
        }
        problems.extend(dates.problems());
        history.reverts = reverts.resolved(&history.commits);
        let tree = |id| Some(repo.find_commit(raw(id).ok()?).ok()?.tree_id());
        history.trees = history.snapshots.iter().map(|snapshot| tree(snapshot.commit).map(oid)).collect();
        Ok(Self { repo, order })
    }

    /// Fills `tracks` with the wanted paths. What cannot be read is added to `broken`.
    pub(super) fn track(
        &self,
        wants: &Wants,
        history: &mut History,
        broken: &mut Vec<String>,
        progress: &dyn Progress,
    ) {
        progress.begin("walking the history", self.order.len());
        let trees = Trees::new(self.repo, wants);
        for (index, id) in self.order.iter().enumerate() {
            match self.differences(&trees, *id) {
                Ok(differences) => record(&mut history.tracks, differences, index),
                Err(error) => broken.push(format!("{id}: {}", error.message())),
            }
            progress.step();
        }
        spans(self.repo, &trees, &history.snapshots, 0, &mut history.tracks, broken);
        history.has_links |= trees.met_link();
        progress.end();
    }

    /// Everything that a commit (by its index) changed, tracked or not.
    pub(super) fn changed(&self, commit: usize) -> Vec<Difference> {
        let wants = Wants::everything();
        let id = self.order.get(commit).copied();
        // What cannot be read was told when its tracked paths were walked.
        id.and_then(|id| self.differences(&Trees::new(self.repo, &wants), id).ok()).unwrap_or_default()
    }

    fn differences(&self, trees: &Trees<'_>, id: git2::Oid) -> Result<Vec<Difference>, git2::Error> {
        let commit = self.repo.find_commit(id)?;
        // A parent beyond the boundary of a shallow clone is not there: its commit then counts as a root.
        let roots =
            commit.parent_ids().filter_map(|parent| Some(self.repo.find_commit(parent).ok()?.tree_id()));
        trees.differences(&roots.collect::<Vec<_>>(), commit.tree_id())
    }
}

/// All commits that the snapshots reach, parents before children.
fn order(repo: &Repository, history: &History) -> Result<Vec<git2::Oid>, DiscoverError> {
    let mut walk = repo.revwalk()?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE)?;
    for snapshot in &history.snapshots {
        walk.push(raw(snapshot.commit)?)?;
    }
    Ok(walk.collect::<Result<Vec<_>, _>>()?)
}

/// The same by hand, without the commits that cannot be read: libgit2's walk ends at the first of them.
fn readable(
    repo: &Repository,
    history: &History,
    problems: &mut Vec<Problem>,
) -> Result<Vec<git2::Oid>, DiscoverError> {
    let mut open = history.snapshots.iter().map(|s| raw(s.commit)).collect::<Result<Vec<_>, _>>()?;
    let mut times: BTreeMap<git2::Oid, i64> = BTreeMap::new();
    let mut children: HashMap<git2::Oid, Vec<git2::Oid>> = HashMap::new();
    let mut missing = BTreeSet::new();
    while let Some(id) = open.pop() {
        if times.contains_key(&id) {
            continue;
        }
        let Ok(commit) = repo.find_commit(id) else {
            missing.insert(id);
            continue;
        };
        times.insert(id, commit.time().seconds());
        for parent in commit.parent_ids().collect::<BTreeSet<_>>() {
            children.entry(parent).or_default().push(id);
            open.push(parent);
        }
    }
    if let Some(first) = missing.first() {
        let message = format!(
            "commits are missing, so the history behind them is not shown: {first} ({} in all); run `git fsck` and fetch again",
            missing.len()
        );
        problems.push(Problem::of_repository(Severity::Error, "object-missing", message));
    }
    let mut waiting: BTreeMap<git2::Oid, usize> = BTreeMap::new();
    for (_, born) in children.iter().filter(|(parent, _)| times.contains_key(parent)) {
        born.iter().for_each(|child| *waiting.entry(*child).or_default() += 1);
    }
    let time = |id: &git2::Oid| times.get(id).copied().unwrap_or_default();
    let mut ready: BTreeSet<_> =
        times.keys().filter(|id| !waiting.contains_key(id)).map(|id| (time(id), *id)).collect();
    let mut order = Vec::with_capacity(times.len());
    while let Some((_, id)) = ready.pop_first() {
        order.push(id);
        for child in children.get(&id).into_iter().flatten() {
            let left = waiting.entry(*child).or_default();
            *left = left.saturating_sub(1);
            if *left == 0 {
                ready.insert((time(child), *child));
            }
        }
    }
    Ok(order)
}

/// For each commit the first snapshot whose history holds it.
fn first_snapshots(repo: &Repository, history: &History) -> HashMap<git2::Oid, usize> {
    let mut first = HashMap::new();
    for (index, snapshot) in history.snapshots.iter().enumerate() {
        let mut open = raw(snapshot.commit).into_iter().collect::<Vec<_>>();
        while let Some(id) = open.pop() {
            if first.contains_key(&id) {
                continue;
            }
            first.insert(id, index);
            if let Ok(commit) = repo.find_commit(id) {
                open.extend(commit.parent_ids());
            }
        }
    }
    first
}

/// Everybody whom the walk met: each person once, as the mailmap has them.
struct People<'a> {
    mailmap: &'a Mailmap,
    known: HashMap<Arc<Person>, Arc<Person>>,
}

impl People<'_> {
    fn of(&mut self, signature: &git2::Signature<'_>, encoding: Option<&str>) -> Arc<Person> {
        let recorded = person(signature, encoding);
        if let Some(known) = self.known.get(&recorded) {
            return known.clone();
        }
        let proper = self.mailmap.person(recorded.clone());
        self.known.insert(recorded, proper.clone());
        proper
    }
}

fn owned(
    commit: &git2::Commit<'_>,
    parents: &[git2::Oid],
    snapshot: usize,
    people: &mut People<'_>,
) -> Commit {
    let (author, committer) = (commit.author(), commit.committer());
    let encoding = commit.message_encoding().ok().flatten();
    Commit {
        id: oid(commit.id()),
        parents: parents.iter().copied().map(oid).collect(),
        author: people.of(&author, encoding),
        authored: instant(author.when()),
        committer: people.of(&committer, encoding),
        committed: instant(committer.when()),
        zone: zone(committer.when()),
        summary: redact::mask(&text(commit.summary_bytes().unwrap_or_default(), encoding)).text.into_owned(),
        snapshot,
    }
}

fn record(tracks: &mut BTreeMap<Arc<str>, Track>, differences: Vec<Difference>, commit: usize) {
    for Difference { path, blob, was } in differences {
        tracks.entry(path.into()).or_default().changes.push(Change { commit, blob, was });
    }
}

/// In which snapshots, of those from `from` on, which blob stands: each snapshot's tree is compared with the one before, so that a history costs what
/// changed in it, whatever the shape of its graph.
pub(super) fn spans(
    repo: &Repository,
    trees: &Trees<'_>,
    snapshots: &[Snapshot],
    from: usize,
    tracks: &mut BTreeMap<Arc<str>, Track>,
    broken: &mut Vec<String>,
) {
    let mut before: Option<git2::Oid> = None;
    for (index, snapshot) in snapshots.iter().enumerate().skip(from) {
        let commit = raw(snapshot.commit).and_then(|id| repo.find_commit(id));
        let Ok(tree) = commit.map(|commit| commit.tree_id()) else { continue };
        match trees.differences(before.as_slice(), tree) {
            Ok(differences) => {
                for Difference { path, blob, .. } in differences {
                    set(tracks.entry(path.into()).or_default(), index, blob, snapshots.len());
                }
                before = Some(tree);
            }
            Err(error) => broken.push(format!("{tree}: {}", error.message())),
        }
    }
}

/// From this snapshot on, another blob (or none) stands at the path.
fn set(track: &mut Track, snapshot: usize, blob: Option<Oid>, count: usize) {
    if let Some(last) = track.spans.last_mut().filter(|span| span.snapshots.end > snapshot) {
        last.snapshots.end = snapshot;
    }
    if let Some(blob) = blob {
        track.spans.push(Span { blob, snapshots: snapshot..count });
    }
}

/// One problem for all of them, as each page shows it.
pub(super) fn broken_trees(broken: &[String]) -> Option<Problem> {
    let first = broken.first()?;
    let more = if broken.len() > 1 { format!(" (and {} more)", broken.len() - 1) } else { String::new() };
    let message =
        format!("folders cannot be read, so their files are not shown: {first}{more}; run `git fsck`");
    Some(Problem::of_repository(Severity::Error, "object-missing", message))
}
