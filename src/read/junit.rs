//! JUnit's XML: suites of test cases, as most test tools write it.
//!
//! A run is as good as its worst part: what a suite states of itself and what its cases tell are both counted, and the worse is believed.

use super::lines::{LineIndex, capped};
use super::source::Source;
use super::{commits, time};
use crate::lexicon::words::{Cue, Name};
use crate::model::problem::Problem;
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::model::time::{Claim, ClaimSource};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeSet;

/// So many failing cases are named; all are counted.
const MOST_NAMED: usize = 200;
const NAME_CAP: usize = 300;

/// Whether the text is JUnit's: its root is `testsuites` or `testsuite`.
#[must_use]
pub fn is_junit(source: &Source<'_>) -> bool {
    let head = capped(source.text().trim_start(), 4096);
    head.starts_with('<')
        && (head.contains("<testsuite ") || head.contains("<testsuites") || head.contains("<testsuite>"))
}

/// One test case, as a person wants to see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// The names of the suites around it, outermost first.
    pub suite: String,
    /// Its class and name.
    pub name: String,
    /// How it ended.
    pub ended: Ended,
    /// Seconds that it took.
    pub seconds: Option<f64>,
    /// What its failure says, or why it was skipped.
    pub said: String,
    /// Its line.
    pub line: u32,
}

/// How a test case ended, worst first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ended {
    /// By an assertion, or by an error.
    Failed,
    /// It did not run.
    Skipped,
    /// Nothing is said against it.
    #[default]
    Passed,
}

/// Every test case in the order of the text; none where the XML is broken or is no JUnit's.
#[must_use]
pub fn cases(text: &str) -> Vec<Case> {
    parse(text).map(|report| report.cases).unwrap_or_default()
}

/// The run that a file tells, and where its totals and its cases contradict each other.
///
/// # Errors
/// The place where the XML is broken.
pub fn read(source: &Source<'_>) -> Result<(Vec<Record>, Vec<Problem>), Problem> {
    let report = parse(source.text()).map_err(|(line, reason)| {
        let message = format!("this is not valid XML: {}", capped(&reason, 200));
        Problem::error(source.line(line), "xml-syntax", message)
    })?;
    let problems = report.contradictions(source);
    Ok((vec![report.record()], problems))
}

/// What a suite states of itself, or what was counted in it and in those within it.
#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failed: usize,
    skipped: usize,
}

#[derive(Default)]
struct Suite {
    name: String,
    line: u32,
    /// The suite around it.
    outer: Option<usize>,
    stated: Counts,
    /// Whether it states how many failed.
    states_failed: bool,
    counted: Counts,
    /// Cases that hold both a failure and a skip.
    either: usize,
    /// Whether something in it was no test: a case without any assertion, a class without tests.
    untested: bool,
}

/// Suites, the file itself first, and the cases in them.
struct Report {
    title: String,
    claim: Option<Claim>,
    fields: Vec<(String, String)>,
    suites: Vec<Suite>,
    cases: Vec<Case>,
    /// How many cases tell how many assertions they made, and how many of these made none.
    assertions: (usize, usize),
}

/// The suites that are open, and the case, while the text is read.
struct Walk {
    report: Report,
    open: Vec<usize>,
    /// Whether a case is open, whether it failed, and whether it was skipped.
    case: Option<(bool, bool)>,
}

fn parse(text: &str) -> Result<Report, (u32, String)> {
    let index = LineIndex::new(text);
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::new();
    loop {
        let line = index.line(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.begin(&tag, line),
            Ok(Event::Empty(tag)) => {
                walk.begin(&tag, line);
                walk.end(tag.name().as_ref());
            }
            Ok(Event::End(tag)) => walk.end(tag.name().as_ref()),
            Ok(Event::Eof) if walk.open.len() == 1 && walk.case.is_none() => return Ok(walk.report),
            Ok(Event::Eof) => return Err((line, "it ends before its suites do".to_owned())),
            Ok(_) => {}
            Err(error) => return Err((line, error.to_string())),
        }
    }
}

fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let text = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(capped(text.trim(), NAME_CAP).to_owned()).filter(|text| !text.is_empty())
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    value(tag, name)?.parse().ok()
}

impl Walk {
    fn new() -> Self {
        let report = Report {
            title: String::new(),
            claim: None,
            fields: Vec::new(),
            suites: vec![Suite { line: 1, ..Suite::default() }],
            cases: Vec::new(),
            assertions: (0, 0),
        };
        Self { report, open: vec![0], case: None }
    }

