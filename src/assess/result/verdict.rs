//! The closed words of a judgement: verdicts and flags.

/// What golive concludes for an item. The order is from best to worst, as a group shows its worst member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Every criterion was computed and holds.
    Verified,
    /// Ticked, its evidence resolves, and nothing in it can be computed.
    Attested,
    /// Waived with a reason.
    Waived,
    /// Not ticked and nothing proves it.
    Open,
    /// Ticked, but no evidence resolves.
    Unsupported,
    /// Evidence exists, but lies outside the window.
    Stale,
    /// Evidence contradicts the item.
    Failed,
}

impl Verdict {
    /// All verdicts, from best to worst.
    pub const ALL: [Self; 7] = [
        Self::Verified,
        Self::Attested,
        Self::Waived,
        Self::Open,
        Self::Unsupported,
        Self::Stale,
        Self::Failed,
    ];

    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Attested => "attested",
            Self::Waived => "waived",
            Self::Open => "open",
            Self::Unsupported => "unsupported",
            Self::Stale => "stale",
            Self::Failed => "failed",
        }
    }

    /// Whether it counts as proven.
    pub fn is_proven(self) -> bool {
        matches!(self, Self::Verified | Self::Attested | Self::Waived)
    }
}

/// What stands beside a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// A before-item's evidence was first committed after the tag.
    Late,
    /// A before-item's box was ticked after the tag.
    RetroTicked,
    /// Evidence changed after the release.
    Edited,
    /// Claimed time is later than recorded time.
    PostDated,
    /// Verified, but the box is empty.
    Unticked,
    /// Ticked, but failed or stale.
    Disputed,
    /// The item's words changed after it was ticked.
    Suspect,
    /// Evidence bound to another commit.
    Foreign,
    /// The same evidence stands for another release.
    Reused,
    /// A link that only a person can open.
    External,
    /// Switched off by configuration: it counts nowhere.
    Off,
}

impl Flag {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::RetroTicked => "retro-ticked",
            Self::Edited => "edited",
            Self::PostDated => "post-dated",
            Self::Unticked => "unticked",
            Self::Disputed => "disputed",
            Self::Suspect => "suspect",
            Self::Foreign => "foreign",
            Self::Reused => "reused",
            Self::External => "external",
            Self::Off => "off",
        }
    }
}
