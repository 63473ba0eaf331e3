//! The one parser for all moments in content and in file names.

use crate::model::time::{Claim, ClaimSource, Precision};
use crate::read::text::lines::Pattern;
use jiff::{Timestamp, civil};
use regex::Captures;
use std::cmp::Reverse;
use std::ops::Range;

/// A moment and how exactly it is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant; of a day its start in UTC.
    pub at: Timestamp,
    /// How exactly it is stated.
    pub precision: Precision,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

impl Moment {
    /// As the claim of a piece of evidence.
    pub fn claim(&self, source: ClaimSource) -> Claim {
        Claim::new(self.at, self.precision, source)
    }
}

const CLOCK: &str = r"(?P<h>\d{2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,9})\d*)?)?";
const MONTH: &str = "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
const ZONE: &str = r"(?:\s?(?P<half>[AaPp][Mm])\b)?(?:\s?(?P<zone>Z\b|[+-]\d{2}:?\d{2}\b|[A-Z]{2,4}\b))?";

/// `2025-10-11T01:22:41Z`, `2025-10-08 14:35 ET`, `2025/10/08`.
static DASHED: Pattern = Pattern::built(|| {
    format!(r"(?P<y>\d{{4}})[-/](?P<mo>\d{{2}})[-/](?P<d>\d{{2}})(?:(?:[Tt_]|,?\s(?:at\s)?){CLOCK}{ZONE})?")
});

/// What file systems allow: `2025-10-10T04-19-02.703Z`, `2025-10-10T14-32Z`, `2025-10-09-174559`, `2022_11_23_22_09_43`.
static DASHED_NAME: Pattern = Pattern::new(
    r"(?P<y>\d{4})(?:-(?P<mo>\d{2})-|_(?P<mo2>\d{2})_)(?P<d>\d{2})[T_-](?P<h>\d{2})[-_:]?(?P<min>\d{2})(?:[-_:]?(?P<s>\d{2})(?:[.-](?P<f>\d{3}))?)?(?P<zone>Z)?",
);

/// `20251010T0259Z`, `20251011T012241Z`.
static COMPACT: Pattern = Pattern::new(
    r"(?P<y>\d{4})(?P<mo>\d{2})(?P<d>\d{2})T(?P<h>\d{2})(?P<min>\d{2})(?:(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?(?P<zone>Z|[+-]\d{2}:?\d{2})?",
);

/// `20251010025959`, `20251010_0259`, `20251010`: in file names only, for in content it may be any number.
static COMPACT_NAME: Pattern = Pattern::new(
    r"(?P<y>\d{4})(?P<mo>\d{2})(?P<d>\d{2})(?:[_-]?(?P<h>\d{2})(?P<min>\d{2})(?P<s>\d{2})?(?P<zone>Z)?)?",
);

/// `October 11, 2025` and `11 Oct 2025 14:35 UTC`.
static WORDED: Pattern = Pattern::built(|| {
    format!(
        r"(?:(?P<name>{MONTH})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<name2>{MONTH})\.?,?\s)(?P<y>\d{{4}})(?:,?\s(?:at\s)?{CLOCK}{ZONE})?"
    )
});

/// `13/Jan/2026:09:00:00 +0000`, as web servers write it.
static ACCESS_LOG: Pattern = Pattern::built(|| {
    format!(
        r"(?P<d>\d{{2}})/(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/(?P<y>\d{{4}}):{CLOCK}{ZONE}"
    )
});

/// `lhr-1595191038865`: milliseconds since 1970.
static EPOCH_NAME: Pattern = Pattern::new(r"1\d{12}");

/// `13.01.2026`, `13/01/2026 09:00`, `13-01-2026`: the day comes first, as dots say, and other signs where no month has that number; `13-Jan-2026`.
static DAY_FIRST: Pattern = Pattern::built(|| {
    format!(
        r"^(?:(?P<d>\d{{1,2}})\.(?P<mo>\d{{1,2}})\.|(?P<d2>1[3-9]|2\d|3[01])[/-](?P<mo2>\d{{1,2}})[/-]|(?P<d3>\d{{1,2}})-(?P<name>{MONTH})-)(?P<y>\d{{4}})(?:,?[\sT]{CLOCK}{ZONE})?$"
    )
});

/// `01/31/2026`: the month comes first where no month has the second number.
static MONTH_FIRST: Pattern = Pattern::built(|| {
    format!(r"^(?P<mo>\d{{1,2}})[/-](?P<d>1[3-9]|2\d|3[01])[/-](?P<y>\d{{4}})(?:,?[\sT]{CLOCK}{ZONE})?$")
});

/// The day of the week before a day: `Tue, 13 Jan 2026`.
static WEEKDAY: Pattern = Pattern::new(r"^(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s");

