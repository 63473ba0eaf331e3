//! What a rollback trigger's words demand: the grammar of docs/criteria.md. Words outside of it are not guessed at.

use crate::assess::reading::grammar::parser::Grammar;
use crate::assess::result::trigger::{Breach, TriggerRule};
use crate::lexicon::{Lexicon, Meaning, words::Cue};
use crate::model::criterion::{Criterion, Op, Statistic};
use crate::model::measurement::Metric;
use regex::{Captures, Regex};

/// The compiled grammar.
#[derive(Debug)]
pub struct TriggerGrammar {
    consecutive: Regex,
    in_a_row: Regex,
    of_the_last: Regex,
    server_error: Regex,
    bound: Regex,
    rate: Regex,
    rate_plus: Regex,
    fails: Regex,
    subject: Regex,
    severity: Regex,
    severity_word: Regex,
    incident: Regex,
    breaks: Regex,
    beyond: Regex,
    or_more: Regex,
}

impl Default for TriggerGrammar {
    fn default() -> Self {
        Self::new()
    }
}

impl TriggerGrammar {
    /// Compiles the grammar.
    pub fn new() -> Self {
        let regex = |pattern: String| {
            #[expect(clippy::expect_used, reason = "the patterns are constants; a test compiles them")]
            Regex::new(&format!("(?i){pattern}")).expect("a constant pattern")
        };
        let (over, fails) = (
            format!(r"(?P<sign>≥|>=|=>|>|{}\b|{}\b)", Cue::Over.pattern(), Cue::AtLeast.pattern()),
            Cue::Failure.pattern(),
        );
        let row = format!(r"{}\b", Cue::InARow.pattern());
        let count = format!(r"(?:{}|\d{{1,2}})", Cue::Times.pattern());
        let bad = [Cue::Severity1, Cue::Severity2].map(Cue::pattern).join("|");
        let span = r"(?P<chunk>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)\b";
        let per = format!(
            r"(?:/|per\b|an?\b|each\b|every\b|(?:with)?in(?:\s+(?:an?y?|one))?\b|during\b)\s*(?P<spans>\d+)?[- ]?\s*{span}"
        );
        Self {
            consecutive: regex(format!(r"\b(?P<count>{count})\b(?:\s+[\w-]+){{0,3}}?\s+{row}")),
            in_a_row: regex(format!(r"\b{row}(?:\s+(?P<count>{count})\b)?")),
            of_the_last: regex(format!(
                r"\b(?P<count>{count})\s+(?:out\s+)?of\s+(?:the\s+)?(?:last\s+|past\s+|latest\s+|any\s+)?(?P<of>{count})\b"
            )),
            server_error: regex(
                r"\b5xx\b|\b(?:http|status)(?:\s+(?:status|code))*[\s/:]*5\d\d\b|\b5\d\d\s+(?:error|response|status)|\bserver[- ]errors?\b"
                    .to_owned(),
            ),
            bound: regex(format!(r"{over}\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<time>ms|milliseconds?|s|secs?|seconds?)\b")),
            rate: regex(format!(r"{over}\s*(?P<number>\d+)\s*(?P<what>(?:[a-z0-9-]+\s+){{0,4}}?)\s*{per}")),
            rate_plus: regex(format!(r"\b(?P<number>\d+)\s*(?:\+|or\s+more)\s*(?P<what>(?:[a-z0-9-]+\s+){{0,4}}?)\s*{per}")),
            fails: regex(format!(r"\b{fails}\b|\b5xx\b")),
            subject: regex(format!(
                r"\bfail(?:ed|ing)\s+(?P<after>[a-z]+)|\b(?P<before>[a-z][a-z0-9]*)[\s-]+(?:deliver(?:y|ies)\s+|request\s+|api\s+)?{fails}\b"
            )),
            severity: regex(
                r"(?P<strict>>|above|higher\s+than|worse\s+than|exceed(?:s|ing)?)?\s*\b(?:(?:sev(?:erity)?|prio(?:rity)?)\s*[-_ ]?(?:level\s*)?(?:≥|>=|<=|≤|=|:)?\s*|p)(?P<level>[0-5])\b"
                    .to_owned(),
            ),
            severity_word: regex(format!(
                r"\b(?P<word>{bad})(?:[- ]severity|\s+(?:production\s+)?incidents?)|\bseverity\s*(?:≥|>=|:|=|is|of)?\s*(?P<word2>{bad})\b"
            )),
            incident: regex(format!(r"\b{}\b", Cue::Trouble.pattern())),
            breaks: regex(format!(r"\b{over}|>|≥|\b{}\b", Cue::Breaks.pattern())),
            or_more: regex(format!(r"\bor\s+{}\b", Cue::OrMore.pattern())),
            beyond: regex(format!(
                r"%|\b{}\b|\bp\d\d\b|\b(?:for|over|within|in)\s+(?:[a-z]+\s+){{0,3}}\d+\s*(?:m|min|mins|minutes?|h|hrs?|hours?|d|days?)\b",
                Cue::Beyond.pattern()
            )),
        }
    }

