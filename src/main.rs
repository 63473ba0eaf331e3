//! The `golive` command: parse, call, exit.

fn main() {}
