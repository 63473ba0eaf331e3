//! What looks like a secret is taken out before anything else sees it: readers get a text whose secret values are [`MARK`], and pages
//! that show a file line by line withhold the whole line.
//!
//! Best effort by common shapes, never a promise that nothing is left. A hit is told by its rule and its line, never by its value.

use regex::{Regex, RegexSet};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What stands in the place of a secret value. No rule matches it again.
pub const MARK: &str = "[redacted]";

/// The rule of a private key, from its first to its last line.
const KEY_RULE: &str = "private-key";
/// The rule of a value in an inventory of secrets; elsewhere a value is none.
const INVENTORY_RULE: &str = "inventory-value";
/// A private key that nobody ends is taken to end here: the longest has half as many lines.
const KEY_LINES: usize = 400;

/// A withheld line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The line, from 1.
    pub line: usize,
    /// The rule's name.
    pub rule: &'static str,
}

/// A text without what looks like secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted<'a> {
    /// The text, line for line.
    pub text: Cow<'a, str>,
    /// What was taken out.
    pub hits: Vec<Hit>,
}

/// Rule and pattern; the group `v` is the value, else the whole match is. Shapes are those that the issuers document for their
/// tokens. `\b` is the ASCII boundary: the Unicode one would keep the engine from its fast automaton.
const RULES: [(&str, &str); 17] = [
    ("aws-key", r"\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b"),
    ("github-token", r"\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_[A-Za-z0-9_]{30,}"),
    ("gitlab-token", r"\bgl(?:pat|dt|rt|cbt)-[A-Za-z0-9_-]{16,}"),
    ("shopify-token", r"\bshp(?:at|ca|pa|ss)_[A-Fa-f0-9]{16,}"),
    ("slack-token", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
    ("slack-webhook", r"hooks\.slack\.com/services/(?P<v>[A-Za-z0-9/_-]{20,})"),
    ("stripe-key", r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"),
    ("sk-key", r"\bsk-[A-Za-z0-9_-]{20,}"),
    ("google-key", r"\bAIza[0-9A-Za-z_-]{35}"),
    ("npm-token", r"\bnpm_[A-Za-z0-9]{30,}"),
    ("jwt", r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"),
    ("url-password", r"[A-Za-z][A-Za-z0-9+.-]*:\\?/\\?/[^\s/:@]*:(?P<v>[^\s/@*<$\[{]+)@"),
    (
        "authorization",
        r"(?i)\bauthorization[^a-z0-9_]{1,4}(?:bearer|basic|token)\s+(?P<v>[a-z0-9+/=._~-]{6,})",
    ),
    ("cookie", r#"(?i)\b(?:set-)?cookie["']?\s*[:=]\s*["']?[^\s=]+=(?P<v>[^\s;"'\[\]]{6,})"#),
    (INVENTORY_RULE, r#"(?i)["'](?:value|plaintext)["']\s*:\s*["'](?P<v>[^"'\[\]]{4,})"#),
    (
        "dotenv",
        r#"^\s*(?:export\s+)?[A-Z0-9_]*(?:KEY|SECRET|TOKEN|PASSWORD|PASSWD|CREDENTIALS?|DSN|PRIVATE)[A-Z0-9_]*\s*=\s*["']?(?P<v>[^\s"'<>$*{}\[\]()#]{6,})"#,
    ),
    (
        "password",
        r#"(?i)(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)["']?\s*(?:=|:\s*["'])\s*["']?(?P<v>[^\s"'<>$*{}\[\]()]{6,})"#,
    ),
];

/// What every line that a rule matches holds: one quick pass over the text finds the few lines that the rules are asked about.
const ANCHORS: &str = r"akia|asia|abia|acca|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|cbt)-|shp(?:at|ca|pa|ss)_|xox[abeoprs]-|hooks\.slack|[rs]k_(?:live|test)_|sk-|aiza|npm_|eyj|credential|dsn|private|passwd|_key|:\\?/\\?/[^\s/:@]*:[^\s/@]|authorization|cookie|passw|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[ _-]?key";

/// What says that a JSON text is an inventory of secrets.
const INVENTORY: &str = r#"(?i)"(?:secrets?|secret_?(?:string|value|name))"\s*:|"(?:name|key)"\s*:\s*"[a-z0-9]+_[a-z0-9_]*(?:key|secret|token|passw|credential|dsn)"#;

struct Rules {
    anchors: Regex,
    inventory: Regex,
    inventory_anchors: Regex,
    set: RegexSet,
    each: Vec<(&'static str, Regex)>,
}

static PATTERNS: LazyLock<Rules> = LazyLock::new(|| {
    let sources = RULES.map(|(_, pattern)| pattern.replace(r"\b", r"(?-u:\b)"));
    let broken = |error: regex::Error| -> ! { unreachable!("a pattern of our own is broken: {error}") };
    let new = |source: &str| Regex::new(source).unwrap_or_else(|error| broken(error));
    Rules {
        anchors: new(&format!("(?i){ANCHORS}")),
        inventory: new(INVENTORY),
        inventory_anchors: new(&format!("(?i){ANCHORS}|value|plaintext")),
        set: RegexSet::new(&sources).unwrap_or_else(|error| broken(error)),
        each: RULES.iter().zip(&sources).map(|((rule, _), source)| (*rule, new(source))).collect(),
    }
});

/// How much of a line goes.
#[derive(Clone, Copy)]
enum Cut {
    Line,
    Value,
}

/// Withholds every line that matches a rule, and private keys from their first to their last line.
pub fn redact(text: &str) -> Redacted<'_> {
    pass(text, Cut::Line)
}

/// Takes out the values only, so that what stands around them can still be read: JSON stays JSON, and lines keep their numbers.
pub fn mask(text: &str) -> Redacted<'_> {
    pass(text, Cut::Value)
}

fn pass(text: &str, cut: Cut) -> Redacted<'_> {
    let mut out = String::new();
    let mut hits = Vec::new();
    let (mut kept, mut at, mut line, mut key_lines) = (0, 0, 1, 0);
    let inventory = text.contains("\"value\"") && PATTERNS.inventory.is_match(text);
    let anchors = if inventory { &PATTERNS.inventory_anchors } else { &PATTERNS.anchors };
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let found = if key_lines > 0 { Some(0) } else { anchors.find(rest).map(|found| found.start()) };
        let Some(found) = found.filter(|_| !rest.is_empty()) else { break };
        let before = rest.get(..found).unwrap_or_default();
        let start = at + before.rfind('\n').map_or(0, |newline| newline + 1);
        line += before.bytes().filter(|byte| *byte == b'\n').count();
        let tail = text.get(start..).unwrap_or_default();
        let words = tail.split('\n').next().unwrap_or_default();
        if let Some((rule, instead)) = judged(words, (cut, inventory), &mut key_lines) {
            out.push_str(text.get(kept..start).unwrap_or_default());
            out.push_str(&instead);
            kept = start + words.trim_end_matches('\r').len();
            hits.push(Hit { line, rule });
        }
        at = (start + words.len() + 1).min(text.len());
        line += 1;
    }
    if hits.is_empty() {
        return Redacted { text: Cow::Borrowed(text), hits };
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Redacted { text: Cow::Owned(out), hits }
}

/// The rule that a line matches, and what is left of the line. `key_lines`: how many more lines of a private key may follow.
fn judged(
    line: &str,
    (cut, inventory): (Cut, bool),
    key_lines: &mut usize,
) -> Option<(&'static str, String)> {
    let line = line.trim_end_matches('\r');
    let begin = line.find("-----BEGIN ").filter(|_| line.contains("PRIVATE KEY"));
    let within = *key_lines > 0;
    // A key within quotes ends with them: it is one string, such as of JSON.
    let quoted =
        |from: usize| line.get(from..).and_then(|key| key.find('"')).map(|length| (from, from + length));
    let string = begin.filter(|_| !within).and_then(quoted);
    if within || begin.is_some() {
        let ends = line.contains("-----END ") || string.is_some();
        *key_lines = if ends {
            0
        } else if within {
            *key_lines - 1
        } else {
            KEY_LINES
        };
    }
    let rule = if within || begin.is_some() {
        KEY_RULE
    } else {
        let hits = PATTERNS.set.matches(line);
        let mut rules = hits.iter().filter_map(|at| Some(PATTERNS.each.get(at)?.0));
        rules.find(|rule| inventory || *rule != INVENTORY_RULE)?
    };
    let instead = match (cut, string) {
        (Cut::Line, _) => format!("[line withheld: rule {rule}]"),
        (Cut::Value, Some((from, to))) => {
            let (head, tail) = (line.get(..from).unwrap_or_default(), line.get(to..).unwrap_or_default());
            format!("{}{MARK}{}", values(head, inventory), values(tail, inventory))
        }
        (Cut::Value, None) if rule == KEY_RULE => MARK.to_owned(),
        (Cut::Value, None) => values(line, inventory),
    };
    Some((rule, instead))
}

/// A line without the values of its secrets. A backslash at a value's end belongs to the quote behind it.
fn values(line: &str, inventory: bool) -> String {
    let mut line = line.to_owned();
    for (_, rule) in PATTERNS.each.iter().filter(|(name, _)| inventory || *name != INVENTORY_RULE) {
        let mut out = String::new();
        let mut kept = 0;
        for found in rule.captures_iter(&line) {
            let Some(value) = found.name("v").or_else(|| found.get(0)) else { continue };
            out.push_str(line.get(kept..value.start()).unwrap_or_default());
            out.push_str(MARK);
            kept = value.start() + value.as_str().trim_end_matches('\\').len();
        }
        if kept > 0 {
            out.push_str(line.get(kept..).unwrap_or_default());
            line = out;
        }
    }
    line
}
