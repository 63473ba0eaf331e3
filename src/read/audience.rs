//! Whom a briefing or an announcement is for: teams by their usual names, and channels.

use crate::lexicon::words::parties;

/// A message names at most so many channels.
const MOST: usize = 20;

/// The teams and channels that a text names, each once, teams first; `everyone` for words that mean all.
#[must_use]
pub fn audiences(text: &str) -> Vec<String> {
    let mut found = parties(text).into_iter().map(ToOwned::to_owned).collect::<Vec<_>>();
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
