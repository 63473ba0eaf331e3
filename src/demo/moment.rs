//! Seconds since 1970 and the ways in which the sample's files write them.

use jiff::Timestamp;

/// One minute, in seconds.
pub const MINUTE: i64 = 60;
/// One hour, in seconds.
pub const HOUR: i64 = 3600;
/// One day, in seconds.
pub const DAY: i64 = 86_400;

/// A second of the sample's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

impl Moment {
    /// 2026-01-12T08:00:00Z, a Monday: the sample's first commit, whatever the seed.
    pub const START: Self = Self(1_768_204_800);

    /// So many seconds later.
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// So many seconds earlier.
    pub fn minus(self, seconds: i64) -> Self {
        Self(self.0.saturating_sub(seconds))
    }

    /// As a timestamp; far beyond all dates: the latest there is.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_second(self.0).unwrap_or(Timestamp::MAX)
    }

    fn print(self, form: &str) -> String {
        self.timestamp().strftime(form).to_string()
    }

    /// `2026-03-12T09:12:04.000Z`, as JavaScript prints it.
    pub fn iso(self) -> String {
        self.print("%Y-%m-%dT%H:%M:%S.000Z")
    }

    /// `2026-03-12T09:12:04Z`
    pub fn rfc3339(self) -> String {
        self.print("%Y-%m-%dT%H:%M:%SZ")
    }

    /// `20260312T091204Z`, for file names.
    pub fn stamp(self) -> String {
        self.print("%Y%m%dT%H%M%SZ")
    }

    /// `2026-03-12T09-12-04.000Z`, for the names of synthetic checks.
    pub fn dashed(self) -> String {
        self.print("%Y-%m-%dT%H-%M-%S.000Z")
    }

    /// `2026-03-12`
    pub fn day(self) -> String {
        self.print("%Y-%m-%d")
    }

    /// `2026-03-13`, nine hours east of UTC.
    pub fn day_east(self) -> String {
        self.plus(9 * HOUR).day()
    }

    /// `2026/03/12`, for folders: so deep that no folder grows with the history, whatever its pace.
    pub fn folder(self) -> String {
        self.print("%Y/%m/%d")
    }

    /// `2026-03`
    pub fn month(self) -> String {
        self.print("%Y-%m")
    }

    /// `12`, the day of the month.
    pub fn day_of_month(self) -> String {
        self.print("%d")
    }

    /// `v2026.03.12`, a calendar version without its letter.
    pub fn version(self) -> String {
        self.print("v%Y.%m.%d")
    }
}
