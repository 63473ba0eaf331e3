//! JUnit's XML: suites of test cases, as most test tools write it.
//!
//! A run is as good as its worst part: what a suite states of itself and what its cases tell are both counted, and the worse is believed.

use crate::lexicon::stem;
use crate::lexicon::words::{Cue, Name};
use crate::model::evidence::{Facts, Kind};
use crate::model::problem::Problem;
use crate::model::record::{Conclusion, Record, folded};
use crate::read::records::shapes;

pub use crate::read::report::junit_report::{Case, Ended};
use crate::read::report::junit_report::{Counts, MOST_NAMED, Report, Suite};
use crate::read::text::lines::{LineIndex, capped};
use crate::read::text::time;
use crate::read::value::conclusion;
use crate::read::value::source::Source;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

const NAME_CAP: usize = 300;

/// Whether the text is JUnit's: its root is `testsuites` or `testsuite`.
pub fn is_junit(source: &Source<'_>) -> bool {
    let head = capped(source.text().trim_start(), 4096);
    head.starts_with('<')
        && (head.contains("<testsuite ") || head.contains("<testsuites") || head.contains("<testsuite>"))
}

/// Every test case in the order of the text; none where the XML is broken or is no JUnit's.
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
    Ok((vec![report.record(source)], problems))
}

/// The facts of a file, of a kind that its place tells.
pub(in crate::read) fn facts(kind: Kind, source: &Source<'_>) -> Facts {
    match read(source) {
        Ok((records, problems)) => {
            let mut facts = shapes::facts(kind, source, records);
            facts.problems.extend(problems);
            facts
        }
        Err(problem) => shapes::unreadable(kind, source, problem),
    }
}

/// The suites that are open, and the case, while the text is read.
struct Walk {
    report: Report,
    open: Vec<usize>,
    /// How many elements are open.
    depth: usize,
    /// Whether a case is open, whether it failed, and whether it was skipped.
    case: Option<(bool, bool)>,
    /// How deep the case that was begun last stands.
    case_depth: Option<usize>,
    /// Whether the case that is open is one that node expects to fail.
    is_todo: bool,
}

