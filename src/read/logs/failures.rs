//! Logs of failures: one a row with its time, or how many there were in a minute. JSON, JSON by lines, CSV, Markdown tables and plain logs.
//!
//! What is told becomes measurements of [`Metric::FAILURES`]: single failures with the value 1 and an empty label (0 for what went
//! well), numbers for a span of time with the label `per minute` and so on. The target is what fails, as the file is named: `webhook`.

use crate::lexicon::words::{self, Cue, Name};
use crate::model::doing;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::measurement::{Measurement, Metric, Unit};
use crate::model::record::{Conclusion, folded};
use crate::model::time::{Claim, ClaimSource};
use crate::read::text::lines::{Pattern, group, numbered, plain as without_colours};
use crate::read::text::time;
use crate::read::value::fields::{Fields, plain};
use crate::read::value::source::{Reader, Source};
use crate::read::value::tree::{Group, Node, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the evidence is called.
const KIND: &str = "failure-log";
/// Formats that machines log in, beside Markdown tables.
const FORMATS: [&str; 9] = ["log", "txt", "csv", "tsv", "json", "jsonl", "ndjson", "yml", "yaml"];

static NAMED: Pattern =
    Pattern::new(r" (?:(?P<what>[a-z0-9]+) )?(?:deliver(?:y|ies) )?(?:failures?|errors?|failed) ");
static STATUS_IN_LINE: Pattern = Pattern::new(
    r#"(?i)(?:\b(?:status|code|http(?:/\d(?:\.\d)?)?)(?:[ _]?code)?["']?\s*[=: ]\s*["']?(?P<a>[1-5]\d\d)\b|\s(?P<b>[45]\d\d)(?:\s+[a-z]{3,}|[,;"']|\s*$))"#,
);
static COUNT_IN_LINE: Pattern = Pattern::new(
    r"(?i)(?:failures|errors)(?P<per>(?:_|/|\s+)?(?:per[_ ])?(?:min(?:ute)?|hour))?\s*[=:]\s*(?P<a>\d{1,9})\b|\b(?P<b>\d{1,9})\s+(?:[a-z]+\s+){0,2}(?:failures|errors)(?P<per2>\s*(?:/|per\s+)\s*(?:min(?:ute)?|hour))?",
);
static FAILS: Pattern = Pattern::built(|| format!(r"(?i)\b{}\b", Cue::LineFails.pattern()));
static WELL: Pattern = Pattern::built(|| format!(r"(?i)\b(?:{}|2\d\d)\b", Cue::LineWell.pattern()));

/// Reads logs of failures.
#[derive(Clone, Copy, Debug)]
pub struct Failures;

impl Reader for Failures {
    fn kind(&self) -> Kind {
        Kind::Other(Arc::from(KIND))
    }

    fn expects(&self, source: &Source<'_>) -> bool {
        FORMATS.contains(&source.extension().as_str()) && subject(source).is_some()
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        let format = FORMATS.contains(&source.extension().as_str()) || source.is_markdown();
        let subject = if format { subject(source) } else { None };
        subject.is_some_and(|subject| !tallies(source, source.text(), &subject).is_empty())
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let subject = subject(source).unwrap_or_default();
        let mut facts = Facts::of(self.kind(), State::Neutral, source.bytes.len() as u64);
        let tallies = tallies(source, source.whole(), &subject);
        facts.claim = tallies.keys().next_back().map(|key| key.at);
        facts.title = Some(format!("{subject} failures").trim().to_owned());
        facts.measurements =
            tallies.into_iter().map(|(key, tally)| measurement(key, &tally, &subject).into()).collect();
        facts
    }
}

/// What fails, as the file's name or its own words say: `webhook`, or empty for anything; `None` where it is no log of failures.
fn subject(source: &Source<'_>) -> Option<String> {
    let name = doing::spaced(source.name());
    if matches!(words::kind(&name), Some(Kind::Incident | Kind::Postmortem | Kind::Rollback)) {
        return None;
    }
    let folder = source.path.rsplit('/').nth(1).map(doing::spaced).unwrap_or_default();
    let named = |text: &str| {
        let about = NAMED.captures(text)?;
        let what = group(&about, "what");
        let what = what.strip_suffix('s').unwrap_or(what);
        Some(if what.bytes().all(|byte| byte.is_ascii_digit()) { String::new() } else { what.to_owned() })
    };
    let webhook = |text: &str| {
        (text.contains(" webhook ") || text.contains(" webhooks ")).then(|| "webhook".to_owned())
    };
    let own = || {
        let scan = source.json().ok()?;
        let told =
            Name::FailureSubject.all().iter().filter_map(|key| scan.value(key)?.text()).map(doing::spaced);
        told.filter(|text| NAMED.is_match(text)).find_map(|text| webhook(&text).or_else(|| named(&text)))
    };
    webhook(&name)
        .or_else(|| webhook(&folder).filter(|_| NAMED.is_match(&name)))
        .or_else(|| named(&name))
        .or_else(|| if source.is_json() { own() } else { None })
}

/// What is told of one moment.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    at: Claim,
    label: &'static str,
    status: Option<u16>,
}

