//! Words made fit to be compared: lower case, without the endings that make no difference.

/// The words of a text in lower case. `completedAt`, `completed_at` and `Completed at` are the same two.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).flat_map(camels)
}

/// Whether a word is written as a short name: `US`, `IT`, the `A` of `zone A`. Written small it may ask nothing.
pub fn is_short_name(word: &str) -> bool {
    word.chars().count() <= 3 && word.chars().all(char::is_uppercase)
}

fn camels(piece: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in piece.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            words.push(String::new());
        }
        if let Some(last) = words.last_mut() {
            last.extend(c.to_lowercase());
        }
        before = c;
    }
    words
}

/// A word without plural, `-ed`, `-ing` and a last `e`. `rehearse`, `rehearsed` and `rehearsing` are one; digits stay.
pub fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    if !word.is_ascii() || word.bytes().any(|byte| byte.is_ascii_digit()) || word.len() < 4 {
        return word;
    }
    let cut = |end: &str, least: usize| word.strip_suffix(end).filter(|rest| rest.len() >= least);
    let bare = if let Some(rest) = cut("ies", 2).or_else(|| cut("ied", 2)) {
        format!("{rest}y")
    } else if let Some(rest) = cut("ations", 3).or_else(|| cut("ation", 3)) {
        format!("{rest}at")
    } else if let Some(rest) = cut("als", 5).or_else(|| cut("al", 5)) {
        rest.to_owned()
    } else if let Some(rest) = cut("sses", 1) {
        format!("{rest}ss")
    } else if let Some(rest) = cut("ings", 3).or_else(|| cut("ing", 3)).or_else(|| cut("ed", 3)) {
        undoubled(rest)
    } else if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word
    } else if let Some(rest) = cut("s", 3) {
        rest.to_owned()
    } else {
        word
    };
    match bare.strip_suffix('e') {
        Some(rest) if rest.len() >= 3 => rest.to_owned(),
        _ => bare,
    }
}

/// `plann` is `plan`; `pass` stays.
fn undoubled(word: &str) -> String {
    let mut letters = word.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && !"aeioulsz".contains(last) => {
            word.get(..word.len() - last.len_utf8()).unwrap_or(word).to_owned()
        }
        _ => word.to_owned(),
    }
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
