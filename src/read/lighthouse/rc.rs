//! Budgets that a team sets for Lighthouse in its own configuration: `lighthouserc` (JSON or YAML) and `budget.json`.
//!
//! Read are bounds on categories and on the metrics that golive measures. A configuration that is a program is never run.

use crate::model::criterion::Op;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::lighthouse::{Configured, Lighthouse, Pages};
use crate::model::measurement::{Metric, Unit};
use crate::model::problem::Problem;
use crate::read::lighthouse::run::METRICS;
use crate::read::text::lines::{Pattern, capped, plain};
use crate::read::value::source::Source;
use regex::Regex;
use serde_json::Value;
use std::collections::BTreeSet;

/// Lighthouse CI's default where an assertion on a score names none.
const LEAST_SCORE: f64 = 0.9;
/// More budgets than these are no configuration that a person wrote.
const MOST: usize = 500;

/// A loopback host with a port in a pattern: pages are compared without that port.
static LOOPBACK: Pattern =
    Pattern::new(r"(?i)(?:localhost|127\\?\.0\\?\.0\\?\.1)(?::(?:\d+|\[0-9\]\+|\\d\+))?");

/// What a configuration sets, and how many of its assertions are not read.
#[derive(Default)]
struct Set {
    budgets: Vec<Configured>,
    unread: usize,
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    is_named_so(source) && (source.extension() != "json" || value(source).is_some())
        || is_rc(source)
        || is_budget(source)
}

/// Reads the configuration of Lighthouse CI, and budget files.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut facts = Facts::of(Kind::Lighthouse, State::Neutral, source.bytes.len() as u64);
    let note = |code, message: String| Problem::note(source.place(), code, message);
    facts.title = Some("Lighthouse budgets".to_owned());
    let set = match value(source) {
        _ if is_named_so(source) && source.extension().ends_with("js") => {
            let message =
                "this configuration is a program, which golive does not run: the budgets in it are not known";
            facts.problems.push(note("lighthouserc-program", message.to_owned()));
            return facts;
        }
        Some(Value::Array(entries)) => budget_file(&entries),
        Some(root) => configuration(&root, &mut |code, message| facts.problems.push(note(code, message))),
        None => {
            let message =
                "this is not YAML that golive reads (no anchors, no tags): its budgets are not known";
            facts.problems.push(Problem::warning(source.place(), "yaml-syntax", message));
            facts.state = State::Unreadable;
            return facts;
        }
    };
    facts.problems.extend(set.unread(source));
    facts.lighthouse = Some(Box::new(Lighthouse { budgets: set.budgets, ..Lighthouse::default() }));
    facts
}

pub(crate) fn is_named_so(source: &Source<'_>) -> bool {
    let name = source.name().trim_start_matches('.').to_ascii_lowercase();
    name.strip_prefix("lighthouserc.")
        .is_some_and(|end| ["json", "yml", "yaml", "js", "cjs", "mjs"].contains(&end))
}

/// A configuration by its content.
fn is_rc(source: &Source<'_>) -> bool {
    let text = source.text();
    ["\"assertions\"", "\"assertMatrix\"", "\"budgetsFile\""].iter().any(|key| text.contains(key))
        && ["ci", "lhci", "ci:client"].iter().any(|root| source.has_keys(&[root]))
}

/// A budget file by its content.
fn is_budget(source: &Source<'_>) -> bool {
    let text = source.text();
    let is_one = |entry: &Value| {
        ["resourceSizes", "resourceCounts", "timings"]
            .iter()
            .any(|key| entry.get(key).is_some_and(Value::is_array))
    };
    text.trim_start().starts_with('[')
        && text.contains("\"budget\"")
        && matches!(value(source), Some(Value::Array(entries)) if !entries.is_empty() && entries.iter().all(is_one))
}

/// The whole value, of JSON or of YAML without anchors.
fn value(source: &Source<'_>) -> Option<Value> {
    if !matches!(source.extension().as_str(), "yml" | "yaml") {
        return serde_json::from_str(source.text()).ok();
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_anchors: 0, max_aliases: 0, max_nodes: 5000, max_depth: 32 },
    };
    serde_saphyr::from_str_with_options(capped(source.text(), 256 << 10), options).ok()
}

