//! What is demanded for go.

use crate::model::checklist::Phase;

/// Which items must be proven for go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Require {
    /// All items of phase `before`.
    #[default]
    Before,
    /// All items.
    All,
    /// These ids.
    Ids(Vec<String>),
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemOverride {
    /// Part of the text.
    pub matches: Option<String>,
    /// Or the item's id.
    pub id: Option<String>,
    /// Paths or globs of its evidence.
    pub evidence: Option<Vec<String>>,
    /// Window before the release, in seconds.
    pub within: Option<i64>,
    /// Budgets as words, such as `lighthouse.tti <= 5s`.
    pub budget: Option<Vec<String>>,
    /// When it applies.
    pub phase: Option<Phase>,
}

/// What is demanded.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Which items must be proven.
    pub require: Require,
    /// Whether a rollback trigger that fired is no-go; else it is only noted.
    pub triggers_block: bool,
    /// Flags that stand in the way of go where a required item carries them, though it is proven.
    pub flags: Vec<String>,
    /// Item by item, what replaces the reading of the words.
    pub items: Vec<ItemOverride>,
}

impl Default for Policy {
    fn default() -> Self {
        Self { require: Require::Before, triggers_block: true, flags: Vec::new(), items: Vec::new() }
    }
}
