//! What wrk and hey print: figures over a whole load test. Neither tells single requests, so none are made up.

use super::check::{Names, duration, file};
use super::figure::{Runs, error_rate, latency, percentile};
use crate::model::{
    evidence::{Facts, Kind},
    measurement::Measurement,
};
use crate::read::address;
use crate::read::lines::{numbered, pattern, plain};
use crate::read::source::{Reader, Source};
use regex::Regex;
use std::sync::LazyLock;

/// `  50%  250.00us` of wrk, ` 99.900%    1.00ms` of wrk2, `  95% in 0.2031 secs` of hey.
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?P<p>\d{1,3}(?:\.\d{1,6})?)%{1,2}\s+(?:in\s+)?(?P<v>\d+(?:\.\d+)?)\s*(?P<u>us|ms|s|m|secs)\s*$",
    )
});
/// `  Slowest: 1.8652 secs` of hey.
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(?P<n>Slowest|Average):\s+(?P<v>\d+(?:\.\d+)?) secs"));
/// `    Latency   635.91us    0.89ms  12.92ms   93.69%` of wrk: average, deviation, maximum.
static THREADS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*Latency\s+(?P<avg>\S+)\s+\S+\s+(?P<max>\S+)\s+\S+%"));
/// `  [200] 195 responses` of hey.
static ANSWERS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*\[(?P<code>\d{3})\]\s+(?P<n>\d+) responses?"));
/// `  [12] Get "https://…": dial tcp: connection refused` of hey.
static ERRORS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\[(?P<n>\d+)\]\s+\S"));
static SOCKET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"Socket errors: connect (?P<a>\d+), read (?P<b>\d+), write (?P<c>\d+), timeout (?P<d>\d+)")
});

/// Reads what wrk and hey print.
#[derive(Clone, Copy, Debug)]
pub struct Load;

impl Reader for Load {
    fn kind(&self) -> Kind {
        Kind::Smoke
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        let text = source.text();
        let wrk = text.contains("Thread Stats") && text.contains(" requests in ");
        let hey = text.contains("Requests/sec:") && text.contains("Slowest:") && text.contains(" secs");
        wrk || hey
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let mut names = Names::default();
        let (mut found, mut test) = (Vec::new(), Test::default());
        for (line, text) in numbered(source.whole()) {
            let text = plain(text);
            let begins =
                (text.starts_with("Running ") && text.contains(" test")) || text.trim_end() == "Summary:";
            if begins {
                let before = test.before.clone();
                found.extend(std::mem::take(&mut test).figures(&mut names));
                test = Test { line, before, ..Test::default() };
            }
            test.take(&text);
            let address =
                || text.split_whitespace().find_map(|word| address::http(word.trim_matches(['"', '\''])));
            // hey does not print its address: the command before its output may.
            let named = if begins || test.line == 0 { address() } else { None };
            match named {
                Some(address) if begins => test.target = address,
                Some(address) => test.before = address,
                None => {}
            }
        }
        found.extend(test.figures(&mut names));
        file(source, found, Vec::new())
    }
}

fn group<'t>(found: &regex::Captures<'t>, name: &str) -> &'t str {
    found.name(name).map_or("", |group| group.as_str())
}

/// One load test as its lines come.
#[derive(Debug, Default)]
struct Test {
    line: u32,
    target: String,
    /// An address that stood before the test.
    before: String,
    figures: Vec<(String, f64)>,
    requests: Option<u64>,
    /// Answered, but with another status than one of success.
    refused: u64,
    /// Not answered at all.
    silent: u64,
    /// Whether the lines of hey's errors have begun.
    in_errors: bool,
}

impl Test {
    fn take(&mut self, text: &str) {
        let trimmed = text.trim();
        self.in_errors |= trimmed.starts_with("Error distribution");
        if let Some(found) = SHARE.captures(text) {
            let unit = if group(&found, "u") == "secs" { "s" } else { group(&found, "u") };
            let value = duration(&format!("{}{unit}", group(&found, "v")));
            let name = group(&found, "p").parse().ok().and_then(percentile);
            // hey prints 0 for a share of which it has too few requests.
            self.figures.extend(name.zip(value.filter(|value| *value > 0.0)));
        } else if let Some(found) = NAMED.captures(text) {
            let name = if group(&found, "n") == "Slowest" { "max" } else { "mean" };
            self.figures
                .extend(duration(&format!("{}s", group(&found, "v"))).map(|value| (name.to_owned(), value)));
        } else if let Some(found) = THREADS.captures(text) {
            for name in ["max", "avg"] {
                let word = if name == "avg" { "mean" } else { name };
                self.figures.extend(duration(group(&found, name)).map(|value| (word.to_owned(), value)));
            }
        } else if let Some(found) = SOCKET.captures(text) {
            let numbers = ["a", "b", "c", "d"].map(|name| group(&found, name).parse::<u64>().unwrap_or(0));
            self.silent = numbers.iter().fold(self.silent, |all, one| all.saturating_add(*one));
        } else if let Some(number) = trimmed.strip_prefix("Non-2xx or 3xx responses:") {
            self.refused = number.trim().parse().unwrap_or(0);
        } else if let Some((number, _)) = trimmed.split_once(" requests in ") {
            self.requests = number.trim().parse().ok();
        } else if let Some(found) = ANSWERS.captures(text).filter(|_| !self.in_errors) {
            let number: u64 = group(&found, "n").parse().unwrap_or(0);
            self.requests = Some(self.requests.unwrap_or(0).saturating_add(number));
            if !group(&found, "code").starts_with(['2', '3']) {
                self.refused = self.refused.saturating_add(number);
            }
        } else if let Some(found) = ERRORS.captures(text).filter(|_| self.in_errors) {
            self.silent = self.silent.saturating_add(group(&found, "n").parse().unwrap_or(0));
        }
    }

    fn figures(self, names: &mut Names) -> Vec<Measurement> {
        let answered = Runs { all: self.requests, failed: Some(self.refused), mixed: true };
        let all = Runs {
            all: Some(self.requests.unwrap_or(0).saturating_add(self.silent)),
            failed: Some(self.refused.saturating_add(self.silent)),
            mixed: true,
        };
        let target = if self.target.is_empty() { &self.before } else { &self.target };
        let figures = self.figures.iter();
        let mut found: Vec<Measurement> =
            figures.map(|(name, value)| latency(names, target, name, *value, answered)).collect();
        found.extend(error_rate(names, target, all));
        found.iter_mut().for_each(|one| one.line = self.line);
        found
    }
}
