//! Where and why a text is not what it should be: JSON, YAML.

use crate::model::problem::{Place, Problem};

/// A place in a text and what is wrong there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1; 0 where it is not known.
    pub column: u32,
    /// The reason, on one line and without the place.
    pub reason: String,
}

impl Fault {
    /// Where the JSON parser stopped.
    pub fn of_json(error: &serde_json::Error) -> Self {
        let whole = error.to_string();
        let reason = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(reason, _)| reason).to_owned();
        Self { line: number(error.line()), column: number(error.column()).max(1), reason }
    }

    /// Where the YAML parser stopped. It prints the place before the reason, and an excerpt after it.
    pub fn of_yaml(error: &serde_saphyr::Error) -> Self {
        let location = error.location();
        let whole = error.to_string();
        let first = whole.lines().next().unwrap_or("broken");
        let first = first.strip_prefix("error: ").unwrap_or(first);
        let reason = match first.strip_prefix("line ").and_then(|rest| rest.split_once(": ")) {
            Some((_, reason)) => reason,
            None => first,
        };
        let reason = match reason.strip_prefix("budget breached: ") {
            Some(what) if what.starts_with("Anchors") || what.starts_with("Aliases") => {
                "anchors are not read"
            }
            Some(_) => "it is larger or deeper than any record",
            None => reason,
        };
        Self {
            line: location.map_or(0, |at| u32::try_from(at.line()).unwrap_or(u32::MAX)),
            column: location.map_or(0, |at| u32::try_from(at.column()).unwrap_or(u32::MAX)),
            reason: reason.to_owned(),
        }
    }

    /// As an error in a file of JSON.
    pub fn in_json(&self, path: &str) -> Problem {
        Problem::error(self.place(path), "json-syntax", format!("this is not valid JSON: {}", self.reason))
    }

    /// As an error in a file of YAML.
    pub fn in_yaml(&self, path: &str) -> Problem {
        Problem::error(self.place(path), "yaml-syntax", format!("this YAML cannot be read: {}", self.reason))
    }

    /// Its place in a file.
    pub fn place(&self, path: &str) -> Place {
        Place { path: path.into(), line: self.line, column: self.column }
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
