//! What was found beside the verdicts: closed kinds with values and places, worded in `render`.

use crate::model::problem::{Place, Severity};
use crate::model::{
    criterion::Criterion, id::Oid, lighthouse::Configured, signature::SignatureStatus, time::Claim,
};
use jiff::Timestamp;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum FindingKind {
    /// Evidence carries another budget than the checklist demands.
    BudgetDrift {
        /// The checklist's budget.
        asked: Criterion,
        /// The budget in the evidence, in the same unit.
        stated: f64,
        /// How many measurements carry it.
        checks: usize,
    },
    /// Evidence names a commit that is in some history, but not in that of the release.
    ForeignCommit {
        /// The id, as the evidence has it.
        id: String,
        /// How many files name it.
        files: usize,
    },
    /// Evidence names a commit that is in no history that golive read.
    UnknownCommit {
        /// The id, as the evidence has it.
        id: String,
        /// How many files name it.
        files: usize,
    },
    /// Evidence that an item rests on was offered for an earlier release already.
    Reused {
        /// Index into the dossier's evidence: what was offered first.
        earlier: usize,
        /// The snapshot for which it was offered first.
        snapshot: usize,
        /// Whether the bytes are the same; else they differ in dates and times alone.
        exact: bool,
    },
    /// One person did all that is known to have been done for the release.
    OneHand {
        /// Their name.
        name: String,
        /// What is known to have been done, all of it by them.
        duties: Vec<Duty>,
    },
    /// Commits that came with the release tell a time that cannot be.
    Clock {
        /// Which.
        fault: ClockFault,
        /// How many commits.
        commits: usize,
        /// By how many seconds, at worst.
        seconds: i64,
    },
    /// A version is named and has no tag.
    Untagged {
        /// As it is written where it is named first.
        version: String,
        /// What names it first.
        naming: Naming,
        /// In how many places it is named.
        places: usize,
        /// Whether it may be the next release: nothing older than the newest release names it.
        upcoming: bool,
    },
    /// Nothing was recorded for a release.
    NoEvidence,
    /// Evidence that stood at the tag was removed afterwards, and not added again.
    Removed {
        /// How many files.
        files: usize,
        /// The commit (index) that removed them.
        by: usize,
    },
    /// Evidence was removed and added again around the release.
    ReAdded {
        /// The commit (index) that removed it.
        removed: usize,
        /// The commit (index) that added it again.
        added: usize,
        /// Whether the content is the same.
        same: bool,
    },
    /// A budget was made laxer before the release, and the item passes by that alone.
    BudgetLoosened {
        /// The budget before.
        before: Criterion,
        /// The budget now.
        now: Criterion,
        /// The number that decides, in the budgets' unit.
        observed: f64,
        /// The earlier release (index of its snapshot) whose checklist had that budget; `None` where it was changed on the way to this one.
        since: Option<usize>,
    },
    /// A document by which the release was governed had expired.
    Expired {
        /// When, by its front matter.
        expires: Claim,
    },
    /// Documents by which the release was governed leave their own hash open.
    HashOpen {
        /// What the first one says: `TBD`.
        stated: String,
        /// The hash of that one.
        real: String,
        /// How many documents.
        files: usize,
    },
    /// A document tells another hash than it has.
    HashDiffers {
        /// What it says.
        stated: String,
        /// What it has.
        real: String,
    },
    /// The tag is dated before the commit that it names.
    TagBeforeCommit {
        /// By how many seconds.
        seconds: i64,
    },
    /// The tag is dated after the moment of the build.
    TagInFuture {
        /// By how many seconds.
        seconds: i64,
    },
    /// The tag carries a signature that does not hold.
    Signature(SignatureStatus),
    /// The release before was signed with another key.
    OtherKey {
        /// That release: index of its snapshot.
        before: usize,
        /// Whether this one is signed at all.
        is_signed: bool,
    },
    /// A judged Lighthouse run breaks a budget of the team's own configuration.
    OwnBudget {
        /// The budget.
        configured: Configured,
        /// What was measured.
        observed: f64,
        /// The page.
        page: String,
        /// Form factor and step.
        label: String,
    },
    /// A manifest of Lighthouse CI lists other runs than lie beside it.
    StaleManifest {
        /// The page.
        page: String,
        /// How many runs it lists.
        listed: usize,
        /// How many of those are not there.
        absent: usize,
        /// How many runs beside it are not listed.
        unlisted: usize,
    },
    /// A manifest calls another run representative than the rule of Lighthouse CI gives.
    OtherRepresentative {
        /// The page.
        page: String,
        /// When the run was made that the manifest names.
        marked: Timestamp,
        /// When the judged run was made.
        judged: Timestamp,
        /// How many runs there are.
        runs: usize,
    },
}

