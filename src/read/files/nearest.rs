//! Files whose name or beginning says a kind of which no reader read anything: that is told, never passed over in silence.

use crate::model::{
    evidence::{Facts, Kind},
    problem::Problem,
};
use crate::read::value::source::Source;

/// By which name or beginning a kind is known, and what its reader looks for.
struct Shape {
    /// How the name ends, in lower case.
    ends: &'static [&'static str],
    /// How the name begins, in lower case, of a file of data.
    begins: &'static [&'static str],
    /// What the text holds near its beginning.
    holds: &'static [&'static str],
    /// What would be read.
    wanted: &'static str,
}

const SHAPES: &[Shape] = &[
    Shape {
        ends: &[".jtl"],
        begins: &[],
        holds: &["<testResults"],
        wanted: "a JMeter result has a head with `timeStamp` and `elapsed`, its default columns, or is XML with `testResults`",
    },
    Shape {
        ends: &[".sarif", ".sarif.json"],
        begins: &[],
        holds: &["\"sarifLog\"", "sarif-schema"],
        wanted: "SARIF has `version` and `runs`, each with its `tool`",
    },
    Shape {
        ends: &[".tap"],
        begins: &[],
        holds: &["TAP version "],
        wanted: "TAP has a plan (`1..3`) and lines that begin with `ok` or `not ok`",
    },
    Shape {
        ends: &[],
        begins: &["junit."],
        holds: &["<testsuite"],
        wanted: "JUnit XML has `testsuite` or `testsuites` with `testcase` in them",
    },
    Shape {
        ends: &[],
        begins: &["k6", "oha", "vegeta", "autocannon", "artillery", "locust", "siege", "wrk", "hey-"],
        holds: &["\"http_req_duration\"", "\"latencyPercentiles\"", "Thread Stats", "This is ApacheBench"],
        wanted: "a load test is read from the tool's own summary, as JSON or as it prints it (docs/evidence.md)",
    },
];

/// Endings of files of data: a plan or a script for a tool is called by its name, too.
const DATA: [&str; 7] = ["json", "xml", "csv", "txt", "log", "ndjson", "html"];

/// What is to be said of a file from which nothing was read though it is known to be of some kind.
pub fn unread(source: &Source<'_>, facts: &Facts) -> Option<Problem> {
    let is_unread = matches!(facts.kind, Kind::File | Kind::Document)
        && facts.records.is_empty()
        && facts.measurements.is_empty()
        && facts.problems.is_empty();
    if !is_unread || source.is_blank() || source.text.is_none() || source.is_markdown() {
        return None;
    }
    let name = source.name().to_ascii_lowercase();
    let head = crate::read::text::lines::capped(source.text(), 4000);
    let is_data = DATA.contains(&source.extension().as_str());
    let shape = SHAPES.iter().find(|shape| {
        shape.ends.iter().any(|end| name.ends_with(end))
            || is_data
                && (shape.begins.iter().any(|start| name.starts_with(start))
                    || shape.holds.iter().any(|mark| head.contains(mark)))
    })?;
    let message = format!("nothing was read from this file: {}", shape.wanted);
    Some(Problem::note(source.place(), "unread", message))
}
