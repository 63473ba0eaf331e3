//! The `golive` command: parse, call, exit.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A history is read as millions of small texts, of which the system's allocator makes a sixth of the work.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    golive::cli::run()
}
