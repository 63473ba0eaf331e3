//! Manifests that are programs, or that tell their version in a line of its own: read by patterns, never run. The first group of a pattern
//! is a literal version, its group `other` something that a build computes.

use crate::model::project::{FieldValue, VersionField};
use crate::read::text::lines::{LineIndex, Pattern, numbered};
use regex::Captures;

/// A version between quotes.
const QUOTED: &str = r#"["']v?(\d[\w.+-]*)["']"#;

fn quoted(before: &str) -> String {
    format!(r"{before}(?:{QUOTED}|(?P<other>[^\s,)]+))")
}

pub(super) static GRADLE: Pattern = Pattern::built(|| quoted(r"^\s*version\s*=?\s*"));
pub(super) static ANDROID: Pattern = Pattern::built(|| quoted(r"^\s*versionName\s*=?\s*"));
pub(super) static SETUP_PY: Pattern = Pattern::built(|| quoted(r"\bversion\s*=\s*"));
pub(super) static DUNDER: Pattern = Pattern::built(|| quoted(r"^__version__\s*(?::\s*\w+\s*)?=\s*"));
pub(super) static MIX: Pattern = Pattern::built(|| quoted(r"(?:^\s*@version\s+|^\s*version:\s*)"));
pub(super) static GEMSPEC: Pattern = Pattern::built(|| quoted(r"\.version\s*=\s*"));
pub(super) static CONSTANT: Pattern =
    Pattern::built(|| quoted(r"^\s*(?:const\s+|var\s+)?(?:VERSION|Version|version)\s*(?:string\s*)?:?=\s*"));
pub(super) static YAML: Pattern = Pattern::new(r#"^version:\s*["']?(\d[\w.+-]*)["']?\s*(?:#.*)?$"#);
pub(super) static APP_VERSION: Pattern =
    Pattern::new(r#"^appVersion:\s*["']?v?(\d[\w.+-]*)["']?\s*(?:#.*)?$"#);
pub(super) static PROPERTY: Pattern =
    Pattern::new(r"^\s*(?:version|projectVersion|VERSION_NAME)\s*[=:]\s*(?:(\d[\w.+-]*)\s*$|(?P<other>\S+))");
static CFG: Pattern = Pattern::new(r"^version\s*[=:]\s*(?:v?(\d[\w.+-]*)\s*$|(?P<other>\S+))");
static PLAIN: Pattern = Pattern::new(r"^\s*v?(\d[\w.+-]*)\s*$");
static CMAKE: Pattern =
    Pattern::new(r"(?ism)^[ \t]*project\s*\([^)]*?\bVERSION\s+(?:(\d[\d.]*)|(?P<other>[^\s)]+))");

fn value(found: &Captures<'_>) -> Option<FieldValue> {
    let literal = found.get(1).map(|version| FieldValue::Literal(version.as_str().into()));
    literal.or_else(|| Some(FieldValue::Computed(found.name("other")?.as_str().into())))
}

/// The first line in which a pattern is found.
pub(super) fn first(text: &str, name: &'static str, pattern: &Pattern) -> Option<VersionField> {
    numbered(text)
        .find_map(|(line, words)| Some(VersionField { name, value: value(&pattern.captures(words)?)?, line }))
}

/// The first literal; if there is none, the first computed one: a program may hold a version twice.
pub(super) fn literal_first(text: &str, name: &'static str, pattern: &Pattern) -> Option<VersionField> {
    let literal = text.split_inclusive('\n').zip(1_u32..).find_map(|(words, line)| {
        let version = pattern.captures(words)?.get(1)?.as_str().to_owned();
        Some(VersionField { name, value: FieldValue::Literal(version), line })
    });
    literal.or_else(|| first(text, name, pattern))
}

/// `version` of the section `[metadata]`.
pub(super) fn setup_cfg(text: &str) -> Vec<VersionField> {
    let mut inside = false;
    let found = numbered(text).find_map(|(line, words)| {
        if words.starts_with('[') {
            inside = words.trim_end() == "[metadata]";
        }
        let found = CFG.captures(words).filter(|_| inside)?;
        Some(VersionField { name: "metadata.version", value: value(&found)?, line })
    });
    found.into_iter().collect()
}

/// A file that holds nothing but a version.
pub(super) fn plain(text: &str) -> Vec<VersionField> {
    let mut lines = numbered(text).filter(|(_, words)| !words.trim().is_empty());
    let only = lines.next().filter(|_| lines.next().is_none());
    let field = only.and_then(|(line, words)| {
        Some(VersionField { name: "version", value: value(&PLAIN.captures(words)?)?, line })
    });
    field.into_iter().collect()
}

/// `project(name VERSION 1.1.0)`, over several lines.
pub(super) fn cmake(text: &str) -> Vec<VersionField> {
    let field = CMAKE.captures(text).and_then(|found| {
        let at = found.get(1).or(found.name("other"))?.start();
        Some(VersionField { name: "VERSION", value: value(&found)?, line: LineIndex::new(text).line(at) })
    });
    field.into_iter().collect()
}
