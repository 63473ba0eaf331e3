//! Backups and exports: what was stored, how large it is, and which tables are in it.
//!
//! That there is a file with a size is the outcome where nothing else tells one; that a size is 0 is a failure, whatever else is told.

use crate::lexicon::words::{self, Cue, Name};
use crate::model::evidence::{Facts, Kind};
use crate::model::record::{Conclusion, Part, Record, folded};

use crate::read::records::recorded::Recorded;
use crate::read::records::shapes;
use crate::read::text::lines::{Pattern, capped, numbered, plain};
use crate::read::text::time;
use crate::read::value::source::{Reader, Source, expects};

/// A log or a list has no more parts.
const MOST: usize = 2000;

/// `sha256sum`'s and `md5sum`'s lines, and BSD's `SHA256 (file) = …`.
static CHECKSUM: Pattern = Pattern::new(
    r"^(?:(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})\s[ *]?(?P<file>\S.{0,400})|(?:SHA256|SHA512|MD5|SHA1) \((?P<bsd>[^)]{1,400})\) = [0-9a-f]{32,128})$",
);
/// The table of a `COPY`, of what pg_dump and mysqldump say that they dump, and how many rows a `COPY` took.
static TABLE: Pattern = Pattern::new(
    r#"(?i)(?:\bcopy|dumping contents of table|dumping data for table|exporting table|exported|dumped)\s+["'`]?(?:[a-z_][a-z0-9_]*["'`]?\.["'`]?)?(?P<table>[a-z_][a-z0-9_]*)["'`]?(?:\s*\(|\s*$|\s+to\b|\s+from\b|\s*[:→-]|\s+\()(?P<rest>.*)$"#,
);
static COPIED: Pattern = Pattern::new(r"(?i)(?:^|\s)copy (?P<rows>\d+)$");
static COUNTED: Pattern = Pattern::new(r"(?i)(?P<rows>\d[\d,_]*) (?:rows|records)\b");

/// Reads backups, or exports.
#[derive(Clone, Debug)]
pub struct Stored(pub Kind);

impl Reader for Stored {
    fn kind(&self) -> Kind {
        self.0.clone()
    }

    fn expects(&self, source: &Source<'_>) -> bool {
        expects(&self.0, source) || (source.extension() == "sql" && subject(source) == Some(self.0.clone()))
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        Recorded(self.0.clone()).recognises(source) || untold(source).is_some_and(|(kind, _)| kind == self.0)
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let records = match source.records() {
            [] => untold(source).map(|(_, record)| vec![record]).unwrap_or_default(),
            told => told.to_vec(),
        };
        let text = is_text(source);
        let records = records.into_iter().map(|mut record| {
            if text {
                record.parts.extend(tables(source));
            }
            weighed(record)
        });
        shapes::facts(self.0.clone(), source, records.collect())
    }
}

/// Of what a source's name or folder speaks, where it is a backup or an export.
pub(in crate::read) fn subject(source: &Source<'_>) -> Option<Kind> {
    let is_date = |part: &&str| time::in_name(part).is_some_and(|moment| moment.range == (0..part.len()));
    let kind = source.path.rsplit('/').filter(|part| !is_date(part)).take(2).find_map(words::kind)?;
    let planned = words::is_planned(source.name()) || words::is_procedure(source.path);
    (matches!(kind, Kind::Backup | Kind::Export) && !planned).then_some(kind)
}

fn is_text(source: &Source<'_>) -> bool {
    source.text.is_some() && !source.is_markdown() && source.tree().is_none()
}

/// A dump, its log, or its checksums, which tell no outcome by name; and values by name that tell what was stored.
fn untold(source: &Source<'_>) -> Option<(Kind, Record)> {
    let mut record = match source.records() {
        [] if is_text(source) => dumped(source)?,
        [one] if !is_text(source) => one.clone(),
        _ => return None,
    };
    let kind = ["kind", "type", "record"].iter().find_map(|name| words::kind(record.field(name)?));
    let kind = kind.or_else(|| {
        Some(&record.title).filter(|title| !words::is_planned(title)).and_then(|title| words::kind(title))
    });
    let kind = kind.filter(|kind| matches!(kind, Kind::Backup | Kind::Export)).or_else(|| subject(source))?;
    record.claim = record.claim.or_else(|| time::claim_of_name(source.name()));
    (record.claim.is_some() && weighed(record.clone()).conclusion.is_some()).then_some((kind, record))
}

