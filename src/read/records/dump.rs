//! What was stored itself: rows of a table in a folder or under a name that speaks of exports or backups, and the archives of dumps.
//!
//! Nothing in them tells how it ended. That rows are there, or an archive of a known format, is the outcome.

use crate::lexicon::words::Cue;
use crate::model::evidence::{Facts, Kind};
use crate::model::record::{Conclusion, Record, folded};

use crate::read::records::stored::subject;
use crate::read::records::{data_rows, shapes};
use crate::read::text::lines::Pattern;
use crate::read::text::time;
use crate::read::value::source::{Reader, Source};
use crate::read::value::tree::{Group, Value};

/// How archives of dumps begin: `pg_dump`, gzip, Zstandard, zip, xz, bzip2, `SQLite`.
const ARCHIVES: [&[u8]; 7] = [
    b"PGDMP",
    &[0x1F, 0x8B],
    &[0x28, 0xB5, 0x2F, 0xFD],
    b"PK\x03\x04",
    &[0xFD, b'7', b'z', b'X', b'Z'],
    b"BZh",
    b"SQLite format 3\0",
];

/// What in a file's name is no part of the table's: dates, and the words that say what was done.
static BESIDE: Pattern = Pattern::built(|| {
    format!(
        r"(?i)\d{{4}}-?\d{{2}}-?\d{{2}}(?:[T_-]?\d{{4,6}}Z?)?|(?:^|[-_.]){}(?:[-_.]|$)|[0-9]{{6,}}",
        Cue::StoredName.pattern()
    )
});

/// Reads what was stored: exports, or backups.
#[derive(Clone, Debug)]
pub struct Dump(pub Kind);

impl Reader for Dump {
    fn kind(&self) -> Kind {
        self.0.clone()
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        match self.0 {
            // That a file beside a backup has no row says nothing of an export.
            Kind::Export => match subject(source) {
                Some(Kind::Export) => rows(source).is_some(),
                Some(_) => rows(source).is_some_and(|rows| rows > 0),
                None => false,
            },
            _ => subject(source).as_ref() == Some(&self.0) && is_archive(source),
        }
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let rows = rows(source);
        let stem = source.name().split('.').next().unwrap_or_default();
        let title = BESIDE.replace_all(stem, "_").trim_matches(['-', '_', ' ']).to_owned();
        let names = source.path.rsplit('/').take(2);
        let stored = rows.is_none_or(|rows| rows > 0);
        let conclusion = if stored { Conclusion::Succeeded } else { Conclusion::Failed };
        let amount = rows.map_or(("bytes", source.bytes.len()), |rows| ("rows", rows));
        let newest = match source.tree().map(|tree| &tree.value) {
            Some(Value::List(list)) => data_rows::newest(list),
            _ => None,
        };
        let newest = newest.map(|claim| (data_rows::NEWEST.to_owned(), claim.at.to_string()));
        let record = Record {
            title,
            claim: names.filter_map(time::claim_of_name).next(),
            conclusion: Some(conclusion),
            fields: [(amount.0.to_owned(), amount.1.to_string())].into_iter().chain(newest).collect(),
            line: 1,
            ..Record::default()
        };
        shapes::facts(self.0.clone(), source, vec![record])
    }
}

fn is_archive(source: &Source<'_>) -> bool {
    ARCHIVES.iter().any(|head| source.bytes.starts_with(head))
}

/// The answer of a database that refused: a message beside a code, and no row.
fn is_error(group: &Group) -> bool {
    let told = |names: &[&str]| {
        group.iter().any(|(key, node)| names.contains(&folded(key).as_str()) && node.value.word().is_some())
    };
    told(&["message", "error"]) && told(&["code", "hint", "details", "statuscode"])
}

/// How many rows a list of groups or a table of values has; `None` for anything else.
fn rows(source: &Source<'_>) -> Option<usize> {
    let lines = || source.text().lines().filter(|line| !line.trim().is_empty());
    match source.extension().as_str() {
        "csv" | "tsv" => {
            let by = if source.extension() == "csv" { ',' } else { '\t' };
            lines().next().filter(|head| head.contains(by))?;
            Some(lines().count() - 1)
        }
        "json" | "ndjson" | "jsonl" => match &source.tree()?.value {
            Value::List(list) => {
                let groups = list.iter().filter(|node| node.value.group().is_some()).count();
                // Where lines should be rows, words are the message of a query that failed; a list of words in JSON may be anything.
                (groups == list.len() || groups == 0 && source.extension() != "json").then_some(groups)
            }
            Value::Word(_) => (source.extension() != "json").then_some(0),
            Value::Group(group) if is_error(group) => Some(0),
            Value::Group(_) => (source.extension() != "json").then_some(1),
            _ => None,
        },
        _ => None,
    }
}
