//! Filled copies of the checklist: their boxes as they are today.

use super::pairing::{entries, pair};
use super::ticks::{self, Tickbox};
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
#[must_use]
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

/// Boxes that are ticked or waived in these parts and empty in the checklist that spoke at the tag.
#[must_use]
pub fn later(parts: &[Filled], spoken: &Checklist) -> BTreeMap<String, Tickbox> {
    let mut left: Vec<&Item> = spoken.items().map(|(_, item)| item).collect();
    let mut found = BTreeMap::new();
    for part in parts {
        let copy: Vec<&Item> = part.checklist.items().map(|(_, item)| item).collect();
        let pairs = pair(&entries(&copy), &entries(&left));
        let tickbox = |at: Option<usize>| part.boxes.get(&copy.get(at?)?.id);
        let (same, others): (Vec<_>, Vec<_>) = left.into_iter().zip(pairs).partition(|(_, at)| at.is_some());
        let open = same.into_iter().filter(|(item, _)| item.mark == Mark::Open);
        found.extend(open.filter_map(|(item, at)| Some((item.id.clone(), tickbox(at)?.clone()))));
        left = others.into_iter().map(|(item, _)| item).collect();
    }
    found.retain(|_, tickbox| tickbox.mark != Mark::Open);
    found
}