    /// What a trigger's words demand. The budget of a label is the one that the words name, else the checklist's items for it.
    pub fn rule<'a>(&self, text: &str, criteria: impl Iterator<Item = &'a Criterion>) -> TriggerRule {
        // Emphasis may stand between a sign and its number.
        let text = text.replace(['*', '`'], " ");
        let text = text.as_str();
        self.rate(text)
            .or_else(|| self.incident(text))
            .or_else(|| self.runs(text, criteria))
            .unwrap_or(TriggerRule::Unread)
    }

    /// Whether the words name another condition beside the one that was read: `tiles fail to render or throw 5xx errors`.
    pub fn is_partly(&self, text: &str, rule: &TriggerRule) -> bool {
        let lower = self.or_more.replace_all(text, " ").to_lowercase();
        let clauses = lower.split(" or ").collect::<Vec<_>>();
        let is_read = |clause: &str| match rule {
            TriggerRule::ServerError => self.server_error.is_match(clause),
            TriggerRule::Rate { .. } => self.rate.is_match(clause) || self.rate_plus.is_match(clause),
            TriggerRule::Incident { .. } => self.severity.is_match(clause) || self.incident.is_match(clause),
            TriggerRule::Runs { .. } => self.in_a_row.is_match(clause) || self.of_the_last.is_match(clause),
            TriggerRule::Unread => true,
        };
        clauses.len() > 1 && clauses.iter().any(|clause| !is_read(clause) && self.breaks.is_match(clause))
    }

    /// `webhook failures (>5/min)`, `more than 10 server errors per hour`, `5+ failed payments in 10 minutes`.
    fn rate(&self, text: &str) -> Option<TriggerRule> {
        let captures = self.rate.captures(text).or_else(|| self.rate_plus.captures(text))?;
        let what = word(&captures, "what").to_lowercase();
        let is_unit = what
            .split(' ')
            .next()
            .is_some_and(|chunk| chunk == "percent" || Grammar::millis(chunk).is_some());
        if is_unit || !self.fails.is_match(text) {
            return None;
        }
        let sign = word(&captures, "sign").to_lowercase();
        let is_least =
            sign.is_empty() || matches!(sign.as_str(), "≥" | ">=" | "=>") || Cue::AtLeast.is(&sign);
        let each = match word(&captures, "chunk").to_lowercase().chars().next()? {
            's' => 1,
            'm' => 60,
            _ => 3_600,
        };
        let spans = captures.name("spans").map_or(Some(1), |spans| spans.as_str().parse::<i64>().ok())?;
        Some(TriggerRule::Rate {
            subject: self.subject(text),
            op: if is_least { Op::AtLeast } else { Op::Above },
            bound: word(&captures, "number").parse().ok()?,
            seconds: spans.checked_mul(each).filter(|seconds| (1..=604_800).contains(seconds))?,
        })
    }

    /// What fails, in the singular: `webhook`; `5xx` for server errors.
    fn subject(&self, text: &str) -> String {
        if self.server_error.is_match(text) {
            return "5xx".to_owned();
        }
        let named = self.subject.captures_iter(text).filter_map(|found| {
            let name = found.name("after").or(found.name("before"))?.as_str().to_lowercase();
            let says = !Cue::NoSubject.is(&name) && !name.starts_with(|c: char| c.is_ascii_digit());
            says.then(|| name.strip_suffix('s').unwrap_or(&name).to_owned())
        });
        named.last().unwrap_or_default()
    }

    /// `SEV-2 or worse`, `severity ≥ SEV-2`, `P1 incident`, `incident declared`.
    fn incident(&self, text: &str) -> Option<TriggerRule> {
        let levels = self.severity.captures_iter(text).filter_map(|found| {
            let level: u8 = word(&found, "level").parse().ok()?;
            // Worse than SEV-3 is SEV-2.
            Some(level.saturating_sub(u8::from(found.name("strict").is_some())))
        });
        let named =
            self.severity_word.captures(text).and_then(|found| found.name("word").or(found.name("word2")));
        let of_word = named.map(|word| if Cue::Severity1.is(word.as_str()) { 1 } else { 2 });
        let severity = levels.max().or(of_word);
        (severity.is_some() || self.incident.is_match(text)).then_some(TriggerRule::Incident { severity })
    }

    fn runs<'a>(&self, text: &str, criteria: impl Iterator<Item = &'a Criterion>) -> Option<TriggerRule> {
        let server = self.server_error.is_match(text);
        let found = self
            .of_the_last
            .captures(text)
            .map(|found| (count(word(&found, "count")), count(word(&found, "of"))))
            .filter(|(least, of)| (1..=*of).contains(least))
            .or_else(|| {
                let row = self.consecutive.captures(text).or_else(|| self.in_a_row.captures(text))?;
                let count = count(row.name("count").map_or("two", |found| found.as_str()));
                Some((count, count))
            });
        let rest = self.bound.replace_all(text, " ");
        // A span of time, a share or a percentile beside it is another condition than the one that is computed.
        let plain = if found.is_some() { text_without_counts(&rest) } else { rest.to_string() };
        if self.beyond.is_match(&plain) {
            return None;
        }
        if found.is_none() && server {
            return Some(TriggerRule::ServerError);
        }
        if found.is_none() && !(Grammar::is_about_checks(text) && self.breaks.is_match(text)) {
            return None;
        }
        let (count, of) = found.unwrap_or((1, 1));
        let lower = text.to_lowercase();
        let label = ["live", "mock"].into_iter().find(|label| lower.contains(label)).map(ToOwned::to_owned);
        let own = self.bound.captures(text).and_then(|found| millis(&found));
        let breach = if server {
            Breach::ServerError
        } else {
            Breach::Budget(own.or_else(|| budget_of(label.as_deref(), criteria)))
        };
        Some(TriggerRule::Runs { count, of, label, breach })
    }
}

