//! What a file says: its sentences, its values by name and the cells of its tables.

use crate::model::evidence::Kind;
use crate::model::statement::{Form, Statement};
use crate::read::text::lines::capped;
use crate::read::value::sections::keyed;
use crate::read::value::source::Source;
use crate::read::value::tree::{Group, Node, Value};

/// A longer text is about many things.
const LONGEST: usize = 8 << 10;
/// A file that says more is about many things too.
const MOST: usize = 200;
const SENTENCE_CAP: usize = 400;

/// All that a source says, where no reader of a format knows more of it.
pub fn of_kind(kind: &Kind, source: &Source<'_>) -> Vec<Statement> {
    match kind {
        Kind::Document | Kind::File | Kind::Other(_) => statements(source),
        _ => Vec::new(),
    }
}

/// All that a source says; nothing where it is too long to be about one thing.
fn statements(source: &Source<'_>) -> Vec<Statement> {
    if source.bytes.len() > LONGEST {
        return Vec::new();
    }
    let mut found = Vec::new();
    match source.tree() {
        Some(node) => of_node(node, "", Form::Value, &mut found),
        None => of_text(source, &mut found),
    }
    if found.len() > MOST { Vec::new() } else { found }
}

fn of_node(node: &Node, of: &str, form: Form, found: &mut Vec<Statement>) {
    match &node.value {
        _ if found.len() > MOST => {}
        Value::Nothing => {}
        Value::Group(group) => {
            group.iter().for_each(|(key, node)| of_node(node, &joined(of, key), form, found))
        }
        Value::List(list) => list.iter().for_each(|node| match node.value.group() {
            Some(row) => of_row(row, of, found),
            None => of_node(node, of, form, found),
        }),
        value => found.extend(value.word().map(|word| value_of(of, word, form))),
    }
}

/// A row is called by its first value.
fn of_row(row: &Group, of: &str, found: &mut Vec<Statement>) {
    let name = row.first().and_then(|(_, node)| node.value.word());
    let own = joined(of, name.unwrap_or_default());
    found.extend(name.map(|name| value_of(of, name, Form::Cell)));
    for (key, node) in row.iter().skip(usize::from(name.is_some())) {
        of_node(node, &joined(&own, key), Form::Cell, found);
    }
}

fn of_text(source: &Source<'_>, found: &mut Vec<Statement>) {
    let mut heading = "";
    let mut paragraph = String::new();
    for line in source.body().lines().map(|line| capped(line.trim(), SENTENCE_CAP)) {
        let is_heading = source.is_markdown() && line.starts_with('#');
        let is_item = line.starts_with(['-', '*', '+', '|']) || keyed(line).is_some();
        if line.is_empty() || is_heading || is_item || source.is_log() {
            add_sentences(&paragraph, heading, found);
            paragraph.clear();
        }
        if is_heading {
            heading = line.trim_start_matches('#').trim();
            found.push(Statement { form: Form::Heading, ..sentence("", heading) });
        } else if let Some((name, value)) = keyed(line) {
            found.push(value_of(name, value, Form::Value));
        } else if !line.starts_with('|') {
            paragraph.push(' ');
            paragraph.push_str(line);
        }
    }
    add_sentences(&paragraph, heading, found);
    if source.is_markdown() {
        for section in source.sections() {
            let rows = section.tables.iter().flatten().filter_map(|row| row.value.group());
            rows.for_each(|row| of_row(row, &section.title, found));
        }
    }
}

fn add_sentences(paragraph: &str, heading: &str, found: &mut Vec<Statement>) {
    let all = paragraph.split(". ").flat_map(|text| text.split(['!', ';'])).map(str::trim);
    found.extend(all.filter(|text| !text.is_empty()).map(|text| sentence(heading, text)));
}

fn joined(of: &str, name: &str) -> String {
    if of.is_empty() { name.to_owned() } else { format!("{of}.{name}") }
}

fn sentence(of: &str, says: &str) -> Statement {
    Statement { of: of.into(), says: says.into(), form: Form::Sentence }
}

fn value_of(of: &str, says: &str, form: Form) -> Statement {
    Statement { of: of.into(), says: capped(says, SENTENCE_CAP).into(), form }
}
