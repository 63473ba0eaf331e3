//! What an item demands to have been done, from one table of words: `Staging deploy workflow successful`, `Restore drill rehearsed`.

use super::kept::kept;
use crate::model::audience::audiences;
use crate::model::checklist::Reference;
use crate::model::criterion::Criterion;
use crate::model::deed::Deed;
use crate::model::doing::{self, spaced};
use crate::model::evidence::Kind;

/// Words that demand that something was done and went well.
const DONE: [&str; 32] = [
    "successful",
    "successfully",
    "succeeded",
    "succeeds",
    "success",
    "passed",
    "passes",
    "passing",
    "pass",
    "green",
    "completed",
    "complete",
    "completes",
    "executed",
    "captured",
    "taken",
    "done",
    "performed",
    "conducted",
    "carried out",
    "finished",
    "rehearsed",
    "rehearsal",
    "drilled",
    "briefed",
    "announced",
    "sent",
    "held",
    "exercised",
    "deployed",
    "backed up",
    "exported",
];

/// Words for a kind that only an item uses.
const MORE: [(Kind, &[&str]); 2] = [
    (
        Kind::CiRun,
        &[
            "build",
            "builds",
            "all tests",
            "test suite",
            "unit tests",
            "integration tests",
            "lint",
            "typecheck",
        ],
    ),
    (Kind::Briefing, &["informed"]),
];

/// Words before a kind that make it a time or a place and not the demand.
const BESIDE: [&str; 12] = [
    "after",
    "before",
    "post",
    "pre",
    "until",
    "during",
    "since",
    "prior to",
    "following",
    "for",
    "by",
    "plan for",
];

/// Words after a kind that make it another thing: a backup contact, a deploy freeze.
const OTHER: [&str; 26] = [
    "plan",
    "plans",
    "contact",
    "contacts",
    "policy",
    "owner",
    "owners",
    "runbook",
    "runbooks",
    "schedule",
    "procedure",
    "script",
    "scripts",
    "docs",
    "documentation",
    "guide",
    "template",
    "button",
    "feature",
    "key",
    "keys",
    "config",
    "configuration",
    "freeze",
    "window",
    "ticket",
];

/// Between a kind and the word of success stand no more words: `CI run on the main branch is green`.
const BETWEEN: usize = 5;

/// Words that ask for something, at the beginning of a bracket.
const ASKING: [&str; 12] = [
    "attach",
    "link",
    "see",
    "provide",
    "optional",
    "document",
    "reference",
    "include",
    "note",
    "e g",
    "if",
    "or",
];

/// Everything that an item demands to have been done, signed off or filled in.
#[must_use]
pub fn deeds(text: &str, references: &[Reference]) -> Vec<Criterion> {
    let words = spaced(&unticked(text, ""));
    let found = [column(text), kept(text), signed_off(&words, references), deed(text, &words, references)];
    found.into_iter().flatten().take(1).collect()
}

/// An item's words without back-ticked paths, brackets and their content.
#[must_use]
pub fn own_words(text: &str) -> String {
    unticked(text, "")
}

/// The text with back-ticked paths and brackets left out; other words in back-ticks (`main`) stay.
pub(super) fn unticked(text: &str, bracket: &str) -> String {
    let mut plain = String::new();
    for (n, part) in text.split('`').enumerate() {
        let is_name = n % 2 == 1 && part.contains(['/', '.', '*', '_']);
        plain.push_str(if is_name { " " } else { part });
    }
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in plain.chars() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                out.push(' ');
            }
            _ if depth == 0 => out.push(c),
            _ => out.push_str(bracket),
        }
    }
    out
}

fn column(text: &str) -> Option<Criterion> {
    let words = spaced(text);
    let filled =
        ["completed", "complete", "filled", "populated", "done", "finished", "up to date", "without gaps"];
    if !doing::stands(&filled, &words) {
        return None;
    }
    let mut before = "";
    for word in words.split_whitespace() {
        if matches!(word, "column" | "columns")
            && !before.is_empty()
            && !matches!(before, "the" | "every" | "each" | "all" | "this" | "that")
        {
            return Some(Criterion::Column { name: before.to_owned() });
        }
        before = word;
    }
    None
}

/// A sign-off in a log: words of approval, and a document that they name.
fn signed_off(words: &str, references: &[Reference]) -> Option<Criterion> {
    let has = |phrases: &[&str]| doing::stands(phrases, words);
    let approves = has(&["sign off", "signoff", "signed off", "approval", "approved", "go no go"]);
    let is_log = |reference: &Reference| {
        let kept = [".md", ".markdown", ".json", ".jsonl", ".yml", ".yaml", "/"];
        !matches!(reference, Reference::Url(_)) && kept.iter().any(|end| reference.text().ends_with(end))
    };
    (approves && references.iter().any(is_log)).then(|| Criterion::SignedOff {
        scope: has(&["scope"]),
        target: has(&[
            "target date",
            "target time",
            "release date",
            "launch date",
            "date time",
            "go live date",
            "target window",
        ]),
    })
}

