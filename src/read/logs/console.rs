//! Consoles of browsers: messages as Playwright, Puppeteer, Selenium and people keep them, one record a browser.

use crate::lexicon::words::{Cue, Name};
use crate::model::doing;
use crate::model::evidence::{Facts, Kind};
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::model::time::Claim;
use crate::read::records::shapes;
use crate::read::text::lines::{Pattern, capped, numbered, plain};
use crate::read::text::time;
use crate::read::value::record;
use crate::read::value::source::Source;
use crate::read::value::tree::{Group, Node, Value};
use std::collections::BTreeMap;

/// So many errors of a browser are named; all are counted.
const MOST: usize = 50;
const TEXT_CAP: usize = 200;
const LINE_CAP: usize = 1000;

/// Browsers by the names of their engines and channels.
const BROWSERS: [(&str, &[&str]); 5] = [
    ("Chrome", &["chrome", "chromium", "google chrome", "chrome headless shell"]),
    ("Safari", &["safari", "webkit", "mobile safari"]),
    ("Firefox", &["firefox", "gecko"]),
    ("Edge", &["edge", "msedge", "microsoft edge"]),
    ("Opera", &["opera"]),
];

/// Levels of a console that are errors, and those that are none.
const ERRORS: [&str; 7] = ["error", "severe", "fatal", "critical", "exception", "pageerror", "assert"];
const OTHERS: [&str; 14] = [
    "log",
    "info",
    "debug",
    "warn",
    "warning",
    "verbose",
    "trace",
    "dir",
    "table",
    "count",
    "time",
    "timeend",
    "startgroup",
    "endgroup",
];

static COUNTED: Pattern = Pattern::new(
    r"(?i)\b(?P<count>\d{1,6}|no|zero|without|none)\s+(?:console\s+|javascript\s+|js\s+|uncaught\s+)?(?:errors?|exceptions?)\b|\b(?:console\s+)?errors?\s*[:=]\s*(?P<after>\d{1,6}|none|no)\b",
);
static FAULT: Pattern = Pattern::new(
    r"(?i)^[^\p{L}]*(?:\d[TZ\d:.+-]*\s*)?[^\p{L}]*(?:(?:error|severe|fatal|console\.error|pageerror)\b|uncaught\b|unhandled\b|(?:type|reference|syntax|range|network)error\b)|\bconsole\.error\b|\s\[error\]\s|\buncaught \(in promise\)|\bUncaught \w*Error\b",
);

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    // A log of a server's own console has no browser.
    is_named_so(source) && !source.is_markdown() && !consoles(source).is_empty()
}

/// Reads consoles of browsers.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let claim = claim(source);
    // Beside the messages it may tell which page was loaded, and where.
    let group = source.tree().and_then(|tree| tree.value.group());
    let beside = group.map(|group| record::of_group(group, "", 0).fields).unwrap_or_default();
    let records = consoles(source).into_iter().map(|(browser, seen)| {
        let mut record = seen.record(browser, claim);
        record.fields.extend(beside.iter().cloned());
        record
    });
    let records = records.collect::<Vec<_>>();
    let mut facts = shapes::facts(Kind::Qa, source, records);
    let failed = facts.records.iter().any(|record| record.conclusion == Some(Conclusion::Failed));
    if failed {
        facts.state = crate::model::evidence::State::Failing;
    }
    facts
}

fn is_named_so(source: &Source<'_>) -> bool {
    let named = |text: &str| Cue::ConsoleLog.is_in(text);
    let groups =
        source.tree().is_some_and(|tree| tree.names_any(&Name::ConsoleList.each().collect::<Vec<_>>()));
    named(source.path)
        || groups
        || source.tree().and_then(|tree| tree.value.group()).is_some_and(|group| {
            group.iter().any(|(key, node)| folded(key) == "kind" && node.value.word().is_some_and(named))
        })
}

/// The browser that words name.
pub fn browser(text: &str) -> Option<&'static str> {
    let words = doing::spaced(text);
    BROWSERS.iter().find(|(_, names)| doing::stands(names, &words)).map(|(name, _)| *name)
}

/// All browsers that words name, in the order of the table.
pub fn browsers(text: &str) -> Vec<&'static str> {
    let words = doing::spaced(text);
    BROWSERS.iter().filter(|(_, names)| doing::stands(names, &words)).map(|(name, _)| *name).collect()
}

/// What a console showed.
#[derive(Debug, Default)]
struct Seen {
    errors: usize,
    named: Vec<Part>,
}

impl Seen {
    fn fault(&mut self, text: &str, line: u32) {
        self.errors += 1;
        if self.named.len() < MOST {
            let name = capped(text.trim(), TEXT_CAP);
            self.named.push(Part::new(name, Some(Conclusion::Failed), "error", line));
        }
    }

