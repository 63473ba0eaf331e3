//! Filled copies of the checklist: their boxes as they are today.

use super::ticks::{self, Tickbox};
use crate::model::checklist::{Checklist, Mark};
use crate::model::dossier::Dossier;
use crate::read::wording;
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

impl Filled {
    fn similar(&self, text: &str) -> Option<(f64, &str)> {
        let scored =
            self.checklist.items().map(|(_, item)| (wording::similarity(&item.text, text), &*item.id));
        let similar = scored.filter(|(score, _)| *score >= wording::SIMILAR);
        similar.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
    }
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

/// Boxes that are ticked or waived in these parts and empty in the checklist that spoke at the tag. The box of an item today: by id,
/// else by the most similar words.
#[must_use]
pub fn later(parts: &[Filled], spoken: &Checklist) -> BTreeMap<String, Tickbox> {
    let open = spoken.items().map(|(_, item)| item).filter(|item| item.mark == Mark::Open);
    let today = open.filter_map(|item| {
        let same = parts.iter().find_map(|part| part.boxes.get(&item.id));
        let similar = || {
            let all = parts.iter().filter_map(|part| Some((part, part.similar(&item.text)?)));
            let (part, (_, id)) = all.max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(b.1.1.cmp(a.1.1)))?;
            part.boxes.get(id)
        };
        Some((item.id.clone(), same.or_else(similar)?.clone()))
    });
    today.filter(|(_, tickbox)| tickbox.mark != Mark::Open).collect()
}
