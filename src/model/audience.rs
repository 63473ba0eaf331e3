//! Whom a briefing or an announcement is for: teams by their usual names, and channels.

use super::doing::{spaced, stands};

/// Teams, the name that golive uses first.
const TEAMS: [&[&str]; 17] = [
    &["support", "customer care", "helpdesk", "help desk", "cx"],
    &["marketing", "mktg"],
    &["sales"],
    &["product"],
    &["engineering", "engineers", "developers"],
    &["operations", "ops", "operators", "operator"],
    &["reliability", "sre", "on call", "oncall"],
    &["management", "manager", "managers", "leadership"],
    &["legal"],
    &["finance"],
    &["security"],
    &["compliance"],
    &["data"],
    &["customer success"],
    &["customers", "merchants", "clients"],
    &["stakeholders"],
    &["partners"],
];
/// What stands for all of them.
const EVERYONE: [&str; 7] =
    ["everyone", "everybody", "all teams", "all hands", "whole company", "all staff", "company wide"];
/// A message names at most so many channels.
const MOST: usize = 20;

/// The teams and channels that a text names, each once, teams first; `everyone` for words that mean all.
#[must_use]
pub fn audiences(text: &str) -> Vec<String> {
    let words = spaced(text);
    let teams = TEAMS.iter().filter(|names| stands(names, &words)).filter_map(|names| names.first());
    let mut found = teams.map(|name| (*name).to_owned()).collect::<Vec<_>>();
    if stands(&EVERYONE, &words) {
        found.push("everyone".to_owned());
    }
    let channels = text.split(|c: char| c.is_whitespace() || "()[]`'\",;:|*".contains(c));
    for channel in channels.filter(|word| is_channel(word)).take(MOST) {
        let channel = channel.trim_end_matches(['.', '!', '?']).to_lowercase();
        if !found.contains(&channel) {
            found.push(channel);
        }
    }
    found
}

/// `#occ-ops`; not `#12`, an issue.
fn is_channel(word: &str) -> bool {
    word.len() <= 80 && word.strip_prefix('#').is_some_and(|name| name.starts_with(char::is_alphabetic))
}
