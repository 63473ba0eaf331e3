//! What is known of the signature of a tag.

use crate::model::words::words;

words! {
    /// How a tag is signed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum SignatureKind {
        /// By a key of SSH.
        Ssh = "ssh",
        /// By a key of OpenPGP.
        OpenPgp = "openpgp",
        /// By a certificate.
        X509 = "x509",
    }
}

words! {
    /// What came of checking a signature.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum SignatureStatus {
        /// It fits the tag, and its key may sign.
        Good = "good",
        /// It does not fit the tag.
        Bad = "bad",
        /// The repository does not name its key among those that may sign.
        UnknownKey = "unknown-key",
        /// It fits the tag, and its key was not valid, or revoked.
        Expired = "expired",
        /// It was not checked, or nothing tells whose key may sign.
        Unverified = "unverified",
    }
}

/// The signature of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagSignature {
    /// How it is signed.
    pub kind: SignatureKind,
    /// What came of checking it by what the repository held at the tag, at the time of the tag.
    pub status: SignatureStatus,
    /// The same by what the head holds, at the moment of the build.
    pub today: SignatureStatus,
    /// Whose key it is, by the repository at the tag.
    pub signer: Option<String>,
    /// The fingerprint of the key.
    pub key: Option<String>,
}
