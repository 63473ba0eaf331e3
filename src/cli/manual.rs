//! `golive completions` and `golive man`: what is made from the command line's own description.

use super::{
    args,
    exit::{Exit, Failure},
    terminal::Terminal,
};
use clap::CommandFactory;

/// The completions of a shell.
pub(super) fn completions(args: &args::Completions, terminal: &Terminal) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut args::Args::command(), "golive", &mut text);
    terminal.verbatim(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Done)
}

/// The man page of golive, or of a command.
pub(super) fn page(args: &args::Man, terminal: &Terminal) -> Result<Exit, Failure> {
    let mut whole = args::Args::command();
    whole.build();
    let command = match &args.command {
        None => whole,
        Some(wanted) => match whole.find_subcommand(wanted) {
            Some(found) => found.clone(),
            None => {
                let names = whole.get_subcommands().map(clap::Command::get_name).collect::<Vec<_>>();
                let near =
                    crate::config::nearest(wanted, &names).map(|near| format!(": did you mean `{near}`?"));
                return Err(Failure::Usage(format!(
                    "golive has no command `{wanted}`{}",
                    near.unwrap_or_default()
                )));
            }
        },
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(command).render(&mut text)?;
    terminal.verbatim(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Done)
}
