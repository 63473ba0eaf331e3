//! Front matter: the YAML between two `---` lines at the head of a document.

use crate::lexicon::words::Cue;
use crate::model::evidence::FrontMatter;
use crate::model::problem::{Place, Problem};

use crate::read::text::fault::Fault;
use crate::read::text::lines::capped;
use crate::read::text::time;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// Longer front matter is none.
const CAP: usize = 64 << 10;
/// The page shows no more fields, and no longer values.
const MOST_FIELDS: usize = 200;
const VALUE_CAP: usize = 2000;

/// The code of the problem that says that front matter is no plain YAML.
pub const BROKEN: &str = "front-matter";

/// The key by which a document says how long it is good.
const EXPIRES: &str = "expires";

/// The keys by which a document says to which release it belongs.
const RELEASE: &[&str] = &["release", "tag"];

/// Front matter, and how many bytes and lines it takes with its fences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The fields; `None` where the document has no front matter.
    pub front: Option<FrontMatter>,
    /// Bytes up to the body.
    pub bytes: usize,
    /// Lines up to the body.
    pub lines: u32,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Reads the front matter of a text. A day in `expires` is given as the start of that day; the document is good through it.
pub fn read(path: &str, text: &str) -> Head {
    let Some((yaml, bytes, lines)) = fenced(text) else { return Head::default() };
    let (fields, fault) = match strict(yaml) {
        Ok(fields) => (fields, None),
        Err(fault) => (by_lines(yaml), Some(fault)),
    };
    let problem = fault.map(|fault| {
        let reason = fault.reason;
        let message = format!("the front matter is not plain YAML and was read line by line: {reason}");
        // The first line of the YAML is the second of the document.
        Problem::warning(Place::line(path, fault.line.saturating_add(1)), BROKEN, message)
    });
    let front = known(fields, yaml);
    let unread = unread_expiry(&front).map(|value| {
        let message =
            format!("`expires: {value}` could not be read as a day or a moment; nothing expires by it");
        Problem::warning(Place::line(path, line_of(yaml, &[EXPIRES])), "expiry-unread", message)
    });
    Head { front: Some(front), bytes, lines, problems: problem.into_iter().chain(unread).collect() }
}

/// The YAML, the bytes and the lines up to the body.
fn fenced(text: &str) -> Option<(&str, usize, u32)> {
    let mut at = 0;
    let mut start = None;
    for (index, line) in capped(text, CAP).split_inclusive('\n').enumerate() {
        let fence = line.trim_end();
        match start {
            None if fence == "---" => start = Some(at + line.len()),
            None => return None,
            Some(from) if fence == "---" || fence == "..." => {
                let lines = u32::try_from(index + 1).ok()?;
                return Some((text.get(from..at)?, at + line.len(), lines));
            }
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

/// The bytes behind the line that closes the front matter; `None` where there is no front matter.
pub fn body(bytes: &[u8]) -> Option<&[u8]> {
    let start = if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 };
    let mut at = start;
    for (index, line) in bytes.get(start..)?.split_inclusive(|byte| *byte == b'\n').enumerate() {
        at += line.len();
        let fence = line.trim_ascii_end();
        match index {
            0 if fence == b"---" => {}
            0 => return None,
            _ if fence == b"---" || fence == b"..." => return bytes.get(at..),
            _ => {}
        }
    }
    None
}

fn known(fields: Vec<(String, String)>, yaml: &str) -> FrontMatter {
    let value = |keys: &[&str]| {
        let hit = fields.iter().find(|(key, value)| keys.contains(&key.as_str()) && !value.is_empty());
        hit.map(|(_, value)| value.clone())
    };
    let claim = |key: &str| time::claim(&value(&[key])?);
    FrontMatter {
        owner: value(&["owner"]),
        last_reviewed: claim("last_reviewed"),
        expires: claim(EXPIRES),
        doc_hash: value(&["doc_hash"]),
        body_sha256: String::new(),
        release: value(RELEASE),
        release_line: line_of(yaml, RELEASE),
        fields,
    }
}

/// What `expires:` says, where that is no moment and does not say that there is none.
fn unread_expiry(front: &FrontMatter) -> Option<&str> {
    let (_, value) = front.fields.iter().find(|(key, _)| key == EXPIRES)?;
    let is_none = !value.contains(char::is_alphanumeric) || Cue::NoExpiry.is(value);
    (front.expires.is_none() && !is_none).then_some(value)
}

/// The line of the first of these keys. The first line of the YAML is the second of the document.
fn line_of(yaml: &str, keys: &[&str]) -> u32 {
    let is_key = |line: &str| line.split_once(':').is_some_and(|(key, _)| keys.contains(&key.trim()));
    yaml.lines().position(is_key).and_then(|at| u32::try_from(at + 2).ok()).unwrap_or(0)
}

/// YAML with no anchors and few nodes: an alias bomb otherwise costs seconds.
fn strict(yaml: &str) -> Result<Vec<(String, String)>, Fault> {
    let options = || {
        serde_saphyr::options! {
            budget: serde_saphyr::budget! { max_anchors: 0, max_aliases: 0, max_nodes: 2000, max_depth: 32 },
        }
    };
    if yaml.trim().is_empty() {
        return Ok(Vec::new());
    }
    // First as strings, which keeps the spelling of numbers (`1.10`); lists and nested values need the second way.
    let fields = serde_saphyr::from_str_with_options::<Fields<String>>(yaml, options())
        .map(|fields| fields.0)
        .or_else(|_| {
            let any = serde_saphyr::from_str_with_options::<Fields<Value>>(yaml, options())?;
            Ok(spelled(any.0, yaml))
        })
        .map_err(|error: serde_saphyr::Error| Fault::of_yaml(&error))?;
    Ok(fields.into_iter().take(MOST_FIELDS).map(|(k, v)| (short(&k), short(&v))).collect())
}

/// Numbers as the lines spell them: `1.10` is a version, not 1.1.
fn spelled(fields: Vec<(String, Value)>, yaml: &str) -> Vec<(String, String)> {
    let lines = by_lines(yaml);
    let spelling = |key: &str| lines.iter().find(|(k, v)| k == key && !v.is_empty()).map(|(_, v)| v.clone());
    let fields = fields.into_iter().map(|(key, value)| {
        let spelling = if value.is_number() { spelling(&key) } else { None };
        let words = spelling.unwrap_or_else(|| words(&value));
        (key, words)
    });
    fields.collect()
}

/// The fields of broken YAML: lines of the form `key: value` that are not indented, the first where a key stands twice.
fn by_lines(yaml: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in yaml.lines().filter(|line| !line.starts_with([' ', '\t', '#', '-'])) {
        let Some((key, value)) = line.split_once(':') else { continue };
        let (key, value) = (short(key.trim()), short(value.trim().trim_matches(['"', '\''])));
        if !key.is_empty() && fields.len() < MOST_FIELDS && !fields.iter().any(|(k, _)| *k == key) {
            fields.push((key, value));
        }
    }
    fields
}

fn short(text: &str) -> String {
    capped(text, VALUE_CAP).to_owned()
}

struct Fields<V>(Vec<(String, V)>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Fields<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit<V>(std::marker::PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Visit<V> {
            type Value = Fields<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<V>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Visit(std::marker::PhantomData))
    }
}

/// Any value as words, lists and maps joined by commas.
fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap_or_default().to_string(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(list) => list.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            let parts = map.iter().map(|(key, value)| format!("{key}: {}", words(value)));
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}
