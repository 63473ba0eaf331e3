//! A private key of Ed25519, from a file as `ssh-keygen` writes it (PROTOCOL.key of OpenSSH).

use super::key::PublicKey;
use super::wire::{Wire, dearmoured, put};
use ring::signature::{Ed25519KeyPair, KeyPair};

/// A key that signs.
pub struct PrivateKey(Ed25519KeyPair);

impl PrivateKey {
    /// Reads a key without a passphrase.
    ///
    /// # Errors
    /// What stands in the way, in words.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        const OTHER: &str = "is no private key as `ssh-keygen -t ed25519` writes it";
        let bytes = dearmoured(text, "OPENSSH PRIVATE KEY").ok_or(OTHER)?;
        let mut wire = Wire(bytes.strip_prefix(b"openssh-key-v1\0").ok_or(OTHER)?);
        if wire.string() != Some(b"none") {
            return Err("is locked by a passphrase; sign with a key of its own that has none");
        }
        Self::unlocked(wire).ok_or(OTHER)
    }

    fn unlocked(mut wire: Wire<'_>) -> Option<Self> {
        wire.string()?;
        wire.string()?;
        if wire.number()? != 1 {
            return None;
        }
        wire.string()?;
        let mut inner = Wire(wire.string()?);
        inner.bytes(8)?;
        let (kind, public, both) = (inner.string()?, inner.string()?, inner.string()?);
        let seed = both.get(..32).filter(|_| kind == b"ssh-ed25519")?;
        Ed25519KeyPair::from_seed_and_public_key(seed, public).ok().map(Self)
    }

    /// A key from its 32 secret bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Option<Self> {
        Ed25519KeyPair::from_seed_unchecked(seed).ok().map(Self)
    }

    /// Its public half.
    pub fn public(&self) -> PublicKey {
        let mut bytes = Vec::new();
        put(&mut bytes, b"ssh-ed25519");
        put(&mut bytes, self.0.public_key().as_ref());
        PublicKey(bytes)
    }

    /// The 64 bytes of a signature; the same for the same message.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }
}
