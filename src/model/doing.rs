//! Words for the kinds of what was done: how records name themselves, and how a checklist's items demand them.

use super::evidence::Kind;

/// Kinds and their words, in lower case with single spaces; of several kinds in one text the first of this table is meant.
pub const WORDS: [(Kind, &[&str]); 18] = [
    (
        Kind::RestoreDrill,
        &[
            "restore drill",
            "restore rehearsal",
            "restore test",
            "recovery drill",
            "recovery test",
            "dr drill",
            "backup restore test",
        ],
    ),
    (Kind::DryRun, &["dry run", "dryrun", "dress rehearsal", "release rehearsal"]),
    (
        Kind::Postmortem,
        &["postmortem", "postmortems", "post mortem", "incident review", "retrospective of incident"],
    ),
    (Kind::Incident, &["incident", "incidents", "outage", "outages"]),
    (Kind::Rollback, &["rollback", "rollbacks", "roll back", "rolled back"]),
    (
        Kind::SecretRotation,
        &[
            "secret rotation",
            "rotation schedule",
            "secrets rotation",
            "credential rotation",
            "key rotation",
            "rotation log",
        ],
    ),
    (
        Kind::Secrets,
        &[
            "secret inventory",
            "secrets inventory",
            "inventory of secrets",
            "secret list",
            "production secrets",
            "secrets",
        ],
    ),
    (Kind::FeatureFlags, &["feature flag", "feature flags", "flag plan"]),
    (Kind::EnvMatrix, &["environment variable matrix", "env matrix", "environment matrix"]),
    (
        Kind::UrlCheck,
        &[
            "redirect uri",
            "redirect uris",
            "redirect url",
            "redirect urls",
            "app url",
            "app urls",
            "url check",
            "url validation",
        ],
    ),
    (Kind::Reachability, &["reachability", "reachable", "endpoint check", "endpoints check"]),
    (
        Kind::Environment,
        &["environment protection", "environment reviewers", "required reviewers", "protection rules"],
    ),
    (Kind::Backup, &["backup", "back up", "backups"]),
    (Kind::Export, &["export", "exports", "data dump"]),
    (Kind::Briefing, &["briefing", "briefed", "announcement", "announced", "announce"]),
    (
        Kind::Qa,
        &[
            "qa",
            "quality assurance",
            "manual checks",
            "manual tests",
            "e2e",
            "end to end",
            "acceptance test",
            "acceptance tests",
            "playwright",
            "test plan executed",
        ],
    ),
    (Kind::Deploy, &["deploy", "deploys", "deployment", "deployments", "deployed", "redeploy", "rollout"]),
    (
        Kind::CiRun,
        &[
            "ci",
            "ci run",
            "workflow run",
            "pipeline",
            "continuous integration",
            "test results",
            "unit tests",
            "build run",
        ],
    ),
];

/// Kinds of what is done once, and shown by a record of its success.
pub const DONE_ONCE: [Kind; 8] = [
    Kind::RestoreDrill,
    Kind::DryRun,
    Kind::Backup,
    Kind::Export,
    Kind::Briefing,
    Kind::Qa,
    Kind::Deploy,
    Kind::CiRun,
];

/// Words for how something is to be done.
const PLANNED: [&str; 12] = [
    "plan",
    "runbook",
    "playbook",
    "template",
    "procedure",
    "policy",
    "guide",
    "proposal",
    "agenda",
    "schedule",
    "outline",
    "draft",
];

/// Folders of what tells how something is to be done.
pub const PROCEDURES: [&str; 10] = [
    "runbook",
    "runbooks",
    "playbooks",
    "templates",
    "template",
    "plans",
    "procedures",
    "policies",
    "guides",
    "proposals",
];

/// Words for an account of other things.
const REPORTS: [&str; 9] =
    ["report", "analysis", "assessment", "audit", "review", "summary", "status", "findings", "retrospective"];

/// Words for a look at what was or is done.
const LOOKED_AT: [&str; 3] = ["review", "analysis", "audit"];

/// Whether one of these words stands in a text.
#[must_use]
pub fn speaks_of(words: &[&str], text: &str) -> bool {
    stands(words, &spaced(text))
}

/// Whether one of these words stands in a text that is [`spaced`].
#[must_use]
pub fn stands(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| holds(text, word, &[" "]))
}

/// Whether a word stands in a text that is [`spaced`], with one of these ends behind it. Asked for every line of a log: it makes no string.
fn holds(text: &str, word: &str, ends: &[&str]) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + word.len()..));
        before.is_some_and(|before| before.ends_with(' '))
            && after.is_some_and(|after| ends.iter().any(|end| after.starts_with(end)))
    })
}

/// Whether a title or a name is of how something is to be done.
#[must_use]
pub fn is_planned(text: &str) -> bool {
    speaks_of(&PLANNED, text)
}

/// Whether a title or a name is of a look at something.
#[must_use]
pub fn is_looked_at(text: &str) -> bool {
    speaks_of(&LOOKED_AT, text)
}

/// Whether a title or a name is of an account of other things.
#[must_use]
pub fn is_report(text: &str) -> bool {
    speaks_of(&REPORTS, text)
}

/// Words for where something is done, and the environment that they mean.
const PLACES: [(&str, &str); 10] = [
    ("staging", "staging"),
    ("stage", "staging"),
    ("production", "production"),
    ("prod", "production"),
    ("prd", "production"),
    ("preview", "preview"),
    ("canary", "canary"),
    ("development", "development"),
    ("dev", "development"),
    ("sandbox", "sandbox"),
];

/// The environment that a text names.
#[must_use]
pub fn place(text: &str) -> Option<&'static str> {
    let text = spaced(text);
    PLACES.iter().find(|(word, _)| stands(&[word], &text)).map(|(_, place)| *place)
}

/// What is after a deployment is none: `Verification after deploy`.
const BESIDE: [&str; 5] = ["after", "before", "post", "pre", "until"];

/// The kind of which a text speaks: the first of the table whose words stand in it.
#[must_use]
pub fn kind(text: &str) -> Option<Kind> {
    let text = spaced(text);
    let named = |words: &&str| {
        holds(&text, words, &[" ", "s "])
            && !BESIDE.iter().any(|beside| holds(&text, &format!("{beside} {words}"), &[" ", "s "]))
    };
    WORDS.iter().find(|(_, words)| words.iter().any(named)).map(|(kind, _)| kind.clone())
}

/// Lower-case words with single spaces between and around them: `Dry-run_log.md` is ` dry run log md `.
#[must_use]
pub fn spaced(text: &str) -> String {
    let mut out = String::from(" ");
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}
