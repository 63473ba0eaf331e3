//! How the demands of steps and of declared targets are found.

use crate::model::checklist::{Item, Mark, Phase, Step};
use crate::read::checklist::mention;

/// By what the demands of a phase's steps are found.
pub fn id(phase: Phase) -> &'static str {
    match phase {
        Phase::Rollback => "\nrollback",
        Phase::Before => "\nbefore",
        Phase::Execution => "\nexecution",
        Phase::After => "\nafter",
    }
}

/// A declared target with the demands of an item.
pub fn as_item(target: &Step) -> Item {
    let text = target.text.clone();
    let references = mention::references(&text, "");
    Item {
        id: String::new(),
        text,
        mark: Mark::Open,
        line: target.line,
        references,
        pin: None,
        under: None,
        phase: None,
    }
}
