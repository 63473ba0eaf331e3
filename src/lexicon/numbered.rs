//! Parts that go by numbers, as one word each: `shard 3/4` is `shard3of4`, and `shard3` too.

use super::stem::stem;
use super::words::Cue;
use regex::{Captures, Regex};
use std::borrow::Cow;
use std::sync::LazyLock;

/// No run is cut into more.
const MOST: u32 = 999;

/// The word of a part: of `shard` and 3 of 4 `shard3of4`.
pub fn word(name: &str, number: u32, all: Option<u32>) -> String {
    let name = stem(name);
    all.map_or_else(|| format!("{name}{number}"), |all| format!("{name}{number}of{all}"))
}

/// Number and count of a word that is one of a numbered part.
pub fn number(word: &str) -> Option<(u32, Option<u32>)> {
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let last = word.get(name.len()..)?.parse::<u32>().ok()?;
    if Cue::NumberedPart.is(name) {
        return Some((last, None));
    }
    let (first, _) = number(name.strip_suffix("of")?)?;
    Some((first, Some(last)))
}

/// A text with the numbered parts in it as single words: one text without their count, and where that is told one with it.
pub fn forms(text: &str) -> Vec<Cow<'_, str>> {
    static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let (part, of) = (Cue::NumberedPart.pattern(), Cue::NumberedOf.pattern());
        Regex::new(&format!(r"(?i)(^|[^a-z])({part})[ _#:.-]*(\d+)(?:[ _-]*(?:/|{of})[ _-]*(\d+))?")).ok()
    });
    let Some(pattern) = NUMBERED.as_ref().filter(|pattern| pattern.is_match(text)) else {
        return vec![Cow::Borrowed(text)];
    };
    let form = |counts: bool| {
        pattern.replace_all(text, |found: &Captures<'_>| {
            let group = |at: usize| found.get(at).map_or("", |group| group.as_str());
            let count = |at: usize| group(at).parse::<u32>().ok().filter(|count| *count <= MOST);
            // `batch 26-118` is one name.
            let behind = found.get(0).and_then(|found| text.get(found.end()..)).unwrap_or_default();
            let goes_on = behind
                .strip_prefix(['-', '.', '/', '_'])
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            match count(3).filter(|_| !goes_on) {
                Some(number) => {
                    format!("{}{}", group(1), word(group(2), number, count(4).filter(|_| counts)))
                }
                None => group(0).to_owned(),
            }
        })
    };
    let (plain, counted) = (form(false), form(true));
    if plain == counted { vec![plain] } else { vec![plain, counted] }
}
