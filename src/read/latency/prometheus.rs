//! Prometheus' text: histograms and summaries of how long requests took, and single probes.
//!
//! A histogram only tells bounds: of its p95 the end of the bucket in which it lies, so that the figure is marked as "at most".

use crate::model::evidence::Facts;
use crate::model::measurement::Measurement;
use crate::model::problem::Problem;
use crate::read::latency::check::{Names, file, possible, said, scaled, status};
use crate::read::latency::figure::{Runs, as_count, error_rate, latency, percentile};
use crate::read::text::lines::{Pattern, group, numbered};
use crate::read::text::{address, time};
use crate::read::value::source::Source;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// `name{a="b"} 12.5 1700000000000`
static SAMPLE: Pattern = Pattern::new(
    r"^(?P<n>[a-zA-Z_:][a-zA-Z0-9_:]{0,200})(?:\{(?P<l>.*)\})?\s+(?P<v>[-+0-9.eE]+|[+-]?Inf|NaN)(?:\s+(?P<t>\d{10,16}))?\s*$",
);
static LABEL: Pattern = Pattern::new(r#"(?P<k>[a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"(?P<v>(?:[^"\\]|\\.)*)""#);

/// Of more series a page could show nothing.
const MOST: usize = 200;
const STATUS: [&str; 6] =
    ["code", "status", "status_code", "http_status", "response_code", "http_response_status_code"];
const ADDRESS: [&str; 4] = ["target", "url", "instance", "address"];
/// Words of which one is in the name of a metric that times requests.
const REQUESTS: [&str; 7] = ["request", "http", "response", "latency", "rpc", "probe", "duration"];
/// What a runtime tells of itself: the pauses of a garbage collector are no latency.
const RUNTIME: [&str; 6] = ["go_", "jvm_", "process_", "python_", "nodejs_", "dotnet_"];

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    !source.is_markdown()
        && numbered(source.text()).any(|(_, line)| {
            line.strip_prefix("# TYPE ")
                .is_some_and(|rest| factor(rest.split(' ').next().unwrap_or_default()).is_some())
        })
}

/// Reads Prometheus' text.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut names = Names::default();
    let (mut families, mut problems) = (Families::default(), Vec::new());
    for (line, text) in numbered(source.whole()) {
        if let Some(found) = SAMPLE.captures(text) {
            families.take(line, &found);
        }
    }
    if families.left > 0 {
        let message =
            format!("only the first {MOST} series were read; {} samples are of others", families.left);
        problems.push(Problem::warning(source.place(), "series-cap", message));
    }
    let mut found: Vec<Measurement> = families.probe.check(&mut names).into_iter().collect();
    for (of, series) in &families.series {
        found.extend(series.figures(&of.1, &mut names));
    }
    file(source, found, problems)
}

/// Milliseconds of the unit in a metric's name; `None` where it times no requests.
fn factor(name: &str) -> Option<f64> {
    let lower = name.to_ascii_lowercase();
    let of_requests = REQUESTS.iter().any(|word| lower.contains(word));
    if !of_requests || RUNTIME.iter().any(|own| lower.starts_with(own)) {
        return None;
    }
    let units = [
        ("_milliseconds", 1.0),
        ("_millis", 1.0),
        ("_ms", 1.0),
        ("_microseconds", 0.001),
        ("_seconds", 1000.0),
    ];
    units.iter().find(|(unit, _)| lower.ends_with(unit)).map(|(_, factor)| *factor)
}

/// The labels of a series but for those that tell status and bucket.
type Labels = Vec<(String, String)>;

#[derive(Debug, Default)]
struct Families {
    series: BTreeMap<(String, Labels), Series>,
    probe: Probe,
    left: usize,
}

impl Families {
    fn take(&mut self, line: u32, found: &regex::Captures<'_>) {
        let Ok(value) = group(found, "v").parse::<f64>() else { return };
        if self.probe.take(group(found, "n"), value, line) {
            return;
        }
        let name = group(found, "n");
        let (base, part) = ["_bucket", "_count", "_sum"]
            .iter()
            .find_map(|part| Some((name.strip_suffix(part)?, *part)))
            .unwrap_or((name, ""));
        let Some(factor) = factor(base).filter(|_| value.is_finite() && value >= 0.0) else { return };
        let mut labels: Labels = LABEL
            .captures_iter(group(found, "l"))
            .map(|one| (group(&one, "k").to_owned(), group(&one, "v").to_owned()))
            .collect();
        let mut out = |names: &[&str]| {
            let at = labels.iter().position(|(key, _)| names.contains(&key.as_str()))?;
            Some(labels.remove(at).1)
        };
        let (le, quantile, code) = (out(&["le"]), out(&["quantile"]), out(&STATUS));
        labels.sort();
        let of = (base.to_owned(), labels);
        if self.series.len() >= MOST && !self.series.contains_key(&of) {
            self.left += 1;
            return;
        }
        let series = self.series.entry(of).or_default();
        series.factor = factor;
        series.line = if series.line == 0 { line } else { series.line };
        series.time = series.time.max(group(found, "t").parse().ok().and_then(time::epoch));
        let failed = code.as_ref().is_some_and(|code| !code.starts_with(['2', '3']));
        series.coded |= code.is_some();
        match (part, le, quantile) {
            ("_count", ..) if failed => series.failed += value,
            ("_count", ..) => series.fine += value,
            ("_bucket", Some(le), _) if !failed => {
                let bound =
                    if le.trim_start_matches('+') == "Inf" { Some(f64::INFINITY) } else { le.parse().ok() };
                series.buckets.extend(bound.map(|bound: f64| (bound, value)));
            }
            ("", _, Some(quantile)) if !failed => {
                let share = quantile.parse::<f64>().ok().and_then(|share| percentile(share * 100.0));
                series.quantiles.extend(share.map(|share| (share, scaled(value, factor))));
            }
            _ => {}
        }
    }
}

