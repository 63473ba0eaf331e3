//! Names of versions: which words are written like a release of this repository, and which of those have a tag.

use crate::config::TagPattern;
use crate::lexicon::words::Cue;
use crate::model::history::History;
use crate::read::text::time;
use std::collections::{BTreeMap, BTreeSet};

/// No repository names its releases in more ways than these; more would cost time without end.
const WAYS: usize = 8;

/// How a name is written: how many numbers it has, whether the first is a year, whether a letter follows the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    numbers: usize,
    is_calendar: bool,
    lettered: bool,
}

/// A name taken apart: `v2026.01.10a` is `v` and `2026.01.10a`.
fn split(name: &str) -> (&str, &str) {
    name.split_at(name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len()))
}

fn shape(number: &str) -> Shape {
    let first = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    // What follows a dash (`-rc1`) says how far a version is, and not how it is written.
    let core = number.split(['-', '+']).next().unwrap_or(number);
    Shape {
        numbers: core.split('.').filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).count(),
        is_calendar: first >= 4,
        lettered: core.ends_with(|c: char| c.is_ascii_alphabetic()),
    }
}

/// The names of a history's releases.
#[derive(Debug)]
pub struct TagNames<'a> {
    pattern: &'a TagPattern,
    /// Every tag, in lower case; releases or not.
    tags: BTreeSet<String>,
    /// What stands before the number of a release, each with the shapes of the numbers; the empty beginning and `v` among them.
    ways: BTreeMap<String, BTreeSet<Shape>>,
}

impl<'a> TagNames<'a> {
    /// Learns how the releases are called.
    pub fn of(history: &History, pattern: &'a TagPattern) -> Self {
        let releases = history.snapshots.iter().filter(|snapshot| !snapshot.is_candidate());
        let releases = releases.map(|snapshot| snapshot.name.as_str()).collect::<Vec<_>>();
        let skipped = history.skipped.iter().map(|tag| tag.name.as_str());
        let tags = releases.iter().copied().chain(skipped).map(str::to_lowercase).collect();
        let mut ways: BTreeMap<String, BTreeSet<Shape>> = BTreeMap::new();
        for (before, number) in releases.iter().map(|name| split(name)) {
            if ways.len() < WAYS || ways.contains_key(before) {
                ways.entry(before.to_owned()).or_default().insert(shape(number));
            }
        }
        for usual in ["", "v"] {
            ways.entry(usual.to_owned()).or_default();
        }
        Self { pattern, tags, ways }
    }

    /// What two spellings of one version have in common.
    pub fn key(&self, version: &str) -> String {
        split(version).1.to_lowercase()
    }

    /// A word that is a version: written as a release, or a number of at least two parts that is one with a release's beginning. A date
    /// is none.
    pub fn version(&self, word: &str) -> Option<String> {
        let (before, number) = split(word);
        let clean =
            number.len() <= 60 && number.chars().all(|c| c.is_ascii_alphanumeric() || ".-+_".contains(c));
        if number.is_empty() || !clean || time::parse(number).is_some() || self.is_dotted_day(number) {
            return None;
        }
        let known = self.ways.contains_key(before) || before.eq_ignore_ascii_case("v");
        let parts = shape(number).numbers;
        let as_release = |before: &String| self.pattern.matches(&format!("{before}{number}"));
        let is = match before {
            "" => parts >= 2 && self.ways.keys().any(as_release),
            _ => known && (self.pattern.matches(word) || (parts >= 2 && self.ways.keys().any(as_release))),
        };
        is.then(|| word.to_owned())
    }

    /// `2026.01.10` is a day, unless releases are called so.
    fn is_dotted_day(&self, number: &str) -> bool {
        let day = time::parse(&number.replace('.', "-")).is_some();
        day && !self.ways.values().any(|shapes| shapes.contains(&shape(number)))
    }

    /// Whether a version has a tag, however its beginning is written.
    pub fn is_tagged(&self, version: &str) -> bool {
        let number = split(version).1.to_lowercase();
        self.tags.contains(&version.to_lowercase())
            || self
                .ways
                .keys()
                .any(|before| self.tags.contains(&format!("{}{number}", before.to_lowercase())))
    }

    /// Versions in a path: words that are written like one of the releases, to the count of their numbers. Without the releases'
    /// beginning, only a whole name, or what follows a word such as `release`.
    pub fn in_path(&self, path: &str) -> Vec<String> {
        let mut found = Vec::new();
        for segment in path.split('/').filter(|segment| segment.contains(|c: char| c.is_ascii_digit())) {
            let mut rest = segment;
            while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
                let (before, number) = rest.split_at(at);
                let end = end_of(number);
                let (number, after) = number.split_at(end);
                if let Some(version) = self.in_segment(segment, before, number) {
                    found.push(version);
                }
                rest = after;
            }
        }
        found
    }

    fn in_segment(&self, segment: &str, before: &str, number: &str) -> Option<String> {
        let own = shape(number);
        let stem = segment.strip_prefix(before).is_some_and(|rest| {
            rest.strip_prefix(number).is_some_and(|rest| {
                !rest.contains(|c: char| c.is_ascii_digit()) && (rest.is_empty() || rest.starts_with('.'))
            })
        });
        for (way, shapes) in self.ways.iter().filter(|(way, _)| !way.is_empty()) {
            let Some(rest) = before.strip_suffix(way.as_str()) else { continue };
            let bound = !rest.ends_with(|c: char| c.is_ascii_alphanumeric());
            let enough = own.numbers >= 2 || (rest.is_empty() && stem);
            if bound && enough && shapes.contains(&own) {
                return Some(format!("{way}{number}"));
            }
        }
        let word = before.trim_end_matches(['-', '_', '.']).to_lowercase();
        let introduced = Cue::BeforeVersion.all().iter().any(|known| word.ends_with(&**known));
        let whole = before.is_empty() && stem;
        let known = self.ways.values().any(|shapes| shapes.contains(&own));
        let is = (whole || introduced) && own.numbers >= 2 && known && !self.is_dotted_day(number);
        is.then(|| number.to_owned())
    }
}

/// Where a number ends: digits and dots, a letter with digits behind it, and `-rc1` or the like.
fn end_of(text: &str) -> usize {
    let mut end = 0;
    let mut letters = 0;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(end) {
        let next = bytes.get(end + 1);
        match byte {
            b'0'..=b'9' => {}
            b'.' if letters == 0 && next.is_some_and(u8::is_ascii_digit) => {}
            b'a'..=b'z' | b'A'..=b'Z' if letters == 0 && !next.is_some_and(u8::is_ascii_alphabetic) => {
                letters += 1
            }
            _ => break,
        }
        end += 1;
    }
    let tail = text.get(end..).unwrap_or_default();
    let stages = ["-rc", "-alpha", "-beta", "-pre"];
    if let Some(rest) = stages.iter().find_map(|stage| tail.strip_prefix(stage)) {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let stage = rest.get(..digits).unwrap_or_default().trim_end_matches('.');
        return end + (tail.len() - rest.len()) + stage.len();
    }
    end.max(1)
}
