//! The decision as SARIF 2.1.0: a rule a verdict, a result a finding.

use super::decision::Decision;
use super::finding::{Finding, Rule};
use super::note::Note;
use crate::assess::result::verdict::Verdict;
use crate::cli::{report, terminal};
use crate::model::id::sha256;
use crate::render::forge::percent;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The whole log. `template` is where a checklist was looked for first: code scanning shows no result without a place.
pub(super) fn whole(decision: &Decision<'_>, template: &str) -> String {
    let name = report::name(decision.examined, decision.release);
    // Only those kinds of findings are rules here that occur, each once.
    let kinds: BTreeMap<&str, &str> = decision.notes.iter().map(|note| (note.kind, note.meaning)).collect();
    let index = |kind: &str| Rule::ALL.len() + kinds.keys().take_while(|known| **known != kind).count();
    let mut results: Vec<Value> = decision.findings.iter().map(|its| result(its, template)).collect();
    let in_force = decision.release.in_force.as_ref();
    let checklist = in_force.and_then(|in_force| in_force.origin.file()).unwrap_or(template);
    results.extend(decision.notes.iter().map(|its| noted(its, index(its.kind), checklist)));
    let rules =
        Rule::ALL.into_iter().map(rule).chain(kinds.iter().map(|(kind, meaning)| note_rule(kind, meaning)));
    terminal::harmless_json(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "golive",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.collect::<Vec<_>>(),
            }},
            "automationDetails": {"id": format!("golive/{}", terminal::safe(name))},
            "results": results,
        }],
    }))
}

fn rule(rule: Rule) -> Value {
    let name = match rule {
        Rule::NoChecklist => "NoChecklist",
        Rule::Outcome => "OutcomeNotHeld",
        Rule::Trigger => "TriggerFired",
        Rule::NearBox => "NearBox",
        Rule::Flagged => "ItemFlagged",
        Rule::Item(verdict) => match verdict {
            Verdict::Failed => "ItemFailed",
            Verdict::Stale => "ItemStale",
            Verdict::Unsupported => "ItemUnsupported",
            _ => "ItemOpen",
        },
    };
    let subject = if matches!(rule, Rule::Item(_)) { "A checklist item is not proven: " } else { "" };
    let meaning = rule.meaning();
    let help = format!(
        "{subject}{meaning}. The message of each result says why, what would prove it, and which git command shows it."
    );
    json!({
        "id": rule.id(),
        "name": name,
        "shortDescription": {"text": format!("{subject}{meaning}")},
        "help": {"text": help},
        "defaultConfiguration": {"level": "error"},
    })
}

fn note_rule(kind: &str, meaning: &str) -> Value {
    let help = "The message of each result says what was found, and which git command shows it. It never blocks a release.";
    json!({
        "id": kind,
        "name": pascal(kind),
        "shortDescription": {"text": format!("Beside the verdicts: {meaning}")},
        "help": {"text": help},
        "defaultConfiguration": {"level": "note"},
    })
}

/// `budget-drift` as `BudgetDrift`, as names of rules are written.
fn pascal(kind: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(word.floor_char_boundary(1));
        first.to_ascii_uppercase() + rest
    };
    kind.split('-').map(word).collect()
}

/// A finding beside the verdicts. Its place where it has none is that of the checklist: code scanning shows no result without one.
fn noted(note: &Note, index: usize, checklist: &str) -> Value {
    let path = note.path.as_deref().unwrap_or(checklist);
    json!({
        "ruleId": note.kind,
        "ruleIndex": index,
        "level": "note",
        "message": {"text": escaped(&format!("{}. See for yourself: {}", note.text, note.reproduce))},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": percent(path, "/"), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": note.line.max(1)},
        }}],
        "partialFingerprints": {"goliveFinding/v1": fingerprint(path, &format!("{}\0{}", note.kind, note.text))},
    })
}

fn result(finding: &Finding, template: &str) -> Value {
    let path = finding.file().unwrap_or(template);
    let mut message = format!("{}: {}.", finding.title.trim_end_matches('.'), finding.why);
    if let Some(text) = &finding.would_prove {
        let _ = write!(message, " Would prove it: {text}.");
    }
    let _ = write!(message, " See for yourself: {}", finding.reproduce);
    json!({
        "ruleId": finding.rule.id(),
        "ruleIndex": Rule::ALL.iter().position(|rule| *rule == finding.rule),
        "level": if finding.blocking { "error" } else { "warning" },
        // Brackets and braces mean links and placeholders there.
        "message": {"text": escaped(&message)},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": percent(path, "/"), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": finding.file().map_or(1, |_| finding.line.max(1))},
        }}],
        "partialFingerprints": {"goliveItem/v1": fingerprint(path, &finding.id)},
    })
}

/// A plain text message in SARIF: `[text](1)` would be a link, and `{0}` a placeholder.
fn escaped(text: &str) -> String {
    text.replace('[', "\\[").replace(']', "\\]").replace('{', "{{").replace('}', "}}")
}

/// What stays the same while an item stays the same, whatever its line and verdict.
fn fingerprint(path: &str, id: &str) -> String {
    sha256(format!("{path}\0{id}").as_bytes())
}
