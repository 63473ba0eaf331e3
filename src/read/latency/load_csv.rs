//! Tables that load test tools write: the requests of hey and k6, the figures of locust.

use crate::model::evidence::Facts;
use crate::model::measurement::Measurement;
use crate::model::problem::Problem;
use crate::read::latency::check::{Names, file, possible, said, scaled, status};
use crate::read::latency::checks::moment;
use crate::read::latency::figure::percentile;
use crate::read::latency::load::LoadTest;
use crate::read::text::address;
use crate::read::value::source::Source;
use csv::StringRecord;
use serde_json::Value;

/// A tool, by how the first line of its table begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tool {
    /// `hey -o csv`: a row a request that was answered, in seconds.
    Hey,
    /// `k6 run --out csv=`: a row a value.
    K6,
    /// `locust --csv`: a row a name, and one for all, in milliseconds.
    Locust,
    /// The history that locust writes beside it: a row a second, of which the last one tells how the run ended.
    LocustHistory,
}

const HEADS: [(&str, Tool); 4] = [
    ("response-time,DNS+dialup,DNS,", Tool::Hey),
    ("metric_name,timestamp,metric_value,", Tool::K6),
    ("Type,Name,Request Count,Failure Count,", Tool::Locust),
    ("Timestamp,User Count,Type,Name,", Tool::LocustHistory),
];

fn tool(source: &Source<'_>) -> Option<Tool> {
    HEADS.iter().find(|(head, _)| source.text().starts_with(head)).map(|(_, tool)| *tool)
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    tool(source).is_some()
}

/// Reads the tables of load test tools.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let (mut names, mut found, mut problems) = (Names::default(), Vec::new(), Vec::new());
    let tool = tool(source);
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(source.whole().as_bytes());
    let heads = table.headers().cloned().unwrap_or_default();
    for row in table.records().flatten() {
        let line = row.position().map_or(0, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
        let row = Row { heads: &heads, cells: &row };
        match tool {
            Some(Tool::Locust | Tool::LocustHistory) if row.get("Name") == Some("Aggregated") => {
                found = row.locust(tool == Some(Tool::LocustHistory)).figures(&mut names);
            }
            Some(Tool::Locust | Tool::LocustHistory) => {}
            Some(tool) => found.extend(row.request(tool, &mut names).map(|one| Measurement { line, ..one })),
            None => {}
        }
    }
    if tool == Some(Tool::Hey) {
        let message = "hey leaves requests without an answer out of its CSV; what it prints counts them";
        problems.push(Problem::note(source.place(), "unanswered-untold", message));
    }
    file(source, found, problems)
}

/// A row with the names of its cells.
struct Row<'t> {
    heads: &'t StringRecord,
    cells: &'t StringRecord,
}

impl Row<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let at = self.heads.iter().position(|head| head == name)?;
        self.cells.get(at).map(str::trim).filter(|cell| !cell.is_empty())
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// One request.
    fn request(&self, tool: Tool, names: &mut Names) -> Option<Measurement> {
        let (value, code, target) = match tool {
            Tool::K6 if self.get("metric_name") != Some("http_req_duration") => return None,
            // A script that calls many addresses by one name means one target.
            Tool::K6 => (self.number("metric_value")?, "status", self.get("name").or(self.get("url"))),
            _ => (scaled(self.number("response-time")?, 1000.0), "status-code", None),
        };
        let mut one = names.check(&target.and_then(address::http).unwrap_or_default());
        one.value = Some(value).filter(|value| possible(*value));
        one.status = self.number(code).and_then(status);
        one.tell_time(self.get("timestamp").and_then(|text| moment(&Value::from(text))));
        one.error = self.get("error").map(|error| names.share(&said(error)));
        Some(one)
    }

    /// The figures over all requests. The percentiles of a history are those of its last seconds, so they are left out.
    fn locust(&self, is_history: bool) -> LoadTest {
        let total = |name: &str| if is_history { format!("Total {name}") } else { name.to_owned() };
        let mut test = LoadTest::default();
        for (name, statistic) in [("Average Response Time", "mean"), ("Max Response Time", "max")] {
            test.figures.extend(self.number(&total(name)).map(|value| (statistic.to_owned(), value)));
        }
        // Its 100 % is the maximum once more, rounded.
        let shares =
            self.heads.iter().filter_map(|head| Some((head, head.strip_suffix('%')?.parse::<f64>().ok()?)));
        let shares = shares.filter(|(_, percent)| *percent < 100.0 && !is_history);
        test.figures
            .extend(shares.filter_map(|(head, percent)| Some((percentile(percent)?, self.number(head)?))));
        for (name, count) in [("Request Count", "answered"), ("Failure Count", "failed")] {
            test.count(count, self.get(&total(name)).and_then(|cell| cell.parse().ok()).unwrap_or(0));
        }
        test.time = self.get("Timestamp").and_then(|text| moment(&Value::from(text)));
        test
    }
}