fn parse(text: &str) -> Result<Report, (u32, String)> {
    let index = LineIndex::new(text);
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::new();
    loop {
        let line = index.line(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                walk.depth += 1;
                walk.begin(&tag, line, false);
            }
            Ok(Event::Empty(tag)) => {
                walk.begin(&tag, line, true);
                walk.end(tag.name().as_ref());
            }
            Ok(Event::End(tag)) => {
                walk.depth = walk.depth.saturating_sub(1);
                walk.end(tag.name().as_ref());
            }
            Ok(Event::Comment(comment)) => walk.comment(comment.as_ref()),
            Ok(Event::Eof) if walk.depth == 0 => return Ok(walk.report),
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
        Self { report, open: vec![0], depth: 0, case: None, case_depth: None, is_todo: false }
    }

    /// node counts in comments behind its cases: `<!-- fail 1 -->`.
    fn comment(&mut self, text: &str) {
        let Some((name, count)) = text.trim().split_once(' ') else { return };
        let (Some(root), Ok(count)) = (self.report.suites.first_mut(), count.parse::<usize>()) else {
            return;
        };
        if matches!(name, "fail" | "cancelled") {
            root.stated.failed = root.stated.failed.saturating_add(count);
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>, line: u32, is_empty: bool) {
        match tag.name().as_ref() {
            "testsuites" => {
                self.head(tag);
                if let Some(root) = self.report.suites.first_mut() {
                    state(root, tag);
                }
            }
            "testsuite" => {
                self.head(tag);
                let name = value(tag, "name").unwrap_or_default();
                let mut suite = Suite { name, line, outer: self.open.last().copied(), ..Suite::default() };
                state(&mut suite, tag);
                self.report.suites.push(suite);
                self.open.push(self.report.suites.len() - 1);
            }
            "testcase" => {
                self.case_depth = Some(self.depth).filter(|_| !is_empty);
                self.case(tag, line);
            }
            "failure" | "error" => self.fail(tag, line),
            "skipped" => {
                self.is_todo |= value(tag, "type").as_deref() == Some("todo");
                self.skip(value(tag, "message"));
            }
            "warning" if self.case.is_some() => {
                self.suite().untested = true;
                self.skip(value(tag, "message"));
            }
            "property" => {
                let found = value(tag, "name").zip(value(tag, "value"));
                self.report.fields.extend(found.filter(|_| self.report.fields.len() < MOST_NAMED));
            }
            // What only this dialect knows, and what tells of something bad, leaves open how it ended.
            name if self.case_depth == (self.depth + usize::from(is_empty)).checked_sub(1)
                && is_bad_element(name) =>
            {
                self.suite().untested = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "testsuite" if self.open.len() > 1 => drop(self.open.pop()),
            "testcase" => {
                let Some((mut failed, skipped)) = self.case.take() else { return };
                if std::mem::take(&mut self.is_todo) && failed && skipped {
                    failed = false;
                    self.report.cases.last_mut().into_iter().for_each(|case| case.ended = Ended::Skipped);
                }
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
        report.claim = report.claim.max(value(tag, "timestamp").and_then(|text| time::claim(&text)));
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
        // pytest writes a test without a name for one that was interrupted.
        self.suite().untested |= names.is_empty();
        if let Some(assertions) = number(tag, "assertions") {
            self.report.assertions.0 += 1;
            self.report.assertions.1 += usize::from(assertions == 0);
        }
        self.suite().counted.tests += 1;
        self.suite().untested |= has_bad_state(tag, true);
        self.case = Some((false, false));
        let told = tag.attributes().flatten().filter(|one| Name::Outcome.has(&folded(one.key.as_ref())));
        for status in told.filter_map(|one| value(tag, one.key.as_ref())) {
            match conclusion::parse(&status) {
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

/// What the attributes of its element say.
fn state(suite: &mut Suite, tag: &BytesStart<'_>) {
    let all = |names: &[&str]| names.iter().filter_map(|name| number(tag, name)).collect::<Vec<_>>();
    let failed = all(&["failures", "errors"]);
    suite.states_failed = !failed.is_empty();
    suite.stated = Counts {
        tests: number(tag, "tests").unwrap_or_default(),
        failed: failed.iter().sum(),
        skipped: all(&["skipped", "ignored", "disabled"]).iter().sum(),
    };
    suite.untested |=
        number(tag, "warnings").is_some_and(|warnings| warnings > 0) || has_bad_state(tag, false);
}

/// Whether an element is called after something bad: `timeout`, `rerunFailure`. A flaky test passed in the end.
fn is_bad_element(name: &str) -> bool {
    let is_bad = |word: &String| conclusion::parse(word).is_some_and(|ended| ended != Conclusion::Succeeded);
    !name.starts_with("flaky")
        && (stem::words(name).any(|word| is_bad(&word) || Cue::BadTestState.is(&word))
            || Cue::CaseLeftOut.is(name))
}

/// Whether an attribute that golive does not count tells a bad state, or one that it does not know: `status="hung"`, `timeouts="1"`, `success="false"`.
fn has_bad_state(tag: &BytesStart<'_>, is_case: bool) -> bool {
    tag.attributes().flatten().any(|attribute| {
        let name = attribute.key.as_ref();
        let Some(value) = value(tag, name) else { return false };
        let (key, ended) = (folded(name), conclusion::parse(name));
        let is_counted = matches!(name, "failures" | "errors") && value.parse::<usize>().is_ok();
        let is_bad = ended == Some(Conclusion::Failed) || Cue::BadTestState.is(name);
        match () {
            () if is_counted || key.len() < 3 => false,
            () if is_bad => {
                value.parse() != Ok(0.0) && !conclusion::is_no(&value) && !Cue::NoValue.is(&value)
            }
            () if Name::ExitNumber.has(&key) => value.parse() != Ok(0),
            () if conclusion::is_no(&value) => {
                ended == Some(Conclusion::Succeeded) || Name::RanThing.has(&key)
            }
            () if Name::Outcome.has(&key) => {
                // How a case was left out is counted.
                let is_left_out =
                    is_case && (conclusion::parse(&value).is_some() || Cue::CaseLeftOut.is(&value));
                !is_left_out
                    && conclusion::parse(&value) != Some(Conclusion::Succeeded)
                    && !Cue::CaseRan.is(&value)
            }
            () => false,
        }
    })
}
