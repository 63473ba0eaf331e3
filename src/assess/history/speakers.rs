//! Which checklist speaks for a release, and where its words stand.

use crate::assess::history::pairing::{PairedBox, entries, pair_in_place};
use crate::assess::result::speaker::{ChecklistInForce, ChecklistPlace};
use crate::model::checklist::{Checklist, Item, Mark, Section};
use crate::model::dossier::{Dossier, FilledCopy};
use crate::read::text::slug::Ids;
use crate::read::text::wording;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The checklist that speaks for a snapshot. In this order: the filled copy of that release, if any part of it stands in the tree; the
/// first template of the configuration that stands there; the task list in the message of the tag; the filled copy as it came later.
/// A checklist without items says nothing.
pub fn in_force(dossier: &Dossier, templates: &[Arc<str>], snapshot: usize) -> Option<ChecklistInForce> {
    let copy = dossier.copies.get(&snapshot).and_then(|parts| Copy::of(dossier, parts, snapshot));
    let (present, later) = match copy {
        Some(copy) if copy.stood => (Some(copy.in_force), None),
        Some(copy) => (None, Some(copy.in_force)),
        None => (None, None),
    };
    present
        .or_else(|| templates_at(dossier, templates, snapshot).next())
        .or_else(|| message(dossier, snapshot))
        .or(later)
}

/// The templates with items that stand in the tree of a snapshot, in the order of the configuration; after them those that stand there
/// under another name, which they had before or were given later.
pub fn templates_at<'a>(
    dossier: &'a Dossier,
    templates: &'a [Arc<str>],
    snapshot: usize,
) -> impl Iterator<Item = ChecklistInForce> + 'a {
    let history = &dossier.history;
    let is_other = |path: &&Arc<str>| !templates.iter().any(|template| **template == ***path);
    let others = history.templates.iter().filter(is_other).map(|path| &**path);
    let others = others.filter(|path| !history.copies.contains(*path));
    let present = templates.iter().map(|path| &**path).chain(others);
    let present = present.filter_map(move |template| dossier.at(template, snapshot));
    present.filter_map(|evidence| {
        let version = dossier.evidence.get(evidence)?;
        let checklist = version.facts.checklist.clone().filter(|list| has_items(list))?;
        let origin = ChecklistPlace::File { path: version.path.clone(), evidence };
        Some(ChecklistInForce { origin, further: Vec::new(), checklist })
    })
}

fn has_items(checklist: &Checklist) -> bool {
    checklist.items().next().is_some()
}

/// The task list in the message of a snapshot's tag.
fn message(dossier: &Dossier, snapshot: usize) -> Option<ChecklistInForce> {
    let checklist = dossier.messages.get(&snapshot)?.clone();
    let tag = dossier.history.snapshots.get(snapshot)?.tag_ref().into();
    Some(ChecklistInForce { origin: ChecklistPlace::TagMessage { tag }, further: Vec::new(), checklist })
}

/// The parts of a filled copy as one checklist.
struct Copy {
    in_force: ChecklistInForce,
    /// Whether any part stood in the tree.
    stood: bool,
}

impl Copy {
    /// Parts that stand in the tree speak as they stand there. At the tag a part that came later had no box at all, so none was ticked.
    fn of(dossier: &Dossier, parts: &[FilledCopy], snapshot: usize) -> Option<Self> {
        let mut sections: Vec<Section> = Vec::new();
        let mut origins: Vec<(usize, ChecklistPlace)> = Vec::new();
        let mut known = Known::default();
        let mut head = Checklist::default();
        let mut stood = false;
        // What stood at the tag goes before what came later, each in the order of the paths.
        let parts = parts.iter().map(|part| (part, dossier.at_any_name(&part.path, snapshot)));
        let (first, later): (Vec<_>, Vec<_>) = parts.partition(|(_, present)| present.is_some());
        for (part, present) in first.into_iter().chain(later) {
            let version = dossier.evidence.get(present.unwrap_or(part.evidence));
            let Some(checklist) = version.and_then(|version| version.facts.checklist.as_ref()) else {
                continue;
            };
            let own = known.fresh(checklist, present.is_some());
            if own.is_empty() {
                continue;
            }
            stood |= present.is_some();
            if origins.is_empty() {
                head = Checklist { sections: Vec::new(), ..(**checklist).clone() };
            }
            let evidence = present.unwrap_or(part.evidence);
            let path = dossier.evidence.get(evidence).map_or(&part.path, |version| &version.path).clone();
            origins.push((sections.len(), ChecklistPlace::File { path, evidence }));
            sections.extend(own);
        }
        let (_, origin) = (!origins.is_empty()).then(|| origins.remove(0))?;
        let checklist = Arc::new(Checklist { sections, ..head });
        Some(Self { in_force: ChecklistInForce { origin, further: origins, checklist }, stood })
    }
}

/// The items of the parts before: their ids and words.
#[derive(Default)]
struct Known {
    items: Vec<(String, String)>,
    words: BTreeMap<String, String>,
    ids: Ids,
}

impl Known {
    /// The sections of a part without the items that an earlier part holds; nothing, where it holds no items of its own.
    fn fresh(&mut self, checklist: &Checklist, stands: bool) -> Vec<Section> {
        let mut again = self.again(checklist).into_iter();
        let mut sections = checklist.sections.clone();
        for section in &mut sections {
            section.items.retain(|_| !again.next().unwrap_or_default());
            if !stands {
                section.items.iter_mut().for_each(|item| item.mark = Mark::Open);
            }
        }
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        for item in sections.iter_mut().flat_map(|section| &mut section.items) {
            let id = self.ids.unique(item.id.clone());
            item.under = item.under.take().map(|above| renamed.get(&above).cloned().unwrap_or(above));
            renamed.insert(std::mem::replace(&mut item.id, id.clone()), id);
        }
        let items = || sections.iter().flat_map(|section| &section.items);
        self.items.extend(items().map(|item| (item.id.clone(), item.text.clone())));
        self.words.extend(items().map(|item| (item.id.clone(), item.text.clone())));
        if items().next().is_some() { sections } else { Vec::new() }
    }

    /// For each item of a part whether an earlier part holds it. A part that mostly repeats what came before is the same list once more,
    /// and then its reworded items are found by likeness and place, too.
    fn again(&self, checklist: &Checklist) -> Vec<bool> {
        let items = checklist.items().map(|(_, item)| item).collect::<Vec<_>>();
        let same = items.iter().map(|item| self.has(item)).collect::<Vec<_>>();
        if same.iter().filter(|same| **same).count() * 2 < items.len().max(1) {
            return same;
        }
        let known = self.items.iter().map(|(id, text)| PairedBox { id, text }).collect::<Vec<_>>();
        let (was, is) = (vec![false; known.len()], vec![true; items.len()]);
        let paired = pair_in_place(&known, &entries(&items), (&was, &is));
        same.into_iter().zip(paired).map(|(same, paired)| same || paired.is_some()).collect()
    }

    /// The same id alone is no sameness: it is made of a few words.
    fn has(&self, item: &Item) -> bool {
        self.words.get(&item.id).is_some_and(|text| wording::similarity(text, &item.text) >= wording::SIMILAR)
    }
}
