//! Words by which evidence tells how something ended. One table for every reader; a word that is not in it tells nothing.

use crate::model::record::Conclusion::{self, Failed, Pending, Skipped, Succeeded};

/// An outcome is told in its first words; what follows explains it.
const LOOKED_AT: usize = 24;

/// Words in lower case, with single spaces for all separators.
const WORDS: [(Conclusion, &[&str]); 4] = [
    (
        Succeeded,
        &[
            "success",
            "successful",
            "successfully",
            "succeeded",
            "succeed",
            "succeeds",
            "pass",
            "passed",
            "passes",
            "passing",
            "all passed",
            "all green",
            "ok",
            "okay",
            "green",
            "complete",
            "completed",
            "done",
            "finished",
            "approve",
            "approved",
            "approves",
            "accepted",
            "signed off",
            "sign off",
            "go",
            "healthy",
            "stable",
            "deployed",
            "released",
            "published",
            "verified",
            "confirmed",
            "resolved",
            "closed",
            "fixed",
            "restored",
            "executed",
            "delivered",
            "sent",
            "provisioned",
            "provided",
            "configured",
            "ready",
            "valid",
            "reachable",
            "y",
            "yes",
            "true",
            "mitigated",
            "held",
            "briefed",
            "announced",
            "rehearsed",
            "captured",
            "stored",
            "taken",
        ],
    ),
    (
        Failed,
        &[
            "failure",
            "failed",
            "fail",
            "fails",
            "failing",
            "error",
            "errored",
            "errors",
            "red",
            "broken",
            "timed out",
            "timeout",
            "cancelled",
            "canceled",
            "rejected",
            "reject",
            "declined",
            "denied",
            "aborted",
            "abort",
            "crashed",
            "unsuccessful",
            "startup failure",
            "not passed",
            "not ok",
            "not successful",
            "no go",
            "nogo",
            "withdrawn",
            "revoked",
            "expired",
            "missing",
            "unhealthy",
            "unreachable",
            "invalid",
            "incomplete",
            "partial",
            "n",
            "no",
            "false",
            "blocked",
            "killed",
            "rolled back",
        ],
    ),
    (
        Pending,
        &[
            "pending",
            "requested",
            "queued",
            "in progress",
            "inprogress",
            "running",
            "waiting",
            "waiting for resource",
            "tbd",
            "tba",
            "tbc",
            "todo",
            "to do",
            "not started",
            "not done",
            "not run",
            "not yet",
            "open",
            "planned",
            "scheduled",
            "draft",
            "wip",
            "awaiting",
            "ongoing",
            "started",
            "created",
            "preparing",
            "manual",
            "action required",
            "under review",
            "in review",
            "unresolved",
            "investigating",
            "placeholder",
        ],
    ),
    (
        Skipped,
        &["skipped", "skip", "n a", "na", "not applicable", "neutral", "ignored", "disabled", "not required"],
    ),
];

/// What stands for a word where no word is told.
const SIGNS: [(char, Conclusion); 14] = [
    ('✅', Succeeded),
    ('✔', Succeeded),
    ('✓', Succeeded),
    ('☑', Succeeded),
    ('🟢', Succeeded),
    ('❌', Failed),
    ('✗', Failed),
    ('✘', Failed),
    ('✖', Failed),
    ('🔴', Failed),
    ('⏳', Pending),
    ('🟡', Pending),
    ('🔄', Pending),
    ('🚧', Pending),
];

/// How it ended by these words: `Passed (12 of 12)`, `pending provisioning`, `✅`. A success that goes on to speak of a failure, of
/// something pending or of a `not` tells nothing that can be relied on.
#[must_use]
pub fn told(text: &str) -> Option<Conclusion> {
    let words = words(text);
    let Some((conclusion, used)) = leading(&words) else {
        let sign = text.chars().find_map(|c| SIGNS.iter().find(|(sign, _)| *sign == c));
        return sign.filter(|_| words.is_empty()).map(|(_, conclusion)| *conclusion);
    };
    let rest = words.get(used..).unwrap_or_default();
    (conclusion != Succeeded || !doubted(rest)).then_some(conclusion)
}

/// Lower-case words; `in_progress`, `in-progress` and `In progress` are the same two.
fn words(text: &str) -> Vec<String> {
    let all = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    all.take(LOOKED_AT).map(str::to_lowercase).collect()
}

/// The longest known words at the beginning, and how many they are.
fn leading(words: &[String]) -> Option<(Conclusion, usize)> {
    (1..=words.len().min(3)).rev().find_map(|count| {
        let phrase = words.get(..count)?.join(" ");
        let hit = WORDS.iter().find(|(_, known)| known.contains(&phrase.as_str()))?;
        Some((hit.0, count))
    })
}

/// Whether what follows a success takes it back. `0 failed` and `no errors` do not.
fn doubted(rest: &[String]) -> bool {
    let nothing = |before: Option<&String>| {
        before.is_some_and(|word| matches!(word.as_str(), "0" | "no" | "zero" | "without"))
    };
    rest.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|before| rest.get(before));
        let against = matches!(word.as_str(), "not" | "but" | "except" | "warnings" | "partially")
            || leading(std::slice::from_ref(word)).is_some_and(|(its, _)| {
                matches!(its, Failed | Pending)
                    && !matches!(word.as_str(), "no" | "n" | "open" | "manual" | "created" | "started")
            });
        against && !nothing(before)
    })
}

/// How a whole ended, by all of its parts: `None` where there are none, or where one does not tell.
#[must_use]
pub fn of_all(parts: impl IntoIterator<Item = Option<Conclusion>>) -> Option<Conclusion> {
    let all = parts.into_iter().collect::<Option<Vec<_>>>()?;
    let ranked = [Failed, Pending, Succeeded, Skipped];
    ranked.into_iter().find(|one| all.contains(one))
}
