//! TAP, the Test Anything Protocol: `1..3`, `ok 1 - name`, `not ok 2 - name # TODO later`.
//!
//! Only unindented lines count: a subtest is summed up by the test behind it, which is skipped where all within it are. A stream without a plan
//! broke off. What the comments at its end say of failures counts too.

use crate::model::record::{Conclusion, Part, Record};
use crate::read::text::aftermath::{Aftermath, untimed};
use crate::read::text::lines::{Pattern, capped, group, numbered, plain};
use crate::read::value::source::Source;
use std::collections::BTreeSet;

/// So many tests are named; all are counted.
const MOST_NAMED: usize = 2000;
const NAME_CAP: usize = 300;

static TEST: Pattern = Pattern::new(r"^(?P<not>not )?ok\b(?:\s+(?P<number>\d+))?(?:\s+-)?\s*(?P<rest>.*)$");
static PLAN: Pattern = Pattern::new(r"^1\.\.(?P<count>\d{1,7})\s*(?:#.*)?$");
/// A directive stands behind the last `#` that is not escaped; any other `#` belongs to the name.
static DIRECTIVE: Pattern = Pattern::new(r"^(?P<name>(?:|.*?[^\\]))\s*#\s*(?i:todo\b|skip\w*)[^#]*$");

/// A comment that says that something failed: node and tape count, Perl and node-tap write a sentence or an object.
static FAILED: Pattern = Pattern::new(
    r"^#\s*(?:(?:fail|failed|cancelled):?\s+[1-9]|\{.*\bfail: [1-9]|Looks like (?:you failed|you planned|your test (?:exited|died)))",
);
/// A comment that says that nothing passed.
static NONE_PASSED: Pattern = Pattern::new(r"^#\s*(?:pass\s+0\s*$|\{.*\bpass: 0\b)");

/// Whether the text is TAP: it says so, or its first lines that are no comments and no subtest are a plan or a test.
pub fn is_tap(source: &Source<'_>) -> bool {
    if source.is_json() || source.is_markdown() {
        return false;
    }
    let text = capped(source.text(), 4096);
    let mut lines = text.lines().filter(|line| {
        // npm writes before each script what it runs.
        !line.trim().is_empty() && !line.starts_with(['#', ' ', '\t', '>']) && !line.starts_with("pragma ")
    });
    let Some(first) = lines.next() else { return false };
    let is_test = |line: &str| {
        ["ok", "not ok"].iter().any(|start| {
            line.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    let has_more = || text.lines().skip(1).any(|line| PLAN.is_match(line.trim()));
    first.starts_with("TAP version ")
        || PLAN.is_match(first) && lines.next().is_none_or(|next| is_test(next) || lines.any(is_test))
        || is_test(first) && (source.extension() == "tap" || has_more())
}

/// What the lines of a stream add up to.
#[derive(Default)]
struct Tally {
    parts: Vec<Part>,
    run: usize,
    failed: usize,
    skipped: usize,
    plans: Vec<usize>,
    numbers: BTreeSet<usize>,
    /// Whether a number came twice.
    is_doubled: bool,
    has_bailed_out: bool,
    /// What the comments say.
    says_failed: bool,
    says_none_passed: bool,
    /// How far the last test was indented; of the innermost tests since the last unindented one how many there are, and how many were skipped.
    indent: usize,
    inner: (usize, usize),
    /// What stands behind the last test.
    aftermath: Aftermath,
}

/// The run that a file tells. What the plan promises and nobody ran has failed; without a plan nobody knows what was to run.
pub fn read(source: &Source<'_>) -> Vec<Record> {
    let mut tally = Tally::default();
    for (number, line) in numbered(source.text()) {
        tally.line(number, &plain(line));
    }
    let Tally { parts, run, failed, .. } = &tally;
    let fields = vec![("tests".to_owned(), format!("{run} tests, {failed} failed"))];
    vec![Record {
        line: 1,
        conclusion: tally.conclusion(),
        parts: parts.clone(),
        fields,
        ..Record::default()
    }]
}

impl Tally {
    fn line(&mut self, number: u32, line: &str) {
        self.has_bailed_out |= line.trim_start().starts_with("Bail out!");
        let plan = PLAN.captures(line).and_then(|found| found.name("count")?.as_str().parse::<usize>().ok());
        self.plans.extend(plan);
        self.says_failed |= FAILED.is_match(line);
        self.says_none_passed |= NONE_PASSED.is_match(line);
        let Some(found) = TEST.captures(line.trim_start()) else {
            if self.run > 0 && !line.starts_with(['#', ' ', '\t']) {
                self.aftermath.line(untimed(line));
            }
            return;
        };
        self.aftermath = Aftermath::default();
        let rest = group(&found, "rest");
        let directive = DIRECTIVE.captures(rest).and_then(|found| found.name("name"));
        let indent = line.len() - line.trim_start().len();
        let is_innermost = indent > 0 && self.indent <= indent;
        self.indent = indent;
        if indent > 0 {
            self.inner.0 += usize::from(is_innermost);
            self.inner.1 += usize::from(is_innermost && directive.is_some());
            return;
        }
        let (within, left_out) = std::mem::take(&mut self.inner);
        let conclusion = match (found.name("not"), directive) {
            (_, Some(_)) => Conclusion::Skipped,
            (None, None) if within > 0 && within == left_out => Conclusion::Skipped,
            (Some(_), None) => Conclusion::Failed,
            (None, None) => Conclusion::Succeeded,
        };
        let own = found.name("number").and_then(|number| number.as_str().parse::<usize>().ok());
        self.is_doubled |= own.is_some_and(|own| !self.numbers.insert(own));
        self.run += 1;
        self.failed += usize::from(conclusion == Conclusion::Failed);
        self.skipped += usize::from(conclusion == Conclusion::Skipped);
        if self.parts.len() < MOST_NAMED {
            let name = capped(directive.map_or(rest, |name| name.as_str()).trim(), NAME_CAP);
            let detail = if conclusion == Conclusion::Failed { "not ok" } else { "ok" };
            self.parts.push(Part::new(name, Some(conclusion), detail, number));
        }
    }

    fn conclusion(&self) -> Option<Conclusion> {
        let planned = self.plans.first().copied();
        let is_whole = self.plans.len() == 1
            && planned == Some(self.run)
            && !self.is_doubled
            && self.numbers.last() <= planned.as_ref();
        match () {
            () if self.has_bailed_out || self.says_failed || self.failed > 0 => Some(Conclusion::Failed),
            () if planned.is_some_and(|planned| planned > self.run) => Some(Conclusion::Failed),
            () if self.aftermath.takes_back() => None,
            () if is_whole && !self.says_none_passed && self.run > self.skipped => {
                Some(Conclusion::Succeeded)
            }
            () => None,
        }
    }
}
