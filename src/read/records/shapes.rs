//! Records of what was done, from a source of any shape: JSON, JSON by lines, YAML, front matter, Markdown lists and tables.
//!
//! One doing is one record, however it is written. A group of values is a record where it tells when or how it ended; else the
//! groups within it are looked at, one level deep, and what the outer one tells (who, where, which release) holds for each.

use crate::lexicon::file::Role;
use crate::lexicon::words::{self, Cue, Name};
use crate::lexicon::{Lexicon, stem};
use crate::model::evidence::{Facts, Kind, State};
use crate::model::problem::Problem;
use crate::model::record::{Record, folded};

use crate::read::records::account;
use crate::read::text::time;
use crate::read::value::sections::Section;
use crate::read::value::source::Source;
use crate::read::value::state;
use crate::read::value::tree::{Group, Node, Value};
use crate::read::value::{conclusion, fields, record};

/// A longer number is a hash or a total, and names nothing.
const LONGEST_NUMBER: usize = 20;
/// A longer one without signs is a total.
const LONGEST_ID: usize = 5;
/// One file has no more records.
const MOST: usize = 2000;

impl Source<'_> {
    /// What was done, as a source of any shape tells it. Computed once.
    pub fn records(&self) -> &[Record] {
        self.records.get_or_init(|| records(self))
    }

    /// The kind that its records say they are of. Computed once.
    pub fn recorded_kind(&self) -> Option<&Kind> {
        self.recorded_kind.get_or_init(|| kind(self)).as_ref()
    }
}

/// The records of a source, in its order; empty where it tells of no doing.
fn records(source: &Source<'_>) -> Vec<Record> {
    let mut found = if source.is_markdown() {
        of_markdown(source.sections())
    } else {
        source.tree().map(of_tree).unwrap_or_else(|| account::log(source).into_iter().collect())
    };
    found.truncate(MOST);
    found
}

/// The kind that a source of records says it is: by its `kind:`; else, where it tells both when something was done and how it ended, by
/// its title, or by its path where it holds one record.
fn kind(source: &Source<'_>) -> Option<Kind> {
    let records = source.records();
    let named = || {
        let told = records
            .iter()
            .filter_map(|record| Name::KindName.all().iter().find_map(|name| record.field(name)));
        let kinds = told.filter_map(|told| Some((words::kind(told)?, told)));
        kinds.filter(|(kind, told)| is_kept(kind) || !words::is_planned(told)).map(|(kind, _)| kind).next()
    };
    // Rows of data lie under telling paths too; one whole record is none of these.
    let path = match records {
        [one] if whole(one) => source.path,
        _ => "",
    };
    let titled =
        || records.iter().filter(|record| whole(record)).find_map(|record| words::kind(&record.title));
    let guessed = || titled().or_else(|| path.rsplit('/').find_map(words::kind));
    // A plan or a review of a deployment is none, though it tells a day and what is amiss; a review of an incident is a postmortem.
    let about = |kind: &Kind| {
        if is_kept(kind) {
            return false;
        }
        if words::is_procedure(source.path) {
            return true;
        }
        // What is called a report on one thing and a briefing on it is that report.
        let reported = |text: &str| *kind == Kind::Briefing && words::is_report(text);
        if reported(source.name()) || records.iter().any(|one| reported(&one.title)) {
            return true;
        }
        let mut names = records.iter().map(|one| one.title.as_str()).chain([source.name()]);
        let looks = *kind != Kind::Postmortem;
        names.any(|name| words::is_planned(name) || (looks && words::is_looked_at(name)))
    };
    named().or_else(|| guessed().filter(|kind| !about(kind)))
}

/// What is not done once, but kept: of such a thing a plan is what is asked for.
pub fn is_kept(kind: &Kind) -> bool {
    use Kind::{EnvMatrix, Environment, FeatureFlags, SecretRotation, Secrets};
    matches!(kind, EnvMatrix | Environment | FeatureFlags | SecretRotation | Secrets)
}

/// Whether a heading or the name of a list says that what stands in it is no result of this time: `Expected results`, `not_done`. Of what
/// is kept a plan is one.
fn is_no_result(text: &str) -> bool {
    words::is_no_result(text) && !words::kind(text).is_some_and(|kind| is_kept(&kind))
}

