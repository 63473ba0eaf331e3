//! Signed envelopes of DSSE (secure-systems-lab/dsse, version 1), with keys of Ed25519 as SSH has them.

use super::key::PublicKey;
use super::private::PrivateKey;
use super::wire::{Wire, put};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

/// The type of what golive puts into an envelope.
pub const IN_TOTO: &str = "application/vnd.in-toto+json";

/// An envelope, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// What the payload is.
    #[serde(rename = "payloadType")]
    pub payload_type: String,
    payload: String,
    /// Who signed it.
    pub signatures: Vec<Signature>,
}

/// A signature of an envelope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The fingerprint of the key, as the envelope has it: a hint.
    #[serde(default)]
    pub keyid: String,
    sig: String,
}

impl Envelope {
    /// Puts a statement into an envelope and signs it.
    pub fn sign(key: &PrivateKey, payload: &[u8]) -> Self {
        let sig = STANDARD.encode(key.sign(&signed(IN_TOTO, payload)));
        Self {
            payload_type: IN_TOTO.to_owned(),
            payload: STANDARD.encode(payload),
            signatures: vec![Signature { keyid: key.public().fingerprint(), sig }],
        }
    }

    /// What is in it.
    pub fn payload(&self) -> Option<Vec<u8>> {
        STANDARD.decode(&self.payload).ok()
    }

    /// Whether a key signed it.
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        let (Some(payload), Some(kind)) = (self.payload(), Wire(&key.0).string()) else { return false };
        let message = signed(&self.payload_type, &payload);
        self.signatures.iter().any(|signature| {
            let Ok(raw) = STANDARD.decode(&signature.sig) else { return false };
            let mut written = Vec::new();
            put(&mut written, kind);
            put(&mut written, &raw);
            kind == b"ssh-ed25519" && key.verify(&message, &written).is_ok()
        })
    }
}

/// What is signed in place of a payload: PAE of DSSE.
fn signed(kind: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 {} {kind} {} ", kind.len(), payload.len());
    [head.as_bytes(), payload].concat()
}
