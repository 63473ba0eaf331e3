//! The sample's go-live checklist: its words, and what stands in the boxes at a moment.

use super::moment::{DAY, Moment};
use crate::model::id::sha256;
use std::collections::BTreeMap;

/// Where it stands in the sample.
pub const PATH: &str = "docs/deployment/production_go_live_checklist.md";

/// Its words. An item is a line `- {key}: words`.
const WORDS: &str = include_str!("text/checklist.md");

/// How many days a review of it holds.
const REVIEW_DAYS: i64 = 60;

/// Items of what people do, ticked by the manager before the tag.
pub const PEOPLE: [&str; 11] = [
    "scope",
    "secrets",
    "briefing",
    "dryrun",
    "notes",
    "ci",
    "staging",
    "lighthouse",
    "smoke",
    "qa",
    "screens",
];
/// Items of what systems hold, ticked by reliability before the tag.
pub const SYSTEMS: [&str; 9] =
    ["backup", "export", "drill", "rotation", "flags", "matrix", "urls", "reach", "reviewers"];
/// Items that are looked at right after the deploy.
pub const VERIFY: [&str; 7] = ["console", "login", "inbox", "ledger", "analytics", "prodsmoke", "target"];
/// Items that close a release.
pub const CLOSE: [&str; 4] = ["dashboards", "summary", "told", "runlog"];

/// What stands in the boxes, and which words were changed.
#[derive(Clone, Debug, Default)]
pub struct Board {
    boxes: BTreeMap<String, Tick>,
    words: BTreeMap<String, String>,
    reviewed: Option<Moment>,
}

#[derive(Clone, Debug)]
enum Tick {
    Ticked,
    Waived(Option<String>),
}

impl Board {
    /// All boxes empty, the words as they were meant, reviewed at a moment.
    pub fn fresh(reviewed: Moment) -> Self {
        Self { reviewed: Some(reviewed), ..Self::default() }
    }

    /// Ticks items.
    pub fn tick<'a>(&mut self, keys: impl IntoIterator<Item = &'a str>) {
        for key in keys {
            self.boxes.insert(key.to_owned(), Tick::Ticked);
        }
    }

    /// Waives an item, with or without a reason.
    pub fn waive(&mut self, key: &str, reason: Option<&str>) {
        self.boxes.insert(key.to_owned(), Tick::Waived(reason.map(str::to_owned)));
    }

    /// Changes an item's words, whatever stands in its box.
    pub fn reword(&mut self, key: &str, words: &str) {
        self.words.insert(key.to_owned(), words.to_owned());
    }

    /// The document.
    pub fn document(&self) -> Vec<u8> {
        let reviewed = self.reviewed.unwrap_or(Moment::START);
        let mut text = String::with_capacity(WORDS.len() + 256);
        for line in WORDS.lines() {
            match item(line) {
                Some((key, words)) => text.push_str(&self.item(key, words)),
                None => text.push_str(line),
            }
            text.push('\n');
        }
        // What stands behind the front matter, as golive hashes a document.
        let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
        text.replacen("{last_reviewed}", &reviewed.day(), 1)
            .replacen("{expires}", &reviewed.plus(REVIEW_DAYS * DAY).day(), 1)
            .replacen("{doc_hash}", &sha256(body.as_bytes()), 1)
            .into_bytes()
    }

    fn item(&self, key: &str, words: &str) -> String {
        let words = self.words.get(key).map_or(words, String::as_str);
        match self.boxes.get(key) {
            None => format!("- [ ] {words}"),
            Some(Tick::Ticked) => format!("- [x] {words}"),
            Some(Tick::Waived(None)) => format!("- [-] {words}"),
            Some(Tick::Waived(Some(reason))) => format!("- [-] {words} waived: {reason}"),
        }
    }
}

/// The keys of all items, in order.
pub fn keys() -> Vec<&'static str> {
    WORDS.lines().filter_map(item).map(|(key, _)| key).collect()
}

fn item(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("- {")?.split_once("}: ")
}
