//! What a file of no kind of its own tells by its own account: when something was done, and how it ended.
//!
//! Such a file decides only items that name it, or that it names itself (`item: login works`). What tells no outcome stays what it was.

use super::fields::{self, concluded};
use super::lines::{capped, numbered, pattern, plain};
use super::sections::keyed;
use super::source::Source;
use super::told::{Node, Value};
use super::{deploy_log, synonyms, time};
use crate::model::doing;
use crate::model::evidence::{Facts, State};
use crate::model::record::{Conclusion, Record, folded};
use regex::Regex;
use std::sync::LazyLock;

/// What stands at the head of a log, and at its end.
const HEAD: usize = 60;
const END: usize = 5;
const LINE_CAP: usize = 400;

/// `outcome: passed` at the end of a line, behind nothing but a time stamp and a level.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[^\p{L}]*(?:\d[TZ\d:.+-]*\s*)?(?:UTC\s*)?[^\p{L}]*(?:(?:info|notice|warn|warning|error|debug)\b[^\p{L}]*)?(?P<key>(?:final |overall |over-all )?(?:outcome|result|results|conclusion|verdict|status|exit[ _-]?(?:code|status)))\s*(?:[:=]|\bis\b)\s*(?P<value>\S.*)$",
    )
});

/// The records of a source that no other reader takes, each with its outcome.
#[must_use]
pub fn records(source: &Source<'_>) -> Vec<Record> {
    // A plan tells how something is to end.
    if doing::is_planned(source.name()) {
        return Vec::new();
    }
    if !source.is_markdown() && source.tree().is_none() {
        return log(source).into_iter().collect();
    }
    // In prose `Status: done` may be of anything; a document that tells no day is no record.
    let dated = !source.is_markdown() || time::in_name(source.name()).is_some();
    let told = |record: &&Record| {
        record.conclusion.is_some() && (dated || record.claim.is_some()) && !doing::is_planned(&record.title)
    };
    source.records().iter().filter(told).cloned().collect()
}

/// Adds what a source tells of its own outcome to its facts. The newest record speaks for the file.
pub fn add(facts: &mut Facts, source: &Source<'_>) {
    let told = records(source);
    let Some(newest) = told.iter().max_by_key(|record| record.claim.map(|claim| claim.at)) else { return };
    facts.state = match newest.conclusion {
        Some(Conclusion::Succeeded) => State::Proving,
        Some(Conclusion::Failed) => State::Failing,
        Some(Conclusion::Pending | Conclusion::Skipped) | None => facts.state,
    };
    facts.claim = newest.claim.or(facts.claim);
    facts.records.extend(told);
}

/// A log whose last lines say how it ended; its first lines may say when, by whom and for which item.
fn log(source: &Source<'_>) -> Option<Record> {
    if !matches!(source.extension().as_str(), "log" | "txt" | "out" | "") || source.text.is_none() {
        return None;
    }
    let text = source.text();
    let (line, closing, conclusion) = closing(text)?;
    let head = numbered(text).take(HEAD).map(|(_, line)| plain(capped(line, LINE_CAP)));
    let head = head.collect::<Vec<_>>();
    let said = |line: &String| {
        let (key, value) = keyed(line)?;
        let outcome = synonyms::OUTCOME.contains(&folded(key).as_str());
        (!outcome).then(|| (key.to_owned(), Node { value: Value::Word(value.to_owned()), line: 0 }))
    };
    let mut record = fields::record(&head.iter().filter_map(said).collect(), "", line);
    let stamped =
        deploy_log::stamp(&closing).or_else(|| head.iter().rev().find_map(|line| deploy_log::stamp(line)));
    record.claim = stamped.or(record.claim);
    record.conclusion = Some(conclusion);
    Some(record)
}

/// The last line that tells the outcome, near the end of a text.
fn closing(text: &str) -> Option<(u32, String, Conclusion)> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.collect::<Vec<_>>().into_iter().rev().take(END).find_map(|(index, line)| {
        let line = plain(capped(line.rsplit('\r').find(|part| !part.trim().is_empty())?, LINE_CAP));
        let found = CLOSING.captures(&line)?;
        let key = folded(found.name("key")?.as_str());
        let key = key.trim_start_matches("final").trim_start_matches("overall");
        let value = Value::Word(found.name("value")?.as_str().trim().to_owned());
        let conclusion = concluded(key, &value)?;
        Some((u32::try_from(index + 1).ok()?, line.clone(), conclusion))
    })
}
