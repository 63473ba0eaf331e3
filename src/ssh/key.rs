//! Public keys, and whether they made a signature.

use super::wire::Wire;
use base64::{Engine, engine::general_purpose::STANDARD, engine::general_purpose::STANDARD_NO_PAD};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA512, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};
use sha2::{Digest, Sha256};

/// A public key as it stands in files, of whatever kind. Two are the same where their bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(pub(super) Vec<u8>);

/// Why a signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The key did not sign this.
    Bad,
    /// golive does not check keys or signatures of this kind.
    Unsupported,
}

impl PublicKey {
    /// A key by the two words of its line: its kind, and its bytes in base64.
    pub fn of_line(kind: &str, encoded: &str) -> Option<Self> {
        let bytes = STANDARD.decode(encoded).ok()?;
        (Wire(&bytes).string()? == kind.as_bytes()).then_some(Self(bytes))
    }

    /// Its fingerprint, as `ssh-keygen -l` prints it.
    pub fn fingerprint(&self) -> String {
        format!("SHA256:{}", STANDARD_NO_PAD.encode(Sha256::digest(&self.0)))
    }

    /// Whether the key made a signature (kind and bytes, as SSH writes them) of a message.
    ///
    /// # Errors
    /// When it did not, or when that is not known.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Fault> {
        let parts = self.parts(signature).ok_or(Fault::Bad)?;
        match parts.kind {
            b"ssh-ed25519" => parts.ed25519(message),
            b"sk-ssh-ed25519@openssh.com" => {
                let message = parts.by_token(message).ok_or(Fault::Bad)?;
                parts.ed25519(&message)
            }
            b"ecdsa-sha2-nistp256" => parts.ecdsa(&ECDSA_P256_SHA256_FIXED, 32, message),
            b"ecdsa-sha2-nistp384" => parts.ecdsa(&ECDSA_P384_SHA384_FIXED, 48, message),
            b"ssh-rsa" => parts.rsa(message),
            _ => Err(Fault::Unsupported),
        }
    }

    fn parts<'b>(&'b self, signature: &'b [u8]) -> Option<Parts<'b>> {
        let (mut key, mut signature) = (Wire(&self.0), Wire(signature));
        let kind = key.string()?;
        Some(Parts {
            kind,
            key: key.0,
            signed_as: signature.string()?,
            signature: signature.string()?,
            rest: signature.0,
        })
    }
}

/// A key and a signature, divided.
struct Parts<'b> {
    kind: &'b [u8],
    /// The fields of the key behind its kind.
    key: &'b [u8],
    signed_as: &'b [u8],
    signature: &'b [u8],
    /// What a token says behind the signature; else nothing.
    rest: &'b [u8],
}

impl Parts<'_> {
    fn ed25519(&self, message: &[u8]) -> Result<(), Fault> {
        let point = Wire(self.key).string().ok_or(Fault::Bad)?;
        self.check(&ED25519, point, message, self.signature)
    }

    fn ecdsa(
        &self,
        by: &'static dyn VerificationAlgorithm,
        size: usize,
        message: &[u8],
    ) -> Result<(), Fault> {
        let (mut key, mut pair) = (Wire(self.key), Wire(self.signature));
        let point = key.string().and_then(|_curve| key.string()).ok_or(Fault::Bad)?;
        let fixed = fixed(&mut pair, size).ok_or(Fault::Bad)?;
        self.check(by, point, message, &fixed)
    }

    fn rsa(&self, message: &[u8]) -> Result<(), Fault> {
        let by = match self.signed_as {
            b"rsa-sha2-256" => &RSA_PKCS1_2048_8192_SHA256,
            b"rsa-sha2-512" => &RSA_PKCS1_2048_8192_SHA512,
            _ => return Err(Fault::Unsupported),
        };
        let mut key = Wire(self.key);
        let (Some(e), Some(n)) = (key.integer(), key.integer()) else { return Err(Fault::Bad) };
        if !(256..=1024).contains(&n.len()) {
            return Err(Fault::Unsupported);
        }
        RsaPublicKeyComponents { n, e }.verify(by, message, self.signature).map_err(|_| Fault::Bad)
    }

    /// What a security key signs in place of a message: somebody must have touched it.
    fn by_token(&self, message: &[u8]) -> Option<Vec<u8>> {
        let (mut key, mut rest) = (Wire(self.key), Wire(self.rest));
        key.string()?;
        let application = Sha256::digest(key.string()?);
        let (state, ()) = (rest.bytes(5)?, rest.end()?);
        let is_touched = state.first()? & 1 == 1;
        is_touched.then(|| [&application[..], state, &Sha256::digest(message)[..]].concat())
    }

    fn check(
        &self,
        by: &'static dyn VerificationAlgorithm,
        point: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), Fault> {
        let fits = self.signed_as == self.kind;
        let holds = UnparsedPublicKey::new(by, point).verify(message, signature);
        if fits && holds.is_ok() { Ok(()) } else { Err(Fault::Bad) }
    }
}

/// The two numbers of a signature, each in so many bytes.
fn fixed(pair: &mut Wire<'_>, size: usize) -> Option<Vec<u8>> {
    let mut out = vec![0; 2 * size];
    for half in out.chunks_mut(size) {
        let number = pair.integer()?;
        half.get_mut(size.checked_sub(number.len())?..)?.copy_from_slice(number);
    }
    pair.end().map(|()| out)
}

impl std::fmt::Display for PublicKey {
    /// The two words by which files name it: its kind, and its bytes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = Wire(&self.0).string().unwrap_or_default();
        write!(f, "{} {}", String::from_utf8_lossy(kind), STANDARD.encode(&self.0))
    }
}
