//! What an entry of a log decides: an approval, or its withdrawal; by whom, about which release, with which scope and target date.
//!
//! Words such as `approval` are everywhere in a log. An entry decides only where its heading says so, a line names a decision
//! (`Decision: go`), or a line tells who decided (`Signed off by Ada`); and never where it speaks of what is still to come.

use crate::lexicon::words::{Cue, Name};
use crate::model::doing::spaced;
use crate::model::evidence::Entry;
use crate::model::record::{Conclusion, Record, Role, folded};
use crate::read::text::lines::{Pattern, capped};
use crate::read::text::time;
use crate::read::text::time::Moment;
use crate::read::value::columns::filled;
use crate::read::value::fields::plain;
use crate::read::value::sections::{Section, keyed};
use crate::read::value::tree::Group;
use crate::read::value::{conclusion, record, remark};
use regex::Regex;

/// Of one entry so many lines are looked at, and so much of each.
const LINES: usize = 400;
const LINE_CAP: usize = 600;

/// So many words may stand between: `the sign-off was put on hold`.
const BETWEEN: usize = 3;

static SCOPE: Pattern = Pattern::built(|| named(&Cue::ScopeLabel.pattern()));
static TARGET: Pattern = Pattern::built(|| {
    let (event, day, alone) =
        (Cue::ReleaseEvent.pattern(), Cue::DayWord.pattern(), Cue::TargetDayLabel.pattern());
    let time = r"(?:[ /&]+(?:and )?time)?";
    named(&format!("target(?: {event})?(?: {day})?{time}|(?:planned )?{event} {day}{time}|{alone}"))
});
static TAG: Pattern = Pattern::new(r"\bv\d+(?:\.\d+)+[A-Za-z0-9.-]*");

/// A name, a colon (or a heading of that name), and what follows up to the end of its sentence.
fn named(name: &str) -> String {
    format!(
        r"(?im)(?:^|[\s*_(,;>-])(?:{name})(?:\*\*|__)?(?:\s*[:=](?:\*\*|__)?|[ \t]*$)\s*(?:[-*+]\s+)?(?P<value>[^\n|;]+?)(?:[.]\s|[|;]|\s[—–]\s|$)"
    )
}

const WORST_FIRST: [Conclusion; 4] =
    [Conclusion::Failed, Conclusion::Pending, Conclusion::Skipped, Conclusion::Succeeded];

/// The decision of an entry; `None` where it decides nothing.
pub fn record(entry: &Entry, text: &str) -> Option<Record> {
    let mut lines = text.lines().skip(1).take(LINES).map(|line| capped(line, LINE_CAP));
    // What lines call the decision is what it is, whatever the heading says of it; of several the worst.
    let named = lines
        .clone()
        .filter_map(in_field)
        .min_by_key(|ended| WORST_FIRST.iter().position(|worse| worse == ended));
    let waits = lines.clone().any(is_still_to_come);
    let is_conditional = lines.clone().any(is_conditional);
    let mut told = || in_words(&entry.title, true).or_else(|| lines.find_map(in_line));
    let conclusion = match named {
        Some(Conclusion::Succeeded) if is_conditional => Conclusion::Pending,
        Some(named) => named,
        None if waits => told().map(|_| Conclusion::Pending)?,
        None => told()?,
    };
    let fields =
        text.lines().take(LINES).filter_map(|line| keyed(capped(line, LINE_CAP))).collect::<Vec<_>>();
    let value = |names: Name| {
        // Who wrote of it, or owns it, decided only where nobody else did.
        let is_weak = |key: &str| Cue::Writes.is(key) || Name::Owner.has(&folded(key));
        let named = || fields.iter().filter(|(key, _)| names.has(&folded(key)));
        let hit = named().find(|(key, _)| !is_weak(key)).or_else(|| named().next());
        hit.map(|(_, value)| plain(value).to_owned()).filter(|value| !value.is_empty())
    };
    let tag = |text: &str| TAG.find(text).map(|found| found.as_str().trim_end_matches(['.', '-']).to_owned());
    let release = value(Name::DecidedRelease)
        .as_deref()
        .and_then(tag)
        .or_else(|| tag(&entry.title))
        .or_else(|| tag(text));
    let told = |regex: &Regex| {
        let value = regex.captures(capped(text, LINES * LINE_CAP))?.name("value")?;
        Some(plain(value.as_str()).to_owned()).filter(|value| !value.is_empty())
    };
    let holds = fields.iter().filter(|(key, _)| {
        let key = folded(key);
        [Name::Expires, Name::ValidFrom, Name::AsOf].iter().any(|names| names.has(&key))
    });
    let holds = holds.map(|(key, value)| ((*key).to_owned(), plain(value).to_owned()));
    let scope = told(&SCOPE).map(|scope| ("scope".to_owned(), scope));
    let target = told(&TARGET).map(|target| ("target date".to_owned(), target));
    Some(Record {
        title: entry.title.clone(),
        line: entry.line,
        claim: entry.claim,
        conclusion: Some(conclusion),
        people: value(Name::DecidedBy).map(|name| (Role::Approver, name)).into_iter().collect(),
        release,
        fields: scope.into_iter().chain(target).chain(holds).collect(),
        ..Record::default()
    })
}

