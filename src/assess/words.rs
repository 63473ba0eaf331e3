//! What an item demands, read from its own words.
//!
//! A small fixed grammar (docs/criteria.md): scores, paint and interaction times, latency by label, HTTP status, windows. Words outside
//! of it are not guessed at.

use crate::model::criterion::{Criterion, Op};
use crate::model::measurement::{Metric, Unit};
use regex::{Captures, Regex};

const SIGN: &str = r"(?P<sign>≥|>=|=>|>|≤|<=|=<|<|at least|at most|no (?:more|longer|greater) than|not (?:more|longer) than|less than|more than|under|below|above|over|within|of)";
const NUMBER: &str = r"(?P<number>\d+(?:[.,]\d+)?)";

/// Names of metrics as people write them, in lower case, and as golive knows them.
const METRICS: [(&str, &str, Unit); 14] = [
    ("performance", Metric::PERFORMANCE, Unit::Score),
    ("accessibility", "lighthouse.accessibility", Unit::Score),
    ("best practices", "lighthouse.best-practices", Unit::Score),
    ("seo", "lighthouse.seo", Unit::Score),
    ("time to interactive", Metric::TTI, Unit::Millis),
    ("tti", Metric::TTI, Unit::Millis),
    ("first contentful paint", "lighthouse.fcp", Unit::Millis),
    ("fcp", "lighthouse.fcp", Unit::Millis),
    ("largest contentful paint", "lighthouse.lcp", Unit::Millis),
    ("lcp", "lighthouse.lcp", Unit::Millis),
    ("total blocking time", "lighthouse.tbt", Unit::Millis),
    ("tbt", "lighthouse.tbt", Unit::Millis),
    ("cls", "lighthouse.cls", Unit::Plain),
    ("speed index", "lighthouse.si", Unit::Millis),
];

/// Words that make unnamed latency budgets speak of smoke checks in general.
const ABOUT_CHECKS: [&str; 6] = ["smoke", "synthetic", "latency", "probe", "response time", "health check"];

/// The compiled grammar.
#[derive(Debug)]
pub struct Grammar {
    named: Regex,
    timed: Regex,
    budget_of: Regex,
    status: Regex,
    within: Regex,
    younger: Regex,
    after: Regex,
    url: Regex,
}

impl Default for Grammar {
    fn default() -> Self {
        Self::new()
    }
}

impl Grammar {
    /// Compiles the grammar.
    #[must_use]
    pub fn new() -> Self {
        let names = METRICS.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join("|");
        let time = r"(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|h|d|w)\b";
        let regex = |pattern: String| {
            #[expect(clippy::expect_used, reason = "the patterns are constants; a test compiles them")]
            Regex::new(&pattern).expect("a constant pattern")
        };
        Self {
            named: regex(format!(
                r"(?i)(?:lighthouse[. ])?\b(?P<metric>{names})(?:[ -]score)?\s*(?:is|be|:|of)?\s*{SIGN}\s*{NUMBER}\s*(?P<unit>ms|s\b|seconds?\b|%)?"
            )),
            timed: regex(format!(
                r"(?i){SIGN}\s*{NUMBER}\s*(?P<unit>ms|milliseconds?|s|sec|seconds?)\b(?:\s*\(?(?P<label>mock|live)\b)?"
            )),
            budget_of: regex(format!(r"(?i)\bbudget:?\s*(?:of\s*)?{NUMBER}\s*(?P<unit>ms|s)\b")),
            status: regex(r"(?i)\b(?:HTTP|status)(?:\s+status|\s+code)?\s*(?P<code>[1-5]\d\d)\b".to_owned()),
            within: regex(format!(
                r"(?i)\b(?:with)?in\s+(?:the\s+)?(?:last|past|previous)?\s*{NUMBER}\s*[- ]?{time}"
            )),
            younger: regex(format!(
                r"(?i)(?:<|≤|<=|less than|under|at most|no(?:t)? (?:more|older) than)\s*{NUMBER}\s*[- ]?{time}"
            )),
            after: regex(format!(r"(?i)\bafter\s+(?:at least\s+)?{NUMBER}\s*[- ]?{time}")),
            url: regex(r#"https?://[^\s`<>"')\]]+"#.to_owned()),
        }
    }

    /// Everything computable in an item's Markdown, in the order of the words by kind: budgets, status, windows.
    #[must_use]
    pub fn criteria(&self, text: &str) -> Vec<Criterion> {
        let mut found = Vec::new();
        // Emphasis may stand between a metric and its sign.
        let text = &text.replace('*', " ");
        let mut rest = text.clone();
        for captures in self.named.captures_iter(text) {
            found.extend(named_budget(&captures));
            blank(&mut rest, &captures);
        }
        let target = self.url.find(text).map(|url| url.as_str().to_owned());
        let label = target.as_deref().and_then(label_of);
        for captures in self.timed.captures_iter(&rest.clone()) {
            found.extend(latency(&captures, label, target.as_deref()));
            blank(&mut rest, &captures);
        }
        for captures in self.budget_of.captures_iter(&rest.clone()) {
            found.extend(latency(&captures, label, target.as_deref()));
            blank(&mut rest, &captures);
        }
        let codes = self.status.captures_iter(&rest).filter_map(|c| c.name("code")?.as_str().parse().ok());
        found.extend(codes.map(|code| Criterion::Status { code }));
        let windows = self.within.captures_iter(&rest).chain(self.younger.captures_iter(&rest));
        found.extend(windows.filter_map(|c| seconds(&c)).map(|seconds| Criterion::Within { seconds }));
        let waits = self.after.captures_iter(&rest).filter_map(|c| seconds(&c));
        found.extend(waits.map(|seconds| Criterion::After { seconds }));
        found.dedup();
        found
    }

    /// Whether the words speak of smoke checks in general, so that every check may decide an unnamed latency budget.
    #[must_use]
    pub fn is_about_checks(text: &str) -> bool {
        let text = text.to_lowercase();
        ABOUT_CHECKS.iter().any(|word| text.contains(word))
    }
}

/// Replaces what was read by spaces, so that no later rule reads it again.
fn blank(rest: &mut String, captures: &Captures<'_>) {
    if let Some(all) = captures.get(0) {
        rest.replace_range(all.range(), &" ".repeat(all.len()));
    }
}

fn number(captures: &Captures<'_>) -> Option<f64> {
    captures.name("number")?.as_str().replace(',', ".").parse().ok()
}

fn word<'a>(captures: &Captures<'a>, name: &str) -> &'a str {
    captures.name(name).map_or("", |found| found.as_str())
}

