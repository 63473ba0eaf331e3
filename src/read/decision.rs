//! What an entry of a log decides: an approval, or its withdrawal; by whom, about which release, with which scope and target date.
//!
//! Words such as `approval` are everywhere in a log. An entry decides only where its heading says so, a line names a decision
//! (`Decision: go`), or a line tells who decided (`Signed off by Ada`); and never where it speaks of what is still to come.

use super::conclusion;
use super::fields::plain;
use super::lines::{capped, pattern};
use super::sections::keyed;
use crate::model::doing::{spaced, stands};
use crate::model::evidence::Entry;
use crate::model::record::{Conclusion, Record, Role, folded};
use regex::Regex;
use std::sync::LazyLock;

/// Of one entry so many lines are looked at, and so much of each.
const LINES: usize = 400;
const LINE_CAP: usize = 600;

/// Names of a decision.
const DECISION: [&str; 12] = [
    "decision",
    "signoff",
    "productsignoff",
    "verdict",
    "approval",
    "approvalstatus",
    "signoffstatus",
    "outcome",
    "gonogo",
    "releasedecision",
    "launchdecision",
    "status",
];
/// Names of who decided.
const BY: [&str; 9] = [
    "signedoffby",
    "approvedby",
    "approver",
    "by",
    "owner",
    "decidedby",
    "productowner",
    "signedby",
    "author",
];
const RELEASE: [&str; 5] = ["release", "tag", "version", "releasetag", "candidate"];

/// What an approval says, in a heading or at the beginning of a line.
const APPROVES: [&str; 12] = [
    "sign off",
    "signoff",
    "signed off",
    "signs off",
    "approved",
    "approves",
    "approve",
    "approval",
    "go decision",
    "decision go",
    "go for launch",
    "go for release",
];
/// What a withdrawal says, together with what is withdrawn.
const TAKES_BACK: [&str; 13] = [
    "withdraw",
    "withdraws",
    "withdrawn",
    "withdrawing",
    "revoke",
    "revokes",
    "revoked",
    "revoking",
    "rescind",
    "rescinded",
    "retract",
    "retracted",
    "cancelled",
];
const OF_WHAT: [&str; 9] =
    ["sign off", "signoff", "signed off", "approval", "approved", "decision", "go", "consent", "launch"];
/// What says no by itself.
const SAYS_NO: [&str; 7] = [
    "no go",
    "not approved",
    "not signed off",
    "approval denied",
    "sign off denied",
    "sign off refused",
    "approval refused",
];
/// What speaks of a decision still to come, or of something else.
const TO_COME: [&str; 31] = [
    "pending",
    "awaiting",
    "await",
    "awaits",
    "waiting",
    "request",
    "requested",
    "requests",
    "requesting",
    "need",
    "needs",
    "needed",
    "require",
    "requires",
    "required",
    "before",
    "once",
    "until",
    "if",
    "will",
    "would",
    "should",
    "to be",
    "draft",
    "not",
    "rate",
    "queue",
    "workflow",
    "flow",
    "ready for",
    "submitted for",
];

static SCOPE: LazyLock<Regex> =
    LazyLock::new(|| named("(?:release )?scope|in scope|scope of (?:the )?release|includes|included"));
static TARGET: LazyLock<Regex> = LazyLock::new(|| {
    named(
        "target(?: (?:release|launch|go-live))?(?: date)?(?:[ /&]+(?:and )?time)?|release (?:date|window|target)|go-live(?: date)?|launch date|ship date|scheduled for",
    )
});
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bv\d+(?:\.\d+)+[A-Za-z0-9.-]*"));

/// A name, a colon (or a heading of that name), and what follows up to the end of its sentence.
fn named(name: &str) -> Regex {
    pattern(&format!(
        r"(?im)(?:^|[\s*_(,;>-])(?:{name})(?:\*\*|__)?(?:\s*[:=](?:\*\*|__)?|[ \t]*$)\s*(?:[-*+]\s+)?(?P<value>[^\n|;]+?)(?:[.]\s|[|;]|\s[—–]\s|$)"
    ))
}

/// The decision of an entry; `None` where it decides nothing.
#[must_use]
pub fn record(entry: &Entry, text: &str) -> Option<Record> {
    let mut lines = text.lines().skip(1).take(LINES).map(|line| capped(line, LINE_CAP));
    let conclusion = in_words(&entry.title, true).or_else(|| lines.find_map(in_line))?;
    let fields =
        text.lines().take(LINES).filter_map(|line| keyed(capped(line, LINE_CAP))).collect::<Vec<_>>();
    let value = |names: &[&str]| {
        let hit = fields.iter().find(|(key, _)| names.contains(&folded(key).as_str()));
        hit.map(|(_, value)| plain(value).to_owned()).filter(|value| !value.is_empty())
    };
    let tag = |text: &str| TAG.find(text).map(|found| found.as_str().trim_end_matches(['.', '-']).to_owned());
    let release =
        value(&RELEASE).as_deref().and_then(tag).or_else(|| tag(&entry.title)).or_else(|| tag(text));
    let told = |regex: &Regex| {
        let value = regex.captures(capped(text, LINES * LINE_CAP))?.name("value")?;
        Some(plain(value.as_str()).to_owned()).filter(|value| !value.is_empty())
    };
    let scope = told(&SCOPE).map(|scope| ("scope".to_owned(), scope));
    let target = told(&TARGET).map(|target| ("target date".to_owned(), target));
    Some(Record {
        title: entry.title.clone(),
        line: entry.line,
        claim: entry.claim,
        conclusion: Some(conclusion),
        people: value(&BY).map(|name| (Role::Approver, name)).into_iter().collect(),
        release,
        fields: scope.into_iter().chain(target).collect(),
        ..Record::default()
    })
}

/// A line that names a decision, or tells who decided.
fn in_line(line: &str) -> Option<Conclusion> {
    if let Some((key, value)) = keyed(line) {
        let key = folded(key);
        if DECISION.contains(&key.as_str()) {
            // `Status: complete` is of a task.
            let told =
                conclusion::told(value).filter(|_| key != "status" || in_words(value, false).is_some());
            return told.filter(|told| matches!(told, Conclusion::Succeeded | Conclusion::Failed));
        }
        if matches!(key.as_str(), "signedoffby" | "approvedby") {
            return value
                .chars()
                .any(char::is_alphabetic)
                .then_some(Conclusion::Succeeded)
                .filter(|_| !is_to_come(&spaced(value)));
        }
    }
    let words = spaced(line);
    let by = [
        " signed off by ",
        " approved by ",
        " sign off given ",
        " sign off granted ",
        " approval granted ",
        " approval given ",
    ];
    let decides = by.iter().any(|phrase| words.contains(phrase)) || withdraws(&words);
    decides.then(|| in_words(line, false)).flatten()
}

/// The decision in a heading or a sentence; in a heading a bare `sign-off` is one.
fn in_words(text: &str, is_heading: bool) -> Option<Conclusion> {
    let words = spaced(text);
    if withdraws(&words) {
        return Some(Conclusion::Failed);
    }
    let approves = stands(&APPROVES, &words);
    (approves && !is_to_come(&words) && !(is_heading && text.contains('?'))).then_some(Conclusion::Succeeded)
}

fn withdraws(words: &str) -> bool {
    let has = |phrases: &[&str]| stands(phrases, words);
    let asked = words.contains(" go no go ");
    (has(&SAYS_NO) && !asked)
        || (has(&TAKES_BACK) && has(&OF_WHAT) && !has(&["if", "could", "would", "may", "might"]))
}

fn is_to_come(words: &str) -> bool {
    stands(&TO_COME, words)
}