/// How often, and where it is told first.
#[derive(Default)]
struct Tally {
    failures: f64,
    line: u32,
}

/// One row: when, how often, for which span, with which status.
struct Row {
    at: Claim,
    failures: f64,
    label: &'static str,
    status: Option<u16>,
    line: u32,
}

fn measurement(key: Key, tally: &Tally, subject: &str) -> Measurement {
    let mut told = Measurement {
        target: subject.into(),
        label: key.label.into(),
        value: Some(tally.failures),
        status: key.status,
        line: tally.line,
        ..Measurement::of(Metric::new(Metric::FAILURES), Unit::Plain)
    };
    told.tell_time(Some(key.at));
    told
}

/// All rows of a text, those of one moment as one.
fn tallies(source: &Source<'_>, text: &str, subject: &str) -> BTreeMap<Key, Tally> {
    let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
    for row in rows(source, text) {
        // A file named after server errors tells of nothing else.
        let status = row.status.or_else(|| (subject == "5xx" && row.failures > 0.0).then_some(500));
        let tally = tallies.entry(Key { at: row.at, label: row.label, status }).or_default();
        tally.failures += row.failures;
        tally.line = if tally.line == 0 { row.line } else { tally.line };
    }
    tallies
}

fn rows(source: &Source<'_>, text: &str) -> Vec<Row> {
    let is_told = NAMED.is_match(&doing::spaced(source.name()));
    if source.is_markdown() {
        let tables = source.sections().iter().flat_map(|section| &section.tables);
        return tables
            .flatten()
            .filter_map(|node| row(node.value.group()?, node.line, "", is_told))
            .collect();
    }
    if matches!(source.extension().as_str(), "csv" | "tsv") {
        return of_cells(text, is_told);
    }
    match source.tree() {
        Some(tree) => of_tree(tree, is_told),
        None => {
            numbered(text).filter_map(|(line, text)| of_line(line, &without_colours(text), is_told)).collect()
        }
    }
}

/// Groups in lists, or the group itself. A span that the outer group tells holds for its rows.
fn of_tree(tree: &Node, is_told: bool) -> Vec<Row> {
    let of_list = |list: &[Node], label| {
        list.iter().filter_map(|node| row(node.value.group()?, node.line, label, is_told)).collect::<Vec<_>>()
    };
    match &tree.value {
        Value::List(list) => of_list(list, ""),
        Value::Group(group) => {
            let label = span_of(&Fields::of(group));
            let lists = group.iter().filter_map(|(_, node)| node.value.list());
            let inner = lists.flat_map(|list| of_list(list, label)).collect::<Vec<_>>();
            if inner.is_empty() { row(group, tree.line, label, is_told).into_iter().collect() } else { inner }
        }
        _ => Vec::new(),
    }
}

/// A table with a head, its cells set apart by commas, semicolons or tabs. Quoted cells hold no such signs in honest logs of numbers.
fn of_cells(text: &str, is_told: bool) -> Vec<Row> {
    let mut lines = numbered(text);
    let Some((_, head)) = lines.next() else { return Vec::new() };
    let sign = ['\t', ';'].into_iter().find(|sign| head.contains(*sign)).unwrap_or(',');
    let cells = |line: &str| {
        line.split(sign).map(|cell| cell.trim().trim_matches('"').to_owned()).collect::<Vec<_>>()
    };
    let names = cells(head);
    let each = lines.filter_map(|(line, text)| {
        let values = names.iter().cloned().zip(cells(text));
        let group = values.map(|(name, cell)| (name, Node::word(&cell, line))).collect();
        row(&group, line, "", is_told)
    });
    each.collect()
}

