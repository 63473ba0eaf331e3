//! What an item demands, read from its own words.
//!
//! `text` turns Markdown into tokens, `vocabulary` holds the words, `phrase` recognises what stands at a place, and `reading` goes once
//! from left to right. Words outside of the grammar (docs/criteria.md) are not guessed at: nothing is read, or the number is reported as
//! unread.

mod act;
mod act_inputs;
mod bound;
mod clause;
mod own;
mod parsed;
mod phrase;
mod reading;
mod span;
mod text;
// A line a word would make its tables four times as long.
#[rustfmt::skip]
mod vocabulary;

pub use act::{acts, is_form, without_own_words};
pub use own::own_words;
pub use parsed::{Loose, Parsed, Reading, Use};
pub use phrase::Measure;
pub use reading::Grammar;
pub use text::Token;
