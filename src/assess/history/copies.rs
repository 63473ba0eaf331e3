//! Filled copies of the checklist: their boxes as they are today.

use crate::assess::history::pairing::{entries, pair, pair_in_place};
use crate::assess::history::{ticks, ticks::Tickbox};
use crate::model::checklist::{Checklist, Item, Mark};
use crate::model::dossier::Dossier;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A filled copy, or a part of one.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Its newest version: index into the dossier's evidence.
    pub evidence: usize,
    /// Its boxes as they are today.
    pub boxes: BTreeMap<String, Tickbox>,
    /// Its newest text.
    pub checklist: Arc<Checklist>,
}

/// For each snapshot the parts of its filled copy.
pub fn filled(dossier: &Dossier) -> BTreeMap<usize, Vec<Filled>> {
    let candidate = dossier.history.candidate();
    let part = |path: &str, evidence: usize| {
        let checklist = dossier.evidence.get(evidence)?.facts.checklist.clone()?;
        let mut ticks = ticks::follow(dossier, path, &[candidate].into());
        let boxes = ticks.remove(&candidate).map(|ticks| ticks.at_tag).unwrap_or_default();
        Some(Filled { evidence, boxes, checklist })
    };
    let parts = dossier.copies.iter();
    parts
        .map(|(snapshot, copies)| {
            (*snapshot, copies.iter().filter_map(|copy| part(&copy.path, copy.evidence)).collect())
        })
        .collect()
}

/// The boxes of these parts that say more than the checklist that spoke at the tag: ticked or waived where it was empty, or with other
/// words. A box is found by the words that it once had, else by likeness and place.
pub fn later(parts: &[Filled], checklist: &Checklist) -> BTreeMap<String, Tickbox> {
    let mut left: Vec<&Item> = checklist.items().map(|(_, item)| item).collect();
    let (mut found, all) = (BTreeMap::new(), left.len());
    for part in parts {
        let mut boxes: Vec<(&Item, &Tickbox)> =
            part.checklist.items().filter_map(|(_, item)| Some((item, part.boxes.get(&item.id)?))).collect();
        left.retain(|item| {
            let had = |(_, tickbox): &(&Item, &Tickbox)| tickbox.former.contains(&item.text);
            let Some(at) = boxes.iter().position(had) else { return true };
            let (_, tickbox) = boxes.remove(at);
            note(&mut found, item, tickbox);
            false
        });
        let copy: Vec<&Item> = boxes.iter().map(|(item, _)| *item).collect();
        let is = boxes.iter().map(|(_, tickbox)| tickbox.mark != Mark::Open).collect::<Vec<_>>();
        let was = left.iter().map(|item| item.mark != Mark::Open).collect::<Vec<_>>();
        // From the places of items in a part that holds a small piece of the list nothing follows.
        let back = match part.checklist.items().count() * 2 >= all {
            true => pair_in_place(&entries(&left), &entries(&copy), (&was, &is)),
            false => pair(&entries(&left), &entries(&copy)),
        };
        let mut pairs = vec![None; left.len()];
        for (index, at) in back.into_iter().enumerate() {
            if let Some(slot) = at.and_then(|at| pairs.get_mut(at)) {
                *slot = Some(index);
            }
        }
        let (same, others): (Vec<_>, Vec<_>) = left.into_iter().zip(pairs).partition(|(_, at)| at.is_some());
        for (item, at) in same {
            if let Some((_, tickbox)) = at.and_then(|at| boxes.get(at)) {
                note(&mut found, item, tickbox);
            }
        }
        left = others.into_iter().map(|(item, _)| item).collect();
    }
    found
}

fn note(found: &mut BTreeMap<String, Tickbox>, item: &Item, tickbox: &Tickbox) {
    let ticked = item.mark == Mark::Open && tickbox.mark != Mark::Open;
    if ticked || (tickbox.mark == item.mark && tickbox.text != item.text) {
        found.insert(item.id.clone(), tickbox.clone());
    }
}