/// The label for a span that a group tells beside its numbers: `window: 1m`, `interval: hour`.
fn span_of(fields: &Fields<'_>) -> &'static str {
    let told = fields.word(Name::FailureWindow);
    match told.map(|word| plain(word).to_lowercase()).as_deref() {
        Some("1s" | "second" | "1 second") => "per second",
        Some("1m" | "1min" | "60s" | "minute" | "1 min" | "1 minute" | "60") => "per minute",
        Some("1h" | "60m" | "hour" | "1 hour" | "3600" | "3600s") => "per hour",
        Some("1d" | "24h" | "day" | "1 day") => "per day",
        _ => "",
    }
}

/// The label for a span that a name tells: `failures_per_minute`, `minute`.
fn span_in(name: &str) -> &'static str {
    match () {
        () if name.contains("permin") || name == "minute" => "per minute",
        () if name.contains("perhour") || name == "hour" => "per hour",
        () => "",
    }
}

/// What a group of values tells. One without a number is one failure, if it says so, or if the whole file is of failures.
fn row(group: &Group, line: u32, outer: &'static str, is_told: bool) -> Option<Row> {
    let fields = Fields::of(group);
    let name = |names: Name| names.each().find(|name| fields.word(&[*name]).is_some());
    let at = fields
        .moment(Name::FailureSpan)
        .or_else(|| fields.moment(Name::Time))
        .or_else(|| fields.moment(&["ts"]))
        .or_else(|| fields.moment(Name::Began))?;
    let status = fields
        .word(Name::FailureStatus)
        .and_then(|word| word.parse().ok())
        .filter(|code| (100..600).contains(code));
    let count = Name::FailureCount.each().find_map(|name| {
        let count: f64 = fields.word(&[name])?.parse().ok()?;
        (count.is_finite() && count >= 0.0).then_some((name, count))
    });
    if let Some((counted, failures)) = count {
        let own = [span_in(counted), span_of(&fields), name(Name::FailureSpan).map_or("", span_in), outer];
        let label = own.into_iter().find(|label| !label.is_empty()).unwrap_or_default();
        return Some(Row { at, failures, label, status, line });
    }
    let error = fields
        .word(&["error", "errormessage", "exception"])
        .is_some_and(|word| !(folded(word).is_empty() || Cue::NoError.is(word)));
    let outcome = match status {
        Some(code) => Some(code >= 400),
        None => match fields.outcome(&mut Vec::new()) {
            Some(Conclusion::Failed) => Some(true),
            Some(Conclusion::Succeeded) => Some(false),
            _ => None,
        },
    };
    let fails = if error { Some(true) } else { outcome.or_else(|| is_told.then_some(true)) }?;
    Some(Row { at, failures: f64::from(u8::from(fails)), label: "", status, line })
}

/// What a line of a plain log tells.
fn of_line(line: u32, text: &str, is_told: bool) -> Option<Row> {
    let moment = time::find(text)?;
    let rest = text.get(moment.range.end..)?;
    let at = moment.claim(ClaimSource::Content);
    let status: Option<u16> = STATUS_IN_LINE
        .captures(rest)
        .and_then(|found| found.name("a").or(found.name("b"))?.as_str().parse().ok());
    // `HTTP 503 errors` is a status and no number of errors.
    let counted = COUNT_IN_LINE.captures(rest).filter(|found| {
        found
            .name("b")
            .and_then(|count| count.as_str().parse().ok())
            .is_none_or(|count| status != Some(count))
    });
    if let Some(found) = counted {
        let count: f64 = found.name("a").or(found.name("b"))?.as_str().parse().ok()?;
        let per = found.name("per").or(found.name("per2")).map(|per| per.as_str().to_lowercase());
        let label = match per.as_deref() {
            Some(per) if per.contains("min") => "per minute",
            Some(_) => "per hour",
            None => "",
        };
        return Some(Row { at, failures: count, label, status, line });
    }
    let fails = match status {
        Some(code) => code >= 400,
        None if FAILS.is_match(rest) => true,
        None if WELL.is_match(rest) => false,
        None => is_told.then_some(true)?,
    };
    Some(Row { at, failures: f64::from(u8::from(fails)), label: "", status, line })
}
