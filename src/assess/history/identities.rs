//! The same item through time: one identity over all releases, whatever becomes of its words, its section and its place in the list.
//!
//! An identity is named by the id under which it was first seen, so that links to it last. A release's items are paired with those of
//! the last release that had any; one that comes back after a pause is known by its id.

use crate::assess::history::pairing::{entries, pair};
use crate::assess::result::identity::{Identity, Wording};
use crate::assess::result::{release::ReleaseAssessment, speaker::ChecklistInForce};
use crate::model::checklist::{Checklist, Item, Section};
use crate::model::dossier::Dossier;
use crate::read::text::slug::Ids;
use crate::read::text::wording::stem;
use std::collections::HashMap;
use std::sync::Arc;

/// The identities of all checklists that speak, before anything is judged.
#[derive(Debug, Default)]
pub struct Identities {
    all: Vec<Identity>,
    /// For each snapshot the identities of its items, in the checklist's order.
    of: Vec<Arc<[usize]>>,
}

impl Identities {
    /// Follows every item from release to release. Costs what changed: a checklist that stays the same is looked at once.
    pub fn of(dossier: &Dossier, in_force: &[Option<ChecklistInForce>]) -> Self {
        let mut walk = Walk { in_force, texts: Texts::of(dossier), ..Walk::default() };
        for snapshot in 0..in_force.len() {
            let row = walk.row(snapshot);
            walk.found.of.push(row);
        }
        walk.found
    }

    /// The identities (indices) of a snapshot's items, in the order of its checklist.
    pub fn row(&self, snapshot: usize) -> &[usize] {
        self.of.get(snapshot).map_or(&[], |row| row)
    }

    /// The identities with the places where they are judged.
    pub fn lives(&self, releases: &[ReleaseAssessment]) -> Vec<Identity> {
        let mut all = self.all.clone();
        for release in releases {
            for (at, item) in release.items.iter().enumerate() {
                if let Some(identity) = all.get_mut(item.identity) {
                    identity.at.push((release.snapshot, at));
                }
            }
        }
        all
    }
}

/// What is known on the way from the oldest release to the newest.
#[derive(Default)]
struct Walk<'a> {
    in_force: &'a [Option<ChecklistInForce>],
    texts: Texts<'a>,
    found: Identities,
    ids: Ids,
    /// The last snapshot whose checklist has items.
    last: Option<usize>,
    /// Identities that the last checklist does not have, by the id that each had last.
    gone: HashMap<&'a str, usize>,
    /// Pairs of checklists that were met before, by their addresses: releases of two branches may take turns.
    met: HashMap<(usize, usize), Arc<[Option<usize>]>>,
}

impl<'a> Walk<'a> {
    fn row(&mut self, snapshot: usize) -> Arc<[usize]> {
        let none = || Arc::from(Vec::new());
        let Some(in_force) = self.in_force(snapshot) else { return none() };
        if in_force.checklist.items().next().is_none() {
            return none();
        }
        let before = self.last.replace(snapshot);
        let known =
            before.and_then(|before| Some((self.in_force(before)?, self.found.of.get(before)?.clone())));
        let old = match &known {
            Some((last, row)) if same(&last.checklist, &in_force.checklist) => return row.clone(),
            Some((last, _)) => self.pairs(&last.checklist, &in_force.checklist),
            None => Arc::from(Vec::new()),
        };
        let identities: &[usize] = known.as_ref().map_or(&[], |(_, row)| row);
        let items = in_force.checklist.items().zip(old.iter().copied().chain(std::iter::repeat(None)));
        let mut row: Vec<Option<usize>> =
            items.map(|(_, at)| at.and_then(|at| identities.get(at).copied())).collect();
        self.leave(known.as_ref().map(|(last, _)| *last), identities, &row);
        for ((_, item), slot) in in_force.checklist.items().zip(&mut row) {
            if slot.is_none() {
                *slot = Some(self.gone.remove(item.id.as_str()).unwrap_or_else(|| self.begin(item)));
            }
        }
        let row: Arc<[usize]> = row.into_iter().flatten().collect();
        self.note(snapshot, in_force, &row);
        row
    }