/// What the lines of an entry tell by name beside its decision: `Revoked: 2026-05-01`, `State: open`.
pub fn fields_beside(text: &str) -> Vec<(String, String)> {
    let known = [
        Name::Decision,
        Name::DecidedBy,
        Name::SignedBy,
        Name::DecidedRelease,
        Name::Scope,
        Name::TargetDay,
        Name::Time,
        Name::Expires,
        Name::ValidFrom,
        Name::AsOf,
        Name::Condition,
    ];
    let lines = text.lines().take(LINES).filter_map(|line| keyed(capped(line, LINE_CAP)));
    let others = lines.filter(|(key, _)| !known.iter().any(|names| names.has(&folded(key))));
    others.map(|(key, value)| (key.to_owned(), plain(value).to_owned())).collect()
}

/// Whether a line names a condition: `Conditions: two more exits`.
fn is_conditional(line: &str) -> bool {
    let value = keyed(line).filter(|(key, _)| Name::Condition.has(&folded(key)));
    value.is_some_and(|(_, value)| remark::says_something(value))
}

/// Whether a line speaks of an approval that is still to be given, or names nobody who gave it.
fn is_still_to_come(line: &str) -> bool {
    let words = spaced(line);
    match keyed(line) {
        Some((key, value)) if Name::SignedBy.has(&folded(key)) => {
            let value = spaced(value);
            Cue::DecisionToCome.stands(&value)
                || Cue::Nobody.begins(&value)
                || !value.contains(char::is_alphabetic)
        }
        _ => Cue::Approves.stands(&words) && Cue::DecisionToCome.stands(&words) && !withdraws(&words),
    }
}

/// What a line tells that names a decision: `Decision: go`, `Sign-off: pending`. One in words that nobody knows is not made yet.
fn in_field(line: &str) -> Option<Conclusion> {
    let (key, value) = keyed(line)?;
    let key = folded(key);
    if !Name::Decision.has(&key) {
        return None;
    }
    let words = spaced(value);
    if Cue::Stops.is(&words) {
        return Some(Conclusion::Failed);
    }
    match conclusion::parse(value) {
        Some(Conclusion::Succeeded) if Cue::DecisionToCome.stands(&words) || is_hedged(&words) => {
            Some(Conclusion::Pending)
        }
        // `Status: complete` is of a task.
        Some(Conclusion::Succeeded) if key == "status" && in_words(value, false).is_none() => None,
        Some(told @ (Conclusion::Succeeded | Conclusion::Failed)) => Some(told),
        // What is decided under a condition, or in words that nobody knows, is not decided yet.
        _ if words.trim().is_empty() => None,
        _ => Some(Conclusion::Pending),
    }
}

/// Whether words take something back from a decision, or make it depend on something: `but not the letter`, `under the condition that …`.
pub fn is_hedged(words: &str) -> bool {
    Cue::Hedge.begins(words) || Cue::HedgePhrase.stands(words)
}

/// A line that tells who decided, or that it is decided.
fn in_line(line: &str) -> Option<Conclusion> {
    if let Some((key, value)) = keyed(line) {
        let key = folded(key);
        if Name::SignedBy.has(&key) {
            let is_signed =
                value.chars().any(char::is_alphabetic) && !Cue::DecisionToCome.stands(&spaced(value));
            return is_signed.then_some(Conclusion::Succeeded);
        }
    }
    let words = spaced(line);
    let alone = Cue::DecidedAlone.is(&words);
    let decides =
        Cue::DecidedLine.stands(&words) || Cue::DecidedStart.begins(&words) || alone || withdraws(&words);
    let told = || in_words(line, false).or_else(|| alone.then_some(Conclusion::Succeeded));
    decides.then(told).flatten()
}

