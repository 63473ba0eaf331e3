//! Load tests: what tools print as text, a row each. None of them tells single requests, so none are made up.

use crate::model::evidence::{Facts, State};
use crate::model::measurement::Measurement;
use crate::model::record::{Conclusion, Record};
use crate::model::time::Claim;
use crate::read::latency::check::{Names, duration, file};
use crate::read::latency::figure::{Runs, error_rate, latency, percentile};
use crate::read::text::address;
use crate::read::text::lines::{numbered, pattern, plain};
use crate::read::value::source::Source;
use crate::read::value::tools;
use regex::{Captures, Regex};
use serde::Deserialize;
use std::sync::LazyLock;

/// A tool: by which texts its output is known, how a test begins, and what its lines tell.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextTool {
    /// All of these stand in its output.
    marks: Vec<String>,
    /// The line with which a test begins.
    begins: String,
    /// Patterns of lines, of which the first that matches counts. Their groups: `p` and `v` are a percentile and its value, `code` and `n` a
    /// status and how many answers had it, `codes` a row of such as `200:97`; `mean`, `max`, `p50` are figures, in seconds with `_s`; `answered`, `failed`, `lost`, `all` and `fine` are counts, `crossed` and `held` thresholds, also with a
    /// digit behind where there are several; `target` is an address.
    lines: Vec<String>,
}

/// The tools, with the patterns of each.
static TOOLS: LazyLock<Vec<(TextTool, Regex, Vec<Regex>)>> = LazyLock::new(|| {
    let with_patterns = |tool: TextTool| {
        let (begins, lines) = (pattern(&tool.begins), tool.lines.iter().map(|line| pattern(line)).collect());
        (tool, begins, lines)
    };
    tools::named::<Vec<TextTool>>("load").into_iter().map(with_patterns).collect()
});

/// Which tool printed this.
fn tool(text: &str) -> Option<&'static (TextTool, Regex, Vec<Regex>)> {
    TOOLS.iter().find(|(tool, ..)| tool.marks.iter().all(|mark| text.contains(mark)))
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    !source.is_json() && tool(source.text()).is_some()
}

/// Reads what load test tools print.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut names = Names::default();
    let (mut found, mut test, mut before) = (Vec::new(), LoadTest::default(), String::new());
    let Some((_, begins, lines)) = tool(source.text()) else { return file(source, found, Vec::new()) };
    for (line, text) in numbered(source.whole()) {
        let text = plain(text);
        let begins = begins.is_match(&text);
        if begins {
            found.extend(std::mem::take(&mut test).figures(&mut names));
            test = LoadTest { line, target: before.clone(), ..LoadTest::default() };
        }
        let groups = lines.iter().find_map(|pattern| Some((pattern, pattern.captures(&text)?)));
        if let Some((pattern, groups)) = groups {
            test.take(pattern, &groups);
        }
        // Not every tool prints its address: the command before its output may.
        if begins || test.line == 0 {
            let words = text.split_whitespace();
            let address = words.map(|word| word.trim_matches(['"', '\''])).find_map(address::http);
            match address {
                Some(address) if begins => test.target = address,
                Some(address) => before = address,
                None => {}
            }
        }
    }
    let outcome = test.outcome();
    found.extend(test.figures(&mut names));
    let mut facts = file(source, found, Vec::new());
    if outcome.as_ref().is_some_and(|record| record.conclusion == Some(Conclusion::Failed)) {
        facts.state = State::Failing;
    }
    facts.records.extend(outcome);
    facts
}

/// What one load test tells.
#[derive(Clone, Debug, Default)]
pub(super) struct LoadTest {
    pub(super) line: u32,
    pub(super) target: String,

    pub(super) time: Option<Claim>,
    /// Names of figures, with milliseconds.
    pub(super) figures: Vec<(String, f64)>,
    /// How many requests were answered.
    pub(super) answered: Option<u64>,
    /// How many of those were no success.
    pub(super) failed: u64,
    /// How many requests are in no figure.
    pub(super) lost: u64,
    /// How many requests there were, answered or not, where that is told.
    pub(super) all: Option<u64>,
    /// How many succeeded, where that is told.
    pub(super) fine: Option<u64>,
    /// Whether the tool says that a threshold was crossed, and that one was kept.
    pub(super) crossed: bool,
    pub(super) held: bool,
}

