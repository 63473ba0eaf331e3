//! Keys and signatures of OpenSSH: who may sign, what a signature says, and whether it holds.
//!
//! Invariant: bytes in, an answer out; no disk, no git, no clock. Every byte is taken for hostile: what cannot be read is no key and no
//! signature. Only this stage names `ring`.

pub mod allowed;
pub mod dsse;
pub mod key;
pub mod private;
pub mod signature;
mod wire;
