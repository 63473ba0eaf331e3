//! `golive.toml`: where things lie (`Sources`), what is demanded (`Policy`) and how it is shown (`Look`).
//!
//! Invariant: no git, no clock. A key that golive does not know is an error with its place, never ignored; whatever loads is valid, so
//! that no later stage meets a broken pattern.

mod error;
mod file;
mod item;
pub mod keys;
mod look;
pub mod pin;
mod policy;
mod reader;
pub mod schema;
mod site;
mod sources;
mod table;
pub mod theme;
mod unused;
mod word;

pub use error::ConfigError;
pub use file::{Config, FILE_NAME};
pub use look::{Links, Look};
pub use policy::{FLAGS, ItemOverride, Off, Policy, Require};
pub use reader::{CustomReader, FIELDS, Rule};
pub use sources::{Label, Sources, TagPattern};
pub use word::nearest;

/// A glob on paths, as configuration and checklists write them: `*` stays within a folder, `**` crosses folders.
///
/// # Errors
/// When the text is no glob.
pub fn path_glob(text: &str) -> Result<globset::Glob, globset::Error> {
    globset::GlobBuilder::new(text).literal_separator(true).build()
}
