//! The index that the page of search looks into: entries, the words that lead to them, and words that are likely meant by a typo.
//!
//! Invariant: no markup, and nothing that is not on a page. Every part that a browser loads has a bounded size, however long the history:
//! entries and words are cut into parts in their order, and a root names the first of each, so that a query loads what it needs alone.

pub mod entry;
pub mod index;
pub mod log;
pub mod origin;
pub mod word;
