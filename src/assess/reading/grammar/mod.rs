//! What an item demands, read from its own words.
//!
//! `text` turns Markdown into tokens, `phrase` recognises what stands at a place, and `parser` goes once from left to right. The words stand
//! in content/lexicon/grammar.toml. Words outside of the grammar (docs/criteria.md) are not guessed at: nothing is read, or the number is
//! reported as unread.

pub mod bound;
pub mod own;
pub mod parsed;
pub mod parser;
pub mod phrase;
pub mod span;
pub mod text;
