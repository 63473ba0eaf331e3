//! The `golive` command: words in, exit code out. One file a command.
//!
//! Invariant: the only place that reads the clock and the environment, and the only one that prints. Results go to stdout, everything
//! else to stderr; what comes from the repository is printed through [`terminal::safe`].

mod annotation;
mod args;
mod attest;
mod bars;
mod build;
mod check;
mod clock;
mod demo;
mod diff;
mod doctor;
mod exit;
mod explain;
mod in_force;
mod init;
mod job;
mod lint;
mod manual;
mod markdown;
mod notes;
mod pack;
mod record;
mod report;
mod sample;
mod schema;
mod serve;
mod show;
mod suggest;
mod theme_files;
mod verdict;
mod verify;

pub mod diagnostics;
pub mod terminal;

pub use exit::Exit;

use crate::guard::guarded;
use args::{Args, Command};
use clap::Parser;
use exit::Failure;
use std::process::ExitCode;
use terminal::Terminal;

/// Parses, calls, and tells the exit code. Arguments that cannot be parsed end the process with code 2.
pub fn run() -> ExitCode {
    let args = Args::try_parse().unwrap_or_else(|error| suggest::nearest_option(error).exit());
    let terminal = Terminal::new(args.shared.color, args.shared.quiet, args.shared.verbose);
    quiet_panics();
    let done = guarded(|| call(&args, &terminal)).unwrap_or_else(|panic| Err(Failure::Broke(panic)));
    let exit = done.unwrap_or_else(|failure: Failure| {
        failure.tell(&terminal);
        failure.exit()
    });
    ExitCode::from(exit.code())
}

fn call(args: &Args, terminal: &Terminal) -> Result<Exit, Failure> {
    match &args.command {
        Command::Build(build) => build::run(build, &args.shared, terminal),
        Command::Serve(serve) => serve::run(serve, &args.shared, terminal),
        Command::Demo(demo) => demo::run(demo, &args.shared, terminal),
        Command::Show(show) => show::run(show, &args.shared, terminal),
        Command::Check(check) => check::run(check, &args.shared, terminal),
        Command::Lint(lint) => lint::run(lint, &args.shared, terminal),
        Command::Diff(diff) => diff::run(diff, &args.shared, terminal),
        Command::Notes(notes) => notes::run(notes, &args.shared, terminal),
        Command::Record(record) => record::run(record, terminal),
        Command::Verify(verify) => verify::run(verify, &args.shared, terminal),
        Command::Pack(pack) => pack::run(pack, &args.shared, terminal),
        Command::Attest(attest) => attest::run(attest, &args.shared, terminal),
        Command::Sample(sample) => sample::run(sample, &args.shared, terminal),
        Command::Explain(explain) => explain::run(explain, &args.shared, terminal),
        Command::Doctor(doctor) => doctor::run(doctor, &args.shared, terminal),
        Command::Config(config) => in_force::run(config, terminal),
        Command::Schema(schema) => schema::run(schema, terminal),
        Command::Completions(completions) => manual::completions(completions, terminal),
        Command::Man(man) => manual::page(man, terminal),
        Command::Init(init) => init::run(init, &args.shared, terminal),
    }
}

/// A panic ends the command with one line of its own; what Rust prints of it is for those who ask for it.
fn quiet_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}
