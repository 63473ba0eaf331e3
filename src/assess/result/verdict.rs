//! The closed words of a judgement: verdicts and flags.

use crate::model::words::words;

words! {
    /// What golive concludes for an item. The order is from best to worst, as a group shows its worst member.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Verdict {
        /// Every criterion was computed and holds.
        Verified = "verified",
        /// Ticked, its evidence resolves, and nothing in it can be computed.
        Attested = "attested",
        /// Waived with a reason.
        Waived = "waived",
        /// Not ticked and nothing proves it.
        Open = "open",
        /// Ticked, but no evidence resolves.
        Unsupported = "unsupported",
        /// Evidence exists, but lies outside the window.
        Stale = "stale",
        /// Evidence contradicts the item.
        Failed = "failed",
    }
}

impl Verdict {
    /// Whether it counts as proven.
    pub fn is_proven(self) -> bool {
        matches!(self, Self::Verified | Self::Attested | Self::Waived)
    }
}

words! {
    /// What stands beside a verdict.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Flag {
        /// A before-item's evidence was first committed after the tag.
        Late = "late",
        /// A before-item's box was ticked after the tag.
        RetroTicked = "retro-ticked",
        /// Evidence changed after the release.
        Edited = "edited",
        /// Claimed time is later than recorded time.
        PostDated = "post-dated",
        /// Verified, but the box is empty.
        Unticked = "unticked",
        /// Ticked, but failed or stale.
        Disputed = "disputed",
        /// The item's words changed after it was ticked.
        Suspect = "suspect",
        /// Evidence bound to another commit.
        Foreign = "foreign",
        /// The same evidence stands for another release.
        Reused = "reused",
        /// A link that only a person can open.
        External = "external",
        /// Switched off by configuration: it counts nowhere.
        Off = "off",
    }
}
