//! What a measurement belongs to over time: its address; where none is told, the name of what tells it.

use super::time;
use crate::model::evidence::Evidence;
use crate::model::measurement::Measurement;
use std::collections::HashMap;
use std::sync::Arc;

/// The names of some files, each made once.
#[derive(Debug, Default)]
pub struct Series {
    stems: HashMap<usize, Arc<str>>,
}

impl Series {
    /// The address of a measurement, else the name of the file (an index into the evidence) that tells it.
    pub fn of(&mut self, one: &Measurement, teller: Option<usize>, evidence: &[Evidence]) -> Arc<str> {
        let version = teller.and_then(|n| Some((n, evidence.get(n)?)));
        match version.filter(|_| one.target.is_empty()) {
            Some((n, version)) => self.stems.entry(n).or_insert_with(|| stem(&version.path).into()).clone(),
            None => one.target.clone(),
        }
    }
}

/// A file's name without its ending, its dates and its numbers, so that the files of many runs tell one series:
/// `production-smoke-20260102T0304Z.log` is `production-smoke`. Where nothing is left, the same of its folder.
#[must_use]
pub fn stem(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path);
    let whole = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let named = std::iter::once(whole).chain(parts).map(without_numbers).find(|name| !name.is_empty());
    named.unwrap_or_else(|| whole.to_owned())
}

fn without_numbers(name: &str) -> String {
    if !name.bytes().any(|byte| byte.is_ascii_digit()) {
        return name.to_owned();
    }
    let (before, after) = match time::in_name(name) {
        Some(moment) => (
            name.get(..moment.range.start).unwrap_or_default(),
            name.get(moment.range.end..).unwrap_or_default(),
        ),
        None => (name, ""),
    };
    let words = before.split(['-', '_', '.']).chain(after.split(['-', '_', '.']));
    let words = words.filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    words.collect::<Vec<_>>().join("-")
}
