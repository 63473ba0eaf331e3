//! Reports of audits: how many findings of which severity. What could not be audited, or was left out, is not clean.

use crate::model::record::{Conclusion, Record, folded};
use crate::read::report::{may_have, time};
use crate::read::text::commits;
use crate::read::value::source::Source;
use crate::read::value::tools;
use crate::read::value::tree::Node;
use serde::Deserialize;
use std::sync::LazyLock;

/// Severities as fields, worst first, and as tools call them.
const SEVERITIES: [(&str, &[&str]); 4] = [
    ("critical", &["critical"]),
    ("high", &["high", "important"]),
    ("moderate", &["moderate", "medium"]),
    ("low", &["low", "negligible", "info", "minor"]),
];

/// How a tool tells its findings.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Findings {
    /// Counts by severity, at this place.
    Counts { counts: String },
    /// Each finding with its severity as a word: places of findings, and that of the severity within one.
    Words { words: Vec<String>, severity: String },
    /// Each finding with its severity as a CVSS score.
    Scores { scores: String, severity: String },
    /// Findings without a severity.
    Bare { bare: String },
    /// A score that is to be high; below 0 it was not computed.
    Grade { grade: String },
    /// The tool says that it could not audit.
    #[default]
    Refused,
}

/// A tool: by which places its report is known, and what stands at which place.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct AuditTool {
    name: String,
    /// All of these places exist in its reports.
    marks: Vec<String>,
    /// A place, and what must stand in its value.
    says: (String, String),
    findings: Findings,
    /// The same told once more; the worse is believed.
    again: Findings,
    /// A place, and what stands there where the audit came to its end; empty where the report does not tell.
    ended: (String, String),
    /// What stands here was left out of the audit.
    left_out: String,
    /// Something stands here where there was anything to audit; empty where the report does not tell.
    audited: String,
    /// Whether the tool itself ends with an error for any finding, and not only for what is high or critical.
    fails_for_any: bool,
    time: String,
    commit: String,
}

static TOOLS: LazyLock<Vec<AuditTool>> = LazyLock::new(|| tools::named("audit"));
/// Bills of materials that list vulnerabilities too.
static BILLS: LazyLock<Vec<AuditTool>> = LazyLock::new(|| tools::named("bill"));