/// The sections whose tables may tell what was done: not those that a heading, or a sentence beside the table, says to hold no results.
fn with_results(sections: &[Section]) -> impl Iterator<Item = &Section> {
    let mut above: Vec<(u8, bool)> = Vec::new();
    sections.iter().filter(move |section| {
        above.retain(|(level, _)| *level < section.level);
        let is_none = above.last().is_some_and(|(_, is_none)| *is_none) || is_no_result(&section.title);
        above.push((section.level, is_none));
        !is_none && !section.takes_back
    })
}

/// Facts of a kind from its records: the newest one speaks for the file.
pub fn facts(kind: Kind, source: &Source<'_>, records: Vec<Record>) -> Facts {
    let mut facts = Facts::of(kind, State::Neutral, source.bytes.len() as u64);
    let newest =
        records.iter().enumerate().max_by_key(|(at, record)| (record.claim.map(|claim| claim.at), *at));
    if let Some((_, record)) = newest {
        facts.claim = record.claim;
        facts.title = Some(record.title.clone()).filter(|title| !title.is_empty());
        facts.state = conclusion::state(record.conclusion).unwrap_or(State::Neutral);
    }
    if source.is_markdown() {
        let head = &source.document().head;
        facts.front.clone_from(&head.front);
        facts.problems.extend_from_slice(&head.problems);
    }
    facts.records = records;
    facts
}

/// Facts of a file that cannot be read. What is cut off is no fault of the file.
pub fn unreadable(kind: Kind, source: &Source<'_>, problem: Problem) -> Facts {
    let problems = Some(problem).filter(|_| !source.cut).into_iter().collect();
    Facts { problems, ..Facts::of(kind, State::Unreadable, 0) }
}

fn tells(record: &Record) -> bool {
    record.claim.is_some() || record.conclusion.is_some() || record.severity.is_some()
}

/// It tells when it was, and how it ended or how bad it was.
fn whole(record: &Record) -> bool {
    record.claim.is_some() && (record.conclusion.is_some() || record.severity.is_some())
}

fn of_tree(node: &Node) -> Vec<Record> {
    match &node.value {
        Value::List(list) => each(list, &Record::default()),
        Value::Group(group) => of_group(group, node.line),
        _ => Vec::new(),
    }
}

fn of_group(group: &Group, line: u32) -> Vec<Record> {
    let own = record::of_group(group, "", line);
    // Of a run with jobs the run is the record; of a list of runs with the day of the list each run is.
    if fields::concludes(group) {
        return vec![own];
    }
    let mut outer = outer(&own, group);
    outer.under = own.claim.map(|claim| claim.day()).unwrap_or_default();
    // What is called `expected` or `not done` tells of nothing that was done.
    let inner = || {
        let groups = group.iter().filter_map(|(key, node)| Some((key, node.value.group()?, node.line)));
        groups.filter(|(key, ..)| !is_no_result(key))
    };
    let mut ended = inner().filter(|(_, group, _)| fields::concludes(group));
    if let (Some((name, run, line)), None) = (ended.next(), ended.next()) {
        let mut record = inherit(record::of_group(run, "", line), &outer);
        record.claim = record.claim.or(own.claim);
        if record.parts.is_empty() {
            record.parts = own.parts.into_iter().filter(|part| part.name != *name).collect();
        }
        return vec![record];
    }
    let kinds = Name::KindName.all().iter().filter_map(|name| own.field(name));
    let is_real = !kinds.chain([own.title.as_str()]).any(is_no_result);
    let lists = group.iter().filter_map(|(key, node)| Some((key, node.value.list()?)));
    let lists = lists.filter(|(key, _)| is_real && !is_no_result(key)).map(|(_, list)| list);
    let listed = lists.map(|list| each(list, &outer)).find(|records| records.iter().any(whole));
    if let Some(listed) = listed {
        return listed;
    }
    let things = if is_real { dated_things(group, &own, &outer) } else { Vec::new() };
    if tells(&own) || conclusion::is_told_by_rows(&own) {
        return std::iter::once(own).chain(things).collect();
    }
    if !things.is_empty() {
        return things;
    }
    let inner = inner().map(|(_, group, line)| inherit(record::of_group(group, "", line), &outer));
    inner.filter(tells).take(MOST).collect()
}

