//! Feedback logs: dated entries and what they cite.

use crate::lexicon::Lexicon;
use crate::lexicon::words::{self, Name};
use crate::model::evidence::{Citation, Entry, Facts, Kind, State};
use crate::model::record::{Conclusion, Record, folded};

use crate::read::checklist::mention;
use crate::read::checklist::mention::Mention;
use crate::read::logs::{saying, undone};
use crate::read::records::briefing::SPEAKS_TO;
use crate::read::records::{account, decision, incident};
use crate::read::text::lines::capped;
use crate::read::text::{address, time};
use crate::read::value::markdown::{Block, Bullet};
use crate::read::value::source::{Outline, Source};
use crate::read::value::{conclusion, markdown, sections};

/// Of an entry so many lines are looked at, and so much of each.
const MOST_LINES: usize = 100;
const LINE_CAP: usize = 600;

/// A dated heading or bullet: its title, its line, and where its text begins and ends in the body.
struct Dated {
    title: String,
    line: u32,
    start: usize,
    end: usize,
}

pub(crate) fn expects(source: &Source<'_>) -> bool {
    source.extension() == "md" && is_named_so(source)
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    if !source.is_markdown() {
        return false;
    }
    // Looked at before the whole is parsed: most documents have no digit in a heading.
    let may_be_dated = |line: &&str| line.starts_with('#') && line.bytes().any(|b| b.is_ascii_digit());
    if is_named_so(source) {
        return true;
    }
    source.text().lines().filter(may_be_dated).nth(1).is_some() && {
        let headings = markdown::headings(&source.document().blocks);
        headings.filter(|heading| begins_with_date(&heading.title)).count() >= 2
    }
}

/// Reads feedback logs.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let Outline { head, blocks } = source.document();
    let body = source.body();
    let mut facts = Facts::of(Kind::Feedback, State::Neutral, source.bytes.len() as u64);
    facts.title = markdown::title(blocks);
    let mut dated = dated_headings(blocks, body.len());
    if dated.is_empty() {
        dated = dated_bullets(blocks);
    }
    let folder = mention::folder(source.path);
    for entry in dated {
        let text = body.get(entry.start..entry.end).unwrap_or_default();
        let entry = read_entry(entry, text, folder);
        facts.records.extend(
            done(&entry, text).or_else(|| decision::record(&entry, text).map(|record| vetted(record, text))),
        );
        facts.entries.push(entry);
    }
    facts.records.extend(decision::beside(source.sections()));
    facts.records.extend(incident::beside(source));
    facts.front.clone_from(&head.front);
    facts.problems.extend_from_slice(&head.problems);
    facts
}

fn is_named_so(source: &Source<'_>) -> bool {
    source.path.split('/').any(|part| part.eq_ignore_ascii_case("feedback"))
        || source.name().to_ascii_lowercase().contains("feedback")
}

fn begins_with_date(title: &str) -> bool {
    let signs = |c: char| !c.is_alphanumeric();
    time::find(title.trim_start_matches(signs)).is_some_and(|moment| moment.range.start == 0)
}

/// An entry goes from its heading to the next dated one; headings without a date between them are parts of it.
fn dated_headings(blocks: &[Block], end: usize) -> Vec<Dated> {
    let mut dated: Vec<Dated> = Vec::new();
    for heading in markdown::headings(blocks) {
        if time::find(&heading.title).is_some() {
            if let Some(last) = dated.last_mut() {
                last.end = heading.start;
            }
            dated.push(Dated { title: heading.title.clone(), line: heading.line, start: heading.start, end });
        }
    }
    dated
}

fn dated_bullets(blocks: &[Block]) -> Vec<Dated> {
    let bullets = blocks.iter().filter_map(Block::bullet);
    let dated = bullets.filter(|bullet| bullet.depth == 1 && begins_with_date(&bullet.text));
    let dated = dated.map(|Bullet { text, line, range, .. }| Dated {
        title: text.clone(),
        line: *line,
        start: range.start,
        end: range.end,
    });
    dated.collect()
}

