//! The only home of number formatting: numbers are the same in every language, their units are said; every function is total.
//!
//! Pages and sentences print values through here. Data files (JSON, CSV) print them through [`plain`] alone.

use super::language::{fixed, say};
use crate::model::measurement::Unit;
use jiff::Timestamp;

/// A number as data files show it: shortest exact digits, never an exponent: `241.02`, `300`. Not a number is empty.
pub fn plain(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value == 0.0 { "0".to_owned() } else { value.to_string() }
}

/// At most so many decimals, without trailing zeros: `955.5`, `241`. A half is rounded away from zero, as readers do it.
fn decimals(value: f64, places: usize) -> String {
    if value.abs() >= 1e15 {
        return format!("{value:e}"); // nobody counts 300 digits, and no chart has room for them
    }
    let power = 10f64.powi(i32::try_from(places).unwrap_or(6));
    let text = format!("{:.places$}", (value * power).round() / power);
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A value with its unit: `241 ms`, `4.1 s`, `93`, `0.05`, `1.2 MiB`. Not a number is `no number`.
pub fn quantity(value: f64, unit: Unit) -> String {
    let usual = match unit {
        Unit::Millis if value.abs() < 1.0 => 3,
        Unit::Millis | Unit::Bytes => 1,
        Unit::Score | Unit::Plain | Unit::Percent => 3,
    };
    with_places(value, unit, usual)
}

fn with_places(value: f64, unit: Unit, places: usize) -> String {
    if !value.is_finite() {
        return say!("no number").to_owned();
    }
    match unit {
        Unit::Millis if value.abs() < 1000.0 => format!("{} ms", decimals(value, places)),
        Unit::Millis => format!("{} s", decimals(value / 1000.0, places)),
        Unit::Score | Unit::Plain => decimals(value, places),
        Unit::Bytes => sized(value, places),
        Unit::Percent => format!("{} %", decimals(value, places)),
    }
}

/// A bound with its unit, exactly: `2.5 s`, `1.5 MB`, `99.95 %`.
pub fn exact(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Millis if value < 1000.0 => format!("{} ms", plain(value)),
        Unit::Millis => format!("{} s", plain(value / 1000.0)),
        Unit::Score | Unit::Plain => plain(value),
        Unit::Percent => format!("{} %", plain(value)),
        Unit::Bytes => {
            let sizes = [("MiB", 1_048_576.0), ("MB", 1e6), ("KiB", 1024.0), ("kB", 1e3)];
            let fits = |size: f64| value >= size && (value / size * 1000.0).fract() == 0.0;
            let (word, size) =
                sizes.into_iter().find(|(_, size)| fits(*size)).unwrap_or((say!("bytes"), 1.0));
            format!("{} {word}", plain(value / size))
        }
    }
}

/// Milliseconds without their unit, to the tenth, and below one to the thousandth: `241`, `955.5`, `0.25`.
pub fn in_millis(value: f64) -> String {
    if value.is_finite() { decimals(value, if value.abs() < 1.0 { 3 } else { 1 }) } else { String::new() }
}

/// Milliseconds: `241 ms`, `955.5 ms`, `0.25 ms`; from a second on `4.1 s`.
pub fn millis(value: f64) -> String {
    quantity(value, Unit::Millis)
}

/// A value printed so exactly that it never looks like a bound from which it differs: `5.04 s` beside `5 s`. Both stay in one unit.
pub fn beside(value: f64, bound: f64, unit: Unit) -> String {
    let shown = quantity(value, unit);
    if value.partial_cmp(&bound) == Some(std::cmp::Ordering::Equal) || shown != quantity(bound, unit) {
        return shown;
    }
    (2..=6)
        .map(|places| (with_places(value, unit, places), with_places(bound, unit, places)))
        .find_map(|(text, other)| (text != other).then_some(text))
        .unwrap_or_else(|| format!("{} {}", plain(value), unit.word()).trim_end().to_owned())
}

