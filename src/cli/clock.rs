//! The moment of a build: given, or read once from the clock.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Reads a moment: RFC 3339, or a day, which stands for its start in UTC.
pub(super) fn parse(text: &str) -> Result<Timestamp, String> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Ok(moment);
    }
    let day = text.parse::<Date>().ok().filter(|_| text.len() == "2025-10-12".len());
    day.and_then(|day| day.to_zoned(TimeZone::UTC).ok())
        .map(|start| start.timestamp())
        .ok_or_else(|| "write a moment such as 2025-10-12T12:00:00Z, or a day such as 2025-10-12".to_string())
}

/// `SOURCE_DATE_EPOCH` where it is set, else the clock, to the second.
///
/// # Errors
/// When `SOURCE_DATE_EPOCH` is set to something else than seconds since 1970: a build that was to be reproducible would not be.
pub(super) fn now() -> Result<Timestamp, String> {
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|text| !text.is_empty()) else {
        return Ok(read());
    };
    let seconds = epoch.to_str().and_then(|text| text.parse::<i64>().ok());
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).ok_or_else(|| {
        format!("SOURCE_DATE_EPOCH must be seconds since 1970, not {}", epoch.to_string_lossy())
    })
}

/// The clock, to the second, whatever the environment says: what is recorded happens now.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub(super) fn read() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
