//! When secrets are rotated: tables and lists with the day of the last rotation and how often, or the day when the next one is due.

use super::conclusion;
use super::fields::{Fields, plain, short};
use super::lines::pattern;
use super::listing::{Listing, Row};
use super::synonyms::TIME;
use crate::model::doing;
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Part, Record};
use crate::model::time::Claim;
use jiff::{SignedDuration, Timestamp};
use regex::Regex;
use std::sync::LazyLock;

const NAMES: [&str; 16] = [
    "secret",
    "secretname",
    "credential",
    "key",
    "token",
    "variable",
    "name",
    "item",
    "certificate",
    "envvar",
    "service",
    "asset",
    "keyname",
    "provider",
    "secrets",
    "account",
];
const LAST: [&str; 14] = [
    "lastrotated",
    "lastrotatedat",
    "lastrotation",
    "lastrotationdate",
    "rotatedat",
    "rotatedon",
    "rotated",
    "dateoflastrotation",
    "previousrotation",
    "lastchanged",
    "lastrotateddate",
    "rotationdate",
    "daterotated",
    "last",
];
const NEXT: [&str; 16] = [
    "nextdue",
    "nextrotation",
    "nextrotationdate",
    "nextrotationdue",
    "duedate",
    "due",
    "dueby",
    "next",
    "rotateby",
    "nextrotationat",
    "expires",
    "expiresat",
    "expiry",
    "rotationdue",
    "nextduedate",
    "nextrotationby",
];
const CADENCE: [&str; 26] = [
    "rotationintervaldays",
    "rotationcadencedays",
    "rotationfrequencydays",
    "rotationeverydays",
    "rotateevery",
    "rotateeverydays",
    "intervalindays",
    "cadence",
    "rotationcadence",
    "interval",
    "rotationinterval",
    "frequency",
    "rotationfrequency",
    "every",
    "everydays",
    "rotationperiod",
    "rotationperioddays",
    "period",
    "intervaldays",
    "cadencedays",
    "maxage",
    "maxagedays",
    "rotationdays",
    "policy",
    "rotationschedule",
    "schedule",
];
const STATUS: [&str; 3] = ["status", "state", "rotationstatus"];

static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?P<n>\d{1,4})[\s-]*)?(?P<unit>d\b|days?\b|w\b|weeks?\b|wks?\b|mo\b|months?\b|m\b|quarters?\b|y\b|yrs?\b|years?\b)",
    )
});

/// Whether a listing tells when each of its things was rotated, or is to be.
#[must_use]
pub fn is_schedule(listing: &Listing) -> bool {
    let columns = listing.columns();
    let has = |names: &[&str]| columns.iter().any(|column| names.contains(&column.as_str()));
    let said = columns.iter().any(|column| column.contains("rotat"));
    let titled = doing::speaks_of(&["rotation", "rotations", "rotate"], &listing.title);
    let dated = has(&LAST) || has(&NEXT);
    let named = listing.is_map || has(&NAMES);
    dated && named && (said || titled)
}

/// The rotation of each thing of a listing.
#[must_use]
pub fn schedule(listing: &Listing) -> Record {
    let outer = Fields::of(&listing.outer);
    let cadence = outer.word(&CADENCE).and_then(cadence);
    let parts = listing.rows.iter().filter_map(|row| secret(row, cadence)).collect::<Vec<_>>();
    let overdue = parts.iter().any(|part| part.conclusion == Some(Conclusion::Failed));
    Record {
        kind: Some(Kind::SecretRotation),
        title: short(&listing.title),
        line: listing.line,
        claim: outer.moment(TIME),
        conclusion: overdue.then_some(Conclusion::Failed),
        target: outer.word(&["environment", "env"]).map(|word| short(plain(word))),
        parts,
        ..Record::default()
    }
}

/// Until when a secret is good: as told, else its last rotation and the time that it is good for.
fn secret(row: &Row, around: Option<SignedDuration>) -> Option<Part> {
    let fields = Fields::of(&row.group);
    let own = || fields.word(&NAMES).map(|word| short(plain(word)));
    let name = row.name.as_deref().map(short).or_else(own)?;
    let last = fields.moment(&LAST);
    let next = fields.moment(&NEXT);
    let every = fields.word(&CADENCE);
    let after = |last: Claim| last.last().checked_add(every.and_then(cadence).or(around)?).ok();
    let until: Option<Timestamp> = next.map(Claim::last).or_else(|| last.and_then(after));
    let status = fields.word(&STATUS);
    let conclusion = status.and_then(|word| {
        let late = doing::speaks_of(&["overdue", "past due", "late", "never", "expired"], word);
        if late { Some(Conclusion::Failed) } else { conclusion::told(word) }
    });
    let told = [("last rotated", &LAST[..]), ("cadence", &CADENCE[..]), ("due", &NEXT[..])];
    let told = told.iter().filter_map(|(name, names)| Some(format!("{name} {}", plain(fields.word(names)?))));
    let said = told.chain(status.map(|word| plain(word).to_owned())).collect::<Vec<_>>().join(", ");
    Some(Part { name, conclusion, said: short(&said), line: row.line, when: until })
}

/// `90 days`, `every 3 months`, `quarterly`, `annually`, `90`, `P90D`.
#[must_use]
pub fn cadence(text: &str) -> Option<SignedDuration> {
    const WORDS: [(&str, i64); 18] = [
        ("daily", 1),
        ("weekly", 7),
        ("fortnightly", 14),
        ("biweekly", 14),
        ("bi weekly", 14),
        ("bimonthly", 61),
        ("semiannually", 184),
        ("semi annually", 184),
        ("semi annual", 184),
        ("biannually", 184),
        ("half yearly", 184),
        ("twice a year", 184),
        ("monthly", 31),
        ("quarterly", 92),
        ("annually", 366),
        ("annual", 366),
        ("yearly", 366),
        ("once a year", 366),
    ];
    let spaced = doing::spaced(text);
    let word = WORDS.iter().find(|(word, _)| spaced.contains(&format!(" {word} "))).map(|(_, days)| *days);
    let days = word.or_else(|| {
        let bare = text.trim().trim_start_matches(['P', 'p']).trim_end_matches(['D']);
        if let Ok(days) = bare.parse::<i64>() {
            return Some(days);
        }
        let found = SPAN.captures(text)?;
        let count = found.name("n").map_or(Some(1), |n| n.as_str().parse().ok())?;
        let unit = found.name("unit")?.as_str().to_lowercase();
        let days = match unit.as_bytes() {
            [b'd', ..] => 1,
            [b'w', ..] => 7,
            [b'm', ..] => 31,
            [b'q', ..] => 92,
            _ => 366,
        };
        Some(days * count)
    })?;
    (days > 0).then(|| SignedDuration::from_hours(days.saturating_mul(24)))
}
