//! Reports of test runners: what they count, and what their tests tell; the worse of both is believed.

use crate::model::record::{Conclusion, Part, Record, folded};
use crate::read::report::{may_have, time, tree};
use crate::read::value::fields::{Fields, short};
use crate::read::value::source::Source;
use crate::read::value::tree::{Group, Node, Value};
use crate::read::value::{conclusion, tools};
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A report has no more tests, and nests its suites no deeper.
const MOST: usize = 2000;
const DEEPEST: usize = 12;
/// By which names a test is called, beside titles of suites around it and without any.
const SHORT_NAME: [&str; 6] = ["title", "name", "assertion", "testname", "nodeid", "test"];
const WHOLE_NAME: [&str; 4] = ["fullname", "fulltitle", "fulldescription", "description"];

/// A runner: by which places its report is known, and what stands at which place.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TestTool {
    /// Its names, the surest first, where the report tells none.
    names: Vec<String>,
    /// The place of its name.
    name_at: String,
    /// Whether it runs browsers.
    pub(super) is_of_browsers: bool,
    /// All of these places exist in its reports.
    marks: Vec<String>,
    /// How many tests there were where nothing counts those that passed; how many passed, failed, and were left out. Places add up.
    total: Vec<String>,
    passed: Vec<String>,
    failed: Vec<String>,
    skipped: Vec<String>,
    /// How many must have passed; empty where the report tells failures.
    all: Vec<String>,
    /// How many tests there were, which the counts and the list of tests must reach; empty where either may be shorter.
    stated: String,
    /// What went wrong, also outside of tests: lists, counts, or groups.
    errors: Vec<String>,
    /// Places with the value by which it says that it failed (behind `~` with a part of it), and with that by which it says that it broke off.
    failing: Vec<(String, String)>,
    broken: Vec<(String, String)>,
    /// A place, and the value by which each that stands there says that it did not run: where all do, nothing ran.
    idle: (String, String),
    /// What stands there once for each part of a run that began, and what for each that ended.
    spans: Vec<(Vec<String>, Vec<String>)>,
    /// Places of the time, the surest first.
    time: Vec<String>,
    tests: Vec<Listed>,
}

/// A place of tests, and how all of them ended, where the list in which they stand tells that.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    at: String,
    #[serde(default)]
    ended: String,
}

static TOOLS: LazyLock<Vec<TestTool>> = LazyLock::new(|| tools::named("test"));

/// The row whose marks a source has.
pub(super) fn tool<'s>(source: &'s Source<'_>) -> Option<(&'static TestTool, Cow<'s, Node>)> {
    let mut rows = TOOLS.iter().filter(|tool| may_have(source, &tool.marks)).peekable();
    rows.peek()?;
    let tree = tree(source)?;
    rows.find(|tool| tree.has(&tool.marks)).map(|tool| (tool, tree))
}

/// The run that a report tells.
pub fn record(source: &Source<'_>) -> Option<Record> {
    let (tool, tree) = tool(source)?;
    Some(run(tool, &tree))
}

pub(super) fn run(tool: &TestTool, whole: &Node) -> Record {
    let named = whole.word_at(&tool.name_at).map(short);
    let names = named.into_iter().chain(tool.names.iter().cloned()).collect::<Vec<_>>();
    let mut parts = Vec::new();
    for list in &tool.tests {
        let ended = Conclusion::ALL.into_iter().find(|ended| ended.word() == list.ended);
        walk(whole, &list.at.split('/').collect::<Vec<_>>(), "", ended, &mut parts);
    }
    let mut counts = Counts::of(tool, whole);
    if tool.passed.is_empty() && tool.total.is_empty() {
        let listed = |ended| parts.iter().filter(|part| part.conclusion == Some(ended)).count() as u64;
        counts.passed = listed(Conclusion::Succeeded);
        counts.skipped = listed(Conclusion::Skipped);
    }
    let conclusion = conclude(tool, whole, &counts, &parts);
    let Counts { passed, failed, skipped } = counts;
    let counts = [("passed", passed), ("failed", failed), ("skipped", skipped)];
    Record {
        title: names.first().cloned().unwrap_or_default(),
        tools: names,
        line: 1,
        claim: tool.time.iter().find_map(|place| time(whole, place)),
        conclusion,
        parts,
        fields: counts.map(|(name, count)| (name.to_owned(), count.to_string())).to_vec(),
        ..Record::default()
    }
}

/// What a report counts.
struct Counts {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Counts {
    fn of(tool: &TestTool, whole: &Node) -> Self {
        let count = |places: &[String]| whole.sum(places).unwrap_or_default();
        let (failed, skipped) = (count(&tool.failed), count(&tool.skipped));
        let rest = count(&tool.total).saturating_sub(failed).saturating_sub(skipped);
        Self { passed: count(&tool.passed).max(rest), failed, skipped }
    }