    fn begin(&mut self, tag: &BytesStart<'_>, line: u32) {
        match tag.name().as_ref() {
            "testsuites" => {
                self.head(tag);
                if let Some(root) = self.report.suites.first_mut() {
                    root.state(tag);
                }
            }
            "testsuite" => {
                self.head(tag);
                let name = value(tag, "name").unwrap_or_default();
                let mut suite = Suite { name, line, outer: self.open.last().copied(), ..Suite::default() };
                suite.state(tag);
                self.report.suites.push(suite);
                self.open.push(self.report.suites.len() - 1);
            }
            "testcase" => self.case(tag, line),
            "failure" | "error" => self.fail(tag, line),
            "skipped" => self.skip(value(tag, "message")),
            "warning" if self.case.is_some() => {
                self.suite().untested = true;
                self.skip(value(tag, "message"));
            }
            "property" => {
                let found = value(tag, "name").zip(value(tag, "value"));
                self.report.fields.extend(found.filter(|_| self.report.fields.len() < MOST_NAMED));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "testsuite" if self.open.len() > 1 => drop(self.open.pop()),
            "testcase" => {
                let Some((failed, skipped)) = self.case.take() else { return };
                let counted = &mut self.suite().counted;
                counted.failed += usize::from(failed && !skipped);
                counted.skipped += usize::from(skipped && !failed);
                self.suite().either += usize::from(failed && skipped);
            }
            _ => {}
        }
    }

    /// The title is the outermost one's; a run is as old as its newest suite.
    fn head(&mut self, tag: &BytesStart<'_>) {
        let report = &mut self.report;
        if report.title.is_empty() {
            report.title = value(tag, "name").unwrap_or_default();
        }
        let at = value(tag, "timestamp").and_then(|text| time::parse(&text));
        report.claim = report.claim.max(at.map(|moment| moment.claim(ClaimSource::Content)));
    }

    fn suite(&mut self) -> &mut Suite {
        let at = self.open.last().copied().unwrap_or_default().min(self.report.suites.len() - 1);
        #[expect(clippy::indexing_slicing, reason = "the file itself is a suite, so there is always one")]
        &mut self.report.suites[at]
    }

    fn case(&mut self, tag: &BytesStart<'_>, line: u32) {
        let names = [value(tag, "classname"), value(tag, "name")].into_iter().flatten().collect::<Vec<_>>();
        let around = self.open.iter().filter_map(|at| self.report.suites.get(*at));
        let around = around.map(|suite| suite.name.as_str()).filter(|name| !name.is_empty());
        self.report.cases.push(Case {
            suite: around.collect::<Vec<_>>().join(" › "),
            name: capped(&names.join(" "), NAME_CAP).to_owned(),
            seconds: value(tag, "time").and_then(|time| time.replace(',', "").parse().ok()),
            line,
            ..Case::default()
        });
        if let Some(assertions) = number(tag, "assertions") {
            self.report.assertions.0 += 1;
            self.report.assertions.1 += usize::from(assertions == 0);
        }
        self.suite().counted.tests += 1;
        self.case = Some((false, false));
        for status in ["status", "result"].into_iter().filter_map(|name| value(tag, name)) {
            match super::conclusion::told(&status) {
                Some(Conclusion::Failed) => self.mark(Ended::Failed, status),
                Some(Conclusion::Skipped | Conclusion::Pending) => self.mark(Ended::Skipped, status),
                _ if Cue::CaseLeftOut.is(&status) => self.mark(Ended::Skipped, status),
                _ => {}
            }
        }
    }

    /// A failure in a case, or of a whole suite.
    fn fail(&mut self, tag: &BytesStart<'_>, line: u32) {
        let message = value(tag, "message").unwrap_or_else(|| "failed".to_owned());
        if self.case.is_some() {
            self.mark(Ended::Failed, message);
            return;
        }
        self.suite().counted.failed += 1;
        let suite = self.suite().name.clone();
        self.report.cases.push(Case {
            name: suite.clone(),
            suite,
            ended: Ended::Failed,
            said: message,
            line,
            ..Case::default()
        });
    }

    /// A test that CTest could not start stands as one that it skipped.
    fn skip(&mut self, message: Option<String>) {
        let message = message.unwrap_or_default();
        let ended = if Cue::CouldNotRun.is_in(&message) { Ended::Failed } else { Ended::Skipped };
        self.mark(ended, message);
    }

    fn mark(&mut self, ended: Ended, message: String) {
        let Some((failed, skipped)) = &mut self.case else { return };
        *failed |= ended == Ended::Failed;
        *skipped |= ended == Ended::Skipped;
        if ended == Ended::Failed && Cue::CouldNotRun.is_in(&message) {
            *skipped = false;
        }
        if let Some(case) =
            self.report.cases.last_mut().filter(|case| case.ended == Ended::Passed || case.said.is_empty())
        {
            (case.ended, case.said) = (case.ended.min(ended), message);
        }
    }
}

impl Suite {
    /// What the attributes of its element say.
    fn state(&mut self, tag: &BytesStart<'_>) {
        let all = |names: &[&str]| names.iter().filter_map(|name| number(tag, name)).collect::<Vec<_>>();
        let failed = all(&["failures", "errors"]);
        self.states_failed = !failed.is_empty();
        self.stated = Counts {
            tests: number(tag, "tests").unwrap_or_default(),
            failed: failed.iter().sum(),
            skipped: all(&["skipped", "ignored", "disabled"]).iter().sum(),
        };
        self.untested |= number(tag, "warnings").is_some_and(|warnings| warnings > 0);
    }

