//! Manifests in JSON and TOML.

use crate::model::project::{FieldValue, VersionField};
use toml::{Table, Value};

/// `version` of the outermost object: npm, Composer, Lerna. Lerna's `independent` says that each package has its own.
pub(super) fn json(text: &str) -> Vec<VersionField> {
    let Ok(serde_json::Value::Object(root)) = serde_json::from_str(text) else { return Vec::new() };
    let Some(version) = root.get("version").and_then(|value| value.as_str()) else { return Vec::new() };
    let is_number = version.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
    let value =
        if is_number { FieldValue::Literal(version.into()) } else { FieldValue::Computed(version.into()) };
    vec![VersionField { name: "version", value, line: line_of(text, "version", version) }]
}

/// `package.version`, and what a workspace hands on to its packages.
pub(super) fn cargo(text: &str) -> Vec<VersionField> {
    let Ok(root) = text.parse::<Table>() else { return Vec::new() };
    let own = field(text, &root, &["package"], "version");
    let shared = field(text, &root, &["workspace", "package"], "workspace.package.version");
    own.into_iter().chain(shared).collect()
}

/// PEP 621 and Poetry. A version in `project.dynamic` is made by the build.
pub(super) fn pyproject(text: &str) -> Vec<VersionField> {
    let Ok(root) = text.parse::<Table>() else { return Vec::new() };
    let own = field(text, &root, &["project"], "project.version");
    let poetry = field(text, &root, &["tool", "poetry"], "tool.poetry.version");
    let dynamic = table(&root, &["project"]).and_then(|project| project.get("dynamic")?.as_array());
    let is_dynamic = dynamic.is_some_and(|list| list.iter().any(|one| one.as_str() == Some("version")));
    let dynamic = is_dynamic.then(|| VersionField {
        name: "project.version",
        value: FieldValue::Computed("dynamic".into()),
        line: line_of(text, "dynamic", "version"),
    });
    // Poetry's `0` stands for a version that a plugin fills in.
    own.or(dynamic).into_iter().chain(poetry).collect()
}

fn table<'t>(root: &'t Table, path: &[&str]) -> Option<&'t Table> {
    path.iter().try_fold(root, |table, key| table.get(*key)?.as_table())
}

fn field(text: &str, root: &Table, path: &[&str], name: &'static str) -> Option<VersionField> {
    let (value, told) = match table(root, path)?.get("version")? {
        Value::String(version) => (FieldValue::Literal(version.clone()), version.as_str()),
        Value::Table(inner) if inner.get("workspace").and_then(Value::as_bool) == Some(true) => {
            (FieldValue::Inherited, "workspace")
        }
        other => (FieldValue::Computed(other.to_string()), ""),
    };
    Some(VersionField { name, value, line: line_of(text, "version", told) })
}

/// The first line, from 1, that holds both a key and a value as whole words, for parsers that do not tell; 0 where they are not in one line.
fn line_of(text: &str, key: &str, value: &str) -> u32 {
    let holds =
        |line: &str| line.find(key).is_some_and(|at| line.get(at..).is_some_and(|rest| rest.contains(value)));
    text.lines().position(holds).and_then(|at| u32::try_from(at + 1).ok()).unwrap_or_default()
}
