//! What is read and has no effect: it is said with its line, so that nobody relies on it.

use super::{error::ConfigError, keys, table::Table, word::check_glob};
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

/// golive tells that a tag carries a signature and does not look at its validity, so that who may sign is not asked yet.
pub(super) fn signers(root: &Table<'_>) -> Result<Option<Problem>, ConfigError> {
    let Some(table) = root.table("signatures", "[signatures]", &keys::of("signatures"))? else {
        return Ok(None);
    };
    let path = table.needed("allowed_signers")?;
    check_glob(path.text).map_err(|message| root.source.error(path.at, message))?;
    let message = format!(
        "not used yet: golive tells that a tag carries a signature and does not check it, so that `allowed_signers = \"{}\"` changes nothing",
        path.text
    );
    Ok(Some(Problem::warning(root.source.place(path.at), "signers-unused", message)))
}
