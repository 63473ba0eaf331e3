//! Words inside values: durations, budgets, globs, addresses, and the nearest known word to a mistyped one.

use super::policy::FLAGS;
use crate::model::checklist::Phase;

/// The known word that was probably meant; `None` where nothing is near.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1) + 1;
    known
        .iter()
        .map(|candidate| (distance(word, candidate), *candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance: how many letters to add, drop or change.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((y, above), corner) in b.chars().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or_default();
            next.push((above + 1).min(left + 1).min(corner + usize::from(x != y)));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// The longest window that makes sense, in seconds: a hundred years.
const LONGEST: i64 = 100 * 366 * 86_400;

/// Reads `24h`, `30 days`, `90 min` as seconds.
pub(super) fn duration(text: &str) -> Result<i64, String> {
    let text = text.trim();
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let seconds = match unit.trim().to_ascii_lowercase().as_str() {
        "s" | "sec" | "second" | "seconds" => 1,
        "m" | "min" | "minute" | "minutes" => 60,
        "h" | "hour" | "hours" => 3_600,
        "d" | "day" | "days" => 86_400,
        "w" | "week" | "weeks" => 604_800,
        _ => return Err(format!("`{text}` is no duration: write `24h`, `30 days` or `90 min`")),
    };
    let number: i64 =
        number.parse().map_err(|_| format!("`{text}` is no duration: it begins with no number"))?;
    match number.checked_mul(seconds) {
        Some(total) if (1..=LONGEST).contains(&total) => Ok(total),
        _ => Err(format!("`{text}` must be more than nothing and less than a hundred years")),
    }
}

/// Looks at a budget: `lighthouse.performance >= 90`, `latency <= 800ms`.
pub(super) fn check_budget(text: &str) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("`{text}` is no budget: {what}; write `lighthouse.tti <= 5s`"));
    let Some(at) = text.find(['<', '>', '=', '≤', '≥']) else {
        return wrong("it has no comparison sign");
    };
    let (metric, rest) = text.split_at(at);
    let metric = metric.trim();
    let known = metric == "latency"
        || metric.strip_prefix("lighthouse.").is_some_and(|id| {
            !id.is_empty() && id.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        });
    if !known {
        return wrong("its metric is neither `latency` nor `lighthouse.…`");
    }
    let signs = ["<=", ">=", "<", ">", "=", "≤", "≥"];
    let Some(bound) = signs.iter().find_map(|sign| rest.strip_prefix(sign)) else {
        return wrong("it has no comparison sign");
    };
    let bound = bound.trim();
    let digits = bound.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(bound.len());
    let (number, unit) = bound.split_at(digits);
    if !number.parse::<f64>().is_ok_and(f64::is_finite) {
        return wrong("its bound is no number");
    }
    if !["", "ms", "s", "%"].contains(&unit.trim()) {
        return wrong("its unit is none of ms, s and %");
    }
    Ok(())
}

/// Looks at a path or glob in the repository.
pub(super) fn check_glob(text: &str) -> Result<(), String> {
    if text.trim().is_empty() {
        return Err("an empty path names nothing".to_string());
    }
    if text.starts_with('/') || text.split('/').any(|name| name == "..") {
        return Err(format!("`{text}` must be a path in the repository, relative to its root"));
    }
    globset::Glob::new(text).map(|_| ()).map_err(|error| format!("`{text}` is no glob: {}", error.kind()))
}

/// Looks at an http or https address; `what` names it in the message.
pub(super) fn check_address(text: &str) -> Result<(), String> {
    let host = text.split_once("://").map_or(text, |(_, rest)| rest).split('/').next().unwrap_or_default();
    if host.contains('@') {
        // The value is not repeated here: it holds a secret, and this goes into logs.
        return Err("the address carries credentials: leave them out".to_string());
    }
    if host.is_empty() || !(text.starts_with("https://") || text.starts_with("http://")) {
        return Err(format!("`{text}` must begin with https:// or http:// and a host"));
    }
    let strange = |letter: char| letter.is_whitespace() || letter.is_control() || "?#\"<>".contains(letter);
    if text.chars().any(strange) {
        return Err(format!("`{text}` must be an address without spaces, quotes, query and fragment"));
    }
    Ok(())
}

/// Reads a phase.
pub(super) fn phase(text: &str) -> Result<Phase, String> {
    let all = [Phase::Before, Phase::Execution, Phase::After, Phase::Rollback];
    let words = all.map(Phase::word);
    all.into_iter().find(|phase| phase.word() == text).ok_or_else(|| {
        let hint =
            nearest(text, &words).map_or_else(|| words.join(", "), |near| format!("did you mean `{near}`?"));
        format!("unknown phase `{text}`: {hint}")
    })
}

/// Looks at the word of a flag.
pub(super) fn flag(text: &str) -> Result<(), String> {
    if FLAGS.contains(&text) {
        return Ok(());
    }
    let hint = nearest(text, &FLAGS)
        .map_or_else(|| format!("known: {}", FLAGS.join(", ")), |near| format!("did you mean `{near}`?"));
    Err(format!("unknown flag `{text}`: {hint}"))
}