    fn record(self, browser: &str, claim: Option<Claim>) -> Record {
        let place = if browser.is_empty() { "a browser" } else { browser };
        let conclusion = if self.errors == 0 { Conclusion::Succeeded } else { Conclusion::Failed };
        Record {
            title: format!("Console of {place}"),
            claim,
            conclusion: Some(conclusion),
            target: Some(browser.to_owned()).filter(|name| !name.is_empty()),
            parts: self.named,
            fields: vec![("console errors".to_owned(), self.errors.to_string())],
            ..Record::default()
        }
    }
}

/// When the consoles were looked at: by the newest message, or a line that says so.
fn claim(source: &Source<'_>) -> Option<Claim> {
    if let Some(tree) = source.tree() {
        let group = tree.value.group()?;
        return record::of_group(group, "", 0).claim;
    }
    source.text().lines().take(40).find_map(|line| time::claim_in(capped(line, LINE_CAP)))
}

/// What each console showed, by browser; the empty name where none is told.
fn consoles(source: &Source<'_>) -> BTreeMap<&'static str, Seen> {
    let mut found = BTreeMap::new();
    let own = browser(source.name()).unwrap_or_default();
    match source.tree() {
        Some(tree) => of_node(tree, own, &mut found, 5),
        None if source.text.is_some() && source.extension() != "json" => {
            of_text(source.text(), own, &mut found)
        }
        None => {}
    }
    found
}

fn of_node(node: &Node, browser: &'static str, found: &mut BTreeMap<&'static str, Seen>, deep: usize) {
    let Some(deep) = deep.checked_sub(1) else { return };
    match &node.value {
        Value::List(list) => {
            if list.iter().all(|one| one.value.group().is_some_and(|group| level(group).is_some())) {
                found.entry(browser).or_default();
            }
            list.iter().for_each(|one| of_node(one, browser, found, deep));
        }
        Value::Group(group) => of_group(group, node.line, browser, found, deep),
        _ => {}
    }
}

fn of_group(
    group: &Group,
    line: u32,
    outer: &'static str,
    found: &mut BTreeMap<&'static str, Seen>,
    deep: usize,
) {
    let word = |names: Name| {
        group.iter().find(|(key, _)| names.has(&folded(key))).and_then(|(_, node)| node.value.word())
    };
    let own = word(Name::BrowserName).and_then(browser).unwrap_or(outer);
    if let Some(is_error) = level(group) {
        let seen = found.entry(own).or_default();
        if is_error {
            seen.fault(word(Name::MessageText).unwrap_or("error"), line);
        }
        return;
    }
    for (key, node) in group {
        match &node.value {
            Value::Number(count) if Name::ConsoleErrors.has(&folded(key)) => {
                let count = count.parse::<usize>().unwrap_or(usize::MAX);
                let seen = found.entry(own).or_default();
                if count > 0 {
                    seen.fault(&format!("{count} errors"), node.line);
                }
            }
            Value::List(list) if Name::ConsoleErrors.has(&folded(key)) => {
                let seen = found.entry(own).or_default();
                list.iter().for_each(|one| {
                    let text = one.value.word().or_else(|| {
                        let group = one.value.group()?;
                        group.iter().find_map(|(_, node)| node.value.word())
                    });
                    seen.fault(text.unwrap_or("error"), one.line);
                });
            }
            Value::List(_) | Value::Group(_) => of_node(node, browser(key).unwrap_or(own), found, deep),
            _ => {}
        }
    }
}

/// Whether a message of a console is an error; `None` where the group is no such message.
fn level(group: &Group) -> Option<bool> {
    let told = group.iter().any(|(key, _)| Name::MessageSign.has(&folded(key)));
    let named = group.iter().filter(|(key, _)| Name::MessageLevel.has(&folded(key)));
    let level =
        named.filter_map(|(_, node)| node.value.word()).map(str::to_lowercase).next().filter(|_| told)?;
    match level.as_str() {
        level if ERRORS.contains(&level) => Some(true),
        level if OTHERS.contains(&level) => Some(false),
        _ => None,
    }
}

fn of_text(text: &str, own: &'static str, found: &mut BTreeMap<&'static str, Seen>) {
    let mut current = own;
    for (number, line) in numbered(text) {
        let line = plain(capped(line, LINE_CAP));
        current = browser(&line).unwrap_or(current);
        if let Some(counted) = COUNTED.captures(&line) {
            let count = counted.name("count").or(counted.name("after")).map_or("0", |found| found.as_str());
            let count = count.parse::<usize>().unwrap_or(0);
            let seen = found.entry(current).or_default();
            if count > 0 {
                seen.fault(&line, number);
            }
        } else if FAULT.is_match(&line) {
            found.entry(current).or_default().fault(&line, number);
        } else if browser(&line).is_some()
            && OTHERS.iter().any(|level| line.to_lowercase().contains(&format!("[{level}]")))
        {
            found.entry(current).or_default();
        }
    }
}
