//! A Lighthouse report once more, with all its audits and settings: for pages, which ask for the bytes again when they are drawn.
//!
//! Only listed fields are read. Headers, stacks, screenshots and local paths are in none of them.

use crate::model::lighthouse::Run;
use crate::model::measurement::Unit;
use crate::read::lighthouse::lhr::{Audit, Lhr};
use crate::read::lighthouse::reports::lhrs;
use crate::read::lighthouse::run::{run, word};
use crate::read::text::lines::Pattern;
use crate::read::value::source::Source;
use std::collections::BTreeMap;

/// Lighthouse's own bound: an audit with a lower score has not passed.
pub const PASSED: f64 = 90.0;

/// The browser in a user agent.
static CHROME: Pattern = Pattern::new(r"Chrome/(?P<version>\d+(?:\.\d+){0,3})");
/// What looks like a path of the machine that ran Lighthouse.
static LOCAL: Pattern =
    Pattern::new(r"(?i)file:|\b[a-z]:\\|/(?:home|users|root|tmp|var|private|opt|mnt|workspace)/");

/// A run of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The run as its facts have it.
    pub run: Run,
    /// How it was made: name and value, in a fixed order.
    pub settings: Vec<(&'static str, String)>,
    /// What Lighthouse itself doubts.
    pub warnings: Vec<String>,
    /// Every audit, by id.
    pub audits: BTreeMap<String, Audited>,
}

/// An audit of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Audited {
    /// Its name, in the report's language; its id where it has none.
    pub title: String,
    /// Its score of 100; `None` where it has none.
    pub score: Option<f64>,
    /// Its number.
    pub value: Option<(f64, Unit)>,
    /// Whether it could not be computed.
    pub broke: bool,
    /// Its weights, by category; those of 0 are left out.
    pub weights: Vec<(String, f64)>,
}

impl Audited {
    /// Whether it has a score, and passes.
    pub fn passes(&self) -> Option<bool> {
        self.score.map(|score| score >= PASSED)
    }
}

/// The runs of a report; none where the bytes are no report.
pub fn reports(path: &str, bytes: &[u8]) -> Vec<Report> {
    let source = Source::new(path, bytes);
    lhrs(&source).iter().map(|(step, lhr)| report(lhr, step.as_deref())).collect()
}

fn report(lhr: &Lhr, step: Option<&str>) -> Report {
    let mut weights: BTreeMap<&str, Vec<(String, f64)>> = BTreeMap::new();
    for category in lhr.scored() {
        for part in category.parts.iter().filter(|part| part.counts()) {
            if let (Some(id), Some(weight)) = (part.id.text(), part.weight.number()) {
                weights.entry(id).or_default().push((word(category.id), weight));
            }
        }
    }
    let audited = |(id, audit): (&String, &Option<Audit>)| {
        let audit = audit.as_ref()?;
        Some((word(id), of(lhr, id, audit, weights.get(id.as_str()).cloned().unwrap_or_default())))
    };
    let warnings = lhr.run_warnings.0.iter().map(|text| match LOCAL.is_match(text) {
        true => "a warning that names a local path; see the report".to_owned(),
        false => word(text),
    });
    Report {
        run: run(lhr, step),
        settings: settings(lhr),
        warnings: warnings.take(10).collect(),
        audits: lhr.audits.iter().flatten().filter_map(audited).collect(),
    }
}

fn of(lhr: &Lhr, id: &str, audit: &Audit, weights: Vec<(String, f64)>) -> Audited {
    let title = if lhr.is_old() { &audit.description } else { &audit.title };
    let most = if lhr.is_old() { 1.0 } else { 100.0 };
    let told = audit
        .score
        .number()
        .map(|score| score * most)
        .or(audit.score.truth().map(|passed| if passed { 100.0 } else { 0.0 }));
    let unit = match audit.numeric_unit.text() {
        Some("millisecond") => Unit::Millis,
        Some("byte") => Unit::Bytes,
        _ => Unit::Plain,
    };
    Audited {
        title: title.text().map(word).filter(|title| !title.is_empty()).unwrap_or_else(|| word(id)),
        score: told.filter(|score| (0.0..=100.0).contains(score) && !audit.is_broken()).map(f64::round),
        value: audit.value().map(|value| (value, unit)),
        broke: audit.is_broken(),
        weights,
    }
}

fn settings(lhr: &Lhr) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut add = |name, value: Option<String>| {
        found.extend(value.filter(|value| !value.is_empty()).map(|value| (name, value)))
    };
    let text = |scalar: &crate::read::value::json::Scalar| scalar.text().map(word);
    let list = |names: &crate::read::lighthouse::lhr::Names| {
        let shown = names.0.iter().take(30).map(|name| word(name)).collect::<Vec<_>>();
        (!shown.is_empty()).then(|| shown.join(", "))
    };
    add("Lighthouse", Some(word(lhr.version())));
    let machine = lhr.environment.as_ref();
    let agent = machine.and_then(|machine| machine.host_user_agent.text()).unwrap_or_default();
    add("Chrome", CHROME.captures(agent).and_then(|found| Some(found.name("version")?.as_str().to_owned())));
    add(
        "CPU (benchmarkIndex)",
        machine.and_then(|its| its.benchmark_index.number()).map(|speed| speed.to_string()),
    );
    if let Some(its) = &lhr.config_settings {
        add("Throttling", text(&its.throttling_method));
        if let Some(how) = &its.throttling {
            add("Round trip (ms)", how.rtt_ms.number().map(|ms| ms.to_string()));
            add("Throughput (kbit/s)", how.throughput_kbps.number().map(|kbps| kbps.to_string()));
            add(
                "CPU slowed down",
                how.cpu_slowdown_multiplier.number().map(|times| format!("{times} times")),
            );
        }
        add("Language", text(&its.locale));
        add("Run by", text(&its.channel));
        add("Only categories", list(&its.only_categories));
        add("Only audits", list(&its.only_audits));
        add("Skipped audits", list(&its.skip_audits));
    }
    for setting in lhr.runtime_config.iter().flat_map(|old| &old.environment).take(10) {
        let on = setting.enabled.truth() == Some(true);
        let how = if on { text(&setting.description) } else { Some("off".to_owned()) };
        let name = match setting.name.text() {
            Some("Device Emulation") => "Device",
            Some("Network Throttling") => "Network",
            Some("CPU Throttling") => "CPU slowed down",
            _ => continue,
        };
        add(name, how);
    }
    found
}