impl LoadTest {
    fn take(&mut self, pattern: &Regex, groups: &Captures<'_>) {
        let get = |name: &str| groups.name(name).map(|group| group.as_str());
        let figure = get("p").and_then(|p| percentile(p.parse().ok()?));
        let value = get("v").and_then(duration);
        // hey prints 0 for a share of which it has too few requests.
        self.figures.extend(figure.zip(value.filter(|value| *value > 0.0)));
        if let Some((code, count)) = get("code").zip(get("n").and_then(|n| n.parse().ok())) {
            self.answers(code, count);
        }
        for name in pattern.capture_names().flatten() {
            let Some(text) = get(name) else { continue };
            match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "mean" | "max" | "p" if name != "p" => {
                    self.figures.extend(duration(text).map(|value| (name.to_owned(), value)));
                }
                "max_s" => {
                    self.figures.extend(duration(&format!("{text}s")).map(|value| ("max".to_owned(), value)));
                }
                "codes" => {
                    let codes = text.split_whitespace().filter_map(|one| one.split_once(':'));
                    codes.for_each(|(code, count)| self.answers(code, count.parse().unwrap_or(0)));
                }
                "crossed" => self.crossed = true,
                "held" => self.held = true,
                "target" => self.target = address::http(text).unwrap_or_default(),
                counted => self.count(counted, text.parse().unwrap_or(0)),
            }
        }
    }

    /// Takes a count by its name.
    pub(super) fn count(&mut self, name: &str, count: u64) {
        let add = |sum: &mut Option<u64>| *sum = Some(sum.unwrap_or(0).saturating_add(count));
        match name {
            "answered" => add(&mut self.answered),
            "all" => add(&mut self.all),
            "fine" => add(&mut self.fine),
            "failed" => self.failed = self.failed.saturating_add(count),
            "lost" => self.lost = self.lost.saturating_add(count),
            _ => {}
        }
    }

    /// Takes so many answers of a status. vegeta writes no answer as 0, and has its time among its figures.
    pub(super) fn answers(&mut self, code: &str, count: u64) {
        self.count("answered", count);
        if code.len() != 3 || !code.starts_with('2') {
            self.count("failed", count);
        }
    }

    /// How it ended by its thresholds; `None` where it has none.
    fn outcome(&self) -> Option<Record> {
        let conclusion = match self.crossed {
            true => Some(Conclusion::Failed),
            false => Some(Conclusion::Succeeded).filter(|_| self.answered != Some(0)),
        };
        let title = "k6 load test".to_owned();
        (self.crossed || self.held).then(|| Record { title, conclusion, ..Record::default() })
    }

    /// Its figures and its share of failures.
    pub(super) fn figures(self, names: &mut Names) -> Vec<Measurement> {
        let answered = self.answered.or(self.fine);
        let lost = self.all.zip(answered).map(|(all, answered)| all.saturating_sub(answered));
        let failed = self.fine.zip(answered).map(|(fine, answered)| answered.saturating_sub(fine));
        let runs = Runs {
            answered: answered.or(Some(0).filter(|_| self.lost > 0)),
            failed: answered.or(Some(0).filter(|_| self.lost > 0)).map(|_| failed.unwrap_or(self.failed)),
            left_out: lost.unwrap_or(0).max(self.lost),
        };
        // Where nothing was asked tools print figures of 0; where nothing was answered these are marked.
        let is_some = |value: f64| {
            value > 0.0 || runs.left_out > 0 || runs.answered.is_some_and(|answered| answered > 0)
        };
        let figures = self.figures.iter().filter(|(_, value)| is_some(*value));
        let figures = figures.filter_map(|(name, value)| {
            let exact = name.trim_start_matches('≤');
            let figure = latency(names, &self.target, exact, *value, runs)?;
            Some(Measurement { at_most: exact.len() < name.len(), ..figure })
        });
        let mut found = figures.collect::<Vec<_>>();
        found.extend(error_rate(names, &self.target, runs));
        for one in &mut found {
            one.line = self.line;
            one.tell_time(self.time);
        }
        found
    }
}
