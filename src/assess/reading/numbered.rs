//! Numbered parts in an item's words, each as one word: `shard 4 of 4`, `shards 1 to 4`, `shards 1, 2 and 3`.

use crate::assess::reading::chunk::{Chunk, What};
use crate::assess::reading::listed::is_joint;
use crate::lexicon::{Meaning, numbered, words::Cue};

/// No item asks for more.
const MOST: u32 = 100;

/// Joins the name of numbered parts and the numbers behind it.
pub(super) fn join(chunks: Vec<Chunk>) -> Vec<Chunk> {
    let mut joined = Vec::with_capacity(chunks.len());
    let mut at = 0;
    while let Some(chunk) = chunks.get(at) {
        let behind = chunks.get(at + 1..).unwrap_or_default();
        let (before, name) = chunk.text.rsplit_once(' ').unwrap_or(("", chunk.text.as_str()));
        let found = if Cue::NumberedPart.is(&name.to_lowercase()) { words(name, behind) } else { None };
        let mut chunk = chunk.clone();
        if let Some((text, count)) = found {
            let last = behind
                .get(count - 1)
                .map_or((chunk.range.end, chunk.tokens.end), |last| (last.range.end, last.tokens.end));
            (chunk.range.end, chunk.tokens.end) = last;
            chunk.text = format!("{before} {text}").trim().to_owned();
            // Of a suite's part the suite still tells the kind.
            if !chunk.means(|meaning| matches!(meaning, Meaning::Subject(_))) {
                chunk.what = What::Word;
            }
            at += count;
        }
        joined.push(chunk);
        at += 1;
    }
    joined
}

/// The words for the numbers behind a name, and how many chunks they are.
fn words(name: &str, behind: &[Chunk]) -> Option<(String, usize)> {
    let number = |at: usize| {
        let chunk = behind.get(at).filter(|chunk| chunk.what == What::Number)?;
        chunk.text.parse::<u32>().ok()
    };
    let text = |at: usize| behind.get(at).map(|chunk| chunk.text.to_lowercase()).unwrap_or_default();
    let is_mark = |at: usize, marks: &str| behind.get(at).is_some_and(|chunk| chunk.is_mark(marks));
    let first = number(0)?;
    let word = |number: u32| numbered::word(name, number, None);
    match number(2) {
        Some(all) if is_mark(1, "/") || Cue::NumberedOf.is(&text(1)) => {
            return Some((numbered::word(name, first, Some(all)), 3));
        }
        Some(last)
            if (is_mark(1, "-") || Cue::NumberedTo.is(&text(1))) && last > first && last - first < MOST =>
        {
            return Some(((first..=last).map(word).collect::<Vec<_>>().join(" "), 3));
        }
        _ => {}
    }
    let (mut found, mut count) = (vec![word(first)], 1);
    while is_mark(count, ",&+") || is_joint(&text(count)) {
        let Some(next) = number(count + 1) else { break };
        found.push(word(next));
        count += 2;
    }
    Some((found.join(" "), count))
}

/// Words once for each of the numbered parts in them: every one must be told, by one record or by several.
pub(super) fn each(words: &str) -> Vec<String> {
    let (numbered, others): (Vec<_>, Vec<_>) =
        words.split(' ').partition(|word| numbered::number(word).is_some());
    if numbered.len() < 2 {
        return vec![words.to_owned()];
    }
    let others = others.join(" ");
    numbered.into_iter().map(|part| format!("{others} {part}").trim().to_owned()).collect()
}
