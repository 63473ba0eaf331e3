//! The `golive` command: parse, call, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    golive::cli::run()
}
