//! `golive_fuzz` says what must hold. Nothing but its own target is linked in: each function that is costs time in every execution.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| golive_fuzz::shown::html(bytes));
