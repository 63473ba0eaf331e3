//! Each reader alone survives whatever it is given, also what it would not have recognised. The first byte chooses the reader.

#![no_main]

use golive::read::{READERS, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let reader = READERS[usize::from(*first) % READERS.len()];
    let source = Source::new("artifacts/2026-01-02/staging-run.md", rest);
    let _ = reader.recognises(&source);
    let _ = reader.read(&source);
});