/// The things of a list, or of a map by their names, that say in what state each is, on the day that stands above them or beside each.
fn dated_things(group: &Group, own: &Record, outer: &Record) -> Vec<Record> {
    let named = |name: &str, node: &Node| match &node.value {
        Value::Group(inner) => Some(record::of_group(inner, name, node.line)),
        Value::Word(word) if word.ends_with("ed") && !word.contains(char::is_whitespace) => {
            Some(record::of_group(&vec![("state".to_owned(), node.clone())], name, node.line))
        }
        _ => None,
    };
    let of_node = |(key, node): &(String, Node)| {
        match &node.value {
            Value::List(list) => {
                let row = |node: &Node| {
                    Some(named_by_first_cell(record::of_group(node.value.group()?, "", node.line)))
                };
                list.iter().map(row).collect::<Option<Vec<_>>>()
            }
            Value::Group(inner) if inner.len() > 1 && !fields::concludes(inner) => {
                inner.iter().map(|(name, node)| named(name, node)).collect()
            }
            _ => None,
        }
        .filter(|_| !is_no_result(key))
    };
    let thing = |row: Record| {
        let claim = row.claim.or(own.claim).filter(|_| !row.title.is_empty() && tells_state(&row))?;
        Some(Record { claim: Some(claim), is_row: true, ..inherit(row, outer) })
    };
    let all =
        group.iter().filter_map(of_node).map(|rows| rows.into_iter().map(thing).collect::<Option<Vec<_>>>());
    all.flatten().flatten().take(MOST).collect()
}

fn tells_state(row: &Record) -> bool {
    row.conclusion.is_some() || state::of(row).is_some()
}

/// What holds for everything that a group lists: its single words. Numbers count the whole.
fn outer(own: &Record, group: &Group) -> Record {
    let is_word = |node: &Node| match &node.value {
        Value::Word(word) => word.trim().parse::<f64>().is_err(),
        value => matches!(value, Value::Truth(_)),
    };
    let is_single = |name: &str| group.iter().any(|(key, node)| key == name && is_word(node));
    let fields = own.fields.iter().filter(|(name, _)| is_single(name)).cloned().collect();
    Record {
        fields,
        title: own.title.clone(),
        people: own.people.clone(),
        credits: own.credits.clone(),
        release: own.release.clone(),
        commit: own.commit.clone(),
        branch: own.branch.clone(),
        target: own.target.clone(),
        ..Record::default()
    }
}

fn each(list: &[Node], outer: &Record) -> Vec<Record> {
    let groups = list.iter().filter_map(|node| Some(record::of_group(node.value.group()?, "", node.line)));
    let named = |record| if outer.title.is_empty() { named_by_first_cell(record) } else { record };
    groups.filter(tells).map(|record| inherit(named(record), outer)).take(MOST).collect()
}

/// A row without a title is called by its first value, where that tells what it is about: `device: Pixel 8`.
fn named_by_first_cell(mut record: Record) -> Record {
    let has_kind = Name::KindName.all().iter().any(|name| record.field(name).is_some());
    let first = record.fields.first().filter(|_| record.title.is_empty() && !has_kind);
    let first = first.filter(|(name, value)| {
        let lexicon = Lexicon::built_in();
        let says_itself = || stem::words(name).all(|word| stem::words(value).any(|own| own == word));
        // The first column names the rows, where it is not one of those that tell how, when or by whom.
        let is_plain = || {
            let others = [Name::Outcome, Name::State, Name::Remark, Name::Time, Name::Actor, Name::Owner];
            stem::words(name).count() == 1 && !others.iter().any(|names| names.has(&folded(name)))
        };
        let names = || lexicon.is_key(name) || lexicon.is_noun(name) || says_itself() || is_plain();
        time::parse(value).is_none() && conclusion::parse(value).is_none() && names()
    });
    let Some((name, value)) = first else { return record };
    // `7` may count the rows, but of `room,state` 101 is a room.
    let is_named =
        !name.ends_with('s') && value.len() <= LONGEST_ID && value.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = value.starts_with(|c: char| c.is_ascii_digit())
        && (is_named || value.contains(['-', '/']) || value.starts_with('0') && value.len() > 1)
        && value.len() <= LONGEST_NUMBER;
    record.title = match value.contains(char::is_alphabetic) {
        true => value.clone(),
        // `batch,state`: 26-118 is a batch.
        false if is_number => format!("{name} {value}"),
        false => return record,
    };
    record.is_row = true;
    record
}

