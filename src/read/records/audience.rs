//! Whom a briefing or an announcement is for: teams by their usual names, and channels.

use crate::lexicon::words::{Cue, parties};
use crate::model::doing::spaced;

/// A message names at most so many channels.
const MOST: usize = 20;

/// The teams and channels that a text names, each once, teams first; `everyone` for words that mean all.
pub fn audiences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for team in affirmed(text).flat_map(parties) {
        if !found.iter().any(|known| known == team) {
            found.push(team.to_owned());
        }
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

/// The sentences that deny nothing and leave nothing to come: `Marketing was not there` names nobody.
pub fn affirmed(text: &str) -> impl Iterator<Item = &str> {
    let sentences =
        text.lines().flat_map(|line| line.split(['.', ';', '!', '?']).filter(|one| !one.trim().is_empty()));
    sentences.filter(|sentence| {
        let words = spaced(sentence);
        // `absent: support`, `support (excused)`
        let mut brackets = sentence.split('(').skip(1).map(spaced);
        !Cue::Denies.stands(&words)
            && !Cue::NotYetTold.stands(&words)
            && !Cue::NotThere.begins(&words)
            && !brackets.any(|bracket| Cue::NotThere.begins(&bracket))
    })
}

/// `#occ-ops`; not `#12`, an issue.
fn is_channel(word: &str) -> bool {
    word.len() <= 80 && word.strip_prefix('#').is_some_and(|name| name.starts_with(char::is_alphabetic))
}