    fn in_force(&self, snapshot: usize) -> Option<&'a ChecklistInForce> {
        self.in_force.get(snapshot)?.as_ref()
    }

    fn pairs(&mut self, old: &'a Arc<Checklist>, new: &'a Arc<Checklist>) -> Arc<[Option<usize>]> {
        let key = (Arc::as_ptr(old) as usize, Arc::as_ptr(new) as usize);
        let items = |list: &'a Checklist| list.items().map(|(_, item)| item).collect::<Vec<_>>();
        self.met
            .entry(key)
            .or_insert_with(|| Arc::from(pair(&entries(&items(old)), &entries(&items(new)))))
            .clone()
    }

    /// Remembers the identities that a checklist no longer has.
    fn leave(&mut self, last: Option<&'a ChecklistInForce>, had: &[usize], has: &[Option<usize>]) {
        let has: std::collections::HashSet<usize> = has.iter().copied().flatten().collect();
        let items = last.into_iter().flat_map(|last| last.checklist.items());
        let gone = items.zip(had).filter(|(_, identity)| !has.contains(identity));
        self.gone.extend(gone.map(|((_, item), identity)| (item.id.as_str(), *identity)));
    }

    fn begin(&mut self, item: &Item) -> usize {
        let id = self.ids.unique(item.id.clone());
        self.found.all.push(Identity { id, ids: Vec::new(), wordings: Vec::new(), at: Vec::new() });
        self.found.all.len() - 1
    }

    /// Notes new ids and new words.
    fn note(&mut self, snapshot: usize, in_force: &'a ChecklistInForce, row: &[usize]) {
        in_force.origins().for_each(|origin| self.texts.advance(origin.place(), snapshot));
        let places = in_force.checklist.sections.iter().enumerate();
        let places = places.flat_map(|(at, section)| {
            section.items.iter().enumerate().map(move |(index, item)| (at, section, index, item))
        });
        for ((section, within, index, item), identity) in places.zip(row) {
            let all = self.in_force;
            let Some(identity) = self.found.all.get_mut(*identity) else { continue };
            if !identity.ids.contains(&item.id) {
                identity.ids.push(item.id.clone());
            }
            let last = identity.wordings.last().and_then(|last| written(all, last));
            let here = (in_force.checklist.title.as_deref(), within);
            if last.is_none_or(|(was, old)| !same_section(was, here) || !same_words(&old.text, &item.text)) {
                let commit = self.texts.since(in_force.origin_of(section).place(), within, item);
                identity.wordings.push(Wording { snapshot, section, index, commit });
            }
        }
    }
}

/// A section with the title of its checklist.
pub type Within<'a> = (Option<&'a str>, &'a Section);

fn written<'a>(
    in_force: &'a [Option<ChecklistInForce>],
    wording: &Wording,
) -> Option<(Within<'a>, &'a Item)> {
    let checklist = &in_force.get(wording.snapshot)?.as_ref()?.checklist;
    let section = checklist.sections.get(wording.section)?;
    Some(((checklist.title.as_deref(), section), section.items.get(wording.index)?))
}

/// Whether two texts differ in nothing but space.
pub fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// Whether two sections, each with its checklist's title, are the same place: by their headings but for numbers. What stands under the
/// title itself is in no section, whatever the title says of the release.
pub fn same_section((title, a): Within<'_>, (other, b): Within<'_>) -> bool {
    let own =
        |title: Option<&str>, section: &Section| section.title.is_empty() || title == Some(&*section.title);
    a.slug == b.slug || own(title, a) && own(other, b) || stem(&a.slug) == stem(&b.slug)
}

/// Whether two checklists have the same items in the same sections and order.
fn same(a: &Arc<Checklist>, b: &Arc<Checklist>) -> bool {
    let words = |list: &'_ Arc<Checklist>| {
        list.items()
            .map(|(section, item)| (section.slug.clone(), item.id.clone(), item.text.clone()))
            .collect::<Vec<_>>()
    };
    Arc::ptr_eq(a, b) || words(a) == words(b)
}

/// Since which commit a checklist file has had its words.
#[derive(Default)]
struct Texts<'a> {
    dossier: Option<&'a Dossier>,
    files: HashMap<&'a str, File<'a>>,
}

/// How far a file's changes were followed, and since which commit (index) it has had the words of each section.
#[derive(Default)]
struct File<'a> {
    next: usize,
    since: HashMap<(&'a str, &'a str), usize>,
}

impl<'a> Texts<'a> {
    fn of(dossier: &'a Dossier) -> Self {
        Self { dossier: Some(dossier), files: HashMap::new() }
    }

    /// Follows a file up to a snapshot; what was followed before is not followed again.
    fn advance(&mut self, path: &str, snapshot: usize) {
        let Some(dossier) = self.dossier else { return };
        let Some((path, track)) = dossier.history.tracks.get_key_value(path) else { return };
        let file = self.files.entry(path).or_default();
        let reached = |commit: usize| {
            dossier.history.commits.get(commit).is_some_and(|commit| commit.snapshot <= snapshot)
        };
        while let Some(change) = track.changes.get(file.next).filter(|change| reached(change.commit)) {
            file.next += 1;
            let version = change.blob.and_then(|blob| dossier.versions.get(&(path.clone(), blob)));
            let facts = version.and_then(|at| Some(&dossier.evidence.get(*at)?.facts));
            let Some(list) = facts.and_then(|facts| facts.checklist.as_ref()) else { continue };
            let words = list.items().map(|(section, item)| (section.slug.as_str(), item.text.as_str()));
            let since = words.map(|key| (key, file.since.get(&key).copied().unwrap_or(change.commit)));
            file.since = since.collect();
        }
    }

    fn since(&self, path: &str, section: &Section, item: &Item) -> Option<usize> {
        self.files.get(path)?.since.get(&(section.slug.as_str(), item.text.as_str())).copied()
    }
}
