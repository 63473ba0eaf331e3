//! JSON, YAML and tables of values (CSV, TSV) of any shape as one small tree.
//!
//! A bounded copy: what lies deeper or comes later than honest records do is passed over, so that no input costs more than its size.

use crate::model::record::folded;
use crate::read::text::fault::Fault;
use crate::read::text::lines::capped;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;
use std::marker::PhantomData;

/// A list is read up to here: the longest honest one is the tests of a large run.
const MOST: usize = 10_000;
/// A longer word is prose.
const WORD_CAP: usize = 2000;
/// Records in YAML are written by hand or by a job's last step; a larger file is something else.
const YAML_CAP: usize = 1 << 20;

/// A value, and the line where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Source line, from 1; 0 where the format does not tell.
    pub line: u32,
}

/// What a name may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// `null`, or nothing after the name.
    #[default]
    Nothing,
    /// `true` or `false`.
    Truth(bool),
    /// A number as it is spelled.
    Number(String),
    /// Any other single value.
    Word(String),
    /// Values in order.
    List(Vec<Node>),
    /// Values by name, in order.
    Group(Group),
}

/// Values by name, in order.
pub type Group = Vec<(String, Node)>;

impl Value {
    /// The text of a single value; `None` for nothing, lists and groups.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Number(word) | Self::Word(word) => Some(word.as_str()).filter(|word| !word.is_empty()),
            Self::Truth(true) => Some("true"),
            Self::Truth(false) => Some("false"),
            Self::Nothing | Self::List(_) | Self::Group(_) => None,
        }
    }

    /// The values in order; `None` for anything else.
    pub fn list(&self) -> Option<&[Node]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// The values by name; `None` for anything else.
    pub fn group(&self) -> Option<&Group> {
        if let Self::Group(group) = self { Some(group) } else { None }
    }
}

impl Node {
    /// A word on a line.
    pub fn word(word: &str, line: u32) -> Self {
        Self { value: Value::Word(word.to_owned()), line }
    }

    /// The nodes at a place: names with slashes between them, `*` for every entry of a list (a list of one may stand without the list), `+` for every value of a group, and
    /// `type=suite` for a group that has this value by this name (`type=*` any value), and `**` for a node and all within it.
    pub fn at(&self, place: &str) -> Vec<&Self> {
        let steps = place.split('/').filter(|step| !step.is_empty());
        steps.fold(vec![self], |nodes, step| nodes.into_iter().flat_map(|node| node.within(step)).collect())
    }

    /// The nodes at one step of a place.
    pub fn within(&self, step: &str) -> Vec<&Self> {
        if step == "**" {
            let mut all = Vec::new();
            self.gather(&mut all);
            return all;
        }
        match &self.value {
            Value::List(list) if step == "*" => list.iter().collect(),
            Value::Group(_) if step == "*" => vec![self],
            Value::Group(group) if step == "+" => group.iter().map(|(_, node)| node).collect(),
            Value::Group(group) => match step.split_once('=') {
                Some((key, value)) => {
                    let is = |(own, node): &(String, Self)| {
                        own == key && node.value.word().is_some_and(|word| word == value || value == "*")
                    };
                    group.iter().find(|one| is(one)).map(|_| self).into_iter().collect()
                }
                None => group.iter().filter(|(key, _)| key == step).map(|(_, node)| node).collect(),
            },
            _ => Vec::new(),
        }
    }

    fn gather<'n>(&'n self, all: &mut Vec<&'n Self>) {
        all.push(self);
        match &self.value {
            Value::List(list) => list.iter().for_each(|node| node.gather(all)),
            Value::Group(group) => group.iter().for_each(|(_, node)| node.gather(all)),
            _ => {}
        }
    }

    /// Whether something stands at all of these places.
    pub fn has(&self, places: &[impl AsRef<str>]) -> bool {
        places.iter().all(|place| !self.at(place.as_ref()).is_empty())
    }

    /// The text at a place; empty places have none.
    pub fn word_at(&self, place: &str) -> Option<&str> {
        if place.is_empty() { None } else { self.at(place).into_iter().find_map(|node| node.value.word()) }
    }

    /// What the counts at these places add up to; `None` where there is none.
    pub fn sum(&self, places: &[impl AsRef<str>]) -> Option<u64> {
        let counts = places.iter().flat_map(|place| self.at(place.as_ref()));
        let counts = counts.filter_map(|node| node.value.word()?.parse::<u64>().ok()).collect::<Vec<_>>();
        (!counts.is_empty()).then(|| counts.iter().fold(0u64, |all, count| all.saturating_add(*count)))
    }

    /// Whether a group has one of these names (folded): this one, or the first groups within it, two levels deep.
    pub fn names_any(&self, names: &[&str]) -> bool {
        self.names_within(names, 3)
    }

    fn names_within(&self, names: &[&str], levels: usize) -> bool {
        const LOOKED_AT: usize = 40;
        match (&self.value, levels.checked_sub(1)) {
            (_, None) => false,
            (Value::Group(group), Some(levels)) => {
                group.iter().take(LOOKED_AT).any(|(key, _)| names.contains(&folded(key).as_str()))
                    || group.iter().take(LOOKED_AT).any(|(_, node)| node.names_within(names, levels))
            }
            (Value::List(list), Some(levels)) => {
                list.iter().take(3).any(|node| node.names_within(names, levels))
            }
            _ => false,
        }
    }
}

