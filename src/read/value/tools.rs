//! The formats of tools as rows: `content/lexicon/tools.toml`.

use serde::de::DeserializeOwned;
use std::sync::LazyLock;

static FILE: LazyLock<toml::Table> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "this file is part of the program; every test of a reader reads it"
    )]
    include_str!("../../../content/lexicon/tools.toml").parse().expect("the formats of tools")
});

/// What stands there by a name.
pub(in crate::read) fn named<T: DeserializeOwned>(name: &str) -> T {
    #[expect(
        clippy::expect_used,
        reason = "this file is part of the program; every test of a reader reads it"
    )]
    FILE.get(name).cloned().and_then(|rows| rows.try_into().ok()).expect("rows of tools")
}