/// The sign's meaning; `fallback` for words that only the metric decides (`of`, `within`).
fn op(sign: &str, fallback: Op) -> Op {
    match sign.to_lowercase().as_str() {
        "≥" | ">=" | "=>" | "at least" => Op::AtLeast,
        ">" | "above" | "over" | "more than" => Op::Above,
        "<" | "under" | "below" | "less than" => Op::Below,
        "of" => fallback,
        _ => Op::AtMost,
    }
}

fn named_budget(captures: &Captures<'_>) -> Option<Criterion> {
    let name = word(captures, "metric").to_lowercase();
    let (_, metric, unit) = METRICS.iter().find(|(known, ..)| *known == name)?;
    let (said, value) = (word(captures, "unit").to_lowercase(), number(captures)?);
    let (value, fallback) = match unit {
        Unit::Score if value <= 1.0 && said != "%" => ((value * 10_000.0).round() / 100.0, Op::AtLeast),
        Unit::Score => (value, Op::AtLeast),
        Unit::Millis if said.starts_with('s') => (value * 1000.0, Op::AtMost),
        _ => (value, Op::AtMost),
    };
    Some(Criterion::Budget {
        metric: Metric::new(*metric),
        op: op(word(captures, "sign"), fallback),
        value,
        unit: *unit,
        label: None,
        target: None,
    })
}

fn latency(captures: &Captures<'_>, label: Option<&str>, target: Option<&str>) -> Option<Criterion> {
    let value = number(captures)?;
    let millis = if word(captures, "unit").to_lowercase().starts_with('m') { value } else { value * 1000.0 };
    let said = word(captures, "label").to_lowercase();
    let sign = op(word(captures, "sign"), Op::AtMost);
    Some(Criterion::Budget {
        metric: Metric::new(Metric::LATENCY),
        op: if matches!(sign, Op::AtLeast | Op::Above) { return None } else { sign },
        value: millis,
        unit: Unit::Millis,
        label: if said.is_empty() { label.map(ToOwned::to_owned) } else { Some(said) },
        target: target.map(ToOwned::to_owned),
    })
}

/// The label that an address carries: `mock=1` and `mock=0`.
fn label_of(url: &str) -> Option<&'static str> {
    let query = url.split_once('?')?.1;
    query.split('&').find_map(|pair| match pair {
        "mock=1" | "mock=true" => Some("mock"),
        "mock=0" | "mock=false" => Some("live"),
        _ => None,
    })
}

fn seconds(captures: &Captures<'_>) -> Option<i64> {
    let unit = word(captures, "unit").to_lowercase();
    let each = match unit.chars().next()? {
        'm' => 60.0,
        'h' => 3_600.0,
        'd' => 86_400.0,
        _ => 604_800.0,
    };
    let seconds = number(captures)? * each;
    // A window of more than a century is not one; the cast below is exact up to there.
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the line before")]
    (seconds < 3_155_760_000.0).then_some(seconds as i64)
}
