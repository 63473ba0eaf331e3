//! From bytes to facts: one reader a kind of source, listed in one slice.
//!
//! Invariant: a pure function of a blob's path and bytes. No git, no disk, no clock; never fails, never panics.