/// The rows of a document's tables that tell how each ended.
pub fn rows(source: &Source<'_>) -> Vec<Record> {
    let rows = with_results(source.sections()).flat_map(|section| {
        let groups = section.tables.iter().flatten().filter_map(|row| Some((row.value.group()?, row.line)));
        groups.map(|(group, line)| Record {
            under: section.under.clone(),
            ..named_by_first_cell(record::of_group(group, "", line))
        })
    });
    rows.filter(|row| row.is_row && (row.conclusion.is_some() || state::of(row).is_some()))
        .take(MOST)
        .collect()
}

/// What the outer group tells holds for the inner one, where that tells nothing else; but not when it was done and how it ended.
fn inherit(mut record: Record, outer: &Record) -> Record {
    if record.title.is_empty() {
        record.title.clone_from(&outer.title);
    }
    if record.people.is_empty() {
        // Of those whom a list of approvals names each row is of one.
        let is_row_of_one = outer.people.iter().any(|(_, name)| *name == record.title);
        let holds = |name: &str| !is_row_of_one || name == record.title;
        record.people = outer.people.iter().filter(|(_, name)| holds(name)).cloned().collect();
        record.credits = outer.credits.iter().filter(|(_, name)| holds(name)).cloned().collect();
    }
    record.under.clone_from(&outer.under);
    record.release = record.release.or_else(|| outer.release.clone());
    record.commit = record.commit.or_else(|| outer.commit.clone());
    record.branch = record.branch.or_else(|| outer.branch.clone());
    record.target = record.target.or_else(|| outer.target.clone());
    let more = outer.fields.iter().filter(|(name, _)| record.field(name).is_none()).cloned();
    let more = more.collect::<Vec<_>>();
    record.fields.extend(more);
    record
}

/// Rows that tell when each was done are records; if several headings tell that and how it ended, each is one; else the document is.
fn of_markdown(sections: &[Section]) -> Vec<Record> {
    let dated = |table: &&Vec<Node>| {
        let rows = table.iter().filter_map(|row| Some(record::of_group(row.value.group()?, "", row.line)));
        rows.take(5).any(|row| whole(&row))
    };
    let title = sections.iter().find(|section| !section.title.is_empty());
    let own = sections.iter().map(|section| (section, of_section(section, &section.title)));
    let own = own.collect::<Vec<_>>();
    let top = own.iter().find(|(section, _)| !section.title.is_empty());
    let top = top.map(|(section, record)| outer(record, &section.group));
    let top = match (top, own.first()) {
        (Some(top), Some((first, before))) if first.title.is_empty() => inherit(top, before),
        (top, _) => top.unwrap_or_default(),
    };
    let mut found = Vec::new();
    for section in with_results(sections) {
        let top = Record { under: section.under.clone(), ..top.clone() };
        found.extend(section.tables.iter().filter(dated).flat_map(|table| each(table, &top)));
    }
    let telling = own.iter().filter(|(_, record)| whole(record)).count();
    if telling >= 2 {
        let again = |mut record: Record| {
            if is_again(&record.title) {
                record.title.clone_from(&top.title);
            }
            record
        };
        let own = own.into_iter().map(|(_, record)| record).filter(whole).map(again);
        found.extend(own.map(|record| inherit(record, &top)));
        return found;
    }
    let mut merged = Section {
        title: title.map(|section| section.title.clone()).unwrap_or_default(),
        line: title.map_or(0, |section| section.line),
        ..Section::default()
    };
    for section in sections {
        merged.group.extend(section.group.iter().cloned());
        merged.tables.extend(section.tables.iter().filter(|table| !dated(table)).cloned());
    }
    let merged = of_section(&merged, &merged.title);
    if tells(&merged) && (found.is_empty() || whole(&merged)) {
        found.insert(0, merged);
    }
    found
}

/// Whether a heading only says that the same was done again: `Rerun 2026-05-03`, `Second run`.
fn is_again(title: &str) -> bool {
    let lexicon = Lexicon::built_in();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = stem::words(title).filter(|word| !is_number(word)).peekable();
    words.peek().is_some() && words.all(|word| Cue::Retry.is(&word) || lexicon.has(&word, Role::Same))
}

/// A section as one record; the rows of its tables are its parts.
pub fn of_section(section: &Section, title: &str) -> Record {
    let mut group = section.group.clone();
    for table in &section.tables {
        group.push(("rows".to_owned(), Node { value: Value::List(table.clone()), line: 0 }));
    }
    let mut record = record::of_group(&group, title, section.line);
    record.claim = record.claim.or_else(|| time::claim_in(title));
    record
}