/// A day in words, in English or German, with or without its year: `10 January 2026`, `March 8th`, `8. März`.
static DAY_IN_WORDS: Pattern = Pattern::built(|| {
    let month = "(?i:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]{0,6}";
    format!(
        r"\b(?:(?P<name>{month})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?P<name2>{month})\.?)(?:,?\s(?P<y>\d{{4}}))?\b"
    )
});

const GERMAN_MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

/// A text with its days in words as `2026-01-10`, or `01-10` where it tells no year.
pub fn with_plain_days(text: &str) -> String {
    let day = |found: &Captures<'_>| {
        let part =
            |names: [&str; 2]| names.into_iter().find_map(|name| found.name(name)).map(|part| part.as_str());
        let german = |name: &str| {
            let at = GERMAN_MONTHS.iter().position(|whole| *whole == name.to_lowercase())?;
            i8::try_from(at + 1).ok()
        };
        let month = part(["name", "name2"]).and_then(|name| month(name).or_else(|| german(name)));
        let day =
            part(["d", "d2"]).and_then(|day| day.parse::<u8>().ok()).filter(|day| (1..=31).contains(day));
        let plain = month.zip(day).map(|(month, day)| match found.name("y") {
            Some(year) => format!("{}-{month:02}-{day:02}", year.as_str()),
            None => format!("{month:02}-{day:02}"),
        });
        plain.unwrap_or_else(|| found[0].to_owned())
    };
    DAY_IN_WORDS.replace_all(text, day).into_owned()
}

/// The first moment in a text; `None` also where the first thing that looks like one is impossible, such as `2025-02-30`.
pub fn find(text: &str) -> Option<Moment> {
    first(text, &[&DASHED, &DASHED_NAME, &COMPACT, &WORDED, &ACCESS_LOG])
}

/// A text that is a moment and nothing else.
pub fn parse(text: &str) -> Option<Moment> {
    let text = text.trim();
    let text = text.get(WEEKDAY.find(text).map_or(0, |day| day.end())..)?;
    if let Some(captures) = DAY_FIRST.captures(text).or_else(|| MONTH_FIRST.captures(text)) {
        let (at, precision) = instant(&captures)?;
        return Some(Moment { at, precision, range: 0..text.len() });
    }
    // Seconds have ten digits from 2001 to 2286, milliseconds thirteen.
    if matches!(text.len(), 10 | 13) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let at = epoch(text.parse().ok()?)?;
        return Some(Moment { at, precision: Precision::Exact, range: 0..text.len() });
    }
    let moment = find(text)?;
    let rest = text.get(moment.range.end..)?;
    (moment.range.start == 0 && (rest.is_empty() || rest.starts_with('['))).then_some(moment)
}

/// The moment in a file's name, without its folders.
pub fn in_name(name: &str) -> Option<Moment> {
    first(name, &[&DASHED_NAME, &COMPACT, &DASHED, &COMPACT_NAME]).or_else(|| {
        let hit = EPOCH_NAME.find_iter(name).find(|hit| stands_alone(name, &hit.range()))?;
        let at = epoch(hit.as_str().parse().ok()?)?;
        Some(Moment { at, precision: Precision::Exact, range: hit.range() })
    })
}

/// The claim of a text that is a moment and nothing else.
pub fn claim(text: &str) -> Option<Claim> {
    parse(text).map(|moment| moment.claim(ClaimSource::Content))
}

/// The claim of the first moment in a text.
pub fn claim_in(text: &str) -> Option<Claim> {
    find(text).map(|moment| moment.claim(ClaimSource::Content))
}

/// The claim that a file's name makes.
pub fn claim_of_name(name: &str) -> Option<Claim> {
    in_name(name).map(|moment| moment.claim(ClaimSource::FileName))
}

/// Seconds or milliseconds since 1970, told apart by their size.
pub fn epoch(number: f64) -> Option<Timestamp> {
    let millis = if number.abs() < 1e11 { number * 1000.0 } else { number };
    if !(0.0..4.2e12).contains(&millis) || millis < 1.0 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small just above")]
    in_range(Timestamp::from_millisecond(millis as i64).ok()?)
}

/// Of several patterns' hits the leftmost, of these the longest.
fn first(text: &str, patterns: &[&Pattern]) -> Option<Moment> {
    // Each of them has a year.
    if !text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit)) {
        return None;
    }
    let hits = patterns.iter().filter_map(|regex| {
        let hit = regex.find_iter(text).find(|hit| stands_alone(text, &hit.range()))?;
        Some((hit.start(), Reverse(hit.end()), regex))
    });
    // To find is cheap, to capture is not.
    let (start, _, regex) = hits.min_by_key(|(start, end, _)| (*start, *end))?;
    let captures = regex.captures_at(text, start)?;
    let (at, precision) = instant(&captures)?;
    Some(Moment { at, precision, range: captures.get(0)?.range() })
}

