//! The signature of a file as `ssh-keygen -Y sign` and git write it (PROTOCOL.sshsig of OpenSSH).

use super::key::{Fault, PublicKey};
use super::wire::{Wire, armoured, dearmoured, put};
use sha2::{Digest, Sha256, Sha512};

const ARMOUR: &str = "SSH SIGNATURE";
const MAGIC: &[u8] = b"SSHSIG";

/// A signature, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SshSignature {
    /// The key that is said to have made it.
    pub key: PublicKey,
    namespace: Vec<u8>,
    hash: Hash,
    signature: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hash {
    Sha256,
    Sha512,
}

impl SshSignature {
    /// Reads the armoured text; `None` where it is none.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = dearmoured(text, ARMOUR)?;
        let mut wire = Wire(&bytes);
        let is_known = wire.bytes(MAGIC.len())? == MAGIC && wire.number()? == 1;
        let (key, namespace, _reserved) = (wire.string()?, wire.string()?, wire.string()?);
        let hash = match wire.string()? {
            b"sha256" => Hash::Sha256,
            b"sha512" => Hash::Sha512,
            _ => return None,
        };
        let signature = wire.string()?.to_vec();
        wire.end()?;
        let read = Self { key: PublicKey(key.to_vec()), namespace: namespace.to_vec(), hash, signature };
        is_known.then_some(read)
    }

    /// Whether it is one of a message, made for a purpose.
    ///
    /// # Errors
    /// When it is not, or when that is not known.
    pub fn verify(&self, namespace: &str, message: &[u8]) -> Result<(), Fault> {
        if self.namespace != namespace.as_bytes() {
            return Err(Fault::Bad);
        }
        self.key.verify(&signed(namespace, self.hash, message), &self.signature)
    }
}

/// What is signed in place of a message.
fn signed(namespace: &str, hash: Hash, message: &[u8]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let (name, digest): (&[u8], _) = match hash {
        Hash::Sha256 => (b"sha256", Sha256::digest(message).to_vec()),
        Hash::Sha512 => (b"sha512", Sha512::digest(message).to_vec()),
    };
    for field in [namespace.as_bytes(), b"", name, &digest] {
        put(&mut out, field);
    }
    out
}

/// Signs a message for a purpose, as `ssh-keygen -Y sign -n NAMESPACE` does.
pub fn sign(key: &super::private::PrivateKey, namespace: &str, message: &[u8]) -> String {
    let mut signature = Vec::new();
    put(&mut signature, b"ssh-ed25519");
    put(&mut signature, &key.sign(&signed(namespace, Hash::Sha512, message)));
    let mut out = MAGIC.to_vec();
    out.extend(1_u32.to_be_bytes());
    for field in [&key.public().0[..], namespace.as_bytes(), b"", b"sha512", &signature] {
        put(&mut out, field);
    }
    armoured(&out, ARMOUR)
}
