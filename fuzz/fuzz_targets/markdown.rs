//! Whatever Markdown says, the page that shows it has no element and no address that golive does not allow.

#![no_main]

use golive::render::markdown;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let shown = markdown::block(text, 1, &markdown::nowhere).as_str().to_lowercase();
    for never in ["<script", "<iframe", "<object", "<form", "<style", "<base", "<meta", "href=\"javascript:", "src=\"javascript:"] {
        assert!(!shown.contains(never), "{never} in {shown}");
    }
    let _ = markdown::inline(text);
    let _ = markdown::plain(text);
});
