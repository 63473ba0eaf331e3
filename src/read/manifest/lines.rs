//! Manifests that are programs, or that tell their version in a line of its own: read by patterns, never run.

use crate::model::project::{FieldValue, VersionField};
use crate::read::text::lines::{LineIndex, Pattern, numbered};
use regex::Regex;

/// A version between quotes.
const QUOTED: &str = r#"["']v?(\d[\w.+-]*)["']"#;

fn quoted(before: &str) -> String {
    format!(r"{before}(?:{QUOTED}|(?P<other>[^\s,)]+))")
}

static GRADLE: Pattern = Pattern::built(|| quoted(r"^\s*version\s*=?\s*"));
static ANDROID: Pattern = Pattern::built(|| quoted(r"^\s*versionName\s*=?\s*"));
static SETUP_PY: Pattern = Pattern::built(|| quoted(r"\bversion\s*=\s*"));
static DUNDER: Pattern = Pattern::built(|| quoted(r"^__version__\s*(?::\s*\w+\s*)?=\s*"));
static MIX: Pattern = Pattern::built(|| quoted(r"(?:^\s*@version\s+|^\s*version:\s*)"));
static GEMSPEC: Pattern = Pattern::built(|| quoted(r"\.version\s*=\s*"));
static CONSTANT: Pattern =
    Pattern::built(|| quoted(r"^\s*(?:const\s+|var\s+)?(?:VERSION|Version|version)\s*(?:string\s*)?:?=\s*"));
static YAML: Pattern = Pattern::new(r#"^version:\s*["']?(\d[\w.+-]*)["']?\s*(?:#.*)?$"#);
static APP_VERSION: Pattern = Pattern::new(r#"^appVersion:\s*["']?v?(\d[\w.+-]*)["']?\s*(?:#.*)?$"#);
static PROPERTY: Pattern =
    Pattern::new(r"^\s*(?:version|projectVersion|VERSION_NAME)\s*[=:]\s*(?:(\d[\w.+-]*)\s*$|(?P<other>\S+))");
static CFG: Pattern = Pattern::new(r"^version\s*[=:]\s*(?:v?(\d[\w.+-]*)\s*$|(?P<other>\S+))");
static PLAIN: Pattern = Pattern::new(r"^\s*v?(\d[\w.+-]*)\s*$");
static CMAKE: Pattern =
    Pattern::new(r"(?ism)^[ \t]*project\s*\([^)]*?\bVERSION\s+(?:(\d[\d.]*)|(?P<other>[^\s)]+))");

/// The first line in which a pattern is found.
fn first(text: &str, name: &'static str, pattern: &Regex) -> Option<VersionField> {
    numbered(text).find_map(|(line, words)| {
        let found = pattern.captures(words)?;
        let value = match found.get(1) {
            Some(version) => FieldValue::Literal(version.as_str().into()),
            None => FieldValue::Computed(found.name("other")?.as_str().into()),
        };
        Some(VersionField { name, value, line })
    })
}

/// The first literal; if there is none, the first computed one: a program may hold a version twice.
fn literal_first(text: &str, name: &'static str, pattern: &Regex) -> Vec<VersionField> {
    let lines = text.split_inclusive('\n');
    let literal = lines.zip(1_u32..).find_map(|(words, line)| {
        let version = pattern.captures(words)?.get(1)?.as_str().to_owned();
        Some(VersionField { name, value: FieldValue::Literal(version), line })
    });
    literal.or_else(|| first(text, name, pattern)).into_iter().collect()
}

pub(super) fn gradle(text: &str) -> Vec<VersionField> {
    let own = first(text, "version", &GRADLE);
    own.into_iter().chain(first(text, "versionName", &ANDROID)).collect()
}

pub(super) fn gradle_properties(text: &str) -> Vec<VersionField> {
    first(text, "version", &PROPERTY).into_iter().collect()
}

pub(super) fn yaml(text: &str) -> Vec<VersionField> {
    first(text, "version", &YAML).into_iter().collect()
}

pub(super) fn chart(text: &str) -> Vec<VersionField> {
    let own = first(text, "version", &YAML);
    own.into_iter().chain(first(text, "appVersion", &APP_VERSION)).collect()
}

/// `version` of the section `[metadata]`.
pub(super) fn setup_cfg(text: &str) -> Vec<VersionField> {
    let mut inside = false;
    let found = numbered(text).find_map(|(line, words)| {
        if words.starts_with('[') {
            inside = words.trim_end() == "[metadata]";
        }
        let found = CFG.captures(words).filter(|_| inside)?;
        let value = match found.get(1) {
            Some(version) => FieldValue::Literal(version.as_str().into()),
            None => FieldValue::Computed(found.name("other")?.as_str().into()),
        };
        Some(VersionField { name: "metadata.version", value, line })
    });
    found.into_iter().collect()
}

pub(super) fn setup_py(text: &str) -> Vec<VersionField> {
    literal_first(text, "version", &SETUP_PY)
}

pub(super) fn dunder(text: &str) -> Vec<VersionField> {
    first(text, "__version__", &DUNDER).into_iter().collect()
}

pub(super) fn mix(text: &str) -> Vec<VersionField> {
    literal_first(text, "version", &MIX)
}

pub(super) fn gemspec(text: &str) -> Vec<VersionField> {
    first(text, "version", &GEMSPEC).into_iter().collect()
}

pub(super) fn constant(text: &str) -> Vec<VersionField> {
    literal_first(text, "VERSION", &CONSTANT)
}

/// A file that holds nothing but a version.
pub(super) fn plain(text: &str) -> Vec<VersionField> {
    let mut lines = numbered(text).filter(|(_, words)| !words.trim().is_empty());
    let Some((line, words)) = lines.next().filter(|_| lines.next().is_none()) else { return Vec::new() };
    let version = PLAIN.captures(words).and_then(|found| Some(found.get(1)?.as_str().to_owned()));
    let field =
        version.map(|version| VersionField { name: "version", value: FieldValue::Literal(version), line });
    field.into_iter().collect()
}

/// `project(name VERSION 1.1.0)`, over several lines.
pub(super) fn cmake(text: &str) -> Vec<VersionField> {
    let Some(found) = CMAKE.captures(text) else { return Vec::new() };
    let (value, at) = match (found.get(1), found.name("other")) {
        (Some(version), _) => (FieldValue::Literal(version.as_str().into()), version.start()),
        (None, Some(other)) => (FieldValue::Computed(other.as_str().into()), other.start()),
        (None, None) => return Vec::new(),
    };
    vec![VersionField { name: "VERSION", value, line: LineIndex::new(text).line(at) }]
}
