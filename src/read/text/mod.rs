//! Words on lines: text, moments, addresses, ids, boxes. Invariant: knows no document and no reader.

pub mod address;
pub mod aftermath;
pub mod boxes;
pub mod commits;
pub mod fault;
pub mod front;
pub mod lines;
pub mod memo;
pub mod packed;
pub mod slug;
pub mod time;
pub mod waiver;
pub mod wording;
