//! What the words of the contract mean.

use crate::assess::{
    assessment::Firing,
    verdict::{Flag, Verdict},
};
use crate::model::record::Conclusion;
use crate::model::{evidence::State, release::SkipReason};

/// What a verdict means.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verified => {
            "every criterion of the item was computed and holds, on evidence that stands in the repository"
        }
        Verdict::Attested => "ticked, its evidence resolves, and nothing in it can be computed",
        Verdict::Waived => "struck through or marked as not applicable, with a reason",
        Verdict::Unsupported => "ticked, but no evidence resolves",
        Verdict::Stale => "evidence exists, but lies outside the window the item demands",
        Verdict::Failed => "evidence contradicts the item",
        Verdict::Open => "not ticked and nothing proves it",
    }
}

/// A flag's word and what it means.
#[must_use]
pub fn flag(flag: Flag) -> (&'static str, &'static str) {
    let meaning = match flag {
        Flag::Late => "its evidence was first committed after the tag",
        Flag::RetroTicked => "its box was ticked after the tag",
        Flag::Edited => "its evidence changed after the release",
        Flag::PostDated => "its evidence claims a time later than the time it was recorded",
        Flag::Unticked => "verified, but the box is empty",
        Flag::Disputed => "ticked, but failed or stale",
        Flag::Suspect => "its words changed after it was ticked",
        Flag::Foreign => "its evidence names another commit as what it was made from",
        Flag::Reused => "the same evidence stands for another release",
        Flag::External => "it has a link that only a person can open",
    };
    (flag.word(), meaning)
}

/// Why a tag has no page.
#[must_use]
pub fn skip_reason(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Pattern => "its name does not match the release pattern",
        SkipReason::NotACommit => "it does not lead to a commit",
        SkipReason::Broken => "the object that it names is missing or broken",
        SkipReason::Name => "git does not allow its name",
    }
}

/// What the state of a piece of evidence means.
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::Empty => "it has no content, so it proves nothing",
        State::Unreadable => "it could not be read",
        State::Failing => "it tells of a failure",
        State::Proving => "it tells of a success",
        State::Neutral => "it tells neither of success nor of failure by itself: a person must read it",
    }
}

/// `go` or `no-go`.
#[must_use]
pub fn readiness(go: bool) -> &'static str {
    if go { "go" } else { "no-go" }
}

/// `fired`, `did not fire` or `unknown`.
#[must_use]
pub fn firing(firing: &Firing) -> &'static str {
    match firing {
        Firing::Fired { .. } => "fired",
        Firing::NotFired { .. } => "did not fire",
        Firing::Unknown => "unknown",
    }
}

/// How something ended, in one word.
#[must_use]
pub fn conclusion(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Succeeded => "succeeded",
        Conclusion::Failed => "failed",
        Conclusion::Pending => "pending",
        Conclusion::Skipped => "skipped",
    }
}
