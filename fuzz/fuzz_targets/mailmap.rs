//! Any text is a mailmap.

#![no_main]

use golive::discover::mailmap::Mailmap;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Mailmap::parse(text);
});
