//! Which words of an item a record covers.
//!
//! Invariant: no release and no time is known here.

pub mod cover;
pub mod figure;
pub mod item_words;
pub mod name_words;
mod neighbours;
mod numbered;
mod people;
pub mod record_words;
pub mod telling;
mod value_words;
pub mod values;
mod ways;
pub mod whole;
