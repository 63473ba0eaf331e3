//! `golive_fuzz` says what must hold.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| golive_fuzz::run("words", bytes));
