//! The history of every box of a checklist: which commit ticked it, and whether its words changed since.

use crate::assess::history::identities::same_words;
use crate::assess::history::pairing::{PairedBox, entries, pair_in_place};
use crate::model::checklist::{Checklist, Item, Mark};
use crate::model::dossier::Dossier;
use crate::model::history::{Change, History};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A box at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tickbox {
    /// What stands in it.
    pub mark: Mark,
    /// The commit (index) that ticked or waived it; `None` for an empty box.
    pub by: Option<usize>,
    /// Whether the item's words changed after that, while the box stayed ticked.
    pub reworded: bool,
    /// The item's words.
    pub text: String,
    /// The words that it had before, oldest first.
    pub former: Vec<String>,
    /// Which item of its checklist it is, from 0.
    place: usize,
}

/// All boxes of a checklist at one moment, by item id.
pub type Boxes = BTreeMap<String, Tickbox>;

/// What became of the boxes of one release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// At the tag.
    pub at_tag: Boxes,
    /// Boxes that were ticked or waived after the tag and before the checklist was prepared for the next release, by the ids that their
    /// items had at the tag, whatever became of their words.
    pub later: Boxes,
}

/// Follows the boxes of one checklist file through all its versions; gives the ticks for the snapshots that are asked for.
///
/// A tick after a tag belongs to that release until the checklist is reset (some ticked box is emptied): from then on it prepares
/// the next one. A tick that nothing separates from the next release, because it still stands at its tag, belongs to that next one;
/// only for the newest release, which has no next, it counts as its own.
pub fn follow(dossier: &Dossier, path: &str, asked: &BTreeSet<usize>) -> BTreeMap<usize, Ticks> {
    let history = &dossier.history;
    let mut ticks: BTreeMap<usize, Ticks> = BTreeMap::new();
    let path: Arc<str> = path.into();
    let checklist = |path: &Arc<str>, blob| {
        let version = dossier.versions.get(&(path.clone(), blob)).and_then(|n| dossier.evidence.get(*n))?;
        version.facts.checklist.clone()
    };
    let snapshot_of = |commit: usize| history.commits.get(commit).map(|commit| commit.snapshot);
    let all = changes(history, &path);
    let mut changes = all.iter().peekable();
    let mut boxes = Boxes::new();
    for snapshot in stops(all.iter().filter_map(|(change, _)| snapshot_of(change.commit)), asked) {
        let mut later = Later::since(&boxes);
        while let Some((change, at)) =
            changes.next_if(|(next, _)| snapshot_of(next.commit).is_some_and(|at| at <= snapshot))
        {
            if let Some(list) = change.blob.and_then(|blob| checklist(at, blob)) {
                let next = advance(&boxes, &list, change.commit);
                later.see(&boxes, &next);
                boxes = next.boxes;
            }
        }
        // The tree decides, should the order of side branches have misled the walk.
        let version_at = dossier.at_any_name(&path, snapshot).and_then(|n| dossier.evidence.get(n));
        if let Some(list) = version_at.and_then(|version| version.facts.checklist.as_ref()) {
            boxes = settle(&boxes, list);
        }
        if let Some(before) = snapshot.checked_sub(1).and_then(|before| ticks.get_mut(&before)) {
            before.later = later.finish(&boxes, snapshot == history.candidate());
        }
        if asked.contains(&snapshot) {
            ticks.insert(snapshot, Ticks { at_tag: boxes.clone(), later: Boxes::new() });
        }
    }
    ticks
}

/// The changes of a file under all of its names, by commit; what a commit removed before what it set.
fn changes(history: &History, path: &Arc<str>) -> Vec<(Change, Arc<str>)> {
    let mut all = Vec::new();
    for name in history.names(path) {
        let changes = history.tracks.get(&name.path).map(|track| &*track.changes).unwrap_or_default();
        let own = changes.iter().filter(|change| (name.from..name.until).contains(&change.commit));
        all.extend(own.map(|change| (*change, name.path.clone())));
    }
    all.sort_by_key(|(change, _)| (change.commit, change.blob.is_some()));
    all
}

/// The snapshots at which to look: those that are asked for, the one after each of them, and those in which something changed.
fn stops(changed: impl Iterator<Item = usize>, asked: &BTreeSet<usize>) -> BTreeSet<usize> {
    changed.chain(asked.iter().flat_map(|at| [*at, at + 1])).collect()
}

/// The box of an item: by its id, else by its very words, as parts of one checklist may have had to share an id.
pub fn find<'b>(boxes: &'b Boxes, item: &Item) -> Option<&'b Tickbox> {
    boxes.get(&item.id).or_else(|| boxes.values().find(|tickbox| tickbox.text == item.text))
}

