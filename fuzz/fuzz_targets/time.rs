//! Any text is a moment or none, and a moment is written and read as the same one.

#![no_main]

use golive::model::time::rfc3339;
use golive::read::time;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = time::in_name(text);
    let _ = time::find(text);
    if let Some(moment) = time::parse(text) {
        let again = time::parse(&rfc3339(moment.at)).map(|again| again.at.as_second());
        assert_eq!(again, Some(moment.at.as_second()));
    }
});