    /// Whether they, or the tests that are listed, are fewer than a report states.
    fn are_short(&self, tool: &TestTool, whole: &Node, listed: usize) -> bool {
        let Some(stated) = whole.sum(&[&tool.stated]).filter(|_| !tool.stated.is_empty()) else {
            return false;
        };
        let counted = self.passed.saturating_add(self.failed).saturating_add(self.skipped);
        counted < stated || listed < MOST && u64::try_from(listed).is_ok_and(|listed| listed < stated)
    }
}

fn conclude(tool: &TestTool, whole: &Node, counts: &Counts, parts: &[Part]) -> Option<Conclusion> {
    let says = |(place, value): &(String, String)| {
        whole.word_at(place).is_some_and(|word| match value.strip_prefix('~') {
            Some(part) => word.contains(part),
            None => word == value,
        })
    };
    let standing = |places: &[String]| places.iter().map(|place| whole.at(place).len()).sum::<usize>();
    let erred = tool.errors.iter().flat_map(|place| whole.at(place)).any(|node| match &node.value {
        Value::List(list) => !list.is_empty(),
        Value::Group(_) => true,
        value => value.word().is_some_and(|count| count != "0"),
    });
    let idle = whole.at(&tool.idle.0).into_iter().map(|node| node.value.word()).collect::<Vec<_>>();
    let is_idle =
        idle.iter().all(|word| *word == Some(&*tool.idle.1)) && !idle.is_empty() && !tool.idle.0.is_empty();
    let any = |is: Option<Conclusion>| parts.iter().any(|part| part.conclusion == is);
    let must_pass = whole.sum(&tool.all).unwrap_or_default();
    match () {
        () if counts.failed > 0 || erred || must_pass > counts.passed || tool.failing.iter().any(says) => {
            Some(Conclusion::Failed)
        }
        () if any(Some(Conclusion::Failed)) => Some(Conclusion::Failed),
        () if tool.broken.iter().any(says) || any(None) => None,
        () if counts.are_short(tool, whole, parts.len()) => None,
        () if tool.spans.iter().any(|(begun, ended)| standing(begun) > standing(ended)) => None,
        () if counts.passed > 0 && !is_idle => Some(Conclusion::Succeeded),
        () => Some(Conclusion::Skipped).filter(|_| counts.skipped > 0 || is_idle),
    }
}

/// The tests at a place, named by the titles above them. `**` goes through suites in suites.
fn walk(node: &Node, steps: &[&str], above: &str, ended: Option<Conclusion>, parts: &mut Vec<Part>) {
    if parts.len() >= MOST {
        return;
    }
    let group = node.value.group();
    let (Some((step, rest)), titled) = (steps.split_first(), group.and_then(|group| title(group, above)))
    else {
        parts.extend(group.map(|group| test(group, above, ended)));
        return;
    };
    let above = titled.as_deref().unwrap_or(above);
    if *step == "**" {
        let nested = node.at("suites/*");
        // As many suites in suites as a report has; the titles say how deep this one is.
        let deep = above.matches(" › ").count() < DEEPEST;
        nested.into_iter().filter(|_| deep).for_each(|suite| walk(suite, steps, above, ended, parts));
        return walk(node, rest, above, ended, parts);
    }
    node.within(step).into_iter().for_each(|node| walk(node, rest, above, ended, parts));
}

/// The titles above with that of this suite.
fn title(group: &Group, above: &str) -> Option<String> {
    let own = Fields::of(group).word(&["title", "filename"])?;
    Some(short(&[above, own].iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(" › ")))
}

fn test(group: &Group, above: &str, ended: Option<Conclusion>) -> Part {
    let fields = Fields::of(group);
    let path = group.iter().find(|(key, _)| key == "path").map(|(_, node)| node);
    let path = path.into_iter().flat_map(|node| node.at("*")).filter_map(|node| node.value.word());
    let whole = if above.is_empty() { fields.word(&WHOLE_NAME) } else { None };
    let own = whole.or_else(|| fields.word(&SHORT_NAME));
    let names = [above].into_iter().filter(|text| !text.is_empty()).chain(path).chain(own);
    let name = short(&names.collect::<Vec<_>>().join(" › "));
    let (conclusion, detail) = tested(group);
    // A test that took less than no time was interrupted.
    let broke = fields.word(&["duration"]).is_some_and(|millis| millis.starts_with('-'));
    Part::new(name, ended.or(conclusion).filter(|_| !broke), detail, 0)
}

/// How a test ended: by the states of its runs (Playwright), by its own, by a truth, or by an error beside it.
fn tested(test: &Group) -> (Option<Conclusion>, String) {
    let of = |word: &str| match folded(word).as_str() {
        "expected" | "flaky" | "passed" | "xpassed" | "success" => Some(Conclusion::Succeeded),
        "unexpected" | "failed" | "timedout" | "interrupted" | "error" | "timeout" | "aborted" => {
            Some(Conclusion::Failed)
        }
        "skipped" | "pending" | "todo" | "disabled" | "notexecuted" | "xfailed" | "rerun" => {
            Some(Conclusion::Skipped)
        }
        _ => None,
    };
    let runs = test.iter().filter(|(key, _)| key == "tests").flat_map(|(_, node)| node.at("*"));
    let states = runs.filter_map(|run| run.word_at("status")).collect::<Vec<_>>();
    if !states.is_empty() {
        return (conclusion::of_all(states.iter().map(|state| of(state))), states.join(", "));
    }
    let fields = Fields::of(test);
    let own = fields.word(&["state", "status", "outcome"]);
    let is_error = test.iter().any(|(key, node)| key == "error" && node.value.group().is_some());
    let truth = |name: &str| fields.word(&[name]) == Some("true");
    let told = own.and_then(of).or(match () {
        () if truth("fail") || is_error => Some(Conclusion::Failed),
        () if truth("pass") || truth("ok") => Some(Conclusion::Succeeded),
        () if truth("pending") || truth("skipped") => Some(Conclusion::Skipped),
        // An assertion of newman tells its error, or that it was skipped, or nothing.
        () if fields.word(&["assertion"]).is_some() => Some(Conclusion::Succeeded),
        () => None,
    });
    (told, own.unwrap_or_default().to_owned())
}
