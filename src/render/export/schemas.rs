//! The JSON schemas of what golive reads and writes, as files of the site and for `golive schema`.

use crate::config::schema;

/// That of `golive.toml`.
pub fn of_config() -> String {
    format!("{:#}\n", schema::schema())
}

/// That of `release.json`.
pub const OF_RELEASE: &str = include_str!("../../../content/schema/release.json");

/// That of the records of `golive record`.
pub const OF_RECORD: &str = include_str!("../../../content/schema/record.json");
