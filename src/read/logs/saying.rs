//! Of what a text speaks: line by line, so that what is only announced, awaited or left empty tells nothing.

use crate::lexicon::words::{Cue, topics as topics_in};
use crate::model::doing::spaced;
use crate::model::evidence::Kind;
use crate::model::record::Conclusion;
use crate::model::topic::{Saying, Topic, Topics};
use crate::read::records::audience::affirmed;
use crate::read::text::lines::{Pattern, capped};
use crate::read::text::memo::Memo;
use crate::read::text::time;
use crate::read::value::conclusion;
use crate::read::value::sections::keyed;
use crate::read::value::source::Source;
use crate::read::value::tree::{Node, Value};
use std::borrow::Cow;
use std::rc::Rc;

/// Of a longer text only so much is looked at; no announcement is longer.
const LOOKED_AT: usize = 64 << 10;
const LINE_CAP: usize = 1000;
/// So many names of one kind are kept.
const NAMES: usize = 8;
/// So deep values are looked at.
const DEEP: usize = 6;

static RELEASE: Pattern = Pattern::new(r"\b[vV]?\d+(?:\.\d+)+[A-Za-z0-9-]*");
static CHANNEL: Pattern = Pattern::new(r"(?:^|[\s(\[`'\x22,;:>])#(?P<name>[A-Za-z][\w-]{1,79})");
static LINK: Pattern = Pattern::new(
    r"https?://\S|\]\([^)\s]+\)|`[^`\s]*/[^`\s]*\.\w{1,8}(?::\d+)?`|(?:^|\s)[\w.-]+(?:/[\w.-]+)+\.\w{1,8}\b",
);
static NUMBER: Pattern = Pattern::new(
    r"(?i)\b\d+(?:[.,]\d+)?\s?(?:ms|s|sec|seconds?|min|minutes?|%|rps|rpm|/\s?100|(?:\w+ )?(?:errors?|requests?|checks?|tests?|alerts?|failures?|incidents?|orders?|users?))(?:\b|$)|\bp\d{2}\b|(?:performance|score|latency|lcp|tti)\D{0,12}\d",
);
static CLOCK: Pattern = Pattern::new(r"\b\d{1,2}:\d{2}\b");

thread_local! {
    static LINES: Memo<String, Rc<Line>> = Memo::new();
}

/// What one line says.
struct Line {
    saying: Saying,
    has_clock: bool,
}

/// Of what a text speaks.
pub fn of_text(text: &str) -> Saying {
    let mut saying = Saying::default();
    let mut clocks = 0;
    let lines = capped(text, LOOKED_AT).lines().map(|line| capped(line, LINE_CAP));
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let line = LINES.with(|known| known.get(line.to_owned(), |line| Rc::new(of_line(line))));
        clocks += usize::from(line.has_clock);
        saying.topics = saying.topics.or(line.saying.topics);
        keep(&mut saying.channels, line.saying.channels.iter().cloned());
        keep(&mut saying.releases, line.saying.releases.iter().cloned());
    }
    // Three moments in a row of lines are a timeline, whatever it is called.
    if clocks >= 3 {
        saying.topics.insert(Topic::Timeline);
    }
    saying
}

fn of_line(line: &str) -> Line {
    let mut saying = Saying::default();
    let has_digit = line.bytes().any(|byte| byte.is_ascii_digit());
    let has_clock = has_digit && CLOCK.is_match(line);
    // Paths, addresses and channels name things: what is written in `feedback/support.md` was not told to support.
    // Most lines have none of these: the expressions are asked only where there is a sign of one.
    let may_link = line.contains('/') || line.contains("](");
    let plain = if may_link { LINK.replace_all(line, " ") } else { Cow::Borrowed(line) };
    let links = matches!(plain, Cow::Owned(_));
    let plain = if line.contains('#') { CHANNEL.replace_all(&plain, " ") } else { plain };
    let words = spaced(&plain);
    let told = affirmed(&plain).map(|sentence| topics_in(&spaced(sentence)));
    let mut topics = told.fold(Topics::default(), Topics::or);
    let is_open = Cue::NotYetTold.stands(&words)
        || keyed(line).is_some_and(|(_, value)| conclusion::parse(value) == Some(Conclusion::Pending));
    if is_open {
        topics = topics.and(Topics::of(&[Topic::OpenQuestions, Topic::NextSteps]));
    } else {
        // Links, metrics and times are told by being there, not by their names.
        topics = topics.without(Topics::of(&[Topic::Links, Topic::Metrics, Topic::Time]));
        let found = [
            (Topic::Links, links),
            (Topic::Metrics, has_digit && NUMBER.is_match(line)),
            (Topic::Time, has_clock || time::find(line).is_some()),
        ];
        found.into_iter().filter(|(_, told)| *told).for_each(|(topic, _)| topics.insert(topic));
    }
    if line.contains(['#']) {
        let names = CHANNEL.captures_iter(line).filter_map(|hit| hit.name("name"));
        let names = names.map(|name| format!("#{}", name.as_str().to_lowercase()));
        keep(&mut saying.channels, names);
    }
    if has_digit && line.contains('.') {
        let names = RELEASE.find_iter(line).map(|name| name.as_str().trim_end_matches('-').to_owned());
        keep(&mut saying.releases, names);
    }
    saying.topics = topics;
    Line { saying, has_clock }
}

fn keep(into: &mut Vec<String>, names: impl Iterator<Item = String>) {
    for name in names {
        if into.len() < NAMES && !into.contains(&name) {
            into.push(name);
        }
    }
}

/// Of what a whole file speaks; of measurements, logs of many entries and checklists nothing is asked.
pub fn of_source(source: &Source<'_>, kind: &Kind) -> Saying {
    if matches!(kind, Kind::Feedback | Kind::Smoke | Kind::Lighthouse | Kind::Image) || source.text.is_none()
    {
        return Saying::default();
    }
    match source.tree() {
        Some(tree) => {
            let mut lines = String::new();
            spell(tree, "", DEEP, &mut lines);
            of_text(&lines)
        }
        // What the items of a checklist ask for is not told by it.
        None if *kind == Kind::Checklist => {
            let lines = source.body().lines().filter(|line| !is_entry(line)).collect::<Vec<_>>();
            of_text(&lines.join("\n"))
        }
        None => of_text(source.text()),
    }
}

/// Whether a line is an item with its box, or a step.
fn is_entry(line: &str) -> bool {
    let entry = line.trim_start().trim_start_matches(['-', '*', '+', '|', ' ']);
    let numbered = entry.trim_start_matches(|c: char| c.is_ascii_digit());
    entry.starts_with('[') || (numbered.len() < entry.len() && numbered.starts_with(['.', ')']))
}

/// Values by name as lines, `workflowRun: https://…`; those without a value are left out.
fn spell(node: &Node, name: &str, deep: usize, out: &mut String) {
    if out.len() > LOOKED_AT {
        return;
    }
    match (&node.value, deep.checked_sub(1)) {
        (Value::Group(group), Some(deep)) => group.iter().for_each(|(key, node)| spell(node, key, deep, out)),
        (Value::List(list), Some(deep)) => list.iter().for_each(|node| spell(node, name, deep, out)),
        (value, _) => {
            if let Some(word) = value.word() {
                let mut before = ' ';
                for c in name.chars() {
                    if c.is_uppercase() && before.is_lowercase() {
                        out.push(' ');
                    }
                    out.push(if matches!(c, '_' | '-' | '.') { ' ' } else { c });
                    before = c;
                }
                out.push_str(": ");
                out.push_str(&word.replace('\n', " "));
                out.push('\n');
            }
        }
    }
}
