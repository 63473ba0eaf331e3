//! What the history says of checklists and evidence over all releases, found once before any item is judged.
//!
//! Invariant: no item's words are read here, and no verdict is made.

pub mod ancestry;
pub mod changes;
pub mod clocks;
pub mod copies;
pub mod follow_up;
pub mod identities;
pub mod incidents;
pub mod lighthouse_files;
pub mod pairing;
pub mod placed;
pub mod presence;
pub mod provenance;
pub mod removals;
pub mod reverts;
pub mod rollbacks;
pub mod speakers;
pub mod ticks;
