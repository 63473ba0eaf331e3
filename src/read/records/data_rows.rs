//! Rows of a table as somebody took them out of a database: JSON, JSON by lines, CSV, TSV, and what `psql` prints.
//!
//! A row tells when it was written and nothing of how anything ended; else the file is something else.

use crate::lexicon::words::Name;
use crate::model::evidence::{Facts, Kind};
use crate::model::record::{Conclusion, Record, folded};
use crate::model::time::Claim;
use crate::read::records::shapes;
use crate::read::text::lines::{Pattern, capped};
use crate::read::text::time;
use crate::read::value::fields::{Fields, concludes};
use crate::read::value::source::Source;
use crate::read::value::tree::{Group, Node, Value};

const MOST: usize = 5000;

/// The value under which a record of rows tells when the newest was written.
pub const NEWEST: &str = "newest row";

static DATES: Pattern = Pattern::new(r"\d{4}-?\d{2}-?\d{2}(?:[T_-]?\d{4,6}Z?)?|[0-9]+");
/// The last line of a table of `psql`: `(5 rows)`.
static COUNT: Pattern = Pattern::new(r"^\((?P<count>\d{1,9}) rows?\)$");

/// When the newest of these rows was written, where each tells it.
pub fn newest(list: &[Node]) -> Option<Claim> {
    let written = |node: &Node| Fields::of(node.value.group()?).moment(Name::RowWritten);
    list.iter().take(MOST).map(written).collect::<Option<Vec<_>>>()?.into_iter().max_by_key(|claim| claim.at)
}

/// How many rows, and when the oldest and the newest were written.
#[derive(Debug, Default)]
struct Rows {
    table: Option<String>,
    count: usize,
    oldest: Option<Claim>,
    newest: Option<Claim>,
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    rows(source).is_some()
}

/// Reads rows of a table.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let found = rows(source).unwrap_or_default();

    let title = found
        .table
        .unwrap_or_else(|| DATES.replace_all(source.stem(), "").trim_matches(['-', '_', '.']).to_owned());
    let conclusion = if found.count == 0 { Conclusion::Failed } else { Conclusion::Succeeded };
    let newest = found.newest.map(|claim| (NEWEST.to_owned(), claim.at.to_string()));
    let record = Record {
        title,
        claim: found.newest,
        began: found.oldest,
        conclusion: Some(conclusion),
        fields: [("rows".to_owned(), found.count.to_string())].into_iter().chain(newest).collect(),
        ..Record::default()
    };
    shapes::facts(Kind::Export, source, vec![record])
}

fn rows(source: &Source<'_>) -> Option<Rows> {
    if let Some(tree) = source.tree() {
        return match &tree.value {
            Value::List(list) => of_list(list),
            Value::Group(group) => of_group(group),
            _ => None,
        };
    }
    match source.extension().as_str() {
        "csv" => separated(source.text(), ','),
        "tsv" => separated(source.text(), '\t'),
        _ if source.is_log() => printed(source.text()),
        _ => None,
    }
}

/// `{"table": "decision_log", "rows": [{…}]}`
fn of_group(group: &Group) -> Option<Rows> {
    let fields = Fields::of(group);
    let table = fields.word(Name::TableName)?.to_owned();
    let mut lists = group.iter().filter(|(key, _)| Name::RowList.has(&folded(key)));
    let listed = lists.find_map(|(_, node)| node.value.list())?;
    let rows = if listed.is_empty() { Rows::default() } else { of_list(listed)? };
    Some(Rows { table: Some(table), ..rows })
}

fn of_list(list: &[Node]) -> Option<Rows> {
    let mut rows = Rows::default();
    for node in list.iter().take(MOST) {
        let group = node.value.group().filter(|group| !concludes(group))?;
        rows.add(Fields::of(group).moment(Name::RowWritten)?);
    }
    (rows.count > 0).then_some(rows)
}

/// Lines of values under a line of names. Nothing is quoted in the columns that count.
fn separated(text: &str, by: char) -> Option<Rows> {
    let mut lines = text.lines().map(|line| capped(line, 4000)).filter(|line| !line.trim().is_empty());
    let names = lines.next()?.split(by).map(folded).collect::<Vec<_>>();
    let at = Name::RowWritten.all().iter().find_map(|name| names.iter().position(|its| its == name))?;
    table(&names, lines.map(|line| line.split(by).collect::<Vec<_>>()), at)
}

/// The table that `psql` prints: names, a rule, rows, and how many they are.
fn printed(text: &str) -> Option<Rows> {
    let mut lines = text.lines().map(|line| capped(line, 4000)).skip_while(|line| !line.contains(" | "));
    let names = lines.next()?.split('|').map(folded).collect::<Vec<_>>();
    let rule = lines.next()?;
    if !rule.contains("-+-") || !rule.chars().all(|c| matches!(c, '-' | '+' | ' ')) {
        return None;
    }
    let at = Name::RowWritten.all().iter().find_map(|name| names.iter().position(|its| its == name))?;
    let body =
        lines.take_while(|line| !COUNT.is_match(line.trim()) && !line.trim().is_empty()).collect::<Vec<_>>();
    if body.is_empty() {
        let none = text.lines().any(|line| line.trim() == "(0 rows)");
        return none.then(Rows::default);
    }
    table(&names, body.into_iter().map(|line| line.split('|').collect::<Vec<_>>()), at)
}

/// A table whose names tell of a failure or an outcome is one of those.
fn table<'t>(names: &[String], lines: impl Iterator<Item = Vec<&'t str>>, at: usize) -> Option<Rows> {
    if names.len() < 2 || names.iter().any(|name| Name::RowOutcome.has(name)) {
        return None;
    }
    let mut rows = Rows::default();
    for cells in lines.take(MOST) {
        rows.add(written(cells.get(at)?.trim().trim_matches('"'))?);
    }
    (rows.count > 0).then_some(rows)
}

/// The time of a row. `psql` writes whole hours of an offset without its minutes: `+00`.
fn written(cell: &str) -> Option<Claim> {
    let short = cell.rfind(['+', '-']).filter(|at| cell.len() - at == 3 && cell.contains(':'));
    let whole = if short.is_some() { format!("{cell}:00") } else { cell.to_owned() };
    time::claim(&whole)
}

impl Rows {
    fn add(&mut self, claim: Claim) {
        self.count += 1;
        self.oldest = self.oldest.filter(|old| old.at <= claim.at).or(Some(claim));
        self.newest = self.newest.filter(|new| new.at >= claim.at).or(Some(claim));
    }
}