/// Decisions beside dated entries: headings and rows of tables that say when, and how it was decided; and front matter.
pub fn beside(sections: &[Section]) -> Vec<Record> {
    let is_about = |text: &str| Cue::Approves.stands(&spaced(text)) || withdraws(&spaced(text));
    let titles = sections.first().into_iter().chain(sections.iter().find(|one| !one.title.is_empty()));
    let document = titles
        .filter(|one| is_about(&one.title) && !Cue::DecisionToCome.stands(&spaced(&one.title)))
        .map(|one| one.title.clone())
        .next_back();
    let mut found = Vec::new();
    for section in sections {
        let own = is_about(&section.title) && !Cue::DecisionToCome.stands(&spaced(&section.title));
        let title = if own { Some(section.title.clone()) } else { document.clone() };
        for row in section.tables.iter().flatten() {
            let Some(group) = row.value.group() else { continue };
            let names = || group.iter().map(|(name, _)| folded(name));
            let decides = names().any(|name| name != "status" && Name::Decision.has(&name));
            if decides || title.is_some() {
                found.extend(decided(group, title.as_deref().unwrap_or(&section.title), row.line));
            }
        }
        // A dated heading is an entry of the log, which tells more.
        if own && time::find(&section.title).is_none() {
            found.extend(decided(&section.group, &section.title, section.line));
        }
    }
    let front = sections.first().filter(|first| first.title.is_empty());
    let title = document.filter(|_| front.is_some_and(|front| front.tables.is_empty()));
    found.extend(front.zip(title).and_then(|(front, title)| decided(&front.group, &title, front.line)));
    found
}

/// A decision by values by name, where they tell when it was made and how.
fn decided(group: &Group, title: &str, line: u32) -> Option<Record> {
    let record = record::of_group(group, title, line);
    let told = record.claim.is_some() && record.conclusion.is_some();
    let waits = group.iter().any(|(name, node)| {
        let Some(value) = node.value.word() else { return false };
        let is_open = Name::Decision.has(&folded(name))
            && (conclusion::parse(value).is_none() || Cue::DecisionToCome.stands(&spaced(value)));
        is_open || is_hedged(&spaced(value))
    });
    (told && !waits).then_some(record)
}

/// The scope that a decision tells, by whatever name.
pub fn scope(record: &Record) -> Option<&str> {
    let scope = Name::Scope.all().iter().find_map(|name| record.field(name));
    scope.filter(|scope| filled(scope) == Conclusion::Succeeded)
}

/// When a decision says that the release is to be made.
pub fn target(record: &Record) -> Option<Moment> {
    let named = record.fields.iter().filter(|(name, _)| {
        let name = spaced(name);
        Cue::TargetDayWord.stands(&name) || Name::TargetDay.has(&folded(&name))
    });
    named.map(|(_, value)| value.as_str()).chain(record.target.as_deref()).find_map(time::find)
}

/// The decision in a heading or a sentence; in a heading a bare `sign-off` is one.
fn in_words(text: &str, is_heading: bool) -> Option<Conclusion> {
    let words = spaced(text);
    if withdraws(&words) {
        return Some(Conclusion::Failed);
    }
    let approves = Cue::Approves.stands(&words);
    (approves && !Cue::DecisionToCome.stands(&words) && !(is_heading && text.contains('?')))
        .then_some(Conclusion::Succeeded)
}

fn withdraws(words: &str) -> bool {
    let asked = words.contains(" go no go ");
    let takes_back = Cue::TakesBack.stands(words) && Cue::Withdrawable.stands(words) || stops(words);
    (Cue::Refuses.stands(words) && !asked) || (takes_back && !Cue::Hypothetical.stands(words))
}

/// Whether what is decided stands right before a word that stops things.
fn stops(words: &str) -> bool {
    let stopped = Cue::Stops.all().iter().filter_map(|word| words.find(&format!(" {word} ")));
    stopped.filter_map(|at| words.get(..at)).any(|before| {
        let near = before.split(' ').rev().take(BETWEEN).collect::<Vec<_>>();
        let near = near.into_iter().rev().collect::<Vec<_>>().join(" ");
        Cue::Withdrawable.stands(&format!(" {near} "))
    })
}
