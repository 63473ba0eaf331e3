//! `golive schema`: the JSON schemas of what golive reads and writes.

use super::{
    args::{self, SchemaOf},
    exit::{Exit, Failure},
    terminal::Terminal,
};
use crate::render::export::schemas;

/// Runs the command.
pub(super) fn run(args: &args::Schema, terminal: &Terminal) -> Result<Exit, Failure> {
    let text = match args.of {
        SchemaOf::Config => schemas::of_config(),
        SchemaOf::Release => schemas::OF_RELEASE.to_owned(),
        SchemaOf::Record => schemas::OF_RECORD.to_owned(),
    };
    terminal.verbatim(&text)?;
    Ok(Exit::Done)
}
