//! What a file of no kind of its own tells by its own account: when something was done, and how it ended.
//!
//! Such a file decides only items that name it, or that it names itself (`item: login works`). What tells no outcome stays what it was.

use crate::lexicon::file::Role;
use crate::lexicon::words::{self, Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::doing::{self, spaced};
use crate::model::evidence::Facts;
use crate::model::record::{Conclusion, Record, folded};
use crate::read::records::{deploy_log, stated};
use crate::read::text::aftermath::{Aftermath, untimed};
use crate::read::text::lines::{Pattern, capped, numbered, plain};
use crate::read::text::time;
use crate::read::value::fields::concluded;
use crate::read::value::sections::keyed;
use crate::read::value::source::Source;
use crate::read::value::state;
use crate::read::value::tree::{Node, Value};
use crate::read::value::{conclusion, record};
use std::collections::VecDeque;

/// What stands at the head of a log, and at its end.
const HEAD: usize = 60;
const END: usize = 5;
const LINE_CAP: usize = 400;
/// A log says in its first lines what it is of, in so many bytes.
const TITLED: usize = 5;
const TITLE_CAP: usize = 120;
/// A line that tells an outcome without a name for it is short.
const MOST_WORDS: usize = 12;

/// How many failed, in the summary of a test tool: `2 failed`, `Tests: 1 failed, 12 passed`; or that pytest broke off, between rows of `!`.
static FAILING: Pattern = Pattern::new(
    r"(?i)^[^\p{L}\d]*(?:\p{L}[\p{L} ]{0,20}:\s+)?[1-9]\d{0,5} (?:tests? |specs? |suites? |checks? )?(?:failed|failing|failures?)\b|^!{5,} .+ !{5,}\s*$",
);

/// What stands before the words of a line: signs, a time stamp, a level.
static STAMP: Pattern = Pattern::new(
    r"(?i)^[^\p{L}]*(?:\d[TZ\d:.,+/-]*\s*)?(?:UTC\s*)?[^\p{L}]*(?:(?:info|notice|warn|warning|debug)\b[^\p{L}]*)?",
);

/// `outcome: passed` at the end of a line, behind nothing but a time stamp and a level.
static CLOSING: Pattern = Pattern::built(|| {
    format!(
        r"(?i)^[^\p{{L}}]*(?:\d[TZ\d:.+-]*\s*)?(?:UTC\s*)?[^\p{{L}}]*(?:(?:info|notice|warn|warning|error|debug)\b[^\p{{L}}]*)?(?P<key>(?:final |overall |over-all )?{})\s*(?:[:=]|\bis\b)\s*(?P<value>\S.*)$",
        Cue::ClosingKey.pattern()
    )
});

/// The records of a source that no other reader takes, each with its outcome.
pub fn records(source: &Source<'_>) -> Vec<Record> {
    // A plan tells how something is to end.
    if words::is_planned(source.name()) {
        return Vec::new();
    }
    // In prose `Status: done` may be of anything; a document that tells no day is no record.
    let dated = !source.is_markdown() || time::in_name(source.name()).is_some();
    let told = |record: &&Record| {
        let dated = dated || record.claim.is_some() || is_table_of_results(record);
        let is_listing = !source.is_markdown() && conclusion::is_told_by_rows(record);
        // That it says how it ended in words that nobody knows is known all the same.
        let says = |names: Name| record.fields.iter().any(|(name, _)| names.has(&folded(name)));
        let is_unread =
            record.claim.is_some() && says(Name::KindName) && (says(Name::HowItEnded) || says(Name::State));
        let has_state = record.claim.is_some() && !record.title.is_empty() && state::of(record).is_some();
        (record.conclusion.is_some() && dated || is_listing || is_unread || has_state)
            && !words::is_planned(&record.title)
    };
    // Where other rows of a list tell how they stand, a dated one that does not is open again.
    let has_rows = source.records().iter().filter(told).any(|record| record.is_row);
    let is_open_row = |record: &&Record| has_rows && record.is_row && record.claim.is_some();
    source.records().iter().filter(|record| told(record) || is_open_row(record)).cloned().collect()
}

/// Whether a record is a table of checks that each tell how they ended.
fn is_table_of_results(record: &Record) -> bool {
    !record.parts.is_empty() && record.parts.iter().all(|part| part.conclusion.is_some())
}

/// Adds what a source tells of its own outcome to its facts. The newest record speaks for the file.
pub fn add(facts: &mut Facts, source: &Source<'_>) {
    let told = records(source);
    if !told.iter().any(|record| record.conclusion.is_some()) {
        facts.stated = stated::stated(source).map(Box::new);
    }
    let Some(newest) = told.iter().max_by_key(|record| record.claim.map(|claim| claim.at)) else { return };
    facts.state = conclusion::state(newest.conclusion).unwrap_or(facts.state);
    facts.claim = newest.claim.or(facts.claim);
    facts.records.extend(told);
}

/// A log whose last lines say how it ended; its first lines may say what it is of, when, by whom and for which item.
pub fn log(source: &Source<'_>) -> Option<Record> {
    if !source.is_log() {
        return None;
    }
    let text = source.text();
    let (line, last, conclusion) = closing(text, source.name())?;
    let head = numbered(text).take(HEAD).map(|(_, line)| plain(capped(line, LINE_CAP)));
    let head = head.collect::<Vec<_>>();
    let said = |line: &String| {
        let (key, value) = keyed(line)?;
        let outcome = Name::Outcome.has(&folded(key));
        (!outcome).then(|| (key.to_owned(), Node::word(value, 0)))
    };
    let titles = head.iter().take(TITLED).map(|line| words_of(line));
    let title = titles.filter(|line| words::kind(line).is_some()).map(ToOwned::to_owned).next();
    let mut record =
        record::of_group(&head.iter().filter_map(said).collect(), &title.unwrap_or_default(), line);
    let stamped = || head.iter().rev().find_map(|line| deploy_log::stamp(line));
    let named = || time::claim_of_name(source.name());
    record.claim = deploy_log::stamp(&last).or_else(stamped).or(record.claim).or_else(named);
    record.conclusion = Some(conclusion);
    Some(record)
}

/// The words of a line behind its time stamp, level and signs.
fn words_of(line: &str) -> &str {
    let stamp = STAMP.find(line).map_or(0, |found| found.end());
    capped(line.get(stamp..).unwrap_or_default().trim(), TITLE_CAP)
}

/// The last line that tells the outcome, near the end of a text: by a name (`result: ok`), or by the thing that ended (`dry run complete`).
fn closing(text: &str, name: &str) -> Option<(u32, String, Conclusion)> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let mut last = lines.fold(VecDeque::with_capacity(END + 1), |mut last, line| {
        last.push_front(line);
        last.truncate(END);
        last
    });
    let mut aftermath = Aftermath::default();
    let last = last.make_contiguous();
    let (at, line, conclusion) = last.iter().find_map(|(index, line)| {
        let line = plain(capped(line.rsplit('\r').find(|part| !part.trim().is_empty())?, LINE_CAP));
        let Some(conclusion) = by_name(&line).or_else(|| by_words(words_of(&line), name)) else {
            aftermath.line_of_doing(untimed(&line));
            return None;
        };
        Some((u32::try_from(index + 1).ok()?, line.clone(), conclusion))
    })?;
    let conclusion = match conclusion {
        Conclusion::Succeeded if aftermath.takes_back() => Conclusion::Pending,
        Conclusion::Succeeded if last.iter().any(|(_, line)| ran_nothing(line)) => Conclusion::Skipped,
        other => other,
    };
    // `2 failed`, what failed, and then `1 passed`: so test tools end.
    let failing =
        || numbered(text).filter(|(_, line)| FAILING.is_match(&plain(capped(line, LINE_CAP)))).last();
    match failing().filter(|_| conclusion == Conclusion::Succeeded) {
        Some((number, _)) => Some((number, line, Conclusion::Failed)),
        None => Some((at, line, conclusion)),
    }
}

