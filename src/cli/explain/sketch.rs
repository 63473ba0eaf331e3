//! A `[[reader]]` to copy for a file that no reader knows: its fields where their names say what they are, else a pattern to change.

use crate::config::FIELDS;
use crate::lexicon::words::Name;
use crate::model::evidence::Kind;
use crate::read::text::slug::slug;
use serde_json::Value;
use std::fmt::Write as _;

/// Deeper values are nobody's fields.
const DEEP: usize = 4;

/// The names by which values are known, for each field of a reader that has some.
const NAMES: [(&str, &[Name]); 9] = [
    ("time", &[Name::CheckTime, Name::Time, Name::Ended, Name::Began]),
    ("target", &[Name::CheckTarget, Name::TargetAddress]),
    ("status", &[Name::CheckStatus]),
    ("duration_ms", &[Name::CheckMillis, Name::AnswerTime]),
    ("outcome", &[Name::Outcome]),
    ("actor", &[Name::Actor]),
    ("release", &[Name::Release]),
    ("commit", &[Name::Commit]),
    ("label", &[Name::CheckLabel]),
];

/// The table, as it would stand in `golive.toml`.
pub(super) fn reader(path: &str, content: &[u8]) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let kind = folder
        .rsplit('/')
        .next()
        .map(slug)
        .filter(|kind| !kind.is_empty() && !Kind::built_in().any(|known| known.word() == kind));
    let mut out = String::from("    [[reader]]\n");
    let _ = writeln!(out, "    kind = \"{}\"", kind.unwrap_or_else(|| "probe".to_owned()));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let glob = if ending.is_empty() { path.to_owned() } else { format!("{folder}*.{ending}") };
    let _ = writeln!(out, "    paths = [\"{glob}\"]");
    let text = String::from_utf8_lossy(content);
    let first = || text.lines().next().and_then(|line| serde_json::from_str::<Value>(line).ok());
    match serde_json::from_str::<Value>(&text).ok().or_else(first) {
        Some(json) => {
            let json = if let Value::Array(all) = &json { all.first().cloned().unwrap_or_default() } else { json };
            let _ = writeln!(out, "    pointers = {{ {} }}", pointers(&json).join(", "));
        }
        None => out.push_str(
            "    pattern = '(?P<time>\\S+) (?P<target>\\S+) (?P<status>\\d+) (?P<duration_ms>[0-9.]+)'   # as its lines are\n",
        ),
    }
    let _ = write!(out, "    # names: {}", FIELDS.join(" "));
    out
}

/// The fields that the names of values say; where they say none, two to fill in.
fn pointers(json: &Value) -> Vec<String> {
    let mut leaves = Vec::new();
    collect(json, String::new(), 0, &mut leaves);
    let named = NAMES.iter().filter_map(|(field, names)| {
        let is = |(_, key): &&(String, String)| names.iter().any(|name| name.is(key));
        leaves.iter().find(is).map(|(pointer, _)| format!("{field} = \"{pointer}\""))
    });
    let named = named.collect::<Vec<_>>();
    if named.is_empty() { vec!["time = \"/…\"".to_owned(), "outcome = \"/…\"".to_owned()] } else { named }
}

/// Every single value: its pointer and its name.
fn collect(json: &Value, pointer: String, deep: usize, leaves: &mut Vec<(String, String)>) {
    let Value::Object(object) = json else { return };
    for (key, value) in object.iter().filter(|_| deep < DEEP) {
        let inner = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
        match value {
            Value::Object(_) => collect(value, inner, deep + 1, leaves),
            Value::Array(_) | Value::Null => {}
            _ => leaves.push((inner, key.clone())),
        }
    }
}
