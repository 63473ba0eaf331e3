//! Lighthouse reports: one result, a `PageSpeed Insights` answer, a user flow, or the HTML of either.
//!
//! Recognised by content. Versions 2 and later are read; of version 1 a warning says that it is not.

use crate::model::evidence::{Facts, Kind, State};
use crate::model::lighthouse::{self as model, BETWEEN, major};
use crate::model::problem::Problem;

use crate::read::latency::check;
use crate::read::lighthouse::lhr::{Flow, FlowStep, Lhr, PageSpeed};
use crate::read::lighthouse::{rc, run, scores};
use crate::read::text::fault::Fault;
use crate::read::text::lines::{Pattern, capped, plain};
use crate::read::text::time;
use crate::read::value::json::Scalar;
use crate::read::value::source::Source;
use serde::Deserialize;
use std::sync::Arc;

/// More steps than these are no flow that a person made.
const MOST_RUNS: usize = 200;

/// HTML reports carry the JSON right behind this; later scripts repeat the name without the sign.
static EMBEDDED: Pattern = Pattern::new(r"__LIGHTHOUSE_(?P<flow>FLOW_)?JSON__\s*=\s*(?P<json>\{)");

/// How the runs are wrapped.
#[derive(Clone, Copy)]
enum Wrapper {
    Report,
    PageSpeed,
    Flow,
    Table,
    Site,
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    find(source).is_some()
}

/// Reads Lighthouse reports.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut facts = Facts::of(Kind::Lighthouse, State::Neutral, source.bytes.len() as u64);
    let Some((wrapper, json)) = find(source) else { return facts };
    match runs(wrapper, json) {
        Ok(runs) => fill(source, &runs, &mut facts),
        Err(mut fault) => {
            facts.state = State::Unreadable;
            let before = source.text().len() - json.len();
            let lines = source.text().get(..before).map_or(0, |text| text.matches('\n').count());
            fault.line = fault.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
            if !source.cut {
                facts.problems.push(fault.in_json(source.path));
            }
        }
    }
    facts
}

/// Whether a file's name promises a Lighthouse report.
pub fn is_named_so(source: &Source<'_>) -> bool {
    let name = source.name().to_ascii_lowercase();
    (name.contains("lighthouse") || name.starts_with("lhr-") || name == "lhr.report.json")
        && matches!(source.extension().as_str(), "json" | "html")
}

/// Where the JSON of a report begins, and how it is wrapped. Broken JSON is a report if it has a version of Lighthouse.
fn find<'s>(source: &'s Source<'_>) -> Option<(Wrapper, &'s str)> {
    let text = source.text();
    let is_of_lighthouse = || text.contains("lighthouse") || text.contains("\"lhr\"");
    let is_broken = || source.is_json() && source.json().is_err() && text.contains("\"lighthouseVersion\"");
    let wrapper = match () {
        () if scores::is_table(source) => Wrapper::Table,
        () if scores::is_site(source) => Wrapper::Site,
        () if text.trim_start().starts_with('<') => {
            let found = EMBEDDED.captures(text)?;
            let wrapper = if found.name("flow").is_some() { Wrapper::Flow } else { Wrapper::Report };
            return Some((wrapper, text.get(found.name("json")?.start()..)?));
        }
        () if !is_of_lighthouse() => return None,
        () if source.has_keys(&["lighthouseVersion", "audits"]) => Wrapper::Report,
        () if source.has_keys(&["lighthouseResult"]) => Wrapper::PageSpeed,
        () if source.has_keys(&["steps", "name"]) && text.contains("\"lhr\"") => Wrapper::Flow,
        () if is_broken() => Wrapper::Report,
        () => return None,
    };
    Some((wrapper, text))
}

/// The runs with the names of their steps. In HTML more text follows the value, so that only one value is read.
fn runs(wrapper: Wrapper, json: &str) -> Result<Vec<(Option<String>, Lhr)>, Fault> {
    let mut parser = serde_json::Deserializer::from_str(json);
    let runs = match wrapper {
        Wrapper::Table => Ok(vec![(None, scores::run(json))]),
        Wrapper::Site => Ok(scores::site(json).into_iter().map(|page| (None, page)).collect()),
        Wrapper::Report => Lhr::deserialize(&mut parser).map(|lhr| vec![(None, lhr)]),
        Wrapper::PageSpeed => {
            PageSpeed::deserialize(&mut parser).map(|page| vec![(None, page.lighthouse_result)])
        }
        Wrapper::Flow => Flow::deserialize(&mut parser).map(|flow| {
            let name = name(&flow.name);
            let steps = flow.steps.into_iter().take(MOST_RUNS).enumerate();
            steps.map(|(at, step)| (Some(step_name(name.as_deref(), at, &step)), step.lhr)).collect()
        }),
    };
    runs.map_err(|error| Fault::of_json(&error))
}

/// The runs of a report with the names of their steps; none where it is no report, or broken.
pub(crate) fn lhrs(source: &Source<'_>) -> Vec<(Option<String>, Lhr)> {
    find(source).and_then(|(wrapper, json)| runs(wrapper, json).ok()).unwrap_or_default()
}

/// `Buy · 2. Pay`: a flow may have two steps of one name, and a page may be a step of two flows.
fn step_name(flow: Option<&str>, at: usize, step: &FlowStep) -> String {
    let step =
        name(&step.name).map_or_else(|| format!("step {}", at + 1), |name| format!("{}. {name}", at + 1));
    flow.map_or_else(|| step.clone(), |flow| format!("{flow}{BETWEEN}{step}"))
}

/// A name fit to be a part of a label.
fn name(told: &Scalar) -> Option<String> {
    let name = plain(capped(told.text()?.trim(), 80)).replace(BETWEEN.trim(), "-");
    (!name.is_empty()).then_some(name)
}

fn fill(source: &Source<'_>, found: &[(Option<String>, Lhr)], facts: &mut Facts) {
    let mut runs = Vec::new();
    for (step, lhr) in found {
        match major(lhr.version()) {
            readable if lhr.is_table || readable >= Some(2) => {
                let mut run = run::run(lhr, step.as_deref());
                facts.measurements.extend(run::measurements(lhr, &run).into_iter().map(Arc::new));
                if let Some(settings) = &lhr.config_settings {
                    let (budgets, unread) = rc::of_run(&settings.budgets, &run.target, source);
                    run.budgets = budgets;
                    facts.problems.extend(unread);
                }
                runs.push(run);
            }
            old => {
                let version =
                    old.map_or_else(|| "of no version".to_owned(), |major| format!("of version {major}"));
                let message =
                    format!("a Lighthouse report {version} cannot be read; versions 2 and later can");
                facts.problems.push(Problem::warning(source.place(), "lighthouse-version", message));
            }
        }
    }
    let first = found.first().map(|(_, lhr)| lhr);
    facts.claim = first.and_then(|lhr| time::claim(lhr.fetch_time.text().or(lhr.generated_time.text())?));
    facts.title = first.and_then(run::page);
    facts.state = if runs.is_empty() && !found.is_empty() {
        State::Unreadable
    } else {
        check::state(&facts.measurements)
    };
    facts.lighthouse = Some(Box::new(model::Lighthouse { runs, ..model::Lighthouse::default() }));
}
