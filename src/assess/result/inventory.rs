//! What was looked through of what is kept, and what is wrong in it: plain data, worded in `render`.

use jiff::Timestamp;

/// What is kept, as all evidence that speaks for a release tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// How many things were looked at: secrets, flags, addresses, endpoints, reviewers.
    pub of: usize,
    /// What is wrong, in order.
    pub faults: Vec<InventoryFault>,
    /// What others were compared with: the scheme and the host that all addresses must have, the reviewers that there are.
    pub basis: Option<String>,
    /// Everything that was looked through (indices into the dossier's evidence), the newest first.
    pub evidence: Vec<usize>,
}

impl Inventory {
    /// Whether there was something to look at, and nothing in it is wrong.
    pub fn is_right(&self) -> bool {
        self.faults.is_empty() && self.of > 0
    }
}

/// Something that is wrong in what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InventoryFault {
    /// In what way.
    pub wrong: InventoryFaultKind,
    /// Of what: a secret, a flag, an address, a role.
    pub name: String,
    /// What the evidence says of it.
    pub detail: String,
    /// When it became so: the day on which a rotation was due.
    pub at: Option<Timestamp>,
    /// Index into the dossier's evidence: where it stands, or where it would have to.
    pub evidence: usize,
    /// Source line, from 1; 0 where it has none.
    pub line: u32,
}

impl InventoryFault {
    /// A fault of which nothing more is told.
    pub fn of(wrong: InventoryFaultKind, name: &str, evidence: usize) -> Self {
        Self { wrong, name: name.to_owned(), detail: String::new(), at: None, evidence, line: 0 }
    }
}

/// In what way something that is kept is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InventoryFaultKind {
    /// All of it is from before the previous release.
    Old,
    /// It is told to be pending, requested or to come.
    Pending,
    /// It is told to be missing, failed or expired.
    Failed,
    /// It ended before the release.
    Expired,
    /// Nothing of this name is told.
    Absent,
    /// How it stands is not told.
    Untold,
    /// Its rotation was due before the release.
    Overdue,
    /// It is not told when it was rotated, or how often it is to be.
    Undated,
    /// The release's evidence names it, and the plan does not.
    Unplanned,
    /// Nobody (of the role that is demanded) is told to have reviewed the plan.
    Unreviewed,
    /// It has another scheme or another host.
    Elsewhere,
    /// It is the only address, so that there is nothing to compare.
    Alone,
    /// It did not answer, or not as it should.
    Unreachable,
    /// Nobody of this role is a required reviewer.
    NoReviewer,
}

impl InventoryFaultKind {
    /// Whether it contradicts the demand, and does not only leave it open.
    pub fn contradicts(self) -> bool {
        match self {
            Self::Pending
            | Self::Failed
            | Self::Expired
            | Self::Overdue
            | Self::Unplanned
            | Self::Elsewhere
            | Self::Unreachable
            | Self::NoReviewer => true,
            Self::Old | Self::Absent | Self::Untold | Self::Undated | Self::Unreviewed | Self::Alone => false,
        }
    }
}
