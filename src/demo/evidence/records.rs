//! Small records: JSON with a timestamp, and text with a heading.

use crate::demo::{cast::Actor, error::DemoError, moment::Moment};
use serde_json::{Map, Value};

/// Where a record goes and who made it when.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Folder under `artifacts/`.
    pub folder: &'a str,
    /// First part of the file name.
    pub name: &'a str,
    /// The moment that it states, in its name and its content.
    pub at: Moment,
    /// Who made it.
    pub by: &'a Actor,
    /// The release that it was made for.
    pub release: &'a str,
}

/// `artifacts/<folder>/<year>/<month>/<day>/<name>-<stamp>.<ending>`
pub(super) fn path(folder: &str, at: Moment, name: &str, ending: &str) -> String {
    format!("artifacts/{folder}/{}/{name}-{}.{ending}", at.folder(), at.stamp())
}

pub(super) fn json_bytes(value: &Value) -> Result<Vec<u8>, DemoError> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A JSON record: `timestamp`, `release`, `by`, and the keys of `facts` (an object).
///
/// # Errors
/// Never for the values that the demo makes.
pub fn json_record(record: Record<'_>, facts: Value) -> Result<(String, Vec<u8>), DemoError> {
    let mut object = Map::new();
    object.insert("timestamp".to_owned(), record.at.iso().into());
    object.insert("release".to_owned(), record.release.into());
    object.insert("by".to_owned(), format!("{} ({})", record.by.name, record.by.role).into());
    if let Value::Object(facts) = facts {
        object.extend(facts);
    }
    Ok((path(record.folder, record.at, record.name, "json"), json_bytes(&Value::Object(object))?))
}

/// A Markdown record with lines that states its day alone, as a calendar at its place shows it.
pub fn day_record(record: Record<'_>, title: &str, lines: &[&str]) -> (String, Vec<u8>) {
    let day = record.at.day_east();
    let mut text =
        format!("# {title}, {}\n\n{day}, {} ({})\n\n", record.release, record.by.name, record.by.role);
    lines.iter().for_each(|line| text.push_str(&format!("- {line}\n")));
    (
        format!("artifacts/{}/{}/{}-{day}.md", record.folder, record.at.folder(), record.name),
        text.into_bytes(),
    )
}

/// A text record with lines; `md` gets a heading and a list, any other ending a stamp before each line.
pub fn text_record(record: Record<'_>, ending: &str, title: &str, lines: &[&str]) -> (String, Vec<u8>) {
    let mut text = String::new();
    if ending == "md" {
        text.push_str(&format!("# {title}, {}\n\n", record.release));
        text.push_str(&format!("{}, {} ({})\n\n", record.at.rfc3339(), record.by.name, record.by.role));
        lines.iter().for_each(|line| text.push_str(&format!("- {line}\n")));
    } else {
        let mut at = record.at;
        text.push_str(&format!("{} {title} for {} by {}\n", at.rfc3339(), record.release, record.by.name));
        for line in lines {
            at = at.plus(7);
            text.push_str(&format!("{} {line}\n", at.rfc3339()));
        }
    }
    (path(record.folder, record.at, record.name, ending), text.into_bytes())
}
