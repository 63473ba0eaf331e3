//! What an item demands of what is kept: inventories, schedules, plans and settings, which hold or do not hold at a moment.

use super::evidence::Kind;

/// What is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InventoryKind {
    /// Secrets, by name: each is provisioned.
    Secrets,
    /// When secrets are rotated: none is overdue.
    Rotation,
    /// A plan of feature flags: reviewed, and with every flag that the release's evidence names.
    Flags,
    /// Addresses of an app: all have the scheme and the host of the one that is named.
    Addresses,
    /// Endpoints: each answers.
    Endpoints,
    /// Who must review a deployment to an environment.
    Reviewers,
}

impl InventoryKind {
    /// All of them, the one first whose words say most.
    pub const ALL: [Self; 6] =
        [Self::Rotation, Self::Reviewers, Self::Flags, Self::Addresses, Self::Endpoints, Self::Secrets];

    /// The kind of evidence that tells it.
    pub fn kind(self) -> Kind {
        match self {
            Self::Secrets => Kind::Secrets,
            Self::Rotation => Kind::SecretRotation,
            Self::Flags => Kind::FeatureFlags,
            Self::Addresses => Kind::UrlCheck,
            Self::Endpoints => Kind::Reachability,
            Self::Reviewers => Kind::Environment,
        }
    }

    /// What evidence of a kind tells; `None` for evidence of other kinds.
    pub fn of(kind: &Kind) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.kind() == *kind)
    }
}

/// What an item demands of what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InventoryDemand {
    /// What is kept.
    pub what: InventoryKind,
    /// The environment for which: `production`.
    pub place: Option<String>,
    /// What must be in it: names or globs of secrets, roles of reviewers, endpoints, the variable or the address that others agree with.
    pub names: Vec<String>,
}
