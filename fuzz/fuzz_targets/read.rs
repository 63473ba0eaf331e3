//! Any bytes under any name are read without a panic, and the same twice.
//!
//! The first byte chooses the name, as golive asks names where content cannot tell; begin with the files of `tests/seeds/`.

#![no_main]

use golive::read::read_blob;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 12] = [
    "docs/go-live-checklist.md", "feedback/a.md", "artifacts/staging-smoke-1.log", "a/lighthouse.json", "r.html", ".lighthouseci/manifest.json",
    ".lighthouseci/assertion-results.json", "lighthouserc.json", "lighthouserc.yml", "budget.json", "artifacts/a.csv", "a",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    assert_eq!(read_blob(name, rest), read_blob(name, rest));
});