fn read_entry(dated: Dated, text: &str, folder: &str) -> Entry {
    Entry {
        claim: time::claim_in(&dated.title),
        title: dated.title,
        line: dated.line,
        citations: citations(text, folder),
        saying: saying::of_text(text),
    }
}

/// An approval, open where what stands beside it takes it back.
fn vetted(record: Record, text: &str) -> Record {
    if record.conclusion != Some(Conclusion::Succeeded) {
        return record;
    }
    let fields = decision::fields_beside(text);
    let mut whole = Record { conclusion: record.conclusion, fields, ..Record::default() };
    undone::weigh(&mut whole, &Kind::Document, Lexicon::built_in());
    match whole.beside.is_empty() {
        true => record,
        false => Record { conclusion: Some(Conclusion::Pending), beside: whole.beside, ..record },
    }
}

/// What an entry tells to have been done, where people do it and no tool keeps a record: a drill, a rehearsal, a briefing.
fn done(entry: &Entry, text: &str) -> Option<Record> {
    let title = match time::find(&entry.title) {
        Some(moment) => {
            let (before, after) =
                (entry.title.get(..moment.range.start), entry.title.get(moment.range.end..));
            format!("{} {}", before.unwrap_or_default(), after.unwrap_or_default())
        }
        None => entry.title.clone(),
    };
    let kind = words::kind(&title).filter(|kind| {
        matches!(kind, Kind::RestoreDrill | Kind::DryRun | Kind::Briefing) && !words::is_planned(&title)
    })?;
    let outcome = |line: &str| {
        let (key, value) = sections::keyed(line)?;
        Name::OutcomeWord.has(&folded(key)).then(|| conclusion::parse(value))
    };
    let mut lines = text.lines().skip(1).take(MOST_LINES).map(|line| capped(line, LINE_CAP));
    let told = lines.find_map(outcome).unwrap_or_else(|| account::by_words(&title, ""))?;
    let speaks_to = crate::read::records::audience::audiences(capped(text, LINE_CAP * 4)).join(", ");
    Some(Record {
        title: entry.title.clone(),
        line: entry.line,
        claim: entry.claim,
        conclusion: Some(told),
        target: words::place(capped(text, LINE_CAP)).map(ToOwned::to_owned),
        kind: Some(kind),
        fields: vec![(SPEAKS_TO.to_owned(), speaks_to)],
        ..Record::default()
    })
}

/// What a text cites, in order, each once.
pub fn citations(text: &str, folder: &str) -> Vec<Citation> {
    let mut seen = std::collections::BTreeSet::new();
    let cited = mention::all(text).filter_map(|mention| citation(&mention, folder));
    cited.filter(|citation| seen.insert(citation.clone())).collect()
}

fn citation(mention: &Mention<'_>, folder: &str) -> Option<Citation> {
    let path = |token: &str| mention::path(token).map(|(path, line)| Citation::Path { path, line });
    let url = |token: &str| address::http(token).map(Citation::Url);
    match *mention {
        Mention::Tick(token) | Mention::Arrow(token) => {
            let number = token.strip_prefix('#').or(token.strip_prefix("GH-")).and_then(|n| n.parse().ok());
            let key = || mention::is_key(token).then(|| Citation::Key(token.to_owned()));
            url(token).or(number.map(Citation::Number)).or_else(key).or_else(|| path(token))
        }
        Mention::Link(target) => url(target).or_else(|| {
            Some(Citation::Path {
                path: mention::link(target, folder)?,
                line: mention::path(target).and_then(|(_, line)| line),
            })
        }),
        Mention::Url(address) => url(address),
        Mention::Number(number) => Some(Citation::Number(number)),
        Mention::Key(key) => Some(Citation::Key(key.to_owned())),
        Mention::Bare(token) => {
            let (cited, line) = mention::path(token)?;
            let file = cited.rsplit('/').next().is_some_and(|name| name.contains('.'));
            (file || line.is_some()).then_some(Citation::Path { path: cited, line })
        }
    }
}