fn deed(text: &str, words: &str, references: &[Reference]) -> Option<Criterion> {
    let kind = kind(words)?;
    let target = doing::place(words).map(ToOwned::to_owned);
    let runs = matches!(kind, Kind::CiRun | Kind::Deploy);
    let procedure = references.iter().find_map(|reference| {
        let name = reference.text().rsplit('/').next()?;
        (runs && (name.ends_with(".yml") || name.ends_with(".yaml"))).then(|| name.to_owned())
    });
    let branch = branch(words).filter(|_| kind == Kind::CiRun);
    let parts = match kind {
        Kind::CiRun | Kind::Qa => jobs(text),
        Kind::Export => tables(text),
        Kind::Briefing => briefed(text),
        _ => Vec::new(),
    };
    let target = target.filter(|_| kind != Kind::CiRun);
    Some(Criterion::Done(Deed { kind, target, procedure, branch, parts }))
}

/// The kind that stands next before a word of success, else next after one.
fn kind(words: &str) -> Option<Kind> {
    let own = doing::WORDS.iter().filter(|(kind, _)| doing::DONE_ONCE.contains(kind));
    let all = own.chain(&MORE).flat_map(|(kind, names)| names.iter().map(move |name| (kind, *name)));
    let places = all.flat_map(|(kind, name)| {
        let needle = format!(" {name} ");
        let hits =
            words.match_indices(&needle).map(|(at, _)| (at, at + needle.len() - 1)).collect::<Vec<_>>();
        hits.into_iter().map(move |(start, end)| (start, end, kind))
    });
    let beside = |start: usize| {
        let before = words.get(..start).unwrap_or_default().trim_end();
        BESIDE.iter().any(|word| before.ends_with(&format!(" {word}")))
    };
    let other = |end: usize| {
        let after = words.get(end..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
        OTHER.contains(&after)
    };
    let places = places.filter(|(start, end, _)| !beside(*start) && !other(*end)).collect::<Vec<_>>();
    let done =
        DONE.iter().filter_map(|word| words.find(&format!(" {word} ")).map(|at| (at, at + word.len() + 1)));
    let near = |from: usize, to: usize| {
        words.get(from..to).is_none_or(|between| between.split_whitespace().count() <= BETWEEN)
    };
    done.filter_map(|(from, to)| {
        let before = places.iter().filter(|(start, end, _)| *start <= from && near(*end, from));
        let before = before.max_by_key(|(start, end, _)| (*end, std::cmp::Reverse(*start)));
        let after = || {
            let after = places.iter().filter(|(start, ..)| *start >= to && near(to, *start));
            after.min_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)))
        };
        Some((from, before.or_else(after).map(|(.., kind)| (*kind).clone())?))
    })
    .min_by_key(|(from, _)| *from)
    .map(|(_, kind)| kind)
}

/// Who is to be briefed: whom the words name before they say so, else behind them up to what it is about.
fn briefed(text: &str) -> Vec<String> {
    let text = unticked(text, "");
    let lower = text.to_lowercase();
    let said = ["briefed", "briefing", "informed", "announced", "announcement", "announce", "brief "];
    let at = said.iter().filter_map(|word| lower.find(word)).min().unwrap_or(lower.len());
    let before = audiences(lower.get(..at).unwrap_or_default());
    let after = lower.get(at..).unwrap_or_default();
    let about = [" on ", " about ", " by ", " of ", " with ", " regarding ", " for the "];
    let end = about.iter().filter_map(|word| after.find(word)).min().unwrap_or(after.len());
    let channels = audiences(&lower).into_iter().filter(|name| name.starts_with('#'));
    let own = if before.is_empty() { audiences(after.get(..end).unwrap_or_default()) } else { before };
    let own = own.into_iter().filter(|name| name != "everyone" && !name.starts_with('#'));
    own.chain(channels).collect()
}

fn branch(words: &str) -> Option<String> {
    let known = ["main", "master", "trunk", "develop"];
    known.iter().find(|name| doing::stands(&[name], words)).map(|name| (*name).to_owned())
}

/// Whether what stands in a bracket asks for something, and lists nothing: `(attach run log)`.
pub(super) fn asks(inner: &str) -> bool {
    ASKING.iter().any(|word| spaced(inner).starts_with(&format!(" {word} ")))
}

/// The jobs in brackets: `(tests + lint + typecheck)`.
fn jobs(text: &str) -> Vec<String> {
    let inner = text.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inner, _)| inner);
    for inner in inner.filter(|inner| !inner.contains(['`', '<', '>', '≤', '≥'])) {
        let parts = inner
            .split(['+', ',', '/', '&', ';'])
            .flat_map(|part| part.split(" and "))
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        let parts = parts.filter(|part| !spaced(part).trim().is_empty()).collect::<Vec<_>>();
        if parts.len() >= 2 && !asks(inner) && parts.iter().all(|part| part.split(' ').count() <= 3) {
            return parts;
        }
    }
    Vec::new()
}

/// The tables in back-ticks: `decision_log` and `facts`.
fn tables(text: &str) -> Vec<String> {
    let ticked = text.split('`').skip(1).step_by(2);
    let plain = |name: &&str| {
        name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && name.chars().any(|c| c.is_ascii_lowercase())
    };
    ticked.filter(plain).map(ToOwned::to_owned).collect()
}