    fn part(&self, counts: Counts) -> Part {
        let Counts { tests, failed, skipped } = counts;
        let conclusion = match () {
            () if failed > 0 => Conclusion::Failed,
            () if tests > skipped => Conclusion::Succeeded,
            () => Conclusion::Skipped,
        };
        let said = format!("{tests} tests, {failed} failed, {skipped} skipped");
        Part {
            name: self.name.clone(),
            conclusion: Some(conclusion),
            said,
            line: self.line,
            ..Part::default()
        }
    }
}

impl Report {
    /// What was counted in each suite alone. A case with a failure and a skip is what the suite's own counts make of it.
    fn own(&self) -> Vec<Counts> {
        let outer = self.suites.iter().filter_map(|suite| suite.outer).collect::<BTreeSet<_>>();
        let own = self.suites.iter().enumerate().map(|(at, suite)| {
            let failed = match suite.states_failed && !outer.contains(&at) {
                true => suite.stated.failed.saturating_sub(suite.counted.failed).min(suite.either),
                false => suite.either,
            };
            let Counts { tests, failed: known, skipped } = suite.counted;
            Counts { tests, failed: known + failed, skipped: skipped + suite.either - failed }
        });
        own.collect()
    }

    /// Suites that state more failures, or more tests, than are counted in them and in those within them.
    fn contradicted(&self) -> Vec<(&Suite, Counts)> {
        let mut all = self.own();
        // A suite stands behind the one around it.
        for (at, suite) in self.suites.iter().enumerate().rev() {
            let Some((inner, slot)) = all.get(at).copied().zip(suite.outer.and_then(|at| all.get_mut(at)))
            else {
                continue;
            };
            slot.tests += inner.tests;
            slot.failed += inner.failed;
        }
        let all = self.suites.iter().zip(all);
        all.filter(|(suite, counted)| {
            suite.stated.failed > counted.failed
                || counted.tests > 0 && suite.stated.tests > counted.tests + suite.stated.skipped
        })
        .collect()
    }

    fn contradictions(&self, source: &Source<'_>) -> Vec<Problem> {
        let told = self.contradicted().into_iter().take(MOST_NAMED).map(|(suite, counted)| {
            let message = format!(
                "this suite states {} tests and {} failed, but its cases are {} and {} failed; the worse counts",
                suite.stated.tests, suite.stated.failed, counted.tests, counted.failed
            );
            Problem::warning(source.line(suite.line), "totals-differ", message)
        });
        told.collect()
    }

    fn record(self) -> Record {
        let counts = self.own();
        let contradicted = self.contradicted();
        let is_failed = counts.iter().any(|counts| counts.failed > 0)
            || self.suites.iter().any(|suite| suite.stated.failed > 0 && suite.counted.tests == 0)
            || contradicted.iter().any(|(suite, counted)| suite.stated.failed > counted.failed);
        let is_cut = !contradicted.is_empty() || self.suites.iter().any(|suite| suite.untested);
        let asserts = self.assertions.0 == 0 || self.assertions.1 < self.assertions.0;
        let conclusion = match () {
            () if is_failed => Some(Conclusion::Failed),
            () if !is_cut && asserts && counts.iter().any(|counts| counts.tests > counts.skipped) => {
                Some(Conclusion::Succeeded)
            }
            () => None,
        };
        let suites =
            self.suites.iter().zip(&counts).filter(|(_, counts)| counts.tests > 0 || counts.failed > 0);
        let mut parts = suites.map(|(suite, counts)| suite.part(*counts)).collect::<Vec<_>>();
        let failing = self.cases.iter().filter(|case| case.ended == Ended::Failed).take(MOST_NAMED);
        parts.extend(failing.map(|case| Part {
            name: case.name.clone(),
            conclusion: Some(Conclusion::Failed),
            said: case.said.clone(),
            line: case.line,
            ..Part::default()
        }));
        let named = |names: Name| {
            let hit = self.fields.iter().find(|(name, _)| names.has(&folded(name)));
            hit.map(|(_, value)| value.clone())
        };
        Record {
            title: self.title,
            line: 1,
            claim: self.claim,
            conclusion,
            commit: named(Name::Commit).filter(|id| commits::is_id(id)),
            branch: named(Name::Branch),
            parts,
            fields: self.fields,
            ..Record::default()
        }
    }
}
