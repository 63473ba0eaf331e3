//! What Lighthouse CI leaves beside its reports: the manifest of a run, the results of its assertions, and links to reports elsewhere.
//!
//! Its paths are those of the machine that ran it: only their last part is ever kept.

use crate::model::evidence::{Facts, Kind, State};
use crate::model::lighthouse::{Lighthouse, Listed};
use crate::model::problem::Problem;
use crate::model::record::{Conclusion, Part, Record};
use crate::read::lighthouse::run::word;
use crate::read::text::address;
use crate::read::text::lines::{capped, plain};
use crate::read::value::source::Source;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Where temporary reports are stored, and how an address there begins.
const TEMPORARY: [&str; 2] =
    ["https://storage.googleapis.com/lighthouse-infrastructure", "https://lighthouse-infrastructure"];

/// A run in `manifest.json`. `url` is missing in none of them; what is not read here is its summary of scores.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    url: String,
    is_representative_run: bool,
    json_path: Option<String>,
    html_path: Option<String>,
}

/// A result in `assertion-results.json`: only failed ones are written, unless the configuration asks for all.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asserted {
    audit_id: String,
    name: String,
    audit_property: Option<String>,
    #[serde(default)]
    expected: Value,
    #[serde(default)]
    actual: Value,
    operator: Option<String>,
    #[serde(default)]
    passed: bool,
    level: Option<String>,
    url: Option<String>,
}

/// What a file is.
enum Found {
    Manifest(Vec<Entry>),
    Assertions(Vec<Asserted>),
    Links(BTreeMap<String, String>),
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    find(source).is_some()
}

/// Reads what Lighthouse CI leaves beside reports.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut facts = Facts::of(Kind::Lighthouse, State::Neutral, source.bytes.len() as u64);
    match find(source) {
        Some(Found::Manifest(entries)) => {
            facts.title = Some("Lighthouse CI manifest".to_owned());
            let listed = entries.iter().filter_map(listed).collect();
            facts.lighthouse = Some(Box::new(Lighthouse { listed, ..Lighthouse::default() }));
        }
        Some(Found::Assertions(results)) => assertions(&results, &mut facts),
        Some(Found::Links(links)) => link_rot(source, &links, &mut facts),
        None => {}
    }
    facts
}

fn find(source: &Source<'_>) -> Option<Found> {
    let text = source.text();
    let named = |name: &str| source.name().eq_ignore_ascii_case(name);
    let is_list = text.trim_start().starts_with('[');
    if is_list && text.contains("\"isRepresentativeRun\"") {
        return serde_json::from_str(text).ok().map(Found::Manifest);
    }
    if is_list && (text.contains("\"auditId\"") || named("assertion-results.json")) {
        return serde_json::from_str(text).ok().map(Found::Assertions);
    }
    let folder = source.path.rsplit('/').nth(1).unwrap_or_default().to_ascii_lowercase();
    if text.contains(TEMPORARY[0])
        || text.contains(TEMPORARY[1])
        || named("links.json") && folder.contains("lighthouse")
    {
        let links: BTreeMap<String, String> = serde_json::from_str(text).ok()?;
        let whole = !links.is_empty()
            && links.iter().all(|(page, link)| address::http(page).and(address::http(link)).is_some());
        return whole.then_some(Found::Links(links));
    }
    None
}

/// A page as reports have it: without credentials, and of a test server without its port.
fn page(url: &str) -> Option<String> {
    address::http(url).map(|url| address::without_loopback_port(&url))
}

/// A listed run; an entry without a file lists nothing.
fn listed(entry: &Entry) -> Option<Listed> {
    let path = entry.json_path.as_deref().or(entry.html_path.as_deref())?;
    let file = plain(capped(path.rsplit(['/', '\\']).next()?, 255));
    let page = page(&entry.url).unwrap_or_default();
    (!file.is_empty()).then_some(Listed { page, file, representative: entry.is_representative_run })
}

fn assertions(results: &[Asserted], facts: &mut Facts) {
    let fails = |one: &&Asserted| !one.passed && one.level.as_deref() != Some("warn");
    let failed = results.iter().filter(fails).count();
    if failed > 0 {
        facts.state = State::Failing;
    }
    facts.title = Some("Lighthouse CI assertions".to_owned());
    let parts = results.iter().map(|one| {
        let property =
            one.audit_property.as_deref().map(|property| format!(":{property}")).unwrap_or_default();
        let page = one.url.as_deref().and_then(page).unwrap_or_default();
        let name = format!("{}{property} {} {page}", one.audit_id, one.name);
        let detail = format!(
            "{} where {} {} is asked for as {}",
            one.actual,
            one.operator.as_deref().unwrap_or_default(),
            one.expected,
            one.level.as_deref().unwrap_or("error")
        );
        let conclusion = if one.passed { Conclusion::Succeeded } else { Conclusion::Failed };
        Part::new(word(&name), Some(conclusion), word(&detail), 0)
    });
    facts.records.push(Record {
        title: "Lighthouse CI assertions".to_owned(),
        // An empty list says that nothing failed, not that anything was asserted.
        conclusion: (failed > 0).then_some(Conclusion::Failed),
        parts: parts.collect(),
        ..Record::default()
    });
}

fn link_rot(source: &Source<'_>, links: &BTreeMap<String, String>, facts: &mut Facts) {
    facts.title = Some("Links to Lighthouse reports".to_owned());
    let part = |(address, link): (&String, &String)| {
        Part::new(page(address).unwrap_or_default(), None, address::http(link).unwrap_or_default(), 0)
    };
    let temporary = links.values().any(|link| TEMPORARY.iter().any(|start| link.starts_with(start)));
    facts.records.push(Record {
        title: "Links to Lighthouse reports".to_owned(),
        parts: links.iter().map(part).collect(),
        ..Record::default()
    });
    let message = if temporary {
        "these links lead to temporary storage that is emptied after days or weeks: they are no lasting evidence; keep the reports themselves"
    } else {
        "these links lead out of the repository, where golive cannot look: they are no evidence; keep the reports themselves"
    };
    facts.problems.push(Problem::note(source.place(), "link-rot", message));
}
