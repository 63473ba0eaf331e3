//! Text reports of test runners: how they end. The lines stand in `content/lexicon/closings.toml`.

use crate::lexicon::closings::{self, Closing};
use crate::lexicon::words;
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Record};
use crate::read::records::deploy_log::stamp;
use crate::read::text::aftermath::{Aftermath, untimed};
use crate::read::text::lines::{capped, numbered, pattern, plain};
use crate::read::value::source::Source;
use regex::Regex;
use std::sync::{LazyLock, OnceLock};

/// No line of a summary is longer.
const LINE_CAP: usize = 400;

struct Patterns {
    begins: Option<Regex>,
    ends: Regex,
    counts: Vec<Regex>,
    fails: Option<Regex>,
    breaks: Option<Regex>,
}

/// The runners, each with its expressions once they are needed.
static RUNNERS: LazyLock<Vec<(&Closing, OnceLock<Patterns>)>> =
    LazyLock::new(|| closings::all().iter().map(|closing| (closing, OnceLock::new())).collect());

impl Patterns {
    fn of(closing: &Closing) -> Self {
        let maybe = |text: &Option<String>| text.as_deref().map(pattern);
        Self {
            begins: maybe(&closing.begins),
            ends: pattern(&closing.ends),
            counts: closing.counts.iter().map(|text| pattern(text)).collect(),
            fails: maybe(&closing.fails),
            breaks: maybe(&closing.breaks),
        }
    }
}

/// What the lines of a report add up to.
#[derive(Default)]
struct Tally {
    begun: usize,
    ended: usize,
    passed: u64,
    failed: u64,
    skipped: u64,
    ran: u64,
    has_counts: bool,
    has_failed: bool,
    has_broken: bool,
    aftermath: Aftermath,
    last: u32,
}

impl Tally {
    fn line(&mut self, number: u32, line: &str, patterns: &Patterns) {
        let is = |pattern: &Option<Regex>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(line));
        let (begins, ends) = (is(&patterns.begins), patterns.ends.is_match(line));
        self.has_failed |= is(&patterns.fails);
        self.has_broken |= is(&patterns.breaks);
        self.begun += usize::from(begins);
        self.ended += usize::from(ends);
        if !begins && !ends {
            if self.ended > 0 {
                self.aftermath.line(line);
            }
            return;
        }
        self.aftermath.goes_on();
        self.last = number;
        for pattern in &patterns.counts {
            let Some(found) = pattern.captures(line) else { continue };
            self.has_counts = true;
            for name in pattern.capture_names().flatten() {
                let Some(text) = found.name(name) else { continue };
                let count = text.as_str().parse().unwrap_or(1);
                let sum = match name {
                    "passed" => &mut self.passed,
                    "failed" => &mut self.failed,
                    "skipped" => &mut self.skipped,
                    "ran" => &mut self.ran,
                    _ => continue,
                };
                *sum = sum.saturating_add(count);
            }
        }
    }

    fn is_a_report(&self) -> bool {
        self.begun > 0 || self.has_counts
    }

    fn record(self, tool: &str, source: &Source<'_>) -> Record {
        let rest = self.ran.saturating_sub(self.failed).saturating_sub(self.skipped);
        let passed = self.passed.max(rest);
        let conclusion = match () {
            () if self.failed > 0 || self.has_failed => Some(Conclusion::Failed),
            () if self.has_broken || self.begun > self.ended || self.aftermath.takes_back() => None,
            () if passed > 0 => Some(Conclusion::Succeeded),
            () => Some(Conclusion::Skipped).filter(|_| self.skipped > 0),
        };
        let counts = [("passed", passed), ("failed", self.failed), ("skipped", self.skipped)];
        Record {
            title: tool.to_owned(),
            tools: vec![tool.to_owned()],
            line: self.last.max(1),
            claim: numbered(source.text()).filter_map(|(_, line)| stamp(line)).last(),
            conclusion,
            fields: counts.map(|(name, count)| (name.to_owned(), count.to_string())).to_vec(),
            ..Record::default()
        }
    }
}

/// The run that a text report tells; `None` where the text is none, or its name says that it is of something else.
pub(super) fn record(source: &Source<'_>) -> Option<Record> {
    // A report may begin with a comment of TAP, and then looks like a heading.
    let is_prose = source.is_markdown() && ["\n## ", "```"].iter().any(|sign| source.text().contains(sign));
    if !source.is_log() || is_prose {
        return None;
    }
    let is_of = |part: &str| words::kind(part).is_none_or(|kind| matches!(kind, Kind::CiRun | Kind::Qa));
    if !source.path.rsplit('/').take(2).all(is_of) {
        return None;
    }
    let text = source.text();
    let mut known =
        RUNNERS.iter().filter(|(closing, _)| closing.marks.iter().any(|mark| text.contains(mark)));
    known.find_map(|(closing, patterns)| {
        let patterns = patterns.get_or_init(|| Patterns::of(closing));
        let mut tally = Tally::default();
        for (number, line) in numbered(text) {
            let line = plain(capped(line, LINE_CAP));
            tally.line(number, untimed(&line), patterns);
        }
        tally.is_a_report().then(|| tally.record(&closing.tool, source))
    })
}
