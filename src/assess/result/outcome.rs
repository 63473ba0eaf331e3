//! What followed a release: plain data. It never changes what was known at the tag.

use jiff::Timestamp;

/// What followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutcomeState {
    /// What was due after the tag shows that the release held.
    Held,
    /// It was taken back.
    RolledBack,
    /// A rollback trigger fired, and it was not taken back.
    TriggerFired,
    /// Not known, or not known yet.
    #[default]
    Unknown,
}

impl OutcomeState {
    /// Its word in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::RolledBack => "rolled back",
            Self::TriggerFired => "trigger fired",
            Self::Unknown => "unknown",
        }
    }
}

/// Why the outcome is what it is. Indices are into the release's own lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutcomeReason {
    /// It was rolled back.
    RolledBack,
    /// A rollback trigger fired.
    Fired(usize),
    /// An incident that may have been one of the release: severe, or of a severity that is not told.
    Incident(usize),
    /// An item that is due after the tag is not proven.
    Unproven(usize),
    /// So many checks after the tag failed or broke their budget, and no trigger says how many may.
    BadChecks(usize),
    /// Nothing that was recorded after the tag shows it.
    NothingShown,
    /// It is not released yet.
    NotReleased,
    /// So many items due after the tag are proven.
    ProvenItems(usize),
    /// So many rollback triggers were computed, and did not fire; that alone decides nothing.
    QuietTriggers(usize),
    /// So many checks in production were good.
    GoodChecks(usize),
    /// A rollback trigger could not be computed; that alone decides nothing.
    UnknownTrigger(usize),
}

/// What followed a release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReleaseOutcome {
    /// What.
    pub state: OutcomeState,
    /// When it was rolled back, or when the first trigger fired.
    pub at: Option<Timestamp>,
    /// Seconds from the tag to then.
    pub seconds: Option<i64>,
    /// Why.
    pub reasons: Vec<OutcomeReason>,
}
