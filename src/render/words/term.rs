//! What the words of the contract mean.

use crate::assess::{
    assessment::Firing,
    verdict::{Flag, Verdict},
};
use crate::model::evidence::{Kind, State};
use crate::model::record::Conclusion;
use crate::model::release::SkipReason;
use crate::render::language::say;

/// A verdict in one word.
#[must_use]
pub fn verdict_word(of: Verdict) -> &'static str {
    match of {
        Verdict::Verified => say!("verified"),
        Verdict::Attested => say!("attested"),
        Verdict::Waived => say!("waived"),
        Verdict::Open => say!("open"),
        Verdict::Unsupported => say!("unsupported"),
        Verdict::Stale => say!("stale"),
        Verdict::Failed => say!("failed"),
    }
}

/// A flag in one word.
#[must_use]
pub fn flag_word(of: Flag) -> &'static str {
    match of {
        Flag::Late => say!("late"),
        Flag::RetroTicked => say!("retro-ticked"),
        Flag::Edited => say!("edited"),
        Flag::PostDated => say!("post-dated"),
        Flag::Unticked => say!("unticked"),
        Flag::Disputed => say!("disputed"),
        Flag::Suspect => say!("suspect"),
        Flag::Foreign => say!("foreign"),
        Flag::Reused => say!("reused"),
        Flag::External => say!("external"),
        Flag::Off => say!("off"),
    }
}

/// The state of a piece of evidence in one word.
#[must_use]
pub fn state_word(of: State) -> &'static str {
    match of {
        State::Empty => say!("empty"),
        State::Unreadable => say!("unreadable"),
        State::Failing => say!("failing"),
        State::Proving => say!("proving"),
        State::Neutral => say!("neutral"),
    }
}

/// The kind of a piece of evidence in one word; one of the team's own is called as the team calls it.
#[must_use]
pub fn kind_word(of: &Kind) -> &str {
    match of {
        Kind::Checklist => say!("checklist"),
        Kind::Feedback => say!("feedback"),
        Kind::Smoke => say!("smoke"),
        Kind::Lighthouse => say!("lighthouse"),
        Kind::CiRun => say!("ci-run"),
        Kind::Deploy => say!("deploy"),
        Kind::Qa => say!("qa"),
        Kind::Secrets => say!("secrets"),
        Kind::SecretRotation => say!("secret-rotation"),
        Kind::Briefing => say!("briefing"),
        Kind::DryRun => say!("dry-run"),
        Kind::Backup => say!("backup"),
        Kind::Export => say!("export"),
        Kind::RestoreDrill => say!("restore-drill"),
        Kind::FeatureFlags => say!("feature-flags"),
        Kind::EnvMatrix => say!("env-matrix"),
        Kind::UrlCheck => say!("url-check"),
        Kind::Reachability => say!("reachability"),
        Kind::Environment => say!("environment"),
        Kind::Incident => say!("incident"),
        Kind::Rollback => say!("rollback"),
        Kind::Postmortem => say!("postmortem"),
        Kind::Document => say!("document"),
        Kind::Image => say!("image"),
        Kind::File => say!("file"),
        Kind::Other(word) => word,
    }
}

/// What a verdict means.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verified => {
            say!(
                "every criterion of the item was computed and holds, on evidence that stands in the repository"
            )
        }
        Verdict::Attested => say!("ticked, its evidence resolves, and nothing in it can be computed"),
        Verdict::Waived => say!("struck through or marked as not applicable, with a reason"),
        Verdict::Unsupported => say!("ticked, but no evidence resolves"),
        Verdict::Stale => say!("evidence exists, but lies outside the window the item demands"),
        Verdict::Failed => say!("evidence contradicts the item"),
        Verdict::Open => say!("not ticked and nothing proves it"),
    }
}

/// A flag's word and what it means.
#[must_use]
pub fn flag(flag: Flag) -> (&'static str, &'static str) {
    let meaning = match flag {
        Flag::Late => say!("its evidence was first committed after the tag"),
        Flag::RetroTicked => say!("its box was ticked after the tag"),
        Flag::Edited => say!("its evidence changed after the release"),
        Flag::PostDated => say!("its evidence claims a time later than the time it was recorded"),
        Flag::Unticked => say!("verified, but the box is empty"),
        Flag::Disputed => say!("ticked, but failed or stale"),
        Flag::Suspect => say!("its words changed after it was ticked"),
        Flag::Foreign => say!("its evidence names another commit as what it was made from"),
        Flag::Reused => say!("the same evidence stands for another release"),
        Flag::External => say!("it has a link that only a person can open"),
        Flag::Off => say!("configuration switched it off: it counts in no tally and not for readiness"),
    };
    (flag_word(flag), meaning)
}

/// Why a tag has no page.
#[must_use]
pub fn skip_reason(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Pattern => say!("its name does not match the release pattern"),
        SkipReason::NotACommit => say!("it does not lead to a commit"),
        SkipReason::Broken => say!("the object that it names is missing or broken"),
        SkipReason::Name => say!("git does not allow its name"),
    }
}

/// What the state of a piece of evidence means.
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::Empty => say!("it has no content, so it proves nothing"),
        State::Unreadable => say!("it could not be read"),
        State::Failing => say!("it tells of a failure"),
        State::Proving => say!("it tells of a success"),
        State::Neutral => say!("it tells neither of success nor of failure by itself: a person must read it"),
    }
}

/// `go` or `no-go`.
#[must_use]
pub fn readiness(go: bool) -> &'static str {
    if go { say!("go") } else { say!("no-go") }
}

/// `fired`, `did not fire` or `unknown`.
#[must_use]
pub fn firing(firing: &Firing) -> &'static str {
    match firing {
        Firing::Fired { .. } => say!("fired"),
        Firing::NotFired { .. } => say!("did not fire"),
        Firing::Unknown => say!("unknown"),
    }
}

/// How something ended, in one word.
#[must_use]
pub fn conclusion(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Succeeded => say!("succeeded"),
        Conclusion::Failed => say!("failed"),
        Conclusion::Pending => say!("pending"),
        Conclusion::Skipped => say!("skipped"),
    }
}
