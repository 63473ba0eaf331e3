//! The option that was probably meant, where clap's own likeness finds none: `--ouput` is `--out`.

use super::args::Args;
use crate::config::nearest;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Command, CommandFactory};

/// Adds it to the error of an unknown option.
pub(super) fn nearest_option(mut error: Error) -> Error {
    if error.kind() != ErrorKind::UnknownArgument || error.get(ContextKind::SuggestedArg).is_some() {
        return error;
    }
    let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidArg) else { return error };
    let wrong = wrong.split('=').next().unwrap_or_default().to_owned();
    let mut whole = Args::command();
    whole.build();
    let named = std::env::args().skip(1).find_map(|word| whole.find_subcommand(word).cloned());
    let options = options(named.as_ref().unwrap_or(&whole));
    let known = options.iter().map(String::as_str).collect::<Vec<_>>();
    if let Some(near) = nearest(&wrong, &known).map(ToOwned::to_owned) {
        error.insert(ContextKind::SuggestedArg, ContextValue::String(near));
    }
    error
}

/// The long options of a command.
fn options(command: &Command) -> Vec<String> {
    command.get_arguments().filter_map(|option| option.get_long()).map(|name| format!("--{name}")).collect()
}
