//! The go-live checklist as a document: sections, items, steps, triggers.

use super::evidence::FrontMatter;
use super::problem::Place;
use crate::model::words::words;
use std::sync::Arc;

words! {
    /// When a section applies.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Phase {
        /// Before the tag.
        Before = "before",
        /// While the release is carried out.
        Execution = "execution",
        /// After the tag.
        After = "after",
        /// When the release is taken back.
        Rollback = "rollback",
    }
}

/// What stands in an item's box.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// `[ ]`
    Open,
    /// `[x]`
    Ticked,
    /// Struck through, `[-]`, `N/A` or `waived:`; the reason where one is given.
    Waived {
        /// The words after `waived:`, `N/A:` or a dash.
        reason: Option<String>,
    },
}

/// Something that an item names as its evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// A path in the repository, or a bare file name: `feedback/product.md`. Never absolute, never with `..`.
    Path(String),
    /// A glob: `staging-smoke-*.log`. Templates such as `production-smoke-<timestamp>.log` arrive here with `*`.
    Glob(String),
    /// An address outside the repository.
    Url(String),
}

impl Reference {
    /// The words as they stand in the item (templates already turned into globs).
    pub fn text(&self) -> &str {
        match self {
            Self::Path(text) | Self::Glob(text) | Self::Url(text) => text,
        }
    }
}

/// A comment that says how an item is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinComment {
    /// Its words.
    pub text: String,
    /// Where they begin: the line, from 1.
    pub line: u32,
    /// The column, from 1; 0 where the words go over several lines.
    pub column: u32,
}

impl PinComment {
    /// The place of a byte of its words, in the file where it stands.
    pub fn place(&self, path: Arc<str>, byte: usize) -> Place {
        let before = self.text.get(..byte).unwrap_or_default().chars().count();
        let column =
            u32::try_from(before).ok().filter(|_| self.column > 0).map(|before| self.column + before);
        Place { path, line: self.line, column: column.unwrap_or(0) }
    }
}

/// A task-list entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Stable id: `<section slug>/<item slug>`, unique in its checklist.
    pub id: String,
    /// The item's Markdown on one line, without its box and without a waiver's marks.
    pub text: String,
    /// What stands in the box.
    pub mark: Mark,
    /// Source line, from 1.
    pub line: u32,
    /// What the item names, in order, each once.
    pub references: Vec<Reference>,
    /// What its comment `<!-- golive: … -->` holds: how it is to be read. Not a part of its words.
    pub pin: Option<PinComment>,
    /// The id of the item in whose entry it is nested; `None` where it stands by itself.
    pub under: Option<String>,
    /// When it applies by its own words, where its section says nothing of a phase; `None`: as its section does.
    pub phase: Option<Phase>,
}

impl Item {
    /// When it applies in a section.
    pub fn phase_in(&self, section: &Section) -> Phase {
        self.phase.unwrap_or(section.phase)
    }
}

impl Item {
    /// What makes two items one demand: the words, with the comment that says how to read them, and the id.
    pub fn key(&self) -> (String, String) {
        let pin = self.pin.as_ref().map(|pin| format!("\0{}", pin.text)).unwrap_or_default();
        (format!("{}{pin}", self.text), self.id.clone())
    }
}

/// What a section asks for without a box: an entry of an ordered list in an execution or rollback section, or a target that is to be
/// checked, declared by its address, budget and evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its number; `None` for a target.
    pub number: Option<u32>,
    /// Its Markdown on one line; the entries of a target behind each other.
    pub text: String,
    /// Source line, from 1.
    pub line: u32,
}

/// A bullet of the rollback section that says when to roll back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// Its Markdown on one line.
    pub text: String,
    /// Source line, from 1.
    pub line: u32,
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's text: `2. Evidence Bundle (attach links)`.
    pub title: String,
    /// The heading without number and brackets, as an id: `evidence-bundle`.
    pub slug: String,
    /// When it applies.
    pub phase: Phase,
    /// Source line of the heading, from 1; 0 for what stands before any heading.
    pub line: u32,
    /// Task-list entries.
    pub items: Vec<Item>,
    /// Ordered entries (execution and rollback sections only), or a target.
    pub steps: Vec<Step>,
    /// Conditions for a rollback (rollback sections only).
    pub triggers: Vec<Trigger>,
}

/// A line that looks like a box and is none, so that nobody judges it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearBox {
    /// Source line, from 1.
    pub line: u32,
    /// The line as it is written.
    pub text: String,
}

/// A whole checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// The first heading.
    pub title: Option<String>,
    /// Its sections, in order; those without items, steps and triggers are left out.
    pub sections: Vec<Section>,
    /// The front matter.
    pub front: FrontMatter,
    /// What looks like an item and is none, in order.
    pub near_boxes: Vec<NearBox>,
}

impl Checklist {
    /// An item by the indices of its section and of itself.
    pub fn item(&self, section: usize, index: usize) -> Option<&Item> {
        self.sections.get(section)?.items.get(index)
    }

    /// All items with their sections, in order.
    pub fn items(&self) -> impl Iterator<Item = (&Section, &Item)> {
        self.sections.iter().flat_map(|section| section.items.iter().map(move |item| (section, item)))
    }

    /// All steps with their sections, in order.
    pub fn steps(&self) -> impl Iterator<Item = (&Section, &Step)> {
        self.sections.iter().flat_map(|section| section.steps.iter().map(move |step| (section, step)))
    }
}
