//! What an item or a trigger demands is read from any words, and the same twice.

#![no_main]

use golive::assess::trigger_words::TriggerGrammar;
use golive::assess::words::{Grammar, deeds};
use golive::read::mention;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let grammar = Grammar::new();
    assert_eq!(grammar.read(text), grammar.read(text));
    let references = mention::references(text, "docs");
    let _ = deeds(text, &references);
    let _ = TriggerGrammar::new().rule(text, std::iter::empty());
});
