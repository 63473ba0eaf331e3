//! Which `[[item]]` of the configuration speaks for which item.

use crate::assess::candidates::approver::Approver;
use crate::config::ItemOverride;
use crate::model::{checklist::Item, dossier::Dossier, problem::Problem};

/// An `[[item]]`, and whom its approvers mean.
#[derive(Debug)]
pub struct Override<'a> {
    /// As configured.
    pub rule: &'a ItemOverride,
    /// Who must have approved.
    pub approvers: Vec<Approver>,
}

impl<'a> Override<'a> {
    /// All of them, in their order.
    pub fn all(rules: &'a [ItemOverride], dossier: &Dossier) -> Vec<Self> {
        rules.iter().map(|rule| Self { rule, approvers: Approver::all(&rule.approvers, dossier) }).collect()
    }
}

/// The index of the one that speaks for an item: the first that names it.
pub fn speaking(own: &[Override<'_>], item: &Item) -> Option<usize> {
    own.iter().position(|own| own.rule.names(item))
}

/// Those that change nothing: they name no item of any checklist, or only items for which an earlier one speaks.
pub fn unused(own: &[Override<'_>], items: &[&Item]) -> Vec<Problem> {
    let mut speaks = vec![false; own.len()];
    for at in items.iter().filter_map(|item| speaking(own, item)) {
        if let Some(slot) = speaks.get_mut(at) {
            *slot = true;
        }
    }
    let silent = own.iter().zip(speaks).filter(|(_, speaks)| !speaks);
    let problems = silent.map(|(own, _)| {
        let message = if items.iter().any(|item| own.rule.names(item)) {
            "this [[item]] changes nothing: an earlier one speaks for every item that it names"
        } else {
            "this [[item]] names no item of any checklist that speaks for a release"
        };
        Problem::note(own.rule.place.clone(), "item-unused", message)
    });
    problems.collect()
}
