//! From the assessment to pages: plans every path, links them, draws each on demand.
//!
//! Invariant: pure. No git, no disk, no clock, no verdict. Everything from the repository is text until a typed escape makes it HTML.

pub mod chart;
pub mod forge;
pub mod format;
pub mod site;
pub mod urls;
pub mod words;
