//! Words made fit to be compared: lower case, without the endings that make no difference.

use crate::model::doing::lowered;

/// The words of a text in lower case. `completedAt`, `completed_at` and `Completed at` are the same two.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).flat_map(camels)
}

/// Whether a word is written as a short name: `US`, `IT`, the `A` of `zone A`. Written small it may ask nothing.
pub fn is_short_name(word: &str) -> bool {
    word.chars().count() <= 3 && word.chars().all(char::is_uppercase)
}

/// The words of a name, parted where a capital follows a small letter.
fn camels(piece: &str) -> impl Iterator<Item = String> {
    let mut rest = piece;
    std::iter::from_fn(move || {
        let mut before = ' ';
        let is_start = |c: char| std::mem::replace(&mut before, c).is_lowercase() && c.is_uppercase();
        let (word, behind) = rest.split_at_checked(rest.find(is_start).unwrap_or(rest.len()))?;
        rest = behind;
        (!word.is_empty()).then(|| lowered(word.chars(), word.len()))
    })
}

/// A word without plural, `-ed`, `-ing` and a last `e`. `rehearse`, `rehearsed` and `rehearsing` are one; digits stay.
pub fn stem(word: &str) -> String {
    let mut word = word.to_lowercase();
    if !word.is_ascii() || word.bytes().any(|byte| byte.is_ascii_digit()) || word.len() < 4 {
        return word;
    }
    let cut = |end: &str, least: usize| word.strip_suffix(end).map(str::len).filter(|rest| *rest >= least);
    let (length, end) = if let Some(rest) = cut("ies", 2).or_else(|| cut("ied", 2)) {
        (rest, "y")
    } else if let Some(rest) = cut("ations", 3).or_else(|| cut("ation", 3)) {
        (rest, "at")
    } else if let Some(rest) = cut("als", 5).or_else(|| cut("al", 5)) {
        (rest, "")
    } else if let Some(rest) = cut("sses", 1) {
        (rest, "ss")
    } else if let Some(rest) = cut("ings", 3).or_else(|| cut("ing", 3)).or_else(|| cut("ed", 3)) {
        (rest - usize::from(word.get(..rest).is_some_and(is_doubled)), "")
    } else if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        (word.len(), "")
    } else {
        (cut("s", 3).unwrap_or(word.len()), "")
    };
    word.truncate(length);
    word.push_str(end);
    if word.len() > 3 && word.ends_with('e') {
        word.pop();
    }
    word
}

/// `plann` doubles the last letter of `plan`; `pass` has its own.
fn is_doubled(word: &str) -> bool {
    let mut letters = word.chars().rev();
    matches!((letters.next(), letters.next()), (Some(last), Some(before)) if last == before && !"aeioulsz".contains(last))
}

/// A phrase with its last word in the plural.
pub fn plural(phrase: &str) -> String {
    match phrase {
        _ if phrase.ends_with('y') && !phrase.ends_with("ay") && !phrase.ends_with("ey") => {
            format!("{}ies", phrase.trim_end_matches('y'))
        }
        _ if phrase.ends_with('s') || phrase.ends_with("ch") || phrase.ends_with("sh") => {
            format!("{phrase}es")
        }
        _ => format!("{phrase}s"),
    }
}
