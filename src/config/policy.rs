//! What is demanded for go.

use super::pin::Pin;
use crate::model::checklist::{Item, Phase};
use crate::model::criterion::Criterion;
use crate::model::problem::Place;

/// Which items must be proven for go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Require {
    /// All items due by the tag.
    #[default]
    Before,
    /// The same: what is due after the tag bears on the outcome, and there without exception.
    All,
    /// These ids.
    Ids(Vec<String>),
}

/// An item that is off: shown with its verdict, and counted nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Off {
    /// Why, in the team's own words.
    pub reason: Option<String>,
}
/// The flags of an item, by their words.
pub const FLAGS: [&str; 10] = [
    "late",
    "retro-ticked",
    "edited",
    "post-dated",
    "unticked",
    "disputed",
    "suspect",
    "foreign",
    "reused",
    "external",
];

/// What replaces the reading of an item's words.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemOverride {
    /// Where it stands in the configuration.
    pub place: Place,
    /// Part of the text.
    pub matches: Option<String>,
    /// Or the item's id.
    pub id: Option<String>,
    /// Paths or globs of its evidence.
    pub evidence: Option<Vec<String>>,
    /// Window before the release, in seconds.
    pub within: Option<i64>,
    /// Bounds.
    pub budget: Option<Vec<Criterion>>,
    /// How the item is to be read, whatever its words are.
    pub pin: Option<Pin>,
    /// When it applies.
    pub phase: Option<Phase>,
    /// Names or addresses of who must have approved.
    pub approvers: Vec<String>,
    /// Whether it is off.
    pub off: Option<Off>,
}

impl ItemOverride {
    /// Whether it names an item, by its id or by a part of its words.
    pub fn names(&self, item: &Item) -> bool {
        let part = self.matches.as_ref().map(|part| part.to_lowercase());
        self.id.as_ref() == Some(&item.id)
            || part.is_some_and(|part| item.text.to_lowercase().contains(&part))
    }
}

/// What is demanded.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Which items must be proven.
    pub require: Require,
    /// Flags that stand in the way of go where a required item carries them, though it is proven.
    pub flags: Vec<String>,
    /// Item by item, what replaces the reading of the words.
    pub items: Vec<ItemOverride>,
    /// Whether each release is judged by today's checklist too. Asked for on the command line only: it is a question, not a policy.
    pub rejudge: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self { require: Require::Before, flags: Vec::new(), items: Vec::new(), rejudge: false }
    }
}
