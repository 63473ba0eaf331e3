//! Upptime: `history/<site>.yml` as it stood after each check, `history/summary.json`, and the messages of its commits.

use crate::model::dossier::Measured;
use crate::model::evidence::{Evidence, Facts, Kind};
use crate::model::history::History;
use crate::model::measurement::{Measurement, Metric, Unit};
use crate::model::problem::Problem;

use crate::read::latency::check::{Names, file, possible, status};
use crate::read::latency::figure::{Runs, latency};
use crate::read::text::lines::{Pattern, group, numbered};
use crate::read::text::{address, time};
use crate::read::value::source::Source;
use std::collections::BTreeMap;

/// `🟥 Site is down (0 in 0 ms) [skip ci] [upptime]`
static MESSAGE: Pattern = Pattern::new(
    r"^\S{1,8} (?P<name>\S.{0,200}?) (?:is (?P<word>up|down)|has (?P<worse>degraded performance)) \((?P<code>\d{1,3}) in (?P<ms>\d{1,9}(?:\.\d{1,6})?) ms\)",
);

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    is_summary(source)
        || matches!(source.extension().as_str(), "yml" | "yaml")
            && ["url", "status", "code", "responseTime"].iter().all(|key| value(source, key).is_some())
}

/// Reads `history/<site>.yml`.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    if is_summary(source) {
        return file(source, summary(source), Vec::new());
    }
    let get = |key: &str| value(source, key).unwrap_or_default();
    let mut names = Names::default();
    let mut one = names.check(&address::http(get("url").1).unwrap_or_default());
    let (line, millis) = get("responseTime");
    one.line = line;
    one.tell_time(time::claim(get("lastUpdated").1));
    let number = millis.parse::<f64>().ok().filter(|millis| possible(*millis));
    let problem = number.is_none().then(|| {
        let message = format!("responseTime: {} is no duration", crate::read::latency::check::said(millis));
        Problem::warning(source.line(line), "smoke-number", message)
    });
    tell(&mut one, &mut names, get("status").1, get("code").1, number);
    file(source, vec![one], problem.into_iter().collect())
}

/// Whether this is `history/summary.json`, which tells all sites.
fn is_summary(source: &Source<'_>) -> bool {
    let marks = ["*/url", "*/slug", "*/status", "*/uptimeDay", "*/timeDay"];
    source.is_json()
        && source.text().contains("\"uptimeDay\"")
        && source.tree().is_some_and(|tree| tree.has(&marks))
}

/// How each site fared within the last day. A mean over checks of which some failed proves nothing, so it is left out.
fn summary(source: &Source<'_>) -> Vec<Measurement> {
    let (mut names, mut found) = (Names::default(), Vec::new());
    for site in source.tree().iter().flat_map(|tree| tree.at("*")) {
        let target = site.word_at("url").and_then(address::http).unwrap_or_default();
        let share = site.word_at("uptimeDay").and_then(|text| text.trim_end_matches('%').parse::<f64>().ok());
        if site.word_at("status") == Some("down") {
            let mut state = names.check(&target);
            tell(&mut state, &mut names, "down", "", None);
            found.push(state);
        }
        let Some(up) = share.filter(|share| (0.0..=100.0).contains(share)) else { continue };
        let metric = Metric::new(Metric::ERROR_RATE);
        let (value, unit) = (Some(((100.0 - up) * 1e6).round() / 1e6), Unit::Percent);
        found.push(Measurement { value, unit, http: false, metric, ..names.check(&target) });
        let mean = site.word_at("timeDay").and_then(|text| text.parse().ok()).filter(|_| up >= 100.0);
        found.extend(mean.and_then(|mean| latency(&mut names, &target, "mean", mean, Runs::default())));
    }
    found
}

/// The value of a key that stands at the beginning of a line, with its line. Until 2020 each stood in a map of its own, in a list.
fn value<'s>(source: &'s Source<'_>, key: &str) -> Option<(u32, &'s str)> {
    numbered(source.text()).take(40).find_map(|(line, text)| {
        let text = text.strip_prefix("- ").unwrap_or(text);
        let value = text.strip_prefix(key)?.strip_prefix(':')?.trim();
        Some((line, value.trim_matches(['"', '\''])))
    })
}

/// A site that is down has no latency: its `0 ms` says that nothing answered.
fn tell(one: &mut Measurement, names: &mut Names, word: &str, code: &str, millis: Option<f64>) {
    one.status = code.parse().ok().and_then(status);
    one.said_ok = Some(word == "up");
    one.value = millis.filter(|millis| one.status.is_some() || *millis > 0.0);
    if word == "down" {
        one.error = Some(names.share("down"));
    }
}

/// The checks that messages of commits tell, but for those that a file set by the same commit tells too.
pub fn messages(history: &History, evidence: &[Evidence]) -> Vec<Measured> {
    let mut names = Names::default();
    let commits = history.commits.iter().enumerate();
    let told = commits.filter_map(|(at, commit)| Some((at, message(&mut names, &commit.summary)?)));
    let told = told.collect::<Vec<_>>();
    if told.is_empty() {
        return Vec::new();
    }
    let mut files: BTreeMap<usize, Vec<&Evidence>> = BTreeMap::new();
    for version in evidence.iter().filter(|version| version.facts.kind == Kind::Smoke) {
        files.entry(version.recorded_by).or_default().push(version);
    }
    let same = |at: &usize, one: &Measurement| {
        let told = files.get(at).into_iter().flatten().flat_map(|version| &version.facts.measurements);
        told.into_iter().any(|its| (its.value, its.status) == (one.value, one.status))
    };
    let alone = told.into_iter().filter(|(at, one)| !same(at, one));
    let measured = alone.filter_map(|(at, measurement)| {
        let recorded = history.commits.get(at)?.committed;
        let series = measurement.label.clone();
        let (tellers, commit, time) = (Vec::new(), Some(at), recorded);
        Some(Measured { measurement: measurement.into(), tellers, series, commit, time, recorded })
    });
    measured.collect()
}

/// The check that a commit's message tells, with the site by its name as label.
pub fn message(names: &mut Names, summary: &str) -> Option<Measurement> {
    if !summary.ends_with(']') && !summary.contains(" ms)") {
        return None;
    }
    let found = MESSAGE.captures(summary)?;
    let word = if group(&found, "worse").is_empty() { group(&found, "word") } else { "degraded" };
    let mut one = names.check("");
    one.label = names.share(group(&found, "name"));
    tell(
        &mut one,
        names,
        word,
        group(&found, "code"),
        group(&found, "ms").parse().ok().filter(|millis| possible(*millis)),
    );
    Some(one)
}