/// A number that goes on to the left or right is no date.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|t| t.chars().next_back());
    let after = text.get(range.end..).and_then(|t| t.chars().next());
    !before.is_some_and(|c| c.is_ascii_digit()) && !after.is_some_and(|c| c.is_ascii_digit())
}

fn instant(captures: &Captures<'_>) -> Option<(Timestamp, Precision)> {
    let text = |names: &[&str]| names.iter().find_map(|name| captures.name(name)).map(|m| m.as_str());
    let number = |names: &[&str]| text(names).and_then(|t| t.parse::<i8>().ok());
    let year: i16 = text(&["y"])?.parse().ok()?;
    let month = match text(&["name", "name2"]) {
        Some(name) => month(name)?,
        None => number(&["mo", "mo2"])?,
    };
    let date = civil::Date::new(year, month, number(&["d", "d2", "d3"])?).ok()?;
    let Some(mut hour) = number(&["h"]) else {
        let midnight = date.at(0, 0, 0, 0);
        return Some((in_range(offset(midnight, 0)?)?, Precision::Day));
    };
    match text(&["half"]).map(str::to_ascii_lowercase).as_deref() {
        Some("pm") if (1..12).contains(&hour) => hour += 12,
        Some("am") if hour == 12 => hour = 0,
        _ => {}
    }
    // A leap second is a second that UTC clocks show as 60; jiff's calendar has none.
    let second = number(&["s"]).unwrap_or(0);
    let second = if second == 60 { 59 } else { second };
    let fraction = text(&["f"]).map_or(0, |digits| format!("{digits:0<9}").parse().unwrap_or(0));
    let clock = civil::Time::new(hour, number(&["min"])?, second, fraction).ok()?;
    let (minutes, precision) = match text(&["zone"]) {
        None => (0, Precision::Unzoned),
        Some(zone) => zone_offset(zone, month)?,
    };
    Some((in_range(offset(date.to_datetime(clock), minutes)?)?, precision))
}

fn offset(civil: civil::DateTime, minutes: i64) -> Option<Timestamp> {
    let utc = civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Timestamp::from_nanosecond(utc.as_nanosecond() - i128::from(minutes) * 60_000_000_000).ok()
}

/// No release was made before 1970, and a date after 2100 is a slip of the pen.
fn in_range(at: Timestamp) -> Option<Timestamp> {
    (0..4_102_444_800).contains(&at.as_second()).then_some(at)
}

fn month(name: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_ascii_lowercase();
    let at = NAMES
        .iter()
        .position(|whole| whole.starts_with(&name) || (name == "sept" && *whole == "september"))?;
    i8::try_from(at + 1).ok()
}

/// Minutes east of UTC. Letters that mean several zones, or summer and winter time alike, are read by a fixed rule and marked as
/// [`Precision::Ambiguous`]; unknown letters are words that follow, not zones.
fn zone_offset(zone: &str, month: i8) -> Option<(i64, Precision)> {
    if let Some(sign) = zone.chars().next().filter(|c| matches!(c, '+' | '-')) {
        let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
        let hours: i64 = digits.get(..2)?.parse().ok()?;
        let minutes: i64 = digits.get(2..)?.parse().ok()?;
        let total = hours * 60 + minutes;
        let possible = total <= 14 * 60 && minutes < 60;
        return possible.then_some((if sign == '-' { -total } else { total }, Precision::Exact));
    }
    let summer = i64::from((4..=10).contains(&month)) * 60;
    Some(match zone {
        "Z" | "UTC" | "GMT" => (0, Precision::Exact),
        "EDT" => (-240, Precision::Exact),
        "PST" => (-480, Precision::Exact),
        "PDT" => (-420, Precision::Exact),
        "MDT" => (-360, Precision::Exact),
        "CDT" => (-300, Precision::Exact),
        "CET" => (60, Precision::Exact),
        "CEST" | "EET" => (120, Precision::Exact),
        "EEST" => (180, Precision::Exact),
        "JST" | "KST" => (540, Precision::Exact),
        "AEST" => (600, Precision::Exact),
        "AEDT" => (660, Precision::Exact),
        "EST" => (-300, Precision::Ambiguous),
        "CST" => (-360, Precision::Ambiguous),
        "MST" => (-420, Precision::Ambiguous),
        "IST" => (330, Precision::Ambiguous),
        "BST" => (60, Precision::Ambiguous),
        "ET" => (-300 + summer, Precision::Ambiguous),
        "CT" => (-360 + summer, Precision::Ambiguous),
        "MT" => (-420 + summer, Precision::Ambiguous),
        "PT" => (-480 + summer, Precision::Ambiguous),
        _ => (0, Precision::Unzoned),
    })
}
