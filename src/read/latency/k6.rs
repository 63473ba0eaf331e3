//! k6: the summary (`--summary-export`, with `--new-machine-readable-summary` or without, or what `handleSummary` is given) and the stream of
//! points (`--out json`).

use crate::model::evidence::{Facts, State};
use crate::model::measurement::Measurement;
use crate::model::record::{Conclusion, Part, Record};
use crate::read::latency::check::{Names, file, said, status};
use crate::read::latency::checks::{broken, moment, number};
use crate::read::latency::figure::{Runs, as_count, error_rate, latency, percentile};
use crate::read::latency::objects::{Object, objects};
use crate::read::text::address;
use crate::read::value::conclusion;
use crate::read::value::source::Source;
use serde_json::Value;

const TIMES: &str = "http_req_duration";
/// The requests that k6 itself counts as answered as expected.
const EXPECTED: &str = "http_req_duration{expected_response:true}";

pub(crate) fn recognises_summary(source: &Source<'_>) -> bool {
    (source.has_keys(&["metrics"]) || source.has_keys(&["results", "metadata"]))
        && source.text().contains(&format!("\"{TIMES}\""))
}

/// Reads k6's summary.
pub(crate) fn read_summary(source: &Source<'_>) -> Facts {
    let mut names = Names::default();
    let whole = serde_json::from_str::<Value>(source.text()).unwrap_or_default();
    let listed = whole.pointer("/results/metrics").and_then(Value::as_array).map(|list| by_name(list));
    let Some(metrics) = listed.as_ref().or_else(|| whole.get("metrics")?.as_object()) else {
        return file::<Measurement>(source, Vec::new(), Vec::new());
    };
    let mut found = summary(metrics, &mut names);
    let made = whole.pointer("/metadata/generatedAt").and_then(moment);
    found.iter_mut().for_each(|one| one.tell_time(made));
    let mut facts = file(source, found, Vec::new());
    facts.records.extend(outcome(metrics));
    if facts.records.iter().any(|record| record.conclusion == Some(Conclusion::Failed)) {
        facts.state = State::Failing;
    }
    facts
}

/// The metrics of `--new-machine-readable-summary`, which stand in a list and tell no thresholds.
fn by_name(list: &[Value]) -> Object {
    let named = |metric: &Value| Some((metric.get("name")?.as_str()?.to_owned(), metric.clone()));
    list.iter().filter_map(named).collect()
}

/// How the test ended by its thresholds; `None` where it has none. A part is a threshold: `http_req_failed: rate<0.01`.
fn outcome(metrics: &Object) -> Option<Record> {
    let mut parts = Vec::new();
    for (metric, of) in metrics {
        let thresholds = of.get("thresholds").and_then(Value::as_object);
        for (threshold, told) in thresholds.into_iter().flatten() {
            // `--summary-export` tells whether it was crossed, `handleSummary` whether it is kept.
            let is_kept =
                told.get("ok").and_then(Value::as_bool).or_else(|| told.as_bool().map(|crossed| !crossed));
            let ended = is_kept.map(|kept| if kept { Conclusion::Succeeded } else { Conclusion::Failed });
            parts.push(Part::new(said(&format!("{metric}: {threshold}")), ended, "", 0));
        }
    }
    let count = count(values(metrics, "http_reqs"), "count");
    let conclusion =
        conclusion::of_all(parts.iter().map(|part| part.conclusion)).filter(|_| count != Some(0));
    (!parts.is_empty()).then(|| Record {
        title: "k6 load test".to_owned(),
        conclusion,
        parts,
        ..Record::default()
    })
}

/// A metric's figures: in `values` as `handleSummary` has them, else beside each other.
fn values<'m>(metrics: &'m Object, name: &str) -> Option<&'m Object> {
    let metric = metrics.get(name)?.as_object()?;
    Some(metric.get("values").and_then(Value::as_object).unwrap_or(metric))
}

fn count(of: Option<&Object>, key: &str) -> Option<u64> {
    Some(as_count(number(of?.get(key)?)?))
}

