//! What is read and has no effect: it is said with its line, so that nobody relies on it.

use super::{error::ConfigError, keys, table::Table};
use crate::model::problem::Problem;

/// A rollback trigger bears on the outcome of a release, never on its readiness, so that there is nothing to configure.
pub(super) fn triggers(root: &Table<'_>) -> Result<Option<Problem>, ConfigError> {
    let table = root.table("policy", "[policy]", &keys::of("policy"))?;
    let Some(word) = table.as_ref().map(|table| table.text("triggers")).transpose()?.flatten() else {
        return Ok(None);
    };
    let message = "without effect: a rollback trigger that fired is the outcome of a release, and never changes its readiness; \
                   `golive check --require held` asks for both";
    Ok(Some(Problem::warning(root.source.place(word.at), "triggers-unused", message)))
}
