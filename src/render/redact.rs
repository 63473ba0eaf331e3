//! Lines that look like secrets are withheld as a whole before evidence is shown.
//!
//! Best effort by common shapes, never a promise that nothing is left. A hit is told by its rule and its line, never by its value.

use regex::Regex;
use std::sync::LazyLock;

/// A withheld line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The line, from 1.
    pub line: usize,
    /// The rule's name.
    pub rule: &'static str,
}

/// A text without the lines that look like secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    /// The text, line for line; a withheld line says so.
    pub text: String,
    /// What was withheld.
    pub hits: Vec<Hit>,
}

/// Rule and pattern. Shapes are those that the issuers document for their tokens.
const RULES: [(&str, &str); 15] = [
    ("aws-key", r"\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b"),
    ("github-token", r"\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_[A-Za-z0-9_]{30,}"),
    ("gitlab-token", r"\bgl(?:pat|dt|rt|cbt)-[A-Za-z0-9_-]{16,}"),
    ("shopify-token", r"\bshp(?:at|ca|pa|ss)_[A-Fa-f0-9]{16,}"),
    ("slack-token", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
    ("slack-webhook", r"hooks\.slack\.com/services/[A-Za-z0-9/_-]{20,}"),
    ("stripe-key", r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"),
    ("sk-key", r"\bsk-[A-Za-z0-9_-]{20,}"),
    ("google-key", r"\bAIza[0-9A-Za-z_-]{35}"),
    ("npm-token", r"\bnpm_[A-Za-z0-9]{30,}"),
    ("jwt", r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"),
    ("url-password", r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/:@]*:[^\s/@*<$\[{]+@"),
    ("authorization", r"(?i)\bauthorization\W{1,4}(?:bearer|basic|token)\s+[A-Za-z0-9+/=._~-]{6,}"),
    ("cookie", r#"(?i)\b(?:set-)?cookie["']?\s*[:=]\s*["']?[^\s=]+=[^\s;]{6,}"#),
    (
        "password",
        r#"(?i)(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)["']?\s*(?:=|:\s*["'])\s*["']?[^\s"'<>$*{}\[\]()]{6,}"#,
    ),
];

static PATTERNS: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    RULES.iter().filter_map(|(rule, pattern)| Some((*rule, Regex::new(pattern).ok()?))).collect()
});

/// Withholds every line that matches a rule, and private keys from their first to their last line.
#[must_use]
pub fn redact(text: &str) -> Redacted {
    let mut out = String::with_capacity(text.len());
    let mut hits = Vec::new();
    let mut in_key = false;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let begins = line.contains("-----BEGIN ") && line.contains("PRIVATE KEY");
        let rule = if in_key || begins {
            Some("private-key")
        } else {
            PATTERNS.iter().find(|(_, pattern)| pattern.is_match(line)).map(|(rule, _)| *rule)
        };
        in_key = (in_key || begins) && !line.contains("-----END ");
        match rule {
            Some(rule) => {
                out.push_str(&format!("[line withheld: rule {rule}]"));
                out.push_str(if line.ends_with('\n') { "\n" } else { "" });
                hits.push(Hit { line: index + 1, rule });
            }
            None => out.push_str(line),
        }
    }
    Redacted { text: out, hits }
}