/// One series of a metric, whatever its statuses.
#[derive(Debug, Default)]
struct Series {
    factor: f64,
    line: u32,
    time: Option<Timestamp>,
    /// Requests that succeeded, or whose status is not told.
    fine: f64,
    failed: f64,
    coded: bool,
    /// Upper bounds of buckets and how many requests took no longer, in any order.
    buckets: Vec<(f64, f64)>,
    quantiles: Vec<(String, f64)>,
}

impl Series {
    fn figures(&self, labels: &Labels, names: &mut Names) -> Vec<Measurement> {
        let address = labels.iter().filter(|(key, _)| ADDRESS.contains(&key.as_str()));
        let target = address.clone().find_map(|(_, value)| address::http(value)).unwrap_or_default();
        let others = labels
            .iter()
            .filter(|(_, value)| address::http(value).is_none())
            .map(|(_, value)| value.as_str());
        let label = said(&others.filter(|value| !value.is_empty()).collect::<Vec<_>>().join(" "));
        let counted =
            self.buckets.iter().filter(|(bound, _)| bound.is_infinite()).map(|(_, count)| count).sum::<f64>();
        let fine = as_count(self.fine.max(counted));
        let runs =
            Runs { answered: (fine > 0).then_some(fine), failed: self.coded.then_some(0), left_out: 0 };
        let mut found = Vec::new();
        for (statistic, millis) in &self.quantiles {
            // Quantiles of several statuses cannot be put together; one of 0 over no requests is none.
            let is_some = *millis > 0.0 || fine > 0;
            if is_some && self.quantiles.iter().filter(|(other, _)| other == statistic).count() == 1 {
                found.extend(latency(names, &target, statistic, *millis, runs));
            }
        }
        for (percent, statistic) in [(50.0, "p50"), (95.0, "p95"), (99.0, "p99")] {
            let Some(bound) = self.bound(percent) else { continue };
            let figure = latency(names, &target, statistic, scaled(bound, self.factor), runs);
            let Some(mut one) = figure else { continue };
            one.at_most = true;
            if one.value.is_none() {
                one.error = Some(names.share("it lies above the last bucket"));
            }
            found.push(one);
        }
        let answered = Some(as_count(self.fine + self.failed));
        let all = Runs { answered, failed: Some(as_count(self.failed)), left_out: 0 };
        found.extend(error_rate(names, &target, all).filter(|_| self.coded));
        for one in &mut found {
            one.line = self.line;
            one.time = self.time;
            if one.label.is_empty() {
                one.label = names.share(&label);
            }
        }
        found
    }

    /// The end of the bucket in which a percentile lies (nearest rank), in the metric's own unit; `None` without requests.
    fn bound(&self, percent: f64) -> Option<f64> {
        let mut counts: Vec<(f64, f64)> = self.buckets.clone();
        counts.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Series of several statuses have the same bounds, and their counts add up.
        let mut merged: Vec<(f64, f64)> = Vec::new();
        for (bound, count) in counts {
            match merged.last_mut() {
                Some((last, sum)) if last.total_cmp(&bound).is_eq() => *sum += count,
                _ => merged.push((bound, count)),
            }
        }
        let all = merged.last()?.1.max(self.fine);
        let rank = (all * percent / 100.0).ceil().max(1.0);
        (all > 0.0).then(|| {
            merged.iter().find(|(_, count)| *count >= rank).map_or(f64::INFINITY, |(bound, _)| *bound)
        })
    }
}

/// What the blackbox exporter tells of its one probe.
#[derive(Debug, Default)]
struct Probe {
    line: u32,
    seconds: Option<f64>,
    success: Option<bool>,
    code: Option<u16>,
}

impl Probe {
    /// Takes a value of a probe; whether it was one.
    fn take(&mut self, name: &str, value: f64, line: u32) -> bool {
        match name {
            "probe_duration_seconds" => {
                self.seconds = Some(value);
                self.line = line;
            }
            "probe_success" => self.success = Some(value > 0.0),
            "probe_http_status_code" => self.code = status(value),
            _ => return false,
        }
        true
    }

    fn check(&self, names: &mut Names) -> Option<Measurement> {
        let (seconds, success) = (self.seconds?, self.success?);
        let error = (!success).then(|| names.share("probe failed"));
        Some(Measurement {
            value: Some(scaled(seconds, 1000.0)).filter(|millis| possible(*millis)),
            status: self.code,
            http: self.code.is_some(),
            error,
            said_ok: Some(success),
            line: self.line,
            ..names.check("")
        })
    }
}
