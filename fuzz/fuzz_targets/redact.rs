//! What is masked once holds nothing more to mask.

#![no_main]

use golive::redact::redact;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let once = redact(text);
    assert_eq!(redact(&once.text).text, once.text);
});
