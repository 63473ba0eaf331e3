//! Stable ids from words.

use crate::lexicon::words::Cue;
use std::collections::{BTreeMap, BTreeSet};

/// An id has at most so many characters.
const LONGEST: usize = 80;

/// Lower-case ASCII letters and digits, joined by single dashes; empty where the text has none.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') && c != '\'' && c != '’' {
            out.push('-');
        }
        if out.len() >= LONGEST {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// A heading as an id, without its number and what stands in brackets: `2. Evidence Bundle (attach links)` is `evidence-bundle`.
pub fn of_heading(title: &str) -> String {
    let numberless =
        title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '§' | '#'));
    let id = slug(&without_brackets(numberless));
    if !id.is_empty() {
        return id;
    }
    let id = slug(title);
    if id.is_empty() { "section".to_owned() } else { id }
}

/// An item's text as an id: its words up to the first stop word after two words, five at most.
pub fn of_item(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in without_brackets(text).split_whitespace() {
        let word_slug = slug(word);
        if word_slug.is_empty() {
            if words.len() >= 2 && matches!(word, "—" | "–" | "-" | "--") {
                break;
            }
            continue;
        }
        if words.len() >= 2 && Cue::IdStop.is(&word_slug) {
            break;
        }
        words.push(word_slug);
        if words.len() == 5 || (words.len() >= 2 && word.ends_with([':', ';', ',', '.'])) {
            break;
        }
    }
    let id = slug(&words.join("-"));
    if id.is_empty() { "item".to_owned() } else { id }
}

/// An id that an author wrote: letters, digits, dashes, and slashes between parts. `None` where nothing is left.
pub fn explicit(text: &str) -> Option<String> {
    let parts: Vec<String> = text.split('/').map(slug).filter(|part| !part.is_empty()).take(4).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = text.chars().filter(|c| match c {
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect()
}

/// Gives each id once; the second of the same name gets `-2`.
#[derive(Debug, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// The id, or the id with the next free number.
    pub fn unique(&mut self, id: String) -> String {
        if self.taken.insert(id.clone()) {
            return id;
        }
        let next = self.next.entry(id.clone()).or_insert(2);
        loop {
            let numbered = format!("{id}-{next}");
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}
