//! Text that people and programs write line by line. Invariant: no reports of tools.

pub mod against;
pub mod console;
pub mod doubts;
pub mod failures;
pub mod feedback;
pub mod limits;
pub mod saying;
pub mod shortfall;
pub mod undone;
