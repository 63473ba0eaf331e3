//! A document by which a release was governed: plain data.

/// What a document tells of its own hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HashCall {
    /// Nothing.
    Untold,
    /// A placeholder (`TBD`), or what is no SHA-256.
    Open,
    /// Another hash than it has.
    Differs,
    /// The hash that it has.
    Right,
}

/// A document by which a release was governed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GovernedDocument {
    /// Index into the dossier's evidence: the version that stood at the tag.
    pub evidence: usize,
    /// Whether it had expired at the release.
    pub expired: bool,
    /// What it tells of its own hash.
    pub hash: HashCall,
}
