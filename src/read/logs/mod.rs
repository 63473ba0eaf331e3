//! Text that people and programs write line by line. Invariant: no reports of tools.

pub mod behind;
pub mod console;
mod counts;
mod doubts;
pub mod failures;
pub mod feedback;
mod limits;
pub mod saying;

pub mod undone;