/// The texts among which [`beside`] chooses: as usual, then with two to six decimals; of equal ones at the end the first.
pub fn finer(value: f64, unit: Unit) -> Vec<String> {
    let mut texts = vec![quantity(value, unit)];
    texts.extend((2..=6).map(|places| with_places(value, unit, places)));
    while let [.., last, end] = texts.as_slice()
        && last == end
    {
        texts.pop();
    }
    texts
}

fn sized(value: f64, places: usize) -> String {
    if value.abs() < 1024.0 {
        let word = if value.partial_cmp(&1.0) == Some(std::cmp::Ordering::Equal) {
            say!("byte")
        } else {
            say!("bytes")
        };
        return format!("{} {word}", decimals(value, places));
    }
    let mut value = value / 1024.0;
    let mut word = "KiB";
    for next in ["MiB", "GiB", "TiB"] {
        if value.abs() < 1024.0 {
            break;
        }
        value /= 1024.0;
        word = next;
    }
    format!("{} {word}", decimals(value, places))
}

/// A size: `243 bytes`, `1.5 KiB`.
pub fn bytes(count: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "one decimal of a size is shown")]
    let value = count as f64;
    sized(value, 1)
}

/// A whole number with thousands set apart: `1,234`.
pub fn integer(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its noun: `1 check`, `2 checks`.
pub fn count(n: usize, one: &'static str, many: &'static str) -> String {
    format!("{} {}", integer(n), fixed(if n == 1 { one } else { many }))
}

/// A whole percentage: `71 %`; nothing of nothing is `–`. Rounded down, so that `100 %` means all.
pub fn percent(part: usize, whole: usize) -> String {
    part.saturating_mul(100).checked_div(whole).map_or_else(|| "–".to_owned(), |share| format!("{share} %"))
}

/// A share of checks, to the hundredth: `99.98 %`. `100 %` means all, and `0 %` none.
pub fn share(percent: f64) -> String {
    let rounded = if percent > 0.0 && percent < 100.0 { percent.clamp(0.01, 99.99) } else { percent };
    format!("{} %", decimals(rounded, 2))
}

/// A number of days, months or releases with one decimal: `3.5`.
pub fn rate(value: f64) -> String {
    if value.is_finite() { decimals(value, 1) } else { "–".to_owned() }
}

/// A length of time in its two largest units: `45 s`, `5 min`, `1 h 30 min`, `48 h`, `30 days`. The sign is dropped.
pub fn duration(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    let of_days = |n: u64| if n == 1 { say!("1 day").to_owned() } else { say!("{n} days", n) };
    match () {
        () if minutes == 0 => format!("{seconds} s"),
        () if hours == 0 => joined(format!("{minutes} min"), seconds % 60, "s"),
        () if seconds <= 172_800 => joined(format!("{hours} h"), minutes % 60, "min"),
        () => joined(of_days(days), hours % 24, "h"),
    }
}

fn joined(large: String, rest: u64, unit: &str) -> String {
    if rest == 0 { large } else { format!("{large} {rest} {unit}") }
}

/// A moment for a reader: `2025-10-11 07:41:14 UTC`. A date that is missing is one of 1970 to git.
pub fn utc(at: Timestamp) -> String {
    if at <= Timestamp::UNIX_EPOCH {
        return say!("no date").to_owned();
    }
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// A moment where room is short: `2025-10-11 07:41`, under a head that says UTC.
pub fn minute(at: Timestamp) -> String {
    if at <= Timestamp::UNIX_EPOCH {
        return say!("no date").to_owned();
    }
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// The year of a moment: `2025`.
pub fn year(at: Timestamp) -> String {
    at.strftime("%Y").to_string()
}

/// Words as a list: `a`, `a and b`, `a, b and c`.
pub fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => say!("{first} and {last}", first = first.join(", "), last),
    }
}