/// The words without those by which repetition is told.
fn text_without_counts(text: &str) -> String {
    text.to_lowercase().replace("twice", " ").replace("thrice", " ").replace("times", " ")
}

fn word<'a>(captures: &Captures<'a>, name: &str) -> &'a str {
    captures.name(name).map_or("", |found| found.as_str())
}

fn count(word: &str) -> usize {
    let word = word.to_lowercase();
    let named = Lexicon::built_in().whole(&word).iter().find_map(Meaning::number);
    named.and_then(|number| usize::try_from(number).ok()).or_else(|| word.parse().ok()).unwrap_or(2).max(1)
}

fn millis(captures: &Captures<'_>) -> Option<f64> {
    let number: f64 = word(captures, "number").parse().ok()?;
    Some(if word(captures, "time").to_lowercase().starts_with('m') { number } else { number * 1000.0 })
}

fn budget_of<'a>(label: Option<&str>, criteria: impl Iterator<Item = &'a Criterion>) -> Option<f64> {
    let mut budgets = criteria.filter_map(|criterion| match criterion {
        // A bound on a percentile or a mean is none for a single run.
        Criterion::Budget {
            metric,
            statistic: Statistic::Latest | Statistic::Max,
            value,
            label: own,
            ..
        } if metric.name() == Metric::LATENCY => (own.as_deref() == label).then_some(*value),
        _ => None,
    });
    label.and_then(|_| budgets.next())
}
