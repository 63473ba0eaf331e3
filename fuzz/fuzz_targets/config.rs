//! Any text is a configuration, or refused with a place.

#![no_main]

use golive::config::Config;
use std::path::Path;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Config::load(Path::new("golive.toml"), text);
});
