//! Files whose name or beginning says a kind of which no reader read anything: that is told, never passed over in silence.

use crate::model::doing::DONE_ONCE;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::problem::Problem;
use crate::read::value::source::Source;
use crate::read::value::tools;
use serde::Deserialize;
use std::sync::LazyLock;

/// By which name or beginning a kind is known, and what its reader looks for.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Shape {
    /// How the name ends, in lower case.
    ends: Vec<String>,
    /// How the name begins, in lower case, of a file of data.
    begins: Vec<String>,
    /// What the text holds near its beginning.
    holds: Vec<String>,
    /// In which folders all files of data are of the kind.
    folders: Vec<String>,
    /// What would be read.
    wanted: String,
}

static SHAPES: LazyLock<Vec<Shape>> = LazyLock::new(|| tools::named("shape"));

/// Endings of files of data: a plan or a script for a tool is called by its name, too.
const DATA: [&str; 9] = ["json", "xml", "csv", "txt", "log", "ndjson", "html", "bin", "gz"];

/// What is to be said of a file from which nothing was read though it is known to be of some kind.
pub fn unread(source: &Source<'_>, facts: &Facts) -> Option<Problem> {
    let is_unread = (matches!(facts.kind, Kind::File | Kind::Document | Kind::Smoke)
        || facts.state == State::Empty)
        && facts.records.is_empty()
        && facts.measurements.is_empty()
        && facts.problems.is_empty();
    if !is_unread || source.is_markdown() {
        return None;
    }
    let name = source.name().to_ascii_lowercase();
    let head = crate::read::text::lines::capped(source.text(), 4000);
    let is_data = DATA.contains(&source.extension().as_str());
    let folder = source.path.rsplit('/').nth(1).unwrap_or_default();
    // A folder of that name holds the settings of a site, too.
    let is_in = |shape: &Shape| {
        let is_kept = is_data || folder == "history" && source.path == format!("history/{}", source.name());
        is_kept && !source.path.contains("/docs/") && shape.folders.iter().any(|own| own == folder)
    };
    if facts.state == State::Empty && DONE_ONCE.contains(&facts.kind) {
        let message = "this file is empty, so nothing older of its kind proves an item any more";
        return Some(Problem::warning(source.place(), "unread", message));
    }
    let shape = SHAPES.iter().find(|shape| {
        shape.ends.iter().any(|end| name.ends_with(end))
            || is_in(shape)
            || is_data
                && (shape.begins.iter().any(|start| name.starts_with(start))
                    || shape.holds.iter().any(|mark| head.contains(mark)))
    })?;
    let what = if source.is_blank() { "this file is empty" } else { "nothing was read from this file" };
    let message = format!("{what}: {}", shape.wanted);
    Some(Problem::note(source.place(), "unread", message))
}