/// The row whose marks a source has.
pub(super) fn tool(source: &Source<'_>) -> Option<&'static AuditTool> {
    if !source.is_json() {
        return None;
    }
    let says = |(place, value): &(String, String)| {
        place.is_empty()
            || source
                .tree()
                .and_then(|tree| tree.word_at(place))
                .is_some_and(|word| word.contains(value.as_str()))
    };
    let is_known = |tool: &&AuditTool| source.tree().is_some_and(|tree| tree.has(&tool.marks));
    TOOLS.iter().filter(|tool| may_have(source, &tool.marks)).filter(is_known).find(|tool| says(&tool.says))
}

/// How many findings there are, of each severity and at all.
#[derive(Default)]
struct Tally {
    of: [u64; 4],
    all: u64,
    /// Findings whose severity is not told.
    untold: u64,
}

impl Tally {
    fn add(&mut self, severity: Option<usize>) {
        self.all += 1;
        match severity.and_then(|at| self.of.get_mut(at)) {
            Some(count) => *count += 1,
            None => self.untold += 1,
        }
    }

    /// The worse of two accounts of the same findings.
    fn with(self, other: Self) -> Self {
        let mut of = self.of;
        of.iter_mut().zip(other.of).for_each(|(count, other)| *count = other.max(*count));
        Self { of, all: self.all.max(other.all), untold: self.untold.max(other.untold) }
    }

    fn fields(&self) -> Vec<(String, String)> {
        let all = [("vulnerabilities", self.all), ("total", self.all)];
        let known = SEVERITIES.iter().zip(self.of).map(|((name, _), count)| (*name, count));
        // Where severities are untold, nobody knows how many are critical.
        let known = known.filter(|_| self.untold == 0);
        all.into_iter().chain(known).map(|(name, count)| (name.to_owned(), count.to_string())).collect()
    }
}

fn named(severity: &str) -> Option<usize> {
    let severity = folded(severity);
    SEVERITIES.iter().position(|(_, words)| words.contains(&severity.as_str()))
}

/// The bands of CVSS.
fn scored(score: f64) -> Option<usize> {
    match score {
        _ if score >= 9.0 => Some(0),
        _ if score >= 7.0 => Some(1),
        _ if score >= 4.0 => Some(2),
        _ if score > 0.0 => Some(3),
        _ => None,
    }
}

fn tally(whole: &Node, findings: &Findings) -> Tally {
    let mut tally = Tally::default();
    match findings {
        Findings::Counts { counts: place } => {
            for (at, (_, names)) in SEVERITIES.iter().enumerate() {
                let places = names.iter().map(|name| format!("{place}/{name}")).collect::<Vec<_>>();
                if let Some(count) = tally.of.get_mut(at) {
                    *count = whole.sum(&places).unwrap_or_default();
                }
            }
            let known = tally.of.iter().fold(0u64, |all, count| all.saturating_add(*count));
            tally.all = known.max(whole.sum(&[format!("{place}/total")]).unwrap_or_default());
            tally.untold = tally.all - known;
        }
        Findings::Words { words: places, severity } => {
            let all = places.iter().flat_map(|place| whole.at(place));
            // Of several ratings of one finding the worst counts.
            let worst = |node: &Node| {
                node.at(severity).into_iter().filter_map(|word| named(word.value.word()?)).min()
            };
            all.for_each(|node| tally.add(worst(node)));
        }
        Findings::Scores { scores: place, severity: score } => {
            let of = |node: &Node| node.word_at(score)?.parse::<f64>().ok();
            whole.at(place).into_iter().for_each(|node| tally.add(of(node).and_then(scored)));
        }
        Findings::Bare { bare: place } => whole.at(place).iter().for_each(|_| tally.add(None)),
        Findings::Grade { .. } | Findings::Refused => {}
    }
    tally
}

/// The audit that a report tells.
pub fn record(source: &Source<'_>) -> Option<Record> {
    Some(of(tool(source)?, source.tree()?))
}

/// The vulnerabilities that a bill of materials lists, where it lists any.
pub(super) fn vulnerabilities(bill: &Node) -> Option<Record> {
    let tool = BILLS.iter().find(|tool| bill.has(&tool.marks))?;
    (tally(bill, &tool.findings).all > 0).then(|| of(tool, bill))
}

fn of(tool: &AuditTool, whole: &Node) -> Record {
    let tally = tally(whole, &tool.findings).with(tally(whole, &tool.again));
    let left_out = if tool.left_out.is_empty() { 0 } else { whole.at(&tool.left_out).len() };
    let [critical, high, ..] = tally.of;
    let is_bad = critical + high > 0 || (tool.fails_for_any && tally.all > 0);
    let grade = match &tool.findings {
        Findings::Grade { grade: place } => whole.word_at(place).and_then(|score| score.parse::<f64>().ok()),
        _ => None,
    };
    let (place, ended) = &tool.ended;
    let is_ended = place.is_empty() || whole.word_at(place).is_none_or(|word| word == ended);
    let is_empty = !tool.audited.is_empty() && whole.at(&tool.audited).is_empty();
    let conclusion = match &tool.findings {
        Findings::Refused => None,
        // Nothing says which score is enough; an item that bounds it is answered by it.
        Findings::Grade { .. } => grade.filter(|score| *score >= 0.0).map(|_| Conclusion::Pending),
        _ if is_bad => Some(Conclusion::Failed),
        _ if left_out > 0 || is_empty || !is_ended || tally.untold > 0 => None,
        _ => Some(Conclusion::Succeeded),
    };
    let mut fields = match &tool.findings {
        Findings::Grade { .. } | Findings::Refused => Vec::new(),
        _ => tally.fields(),
    };
    fields.extend(grade.map(|score| (tool.name.clone(), score.to_string())));
    if left_out > 0 {
        // What was left out may hold anything.
        fields.clear();
        fields.push(("not audited".to_owned(), left_out.to_string()));
    }
    Record {
        title: tool.name.clone(),
        tools: vec![tool.name.clone()],
        line: 1,
        claim: time(whole, &tool.time),
        conclusion,
        commit: whole.word_at(&tool.commit).filter(|id| commits::is_id(id)).map(ToOwned::to_owned),
        fields,
        ..Record::default()
    }
}
