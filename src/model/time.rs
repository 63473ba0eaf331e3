//! Moments that evidence states of itself, and how they are printed.

use jiff::{SignedDuration, Timestamp};

/// How exactly a moment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the day: the moment is the start of that day in UTC.
    Day,
    /// To the minute or better, but without a zone: read as UTC.
    Unzoned,
    /// An instant.
    Exact,
}

/// Where evidence states its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimSource {
    /// In its content.
    Content,
    /// In its file name.
    FileName,
}

/// The time that evidence states of itself: golive's *claimed time*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Claim {
    /// The moment.
    pub at: Timestamp,
    /// How exactly it is stated.
    pub precision: Precision,
    /// Where it is stated.
    pub source: ClaimSource,
}

impl Claim {
    /// The last moment of which it speaks: of a day its end.
    #[must_use]
    pub fn last(self) -> Timestamp {
        match self.precision {
            Precision::Day => self.at.checked_add(SignedDuration::from_hours(24)).unwrap_or(self.at),
            Precision::Unzoned | Precision::Exact => self.at,
        }
    }

    /// As exactly as it is stated: a day, or a moment in UTC.
    #[must_use]
    pub fn text(self) -> String {
        match self.precision {
            Precision::Day => day(self.at),
            Precision::Unzoned | Precision::Exact => rfc3339(self.at),
        }
    }
}

/// RFC 3339 in UTC, to the second, or to the millisecond where there is a fraction: `2025-10-11T07:41:14Z`.
#[must_use]
pub fn rfc3339(at: Timestamp) -> String {
    let form = if at.subsec_millisecond() == 0 { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%dT%H:%M:%S.%3fZ" };
    at.strftime(form).to_string()
}

/// The day in UTC: `2025-10-11`.
#[must_use]
pub fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
