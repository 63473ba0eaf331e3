//! Moments that evidence states of itself, and how they are printed.

use jiff::{SignedDuration, Timestamp};

/// How exactly a moment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the day.
    Day,
    /// To the minute or better, but without a zone.
    Unzoned,
    /// To the minute or better, with letters that mean several zones (`ET`, `IST`), read by a fixed rule.
    Ambiguous,
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

/// The time that evidence states of itself: golive's *claimed time*. It is the interval from `at` to [`Claim::last`], which its words leave
/// open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Claim {
    /// Its first moment. A day and a time without a zone are read in UTC until [`Claim::in_zone`] reads them in that of the commit that
    /// recorded them.
    pub at: Timestamp,
    /// How exactly it is stated.
    pub precision: Precision,
    /// Where it is stated.
    pub source: ClaimSource,
    /// Minutes east of UTC in which it is read, where it tells no zone.
    pub zone: i32,
    /// When it was recorded, where it tells of something that was over by then.
    pub recorded: Option<Timestamp>,
}

impl Claim {
    /// A claim that is not yet placed under a history.
    pub fn new(at: Timestamp, precision: Precision, source: ClaimSource) -> Self {
        Self { at, precision, source, zone: 0, recorded: None }
    }

    /// The last moment of which it speaks: of a day its end, or when it was recorded on that day.
    pub fn last(self) -> Timestamp {
        if self.precision != Precision::Day {
            return self.at;
        }
        let end = later(self.at, 24 * 60);
        self.recorded.filter(|recorded| (self.at..end).contains(recorded)).unwrap_or(end)
    }

    /// Read in the zone of the commit that recorded it, in minutes east of UTC, where it tells no zone itself.
    pub fn in_zone(self, zone: i32) -> Self {
        match self.precision {
            Precision::Day | Precision::Unzoned => Self { at: later(self.at, -zone), zone, ..self },
            Precision::Ambiguous | Precision::Exact => self,
        }
    }

    /// The same for something that was over when it was recorded. Machines run in UTC: a time that would lie after its own record
    /// anywhere else is read there.
    pub fn recorded_in(self, zone: i32, recorded: Timestamp) -> Self {
        let local = self.in_zone(zone);
        let is_utc = self.precision == Precision::Unzoned && local.at > recorded && self.at <= recorded;
        Self { recorded: Some(recorded), ..if is_utc { self } else { local } }
    }

    /// The day in the zone in which it is read: of a day the one that is written.
    pub fn day(self) -> String {
        day(later(self.at, self.zone))
    }

    /// As exactly as it is stated: a day, or a moment in UTC.
    pub fn text(self) -> String {
        if self.precision == Precision::Day { self.day() } else { rfc3339(self.at) }
    }
}

fn later(at: Timestamp, minutes: i32) -> Timestamp {
    at.checked_add(SignedDuration::from_mins(minutes.into())).unwrap_or(at)
}

/// RFC 3339 in UTC, to the second, or to the millisecond where there is a fraction: `2025-10-11T07:41:14Z`.
pub fn rfc3339(at: Timestamp) -> String {
    let form = if at.subsec_millisecond() == 0 { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%dT%H:%M:%S.%3fZ" };
    at.strftime(form).to_string()
}

/// The day in UTC: `2025-10-11`.
pub fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