fn summary(metrics: &Object, names: &mut Names) -> Vec<Measurement> {
    // The rate counts what is true, and true is that a request failed: its passes are the failures.
    let rate = values(metrics, "http_req_failed");
    let failed = count(rate, "passes").or_else(|| count(rate, "matches"));
    let counted = failed.zip(count(rate, "fails")).map(|(failed, fine)| failed.saturating_add(fine));
    let counted = counted.or_else(|| count(rate, "total"));
    let answered = counted.or_else(|| count(values(metrics, "http_reqs"), "count"));
    let all = Runs { answered, failed, left_out: 0 };
    let mut found = Vec::new();
    for name in metrics.keys() {
        let tag = name.strip_prefix(TIMES).and_then(|rest| rest.strip_prefix('{')?.strip_suffix('}'));
        let (target, label, runs) = match tag {
            // Where k6 tells the answered requests apart, the figures over all are left out.
            None if name == TIMES && !metrics.contains_key(EXPECTED) => ("", "", all),
            _ if name == EXPECTED => {
                let left_out = failed.unwrap_or(0);
                let fine = answered.map(|answered| answered.saturating_sub(left_out));
                ("", "", Runs { answered: fine, failed: Some(0), left_out })
            }
            // Of how many requests a part was, k6 does not tell; that some of the whole failed is all that is known.
            Some(tag) => match tag.split_once(':') {
                Some(("url" | "name", address)) if address.starts_with("http") => {
                    (address, "", Runs::default())
                }
                _ => ("", tag, Runs::default()),
            },
            None => continue,
        };
        let target = address::http(target).unwrap_or_default();
        for (key, value) in values(metrics, name).into_iter().flatten() {
            let Some((statistic, millis)) = statistic(key).zip(number(value)) else { continue };
            let Some(mut one) = latency(names, &target, &statistic, millis, runs) else { continue };
            if !label.is_empty() {
                one.label = names.share(&said(label));
            }
            found.push(one);
        }
    }
    found.extend(error_rate(names, "", all));
    found
}

/// `p95` of `p(95)`, `p50` of `med`.
fn statistic(key: &str) -> Option<String> {
    match key {
        "med" => Some("p50".to_owned()),
        "max" => Some("max".to_owned()),
        "avg" => Some("mean".to_owned()),
        _ => percentile(key.strip_prefix("p(")?.strip_suffix(')')?.parse().ok()?),
    }
}

pub(crate) fn recognises_stream(source: &Source<'_>) -> bool {
    source.text().trim_start().starts_with('{')
        && source
            .text()
            .lines()
            .any(|line| line.contains("\"Point\"") && line.contains("\"http_req_duration\""))
}

/// Reads k6's stream of points: every request is a check.
pub(crate) fn read_stream(source: &Source<'_>) -> Facts {
    let mut names = Names::default();
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for (line, object) in objects(source.whole(), false) {
        match object {
            Ok(object) => found.extend(point(&object, &mut names).map(|m| Measurement { line, ..m })),
            Err(()) => problems.push(broken(source, line)),
        }
    }
    file(source, found, problems)
}

fn point(object: &Object, names: &mut Names) -> Option<Measurement> {
    let is = |key: &str, word: &str| object.get(key).and_then(Value::as_str) == Some(word);
    if !is("type", "Point") || !is("metric", TIMES) {
        return None;
    }
    let data = object.get("data")?;
    let tag = |key: &str| data.pointer("/tags")?.get(key)?.as_str().filter(|text| !text.is_empty());
    // A script that calls many addresses by one name means one target.
    let target = [tag("name"), tag("url")].into_iter().flatten().find_map(address::http).unwrap_or_default();
    let mut one = names.check(&target);
    one.value =
        data.get("value").and_then(number).filter(|value| crate::read::latency::check::possible(*value));
    one.tell_time(data.get("time").and_then(moment));
    one.status = tag("status").and_then(|text| status(text.parse().ok()?));
    let expected = tag("expected_response").map(|text| text == "true");
    one.said_ok = expected;
    one.error = tag("error").map(|text| names.share(&said(text)));
    // k6 follows redirects and tells each hop as a request of its own.
    let hop = one.status.is_some_and(|code| (300..400).contains(&code)) && expected == Some(true);
    one.http = !hop;
    if one.status.is_none() && one.error.is_none() {
        one.error = Some(names.share("no answer"));
    }
    Some(one)
}