/// A dump in SQL that says that it is complete, a log that breaks with an error, or a list of checksums.
fn dumped(source: &Source<'_>) -> Option<Record> {
    subject(source)?;
    let text = source.text();
    let sums = text.lines().filter(|line| !line.trim().is_empty()).take(MOST).map(|line| {
        let found = CHECKSUM.captures(line.trim())?;
        Some(found.name("file").or(found.name("bsd"))?.as_str().to_owned())
    });
    if let Some(files) = sums.collect::<Option<Vec<_>>>().filter(|files| !files.is_empty()) {
        let stamped =
            files.iter().find_map(|file| time::claim_of_name(file.rsplit('/').next().unwrap_or(file)));
        return Some(Record {
            claim: stamped,
            conclusion: Some(Conclusion::Succeeded),
            parts: files.into_iter().map(|file| Part::new(file, None, "checksum", 0)).collect(),
            line: 1,
            ..Record::default()
        });
    }
    let mut record = Record { line: 1, ..Record::default() };
    for (number, line) in numbered(text) {
        let line = plain(capped(line, 400)).to_lowercase();
        let broke = [
            "pg_dump: error",
            "pg_dumpall: error",
            "mysqldump: error",
            "mysqldump: got error",
            "error:",
            "fatal:",
        ];
        record.claim = crate::read::records::deploy_log::stamp(&line).or(record.claim);
        if broke.iter().any(|mark| line.trim_start().starts_with(mark)) {
            (record.conclusion, record.line) = (Some(Conclusion::Failed), number);
        } else if record.conclusion.is_none() && Cue::DumpDone.is_in(&line) {
            (record.conclusion, record.line) = (Some(Conclusion::Succeeded), number);
        }
    }
    record.conclusion.is_some().then_some(record)
}

/// The tables that a log or a dump tells, with their rows where it does.
fn tables(source: &Source<'_>) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    for (line, text) in numbered(source.text()) {
        let text = plain(capped(text, 400));
        if let Some(copied) = COPIED.captures(&text) {
            if let Some(last) = found.last_mut().filter(|last| last.detail.is_empty()) {
                last.detail = format!("rows: {}", &copied["rows"]);
            }
            continue;
        }
        let Some(table) = TABLE.captures(&text) else { continue };
        let detail =
            COUNTED.captures(&text).map(|rows| format!("rows: {}", rows["rows"].replace([',', '_'], "")));
        let name = table["table"].to_owned();
        if found.len() < MOST && !found.iter().rev().take(20).any(|part| part.name == name) {
            found.push(Part::new(name, None, detail.unwrap_or_default(), line));
        }
    }
    found
}

/// With the outcome that sizes tell: 0 fails, and something stored is a success where no word tells how it ended.
fn weighed(mut record: Record) -> Record {
    for part in &mut record.parts {
        let detail = || part.detail.split(", ").filter_map(|detail| detail.split_once(": "));
        let (sizes, rows) = (amounts(detail(), Name::StoredSize), amounts(detail(), Name::StoredRows));
        let bare = Some(&part.detail).filter(|detail| detail.chars().all(|c| c.is_ascii_digit()));
        let without_rows = sizes.is_empty() && rows.contains(&0.0);
        if sizes.contains(&0.0) || without_rows || bare.is_some_and(|detail| number(detail) == Some(0.0)) {
            part.conclusion = Some(Conclusion::Failed);
        }
    }
    for (name, value) in &record.fields {
        // `"counts": {"facts": 88231}` has a table each.
        let table = name.strip_prefix("counts.").or(name.strip_prefix("rows."));
        if let Some(table) = table {
            let conclusion = (number(value) == Some(0.0)).then_some(Conclusion::Failed);
            let name = table.split('.').next().unwrap_or(table);
            record.parts.push(Part::new(name, conclusion, value, record.line));
        }
    }
    let fields = record.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let whole = amounts(fields, Name::StoredSize);
    let nothing =
        whole.contains(&0.0) || record.parts.iter().any(|part| part.conclusion == Some(Conclusion::Failed));
    let stored = whole.iter().any(|size| *size > 0.0)
        || record
            .fields
            .iter()
            .any(|(name, _)| Name::Checksum.has(&folded(name.rsplit('.').next().unwrap_or(name))))
        || record.parts.iter().any(|part| !part.detail.is_empty());
    let speaks = Name::OutcomeWord.all().iter().any(|name| record.field(name).is_some());
    record.conclusion = match record.conclusion {
        Some(Conclusion::Succeeded) | None if nothing => Some(Conclusion::Failed),
        None if stored && !speaks => Some(Conclusion::Succeeded),
        told => told,
    };
    record
}

/// The numbers that are told by some of these names.
fn amounts<'t>(told: impl Iterator<Item = (&'t str, &'t str)>, names: Name) -> Vec<f64> {
    let is = |name: &str| names.has(&folded(name.rsplit('.').next().unwrap_or(name)));
    told.filter(|(name, _)| is(name)).filter_map(|(_, value)| number(value)).collect()
}

/// The number at the beginning of a value: `12 MB`, `88,231`.
fn number(value: &str) -> Option<f64> {
    let value = value.trim().trim_start_matches(['~', '≈', '<', ' ']);
    let digits = value.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '_')).next()?;
    digits.replace([',', '_'], "").trim_end_matches('.').parse().ok()
}
