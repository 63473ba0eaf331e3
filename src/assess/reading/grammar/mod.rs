//! What an item demands, read from its own words.
//!
//! `text` turns Markdown into tokens, `vocabulary` holds the words, `phrase` recognises what stands at a place, and `reading` goes once
//! from left to right. Words outside of the grammar (docs/criteria.md) are not guessed at: nothing is read, or the number is reported as
//! unread.

pub mod bound;
pub mod own;
pub mod parsed;
pub mod parser;
pub mod phrase;
pub mod span;
pub mod text;
// A line a word would make its tables four times as long.
#[rustfmt::skip]
pub mod vocabulary;
