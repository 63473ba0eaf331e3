//! golive reads a git repository and publishes the truth about its releases: which go-live checklist items were *claimed*
//! (a ticked box) and which are *proven* (evidence that exists, is fresh, within budget, and was there before the tag).
//!
//! Data goes one way: **discover → read → assess → render → publish**. Imports run one way too:
//! `model < config < discover < read < assess < render < publish < lib < cli < main`.

pub mod assess;
pub mod config;
pub mod demo;
pub mod model;
pub mod progress;
pub mod read;
pub mod render;
