//! What the words of the contract mean.

use crate::assess::result::finding::{ClockFault, FindingKind as Found};
use crate::assess::result::step::StepCall;
use crate::assess::result::trigger::Firing;
use crate::assess::result::verdict::{Flag, Verdict};
use crate::model::checklist::{Mark, Phase};
use crate::model::lighthouse::Mode;
use crate::model::problem::Severity;
use crate::model::reading::Role;
use crate::model::record::Conclusion;
use crate::model::{
    evidence::{Kind, State},
    release::SkipReason,
};
use crate::render::language::say;

/// A verdict's word as a person reads it; classes and data have [`Verdict::word`].
pub fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verified => say!("verified"),
        Verdict::Attested => say!("attested"),
        Verdict::Waived => say!("waived"),
        Verdict::Open => say!("open"),
        Verdict::Unsupported => say!("unsupported"),
        Verdict::Stale => say!("stale"),
        Verdict::Failed => say!("failed"),
    }
}

/// A flag's word as a person reads it.
pub fn flag_word(flag: Flag) -> &'static str {
    match flag {
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

/// The word of a state as a person reads it.
pub fn state_word(state: State) -> &'static str {
    match state {
        State::Empty => say!("empty"),
        State::Unreadable => say!("unreadable"),
        State::Failing => say!("failing"),
        State::Proving => say!("proving"),
        State::Neutral => say!("neutral"),
    }
}

/// The kind of a piece of evidence as a person reads it.
pub fn kind_word(kind: &Kind) -> &str {
    match kind {
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

/// The kind of a finding as a person reads it.
pub fn finding_word(kind: &Found) -> &'static str {
    match kind {
        Found::BudgetDrift { .. } => say!("budget-drift"),
        Found::BudgetLoosened { .. } => say!("budget-loosened"),
        Found::Untagged { .. } => say!("untagged-version"),
        Found::NoEvidence => say!("no-evidence"),
        Found::Removed { .. } => say!("evidence-removed"),
        Found::ReAdded { .. } => say!("evidence-re-added"),
        Found::ForeignCommit { .. } => say!("foreign-commit"),
        Found::UnknownCommit { .. } => say!("unknown-commit"),
        Found::Reused { .. } => say!("reused-evidence"),
        Found::OneHand { .. } => say!("one-hand"),
        Found::Clock { fault: ClockFault::BeforeParent, .. } => say!("clock-backwards"),
        Found::Clock { fault: ClockFault::AuthoredLater, .. } => say!("authored-later"),
        Found::Clock { fault: ClockFault::InFuture, .. } | Found::TagInFuture { .. } => say!("future-time"),
        Found::Expired { .. } => say!("document-expired"),
        Found::HashOpen { .. } => say!("doc-hash-open"),
        Found::HashDiffers { .. } => say!("doc-hash-differs"),
        Found::TagBeforeCommit { .. } => say!("tag-before-commit"),
        Found::Signature(_) => say!("tag-signature"),
        Found::OtherKey { .. } => say!("signing-key-changed"),
        Found::OwnBudget { .. } => say!("lighthouse-budget"),
        Found::StaleManifest { .. } => say!("stale-manifest"),
        Found::OtherRepresentative { .. } => say!("other-representative"),
    }
}

/// When a section applies.
pub fn phase_word(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => say!("before"),
        Phase::Execution => say!("execution"),
        Phase::After => say!("after"),
        Phase::Rollback => say!("rollback"),
    }
}

/// What a stretch of an item's words does, for the legend of marked words.
pub fn role_word(role: Role) -> &'static str {
    match role {
        Role::Reference => say!("what is named"),
        Role::Demand => say!("what is to be done"),
        Role::State => say!("what is to be so"),
        Role::Bound => say!("a bound"),
        Role::Window => say!("a time"),
        Role::Where => say!("where"),
        Role::Whom => say!("by whom"),
        Role::Polarity => say!("turns it round"),
        Role::Condition => say!("a condition"),
        Role::Instruction => say!("an instruction"),
        Role::Filler => say!("asks nothing"),
        Role::Rest => say!("evidence must tell it"),
    }
}

/// What became of a step.
pub fn step_word(call: StepCall) -> &'static str {
    match call {
        StepCall::Failed => say!("failed"),
        StepCall::Stale => say!("stale"),
        StepCall::Open => say!("open"),
        StepCall::NotComputed => say!("not computed"),
        StepCall::NotNeeded => say!("not needed"),
        StepCall::Verified => say!("verified"),
    }
}

/// How bad something is.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => say!("error"),
        Severity::Warning => say!("warning"),
        Severity::Note => say!("note"),
    }
}

/// What Lighthouse looked at.
pub fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Navigation => say!("navigation"),
        Mode::Timespan => say!("timespan"),
        Mode::Snapshot => say!("snapshot"),
        Mode::Other => say!("unknown mode"),
    }
}

/// What stands in a box.
pub fn mark_word(mark: &Mark) -> &'static str {
    match mark {
        Mark::Open => say!("not ticked"),
        Mark::Ticked => say!("ticked"),
        Mark::Waived { .. } => say!("waived"),
    }
}

/// What a verdict means.
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
pub fn skip_reason(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Pattern => say!("its name does not match the release pattern"),
        SkipReason::NotACommit => say!("it does not lead to a commit"),
        SkipReason::Broken => say!("the object that it names is missing or broken"),
        SkipReason::Name => say!("git does not allow its name"),
        SkipReason::Rolling => {
            say!("it moves from release to release, and a fuller tag stands on its commit")
        }
    }
}

/// What the state of a piece of evidence means.
pub fn state(state: State) -> &'static str {
    match state {
        State::Empty => say!("it has no content, so it proves nothing"),
        State::Unreadable => say!("it could not be read"),
        State::Failing => say!("it records a failure"),
        State::Proving => say!("it records a success"),
        State::Neutral => say!("it tells neither of success nor of failure by itself: a person must read it"),
    }
}

/// `go` or `no-go`.
pub fn readiness(go: bool) -> &'static str {
    if go { say!("go") } else { say!("no-go") }
}

/// `fired`, `did not fire` or `unknown`.
pub fn firing(firing: &Firing) -> &'static str {
    match firing {
        Firing::Fired { .. } => say!("fired"),
        Firing::NotFired { .. } => say!("did not fire"),
        Firing::Unknown(_) => say!("unknown"),
    }
}

/// How something ended, in one word of data.
pub fn conclusion(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Succeeded => "succeeded",
        Conclusion::Failed => "failed",
        Conclusion::Pending => "pending",
        Conclusion::Skipped => "skipped",
    }
}

/// What a report of Lighthouse tells of how it was made; what has no word of its own, as it is.
pub fn setting(name: &str) -> &str {
    match name {
        "Throttling" => say!("Throttling"),
        "Round trip (ms)" => say!("Round trip (ms)"),
        "Throughput (kbit/s)" => say!("Throughput (kbit/s)"),
        "CPU slowed down" => say!("CPU slowed down"),
        "Language" => say!("Language"),
        "Run by" => say!("Run by"),
        "Only categories" => say!("Only categories"),
        "Only audits" => say!("Only audits"),
        "Skipped audits" => say!("Skipped audits"),
        "Device" => say!("Device"),
        "Network" => say!("Network"),
        name => name,
    }
}
