//! JUnit's XML: suites of test cases, as most test tools write it.

use super::lines::{LineIndex, capped};
use super::source::Source;
use super::{commits, time};
use crate::lexicon::words::Name;
use crate::model::problem::Problem;
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::model::time::{Claim, ClaimSource};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

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

/// Suites, outermost first, and what is counted in them.
#[derive(Default)]
struct Walk {
    title: String,
    claim: Option<Claim>,
    fields: Vec<(String, String)>,
    suites: Vec<Suite>,
    open: Vec<usize>,
    case: Option<(String, u32)>,
    failing: Vec<Part>,
}

#[derive(Default)]
struct Suite {
    name: String,
    line: u32,
    tests: usize,
    failed: usize,
    skipped: usize,
}

/// The run that a file tells.
///
/// # Errors
/// The place where the XML is broken.
pub fn read(source: &Source<'_>) -> Result<Vec<Record>, Problem> {
    let index = LineIndex::new(source.text());
    let mut reader = Reader::from_str(source.text());
    let mut walk = Walk::default();
    loop {
        let line = index.line(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.begin(&tag, line, false),
            Ok(Event::Empty(tag)) => walk.begin(&tag, line, true),
            Ok(Event::End(tag)) => match tag.name().as_ref() {
                "testsuite" => drop(walk.open.pop()),
                "testcase" => walk.case = None,
                _ => {}
            },
            Ok(Event::Eof) if walk.open.is_empty() => return Ok(walk.told()),
            Ok(Event::Eof) => return Err(broken(source, line, "it ends before its suites do")),
            Ok(_) => {}
            Err(error) => return Err(broken(source, line, &error.to_string())),
        }
    }
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
    let index = LineIndex::new(text);
    let (mut reader, mut suites, mut cases) = (Reader::from_str(text), Vec::new(), Vec::<Case>::new());
    loop {
        let line = index.line(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        let event = match reader.read_event() {
            Ok(Event::Eof) => return cases,
            Err(_) => return Vec::new(),
            Ok(event) => event,
        };
        match &event {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "testsuite" if matches!(event, Event::Start(_)) => {
                    suites.push(value(tag, "name").unwrap_or_default())
                }
                "testcase" => cases.push(Case {
                    suite: suites
                        .iter()
                        .filter(|name| !name.is_empty())
                        .cloned()
                        .collect::<Vec<_>>()
                        .join(" › "),
                    name: named(tag),
                    seconds: value(tag, "time").and_then(|time| time.replace(',', "").parse().ok()),
                    line,
                    ..Case::default()
                }),
                kind @ ("failure" | "error" | "skipped") => {
                    if let Some(case) = cases.last_mut().filter(|case| case.ended == Ended::Passed) {
                        case.ended = if kind == "skipped" { Ended::Skipped } else { Ended::Failed };
                        case.said = value(tag, "message").unwrap_or_default();
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.name().as_ref() == "testsuite" => drop(suites.pop()),
            _ => {}
        }
    }
}

/// The class and the name of a test case.
fn named(tag: &BytesStart<'_>) -> String {
    let names = [value(tag, "classname"), value(tag, "name")].into_iter().flatten().collect::<Vec<_>>();
    capped(&names.join(" "), NAME_CAP).to_owned()
}

fn broken(source: &Source<'_>, line: u32, reason: &str) -> Problem {
    let message = format!("this is not valid XML: {}", capped(reason, 200));
    Problem::error(source.line(line), "xml-syntax", message)
}

fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let text = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(capped(text.trim(), NAME_CAP).to_owned()).filter(|text| !text.is_empty())
}

impl Walk {
    fn begin(&mut self, tag: &BytesStart<'_>, line: u32, is_empty: bool) {
        match tag.name().as_ref() {
            "testsuites" => self.head(tag),
            "testsuite" => {
                self.head(tag);
                let name = value(tag, "name").unwrap_or_default();
                self.suites.push(Suite { name, line, ..Suite::default() });
                if !is_empty {
                    self.open.push(self.suites.len() - 1);
                }
            }
            "testcase" => {
                self.case = Some((named(tag), line)).filter(|_| !is_empty);
                self.count(|suite| suite.tests += 1);
            }
            "failure" | "error" => {
                if let Some((name, line)) = self.case.take() {
                    self.count(|suite| suite.failed += 1);
                    if self.failing.len() < MOST_NAMED {
                        let said = value(tag, "message").unwrap_or_else(|| "failed".to_owned());
                        self.failing.push(Part {
                            name,
                            conclusion: Some(Conclusion::Failed),
                            said,
                            line,
                            ..Part::default()
                        });
                    }
                }
            }
            "skipped" if self.case.take().is_some() => self.count(|suite| suite.skipped += 1),
            "property" => {
                if let (Some(name), Some(value)) = (value(tag, "name"), value(tag, "value"))
                    && self.fields.len() < MOST_NAMED
                {
                    self.fields.push((name, value));
                }
            }
            _ => {}
        }
    }

    /// The title is the outermost one's; a run is as old as its newest suite.
    fn head(&mut self, tag: &BytesStart<'_>) {
        if self.title.is_empty() {
            self.title = value(tag, "name").unwrap_or_default();
        }
        let at = value(tag, "timestamp").and_then(|text| time::parse(&text));
        self.claim = self.claim.max(at.map(|moment| moment.claim(ClaimSource::Content)));
    }

    fn count(&mut self, change: impl Fn(&mut Suite)) {
        if let Some(suite) = self.open.last().and_then(|at| self.suites.get_mut(*at)) {
            change(suite);
        }
    }

    fn told(self) -> Vec<Record> {
        let suites = self.suites.iter().filter(|suite| suite.tests > 0);
        let mut parts = suites.map(Suite::part).collect::<Vec<_>>();
        let conclusion = match () {
            () if self.suites.iter().any(|suite| suite.failed > 0) => Some(Conclusion::Failed),
            () if self.suites.iter().any(|suite| suite.tests > suite.skipped) => Some(Conclusion::Succeeded),
            () => None,
        };
        parts.extend(self.failing);
        let named = |names: Name| {
            let hit = self.fields.iter().find(|(name, _)| names.has(&folded(name)));
            hit.map(|(_, value)| value.clone())
        };
        let commit = named(Name::Commit).filter(|id| commits::is_id(id));
        let branch = named(Name::Branch);
        vec![Record {
            title: self.title,
            line: 1,
            claim: self.claim,
            conclusion,
            commit,
            branch,
            parts,
            fields: self.fields,
            ..Record::default()
        }]
    }
}

impl Suite {
    fn part(&self) -> Part {
        let conclusion = match () {
            () if self.failed > 0 => Conclusion::Failed,
            () if self.tests > self.skipped => Conclusion::Succeeded,
            () => Conclusion::Skipped,
        };
        let said = format!("{} tests, {} failed, {} skipped", self.tests, self.failed, self.skipped);
        Part {
            name: self.name.clone(),
            conclusion: Some(conclusion),
            said,
            line: self.line,
            ..Part::default()
        }
    }
}
