//! Why a verdict is what it is.

/// Why a verdict is what it is. `render` words it with the numbers of the judged criteria.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Every criterion holds.
    AllHold,
    /// Ticked, and what it names is there; nothing in it can be computed.
    Resolves,
    /// Waived, for this reason.
    Waived {
        /// The reason given.
        reason: String,
    },
    /// Marked as waived, but no reason is given.
    WaivedWithoutReason,
    /// It names no evidence, and none can be found by its criteria.
    NothingNamed,
    /// A named path is not in the tree.
    Missing {
        /// As the item names it.
        reference: String,
    },
    /// It applies after the tag, and this is what could be known at it, or there is no tag yet.
    NotYet,
    /// What an after-item names was not recorded between the tag and the next release.
    NotAfterTag {
        /// As the item names it.
        reference: String,
    },
    /// Only a procedure is named; that is how to do it, not that it was done.
    OnlyProcedure {
        /// As the item names it.
        reference: String,
    },
    /// Only an address outside the repository is named.
    OnlyExternal {
        /// The address.
        url: String,
    },
    /// The evidence has no content.
    Empty {
        /// Index into the dossier's evidence.
        evidence: usize,
    },
    /// The evidence could not be read.
    Unreadable {
        /// Index into the dossier's evidence.
        evidence: usize,
    },
    /// A named run failed by its own numbers. Index into the dossier's evidence.
    Contradicted {
        /// Index into the dossier's evidence.
        evidence: usize,
    },
    /// Some criterion has nothing to be computed on. Index into the judged criteria.
    Unmeasured {
        /// Index into the judged criteria.
        criterion: usize,
    },
    /// The evidence lies outside the window. Index into the judged criteria.
    Outside {
        /// Index into the judged criteria.
        criterion: usize,
    },
    /// A criterion is broken. Index into the judged criteria.
    Broken {
        /// Index into the judged criteria.
        criterion: usize,
    },
    /// Not ticked, though what it names is there (nothing in it can be computed).
    NotTicked,
    /// Evidence shows a part of it, and nothing shows the words that are left over.
    LeftOver,
    /// Evidence shows a part of it, and the rest stands on the tick alone.
    Half,
    /// What it names is there; what could be computed from it was not read.
    NotRead,
    /// Its words hold, and its pin could not be read.
    PinMisread,
    /// It names nothing itself, and all items nested in it are proven.
    NestedHold {
        /// How many.
        items: usize,
    },
    /// It names nothing itself, and not all items nested in it are proven.
    NestedUnproven {
        /// The first that is not: index into the release's items.
        item: usize,
        /// How many are not.
        unproven: usize,
        /// How many there are.
        items: usize,
    },
}