/// Whether a line counts that nothing ran: `0 passed`, `no tests found`, `(0 of 0)`; not that none of it failed.
fn ran_nothing(line: &str) -> bool {
    let lexicon = Lexicon::built_in();
    let words = stem::words(capped(line, LINE_CAP)).collect::<Vec<_>>();
    let ended = |word: &String| conclusion::parse(word).filter(|_| !lexicon.has(word, Role::Zero));
    let is_bad = |word: &String| ended(word).is_some_and(|ended| ended != Conclusion::Succeeded);
    words.iter().enumerate().any(|(at, word)| {
        let behind = words.get(at + 1..).unwrap_or_default();
        let is_none = word == "0" || lexicon.has(word, Role::Zero);
        let is_thing = |word: &String| Name::RanThing.has(word) || ended(word) == Some(Conclusion::Succeeded);
        is_none
            && (behind.first().is_some_and(is_thing)
                && !behind.iter().skip(1).take(3).take_while(|word| word.parse::<u64>().is_err()).any(is_bad)
                || behind.len() > 1 && word == "0" && behind.get(1) == Some(word))
    })
}

fn by_name(line: &str) -> Option<Conclusion> {
    let found = CLOSING.captures(line)?;
    let key = folded(found.name("key")?.as_str());
    let key = key.trim_start_matches("final").trim_start_matches("overall");
    concluded(key, &Value::Word(found.name("value")?.as_str().trim().to_owned()))
}

/// `dry run complete`, `Backup finished successfully`, `restore drill: PASSED`, `✅ done`: a line that begins with a thing that is done, or
/// with its end in a log of such a thing, and then says how.
pub(in crate::read) fn by_words(line: &str, name: &str) -> Option<Conclusion> {
    let words = spaced(line);
    let words = words.split_whitespace().collect::<Vec<_>>();
    if words.len() > MOST_WORDS {
        return None;
    }
    // Not before the thing is named: `failed to start` is of anything.
    let first = usize::from(!words::kind(name).is_some_and(|kind| doing::DONE_ONCE.contains(&kind)));
    let named = |upto: usize| {
        let kind = words::kind(&words.get(..upto).unwrap_or_default().join(" "));
        kind.is_some_and(|kind| doing::DONE_ONCE.contains(&kind))
    };
    (first..words.len().min(MOST_WORDS)).find_map(|at| {
        let rest = words.get(at..)?.join(" ");
        let says =
            if at == 0 { words.first().is_some_and(|word| Cue::PlainOutcome.is(word)) } else { named(at) };
        says.then(|| conclusion::parse(&rest)).flatten()
    })
}