fn configuration(root: &Value, note: &mut dyn FnMut(&'static str, String)) -> Set {
    let mut set = Set::default();
    let ci = ["ci", "lhci", "ci:client", "ci:server"].iter().find_map(|key| root.get(key));
    let assert = ci.and_then(|ci| ci.get("assert"));
    for elsewhere in [
        root.get("extends"),
        ci.and_then(|ci| ci.get("extends")),
        assert.and_then(|assert| assert.get("budgetsFile")),
    ] {
        let Some(file) = elsewhere.and_then(Value::as_str) else { continue };
        note(
            "lighthouserc-elsewhere",
            format!(
                "it takes budgets from `{}`: golive reads each file by itself, so that they count only where that file is evidence too",
                plain(capped(file, 200))
            ),
        );
    }
    let Some(assert) = assert else { return set };
    let matrix = list(assert, "assertMatrix");
    let presets = std::iter::once(assert).chain(matrix).filter_map(|part| part.get("preset")?.as_str());
    for preset in presets.collect::<BTreeSet<_>>() {
        note(
            "lighthouserc-preset",
            format!(
                "the preset `{}` sets budgets that stand in Lighthouse CI and not here: they are not read",
                plain(capped(preset, 60))
            ),
        );
    }
    for part in std::iter::once(assert).chain(matrix) {
        let pages = match part.get("matchingUrlPattern").and_then(Value::as_str) {
            Some(pattern) => {
                Pages::Matching(LOOPBACK.replace_all(capped(pattern, 500), "localhost").into_owned())
            }
            None => Pages::All,
        };
        for (key, value) in part.get("assertions").and_then(Value::as_object).into_iter().flatten().take(MOST)
        {
            set.add(key, value, &pages);
        }
    }
    set
}

impl Set {
    /// A note that counts what is not read.
    fn unread(&self, source: &Source<'_>) -> Option<Problem> {
        let message =
            format!("{} of its budgets are on what golive does not measure, and are not read", self.unread);
        (self.unread > 0).then(|| Problem::note(source.place(), "budgets-unread", message))
    }

    fn add(&mut self, key: &str, value: &Value, pages: &Pages) {
        let (level, options) = match value {
            Value::String(level) => (level.as_str(), None),
            Value::Array(pair) => (
                pair.first().and_then(Value::as_str).unwrap_or_default(),
                pair.get(1).and_then(Value::as_object),
            ),
            _ => ("", None),
        };
        if level == "off" {
            return;
        }
        let number = |name: &str| options.and_then(|options| options.get(name)?.as_f64());
        let key = kebab(&key.replace('.', ":"));
        let (metric, op, bound) = match key.strip_prefix("categories:") {
            Some(category) => {
                let least = number("minScore").unwrap_or(LEAST_SCORE) * 100.0;
                (Some((category, Unit::Score)), Op::AtLeast, Some(least))
            }
            None => (metric(&key), Op::AtMost, number("maxNumericValue")),
        };
        // Scores have two decimals; 0.57 times 100 is not 57 to a machine.
        let bound = bound.filter(|bound| bound.is_finite()).map(|bound| (bound * 1000.0).round() / 1000.0);
        self.bound(pages, metric, op, bound, level == "error");
    }

    /// Adds a bound. One on what golive does not measure, or without a number, is not read.
    fn bound(
        &mut self,
        pages: &Pages,
        metric: Option<(&str, Unit)>,
        op: Op,
        value: Option<f64>,
        binding: bool,
    ) {
        let Some(((name, unit), value)) = metric.zip(value) else {
            self.unread += 1;
            return;
        };
        let metric = Metric::new(format!("lighthouse.{name}"));
        self.budgets.push(Configured { pages: pages.clone(), metric, op, value, unit, binding });
    }
}

/// The metric that an audit tells.
fn metric(audit: &str) -> Option<(&'static str, Unit)> {
    METRICS.iter().find(|(.., ids)| ids.contains(&audit)).map(|(name, unit, _)| (*name, *unit))
}

/// `totalBlockingTime` as `total-blocking-time`.
fn kebab(key: &str) -> String {
    key.chars().fold(String::new(), |mut out, c| {
        if c.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
        out
    })
}

/// The budgets that a run was made with, for its page: those of the last entry that fits, as Lighthouse has it. Lighthouse shows them and
/// fails nothing by them. With them a note of those that are not read.
pub fn of_run(budgets: &Value, page: &str, source: &Source<'_>) -> (Vec<Configured>, Option<Problem>) {
    let entries = budgets.as_array().map(Vec::as_slice).unwrap_or_default();
    let fits = |entry: &&Value| {
        pages(entry)
            .pattern()
            .is_none_or(|text| Regex::new(&text).is_ok_and(|pattern| pattern.is_match(page)))
    };
    let Some(last) = entries.iter().take(MOST).rev().find(fits) else { return (Vec::new(), None) };
    let set = budget_file(std::slice::from_ref(last));
    let unread = set.unread(source);
    let own = |one| Configured { pages: Pages::All, binding: false, ..one };
    (set.budgets.into_iter().map(own).collect(), unread)
}

fn pages(entry: &Value) -> Pages {
    match entry.get("path").and_then(Value::as_str) {
        Some(path) if path != "/" => Pages::Path(capped(path, 500).to_owned()),
        _ => Pages::All,
    }
}

/// `budget.json`: its timings. Sizes and counts are of kinds of resources, which golive does not measure.
fn budget_file(entries: &[Value]) -> Set {
    let mut set = Set::default();
    for entry in entries.iter().take(MOST) {
        set.unread += list(entry, "resourceSizes").len() + list(entry, "resourceCounts").len();
        for timing in list(entry, "timings").iter().take(MOST) {
            let known = timing.get("metric").and_then(Value::as_str).and_then(metric);
            let bound = timing.get("budget").and_then(Value::as_f64);
            set.bound(&pages(entry), known, Op::AtMost, bound, true);
        }
    }
    set
}

fn list<'v>(of: &'v Value, key: &str) -> &'v [Value] {
    of.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
