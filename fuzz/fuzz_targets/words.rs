//! What an item or a trigger demands is read from any words, and the same twice.

#![no_main]

use golive::assess::reading::triggers::TriggerGrammar;
use golive::assess::reading::grammar::parser::Grammar;
use golive::assess::words::deeds;
use golive::read::mention;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::new);
static TRIGGERS: LazyLock<TriggerGrammar> = LazyLock::new(TriggerGrammar::new);

fuzz_target!(|text: &str| {
    assert_eq!(GRAMMAR.read(text), GRAMMAR.read(text));
    let references = mention::references(text, "docs");
    let _ = deeds(text, &references);
    let _ = TRIGGERS.rule(text, std::iter::empty());
});
