//! From facts of blobs to the dossier: every version is read once, and its facts are placed under the history.

pub mod assemble;
pub mod copies;
pub mod gather;
pub mod outgrown;
pub mod series;
pub mod zone;
