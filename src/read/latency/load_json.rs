//! Load tests: what tools write as JSON, a row each.

use crate::model::evidence::Facts;
use crate::read::latency::check::{Names, file, scaled};
use crate::read::latency::checks::{moment, number};
use crate::read::latency::figure::as_count;
use crate::read::latency::load::LoadTest;
use crate::read::text::address;
use crate::read::value::source::Source;
use crate::read::value::tools;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A tool: by which places its JSON is known, and what stands at which place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JsonTool {
    /// All of these places exist in it.
    marks: Vec<String>,
    /// How many milliseconds its unit of time has.
    #[serde(default = "milliseconds")]
    millis: f64,
    /// Figures, by their places; `≤p95` where that is at most what stands there.
    #[serde(default)]
    figures: Vec<(String, String)>,
    /// Counts by their names (`answered`, `failed`, `lost`, `all`, `fine`), by their places.
    #[serde(default)]
    counts: Vec<(String, String)>,
    /// The object in which answers are counted by status, and what stands before the status.
    #[serde(default)]
    codes: (String, String),
    /// The object in which requests without an answer are counted by why, and what stands before that.
    #[serde(default)]
    errors: (String, String),
    /// Places of the address and of the time at which it ended; empty where there is none.
    #[serde(default)]
    target: String,
    #[serde(default)]
    time: String,
}

fn milliseconds() -> f64 {
    1.0
}

static TOOLS: LazyLock<Vec<JsonTool>> = LazyLock::new(|| tools::named("load_json"));

/// What a test of a set time still waits for at its end is no failure.
const STILL_OPEN: &str = "aborted due to deadline";

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    let text = source.text();
    let has = |place: &str| place.rsplit('/').next().is_some_and(|key| text.contains(&format!("\"{key}\"")));
    let is_known = TOOLS.iter().any(|tool| tool.marks.iter().all(|mark| has(mark)))
        || (has("num_none_requests") && has("response_times"));
    source.is_json() && is_known && test(text).is_some()
}

/// Reads the JSON of load test tools.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut names = Names::default();
    let found = test(source.text()).map(|test| test.figures(&mut names)).unwrap_or_default();
    file(source, found, Vec::new())
}

fn test(text: &str) -> Option<LoadTest> {
    let whole = serde_json::from_str::<Value>(text).ok()?;
    if let Some(requests) = whole.as_array() {
        return locust(requests);
    }
    let tool = TOOLS.iter().find(|tool| tool.marks.iter().all(|mark| whole.pointer(mark).is_some()))?;
    let mut test = LoadTest::default();
    let figure = |(place, name): &(String, String)| {
        let value = whole.pointer(place).and_then(number)?;
        Some((name.clone(), scaled(value, tool.millis)))
    };
    test.figures = tool.figures.iter().filter_map(figure).collect();
    for (place, name) in &tool.counts {
        if let Some(count) = whole.pointer(place).and_then(number) {
            test.count(name, as_count(count));
        }
    }
    for (code, count) in counted(&whole, &tool.codes) {
        test.answers(code, count);
    }
    let errors = counted(&whole, &tool.errors).filter(|(why, _)| *why != STILL_OPEN);
    test.lost = errors.fold(test.lost, |all, (_, count)| all.saturating_add(count));
    test.target =
        whole.pointer(&tool.target).and_then(Value::as_str).and_then(address::http).unwrap_or_default();
    test.time = whole.pointer(&tool.time).filter(|_| !tool.time.is_empty()).and_then(moment);
    Some(test)
}

/// The counts of an object whose keys begin so, without that beginning.
fn counted<'v>(
    whole: &'v Value,
    (place, before): &'static (String, String),
) -> impl Iterator<Item = (&'v str, u64)> {
    let object = if place.is_empty() { None } else { whole.pointer(place).and_then(Value::as_object) };
    let each = object.into_iter().flatten();
    each.filter_map(move |(key, count)| Some((key.strip_prefix(before.as_str())?, as_count(number(count)?))))
}

/// locust counts for each kind of request how often it took how many milliseconds, failed ones included.
fn locust(requests: &[Value]) -> Option<LoadTest> {
    let mut test = LoadTest { answered: Some(0), ..LoadTest::default() };
    let mut times: BTreeMap<u64, u64> = BTreeMap::new();
    let (mut sum, mut longest, mut end) = (0.0, 0.0f64, 0.0f64);
    for one in requests {
        let get = |key: &str| one.get(key).and_then(number);
        let unanswered = as_count(get("num_none_requests").unwrap_or_default());
        test.count("answered", as_count(get("num_requests")?).saturating_sub(unanswered));
        test.count("lost", unanswered);
        test.count("failed", as_count(get("num_failures")?));
        sum += get("total_response_time")?;
        longest = longest.max(get("max_response_time")?);
        end = end.max(get("last_request_timestamp").unwrap_or(0.0));
        for (millis, count) in one.get("response_times").and_then(Value::as_object)? {
            *times.entry(as_count(millis.parse().ok()?)).or_default() += as_count(number(count)?);
        }
    }
    let all = times.values().sum::<u64>();
    for (hundredths, name) in [(5000, "p50"), (9000, "p90"), (9500, "p95"), (9900, "p99"), (9990, "p99.9")] {
        let (rank, mut below) = ((all * hundredths).div_ceil(10_000), 0);
        let at_rank = |(_, count): &(&u64, &u64)| {
            below += **count;
            below >= rank
        };
        #[expect(clippy::cast_precision_loss, reason = "milliseconds are exact in a double")]
        test.figures.extend(times.iter().find(at_rank).map(|(millis, _)| (name.to_owned(), *millis as f64)));
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of requests are exact in a double")]
    let mean = sum / all.max(1) as f64;
    test.figures.extend([("mean".to_owned(), mean), ("max".to_owned(), longest)]);
    test.time = moment(&Value::from(end)).filter(|_| end > 0.0);
    Some(test)
}
