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

/// A word without plural, `-ed` and the last `e` of a longer word: `rehearse`, `rehearsed` and `rehearses` are one; digits stay. What ends
/// in `-ing` stays, for it is often another thing: `accounting` is no `account`. See [`verb`].
pub fn stem(word: &str) -> String {
    let mut word = word.to_lowercase();
    if !word.is_ascii() || word.bytes().any(|byte| byte.is_ascii_digit()) || word.len() < 4 {
        return word;
    }
    make_singular(&mut word);
    let cut = |end: &str, least: usize| word.strip_suffix(end).map(str::len).filter(|rest| *rest >= least);
    if let Some(rest) = cut("ied", 2) {
        word.truncate(rest);
        word.push('y');
    } else if let Some(rest) = cut("ation", 3) {
        word.truncate(rest + "at".len());
    } else if let Some(rest) = cut("ed", 3).filter(|_| !word.ends_with("eed")) {
        word.truncate(rest);
        make_verb(&mut word);
    }
    drop_last_e(&mut word);
    word
}

/// The stem of the verb of which a word would be the `-ing` form: `testing` is of `test`. Whether it is that verb the lexicon knows.
pub fn verb(word: &str) -> Option<String> {
    if !word.contains("ing") {
        return None;
    }
    let mut verb = word.to_lowercase();
    make_singular(&mut verb);
    let rest = verb.strip_suffix("ing").map(str::len).filter(|rest| *rest >= 3)?;
    verb.truncate(rest);
    make_verb(&mut verb);
    drop_last_e(&mut verb);
    Some(verb)
}

fn make_singular(word: &mut String) {
    let cut = |end: &str, least: usize| word.strip_suffix(end).map(str::len).filter(|rest| *rest >= least);
    let is_singular = word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
    let (length, end) = if let Some(rest) = cut("ies", 2).or_else(|| cut("ie", 3)) {
        (rest, "y")
    } else if let Some(rest) = cut("sses", 1).or_else(|| cut("xes", 2).or_else(|| cut("shes", 2))) {
        (rest + 1 + usize::from(!word.ends_with("xes")), "")
    } else {
        (cut("s", 3).filter(|_| !is_singular).unwrap_or(word.len()), "")
    };
    word.truncate(length);
    word.push_str(end);
}

/// Makes what is left without `-ed` or `-ing` the verb: `plann` is `plan`, `not` is `note`.
fn make_verb(word: &mut String) {
    if word.len() > 3 && is_doubled(word) {
        word.pop();
        return;
    }
    let mut letters = word.chars().rev();
    let is_soft = match (letters.next(), letters.next()) {
        (Some('s'), Some(before)) => before != 's',
        (Some('l'), Some(before)) => "bdgpt".contains(before),
        (Some('t'), Some(before)) => before == 'a',
        (Some(last), _) => "cgvzu".contains(last),
        _ => false,
    };
    if is_soft || groups_of_vowels(word) == 1 && is_open(word) {
        word.push('e');
    }
}

/// `car` and `care` are two words, `restore` is the one that `restored` is of.
fn drop_last_e(word: &mut String) {
    if word.strip_suffix('e').is_some_and(|rest| groups_of_vowels(rest) > 1 || rest.ends_with("ch")) {
        word.pop();
    }
}

fn is_vowel(letter: char) -> bool {
    "aeiouy".contains(letter)
}

fn groups_of_vowels(word: &str) -> usize {
    let mut last = false;
    word.chars().filter(|letter| !std::mem::replace(&mut last, is_vowel(*letter)) && last).count()
}

/// Whether a word ends in a vowel between two consonants, of which the last may stand before an `e`: `stor`.
fn is_open(word: &str) -> bool {
    let mut letters = word.chars().rev();
    let (last, vowel, first) = (letters.next(), letters.next(), letters.next());
    last.is_some_and(|last| !is_vowel(last) && !"wx".contains(last))
        && vowel.is_some_and(is_vowel)
        && first.is_some_and(|first| !is_vowel(first))
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