/// The boxes after a commit, and which one each of them was.
struct TickStep {
    boxes: Boxes,
    /// Ids before the commit, by ids after it.
    was: BTreeMap<String, String>,
}

/// The boxes after a commit that set the checklist to `list`.
fn advance(before: &Boxes, list: &Arc<Checklist>, commit: usize) -> TickStep {
    let mut step = TickStep { boxes: Boxes::new(), was: BTreeMap::new() };
    for (place, ((_, item), old)) in list.items().zip(before_of(before, list)).enumerate() {
        let ticked = old.map(|(_, old)| old).filter(|old| old.mark == item.mark && item.mark != Mark::Open);
        let by = match ticked {
            Some(old) => old.by,
            None => (item.mark != Mark::Open).then_some(commit),
        };
        let reworded = ticked.is_some_and(|old| old.reworded || !same_words(&old.text, &item.text));
        let mut former = old.map(|(_, old)| old.former.clone()).unwrap_or_default();
        former.extend(old.map(|(_, old)| &old.text).filter(|text| **text != item.text).cloned());
        step.was.extend(old.map(|(id, _)| (item.id.clone(), id.clone())));
        let text = item.text.clone();
        step.boxes
            .insert(item.id.clone(), Tickbox { mark: item.mark.clone(), by, reworded, text, former, place });
    }
    step
}

/// The boxes as the tree has them, with what is known of their past.
fn settle(known: &Boxes, list: &Arc<Checklist>) -> Boxes {
    let settled = list.items().enumerate().map(|(place, (_, item))| {
        let same = known.get(&item.id).filter(|tickbox| tickbox.mark == item.mark).cloned();
        let fresh = || Tickbox {
            mark: item.mark.clone(),
            by: None,
            reworded: false,
            text: item.text.clone(),
            former: Vec::new(),
            place,
        };
        (item.id.clone(), same.unwrap_or_else(fresh))
    });
    settled.collect()
}

/// The box of each item of the list as it was before, with its id, where it is the same item.
fn before_of<'a>(before: &'a Boxes, list: &Checklist) -> Vec<Option<(&'a String, &'a Tickbox)>> {
    let mut boxes: Vec<(&String, &Tickbox)> = before.iter().collect();
    boxes.sort_by_key(|(_, tickbox)| tickbox.place);
    let old: Vec<PairedBox<'_>> =
        boxes.iter().map(|(id, tickbox)| PairedBox { id, text: &tickbox.text }).collect();
    let items: Vec<&Item> = list.items().map(|(_, item)| item).collect();
    let ticked = |marks: Vec<&Mark>| marks.into_iter().map(|mark| *mark != Mark::Open).collect::<Vec<_>>();
    let was = ticked(boxes.iter().map(|(_, tickbox)| &tickbox.mark).collect());
    let is = ticked(items.iter().map(|item| &item.mark).collect());
    pair_in_place(&old, &entries(&items), (&was, &is)).into_iter().map(|at| boxes.get(at?).copied()).collect()
}

/// Collects what is ticked between a tag and the preparation of the next.
struct Later {
    ticked: Boxes,
    /// The id that each box had at the tag, by the id that it has now.
    at_tag: BTreeMap<String, String>,
    reset: bool,
}

impl Later {
    fn since(boxes: &Boxes) -> Self {
        let at_tag = boxes.keys().map(|id| (id.clone(), id.clone())).collect();
        Self { ticked: Boxes::new(), at_tag, reset: false }
    }

    fn see(&mut self, before: &Boxes, next: &TickStep) {
        let old = |id: &String| before.get(next.was.get(id)?);
        let emptied = |(id, new): (&String, &Tickbox)| {
            new.mark == Mark::Open && old(id).is_some_and(|old| old.mark != Mark::Open)
        };
        self.reset |= next.boxes.iter().any(emptied);
        let lasting = |(id, was): (&String, &String)| Some((id.clone(), self.at_tag.get(was)?.clone()));
        self.at_tag = next.was.iter().filter_map(lasting).collect();
        if self.reset {
            return;
        }
        for (id, new) in next.boxes.iter().filter(|(_, new)| new.mark != Mark::Open) {
            let Some(first) = self.at_tag.get(id) else { continue };
            if self.ticked.contains_key(first) || old(id).is_none_or(|old| old.mark != new.mark) {
                self.ticked.insert(first.clone(), new.clone());
            }
        }
    }

    fn finish(mut self, at_next: &Boxes, next_is_candidate: bool) -> Boxes {
        if !next_is_candidate && !self.reset {
            let now: BTreeMap<&String, &String> =
                self.at_tag.iter().map(|(now, first)| (first, now)).collect();
            let next = |id: &String| at_next.get(*now.get(id)?);
            self.ticked.retain(|id, new| next(id).is_none_or(|next| next.by != new.by));
        }
        self.ticked
    }
}
