//! Words inside values: durations, budgets, globs, addresses, and the nearest known word to a mistyped one.

use super::policy::FLAGS;
use crate::model::checklist::Phase;
use crate::model::criterion::{Criterion, Op, Statistic};
use crate::model::measurement::{Metric, Unit};

/// The known word that was probably meant; `None` where nothing is near.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1) + 1;
    known
        .iter()
        .map(|candidate| (strsim::osa_distance(word, candidate), *candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
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

/// Reads a budget: `lighthouse.performance >= 90`, `p95 live latency <= 800ms`.
pub(super) fn budget(text: &str) -> Result<Criterion, String> {
    let wrong = |what: &str| format!("`{text}` is no budget: {what}; write `lighthouse.tti <= 5s`");
    let signs = [
        ("<=", Op::AtMost),
        (">=", Op::AtLeast),
        ("≤", Op::AtMost),
        ("≥", Op::AtLeast),
        ("<", Op::Below),
        (">", Op::Above),
        ("=", Op::Equals),
    ];
    let at = text.find(['<', '>', '=', '≤', '≥']).ok_or_else(|| wrong("it has no comparison sign"))?;
    let (subject, rest) = text.split_at(at);
    let (op, bound) = signs
        .into_iter()
        .find_map(|(sign, op)| Some((op, rest.strip_prefix(sign)?.trim())))
        .ok_or_else(|| wrong("it has no comparison sign"))?;
    let mut words = subject.split_whitespace().rev();
    let metric = words.next().unwrap_or_default();
    let (name, unit) = Metric::KNOWN.into_iter().find(|(name, _)| *name == metric).ok_or_else(|| {
        let known = Metric::KNOWN.map(|(name, _)| name);
        let hint = nearest(metric, &known).map(|near| format!("unknown: did you mean `{near}`?"));
        let all = "none of latency, error-rate, availability and lighthouse.…".to_owned();
        wrong(&format!("its metric `{metric}` is {}", hint.unwrap_or(all)))
    })?;
    let labels = if name.starts_with("lighthouse.") { ["mobile", "desktop"] } else { ["mock", "live"] };
    let (mut label, mut statistic) = (None, Statistic::Latest);
    for word in words {
        match Statistic::parse(word).filter(|_| unit != Unit::Percent) {
            Some(figure) => statistic = figure,
            None if labels.contains(&word) => label = Some(word.to_owned()),
            None => {
                return Err(wrong(&format!(
                    "`{word}` is no figure (p95, max, mean) and no label ({})",
                    labels.join(", ")
                )));
            }
        }
    }
    let digits = bound.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(bound.len());
    let (number, told) = bound.split_at(digits);
    let number = number.parse::<f64>().ok().filter(|number| number.is_finite());
    let number = number.ok_or_else(|| wrong("its bound is no number"))?;
    let value =
        scaled(number, told.trim(), unit).ok_or_else(|| wrong("its unit is none of this metric's"))?;
    Ok(Criterion::Budget { metric: Metric::new(name), statistic, op, value, unit, label, target: None })
}

/// A bound in the unit of its metric; `None` where the unit that is told is none of it.
fn scaled(number: f64, told: &str, unit: Unit) -> Option<f64> {
    let factor = match (unit, told) {
        // A score of 1 and of 100 mean the same.
        (Unit::Score, "") if number <= 1.0 => 100.0,
        (Unit::Score, "" | "%") | (Unit::Millis, "" | "ms") | (Unit::Percent, "" | "%") => 1.0,
        (Unit::Plain, "") | (Unit::Bytes, "" | "bytes") => 1.0,
        (Unit::Millis, "s") | (Unit::Bytes, "kB") => 1e3,
        (Unit::Bytes, "KiB") => 1024.0,
        (Unit::Bytes, "MB") => 1e6,
        (Unit::Bytes, "MiB") => 1_048_576.0,
        _ => return None,
    };
    Some((number * factor * 1e6).round() / 1e6)
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

/// Looks at a pattern of links, which names all of its places and no others but the repository's address.
pub(super) fn check_link(text: &str, places: &[&str]) -> Result<(), String> {
    if let Some(lost) = places.iter().find(|place| !text.contains(*place)) {
        return Err(format!("`{text}` must name {lost}"));
    }
    let bare =
        places.iter().fold(text.replace("{base}", "https://base"), |bare, place| bare.replace(place, "x"));
    if let Some(place) = bare.split('{').nth(1).and_then(|rest| rest.split('}').next()) {
        return Err(format!("`{text}` has {{{place}}}: known here are {{base}} and {}", places.join(", ")));
    }
    if bare.chars().any(|letter| letter.is_whitespace() || letter.is_control() || "\"<>".contains(letter)) {
        return Err(format!("`{text}` must be an address without spaces and quotes"));
    }
    // A link may have a query and a fragment, which an address has not.
    check_address(bare.split(['?', '#']).next().unwrap_or_default())
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