/// What somebody does for a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// Ticked boxes of the checklist.
    Ticked,
    /// Recorded evidence.
    Recorded,
    /// Tagged the release.
    Tagged,
    /// Approved it, by name, in its records.
    Approved,
}

impl Duty {
    /// All duties.
    pub const ALL: [Self; 4] = [Self::Ticked, Self::Recorded, Self::Tagged, Self::Approved];
}

/// What names a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Naming {
    /// A heading of a changelog.
    Changelog,
    /// A record, or the front matter of a document.
    Record,
    /// The name of a folder or file of evidence.
    Path,
}

/// What is wrong with a commit's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClockFault {
    /// It was recorded before a parent of it.
    BeforeParent,
    /// It was written after it was recorded.
    AuthoredLater,
    /// It is dated after the moment of the build.
    InFuture,
}

impl FindingKind {
    /// Its stable id.
    pub fn word(&self) -> &'static str {
        match self {
            Self::BudgetDrift { .. } => "budget-drift",
            Self::BudgetLoosened { .. } => "budget-loosened",
            Self::Untagged { .. } => "untagged-version",
            Self::NoEvidence => "no-evidence",
            Self::Removed { .. } => "evidence-removed",
            Self::ReAdded { .. } => "evidence-re-added",
            Self::ForeignCommit { .. } => "foreign-commit",
            Self::UnknownCommit { .. } => "unknown-commit",
            Self::Reused { .. } => "reused-evidence",
            Self::OneHand { .. } => "one-hand",
            Self::Clock { fault: ClockFault::BeforeParent, .. } => "clock-backwards",
            Self::Clock { fault: ClockFault::AuthoredLater, .. } => "authored-later",
            Self::Clock { fault: ClockFault::InFuture, .. } | Self::TagInFuture { .. } => "future-time",
            Self::Expired { .. } => "document-expired",
            Self::HashOpen { .. } => "doc-hash-open",
            Self::HashDiffers { .. } => "doc-hash-differs",
            Self::TagBeforeCommit { .. } => "tag-before-commit",
            Self::Signature(_) => "tag-signature",
            Self::OtherKey { .. } => "signing-key-changed",
            Self::OwnBudget { .. } => "lighthouse-budget",
            Self::StaleManifest { .. } => "stale-manifest",
            Self::OtherRepresentative { .. } => "other-representative",
        }
    }

    /// How much it weighs. No finding decides by itself whether a release may go.
    pub fn severity(&self) -> Severity {
        match self {
            Self::OneHand { .. }
            | Self::Removed { .. }
            | Self::OtherKey { is_signed: true, .. }
            | Self::HashOpen { .. }
            | Self::Untagged { upcoming: true, .. }
            | Self::StaleManifest { .. }
            | Self::OtherRepresentative { .. } => Severity::Note,
            _ => Severity::Warning,
        }
    }
}

/// One finding: something that an auditor would ask about, and that is no verdict on an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// Where it can be seen, if in a file.
    pub place: Option<Place>,
    /// The commit in whose tree that place stands, or which is itself the matter.
    pub commit: Oid,
    /// The release (index of its snapshot) that it is about; `None` for the history as a whole.
    pub release: Option<usize>,
}

impl Finding {
    /// A finding that is about the history as a whole, until somebody says otherwise.
    pub fn new(kind: FindingKind, place: Option<Place>, commit: Oid) -> Self {
        Self { kind, place, commit, release: None }
    }
}