/// The tree of a JSON text, a row of JSON values (one a line), or a table; `None` for anything else and for what is broken.
pub fn tree(text: &str, extension: &str, is_json: bool) -> Option<Node> {
    match extension {
        _ if is_json => json(text).or_else(|| rows(text)),
        "jsonl" | "ndjson" => rows(text),
        // Where a comma stands in numbers, tables have semicolons.
        "csv" if text.lines().next().is_some_and(|head| head.contains(';') && !head.contains(',')) => {
            separated(text, b';')
        }
        "csv" => separated(text, b','),
        "tsv" => separated(text, b'\t'),
        _ => None,
    }
}

/// Rows of values under a row of names; `None` where a name is missing, or a row has another number of values.
fn separated(text: &str, delimiter: u8) -> Option<Node> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let names = reader.headers().ok()?.clone();
    if names.len() < 2 || names.iter().any(str::is_empty) {
        return None;
    }
    let row = |row: csv::StringRecord| {
        let line = row.position().and_then(|at| u32::try_from(at.line()).ok()).unwrap_or_default();
        let cell = |cell: &str| Node::word(capped(cell, WORD_CAP), line);
        let cells = names.iter().zip(&row).map(|(name, value)| (name.to_owned(), cell(value)));
        Node { value: Value::Group(cells.collect()), line }
    };
    let rows = reader.records().take(MOST).map(|record| record.ok().map(row)).collect::<Option<Vec<_>>>()?;
    (!rows.is_empty()).then_some(Node { value: Value::List(rows), line: 0 })
}

/// The tree of a JSON text.
pub fn json(text: &str) -> Option<Node> {
    serde_json::from_str(text).ok()
}

/// One JSON value a line; `None` if any line is none.
fn rows(text: &str) -> Option<Node> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let row =
        |(index, line): (usize, &str)| Some(Node { line: u32::try_from(index + 1).ok()?, ..json(line)? });
    let rows = lines.take(MOST).map(row).collect::<Option<Vec<_>>>()?;
    (!rows.is_empty()).then_some(Node { value: Value::List(rows), line: 0 })
}

/// YAML with no anchors and few nodes: an alias bomb otherwise costs seconds.
///
/// # Errors
/// Where it is broken, holds a key twice, or goes beyond these bounds.
pub fn yaml(text: &str) -> Result<Node, Fault> {
    if text.len() > YAML_CAP {
        let reason = format!("it is longer than {} kB", YAML_CAP >> 10);
        return Err(Fault { line: 1, column: 1, reason });
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_anchors: 0, max_aliases: 0, max_nodes: 50_000, max_depth: 32 },
    };
    let documents = serde_saphyr::from_multiple_with_options::<Yaml>(text, options)
        .map_err(|error| Fault::of_yaml(&error))?;
    let mut documents = documents.into_iter().map(|Yaml(node)| node).collect::<Vec<_>>();
    let mut node = match documents.len() {
        1 => documents.pop().unwrap_or_default(),
        _ => Node { value: Value::List(documents), line: 0 },
    };
    respell(&mut node, "", &text.lines().collect::<Vec<_>>());
    Ok(node)
}

/// Numbers as their lines spell them: `1.10` is a version, not 1.1.
fn respell(node: &mut Node, key: &str, lines: &[&str]) {
    let line = node.line;
    match &mut node.value {
        Value::Number(number) => {
            let at = usize::try_from(line).ok().and_then(|line| lines.get(line.checked_sub(1)?));
            let rest = at.and_then(|line| line.split_once(key)).map_or("", |(_, rest)| rest);
            let rest = rest.trim_start_matches(['"', '\'', ':', ' ', '\t']);
            let word = rest.split([' ', '\t', ',', '}', '#']).next().unwrap_or_default();
            if word.parse::<f64>().is_ok_and(|its| number.parse() == Ok(its)) {
                *number = word.to_owned();
            }
        }
        Value::List(list) => list.iter_mut().for_each(|node| respell(node, "- ", lines)),
        Value::Group(group) => group.iter_mut().for_each(|(key, node)| respell(node, key, lines)),
        Value::Nothing | Value::Truth(_) | Value::Word(_) => {}
    }
}

/// Of JSON the lines are not told.
impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { value: deserializer.deserialize_any(Grow::<Self>(PhantomData))?, line: 0 })
    }
}

/// A YAML value with its line.
struct Yaml(Node);

struct YamlValue(Value);

impl<'de> Deserialize<'de> for YamlValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Grow::<Yaml>(PhantomData)).map(Self)
    }
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let told = Spanned::<YamlValue>::deserialize(deserializer)?;
        let line = u32::try_from(told.referenced.line()).unwrap_or(u32::MAX);
        Ok(Self(Node { value: told.value.0, line }))
    }
}

impl From<Yaml> for Node {
    fn from(Yaml(node): Yaml) -> Self {
        node
    }
}

/// Builds a value whose inner ones are read as `C`. Both parsers bound the depth.
struct Grow<C>(PhantomData<C>);

impl<'de, C: Deserialize<'de> + Into<Node>> Visitor<'de> for Grow<C> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Truth(truth))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Word(capped(text.trim(), WORD_CAP).to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while list.len() < MOST {
            let Some(node) = seq.next_element::<C>()? else { return Ok(Value::List(list)) };
            list.push(node.into());
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut group = Group::new();
        while group.len() < MOST {
            let Some(key) = map.next_key::<String>()? else { return Ok(Value::Group(group)) };
            group.push((capped(key.trim(), WORD_CAP).to_owned(), map.next_value::<C>()?.into()));
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Group(group))
    }
}
