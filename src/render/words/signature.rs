//! What came of checking the signature of a tag.

use crate::assess::result::finding::{Finding, FindingKind};
use crate::model::dossier::Dossier;
use crate::model::release::Tag;
use crate::model::signature::{SignatureKind, SignatureStatus, TagSignature};
use crate::render::language::say;

/// The signature of a tag in a sentence: as it was at the tag, and as it is today where that differs.
pub fn signature(tag: &Tag) -> String {
    let Some(found) = &tag.signature else { return say!("not signed").to_owned() };
    let then = sentence(found);
    match found.today == found.status {
        true => then,
        false => say!("{signature}; today: {status}", signature = then, status = status(found.today)),
    }
}

fn sentence(found: &TagSignature) -> String {
    let signer = found.signer.as_deref().unwrap_or_default();
    match (found.status, found.kind) {
        (SignatureStatus::Good, _) => {
            say!("signed by {signer}, with a key that was allowed at the tag", signer)
        }
        (SignatureStatus::Bad, _) => say!("carries a signature that does not fit the tag").to_owned(),
        (SignatureStatus::UnknownKey, _) => {
            say!("signed with a key that the repository did not allow at the tag").to_owned()
        }
        (SignatureStatus::Expired, _) => {
            say!("signed with a key of {signer} that was not valid at the time of the tag", signer)
        }
        (SignatureStatus::Unverified, SignatureKind::Ssh) => {
            say!("carries an SSH signature (not checked: nothing tells who may sign, or the key is of a kind that golive does not check)").to_owned()
        }
        (SignatureStatus::Unverified, SignatureKind::OpenPgp) => {
            say!("carries an OpenPGP signature (not checked)").to_owned()
        }
        (SignatureStatus::Unverified, SignatureKind::X509) => {
            say!("carries an X.509 signature (not checked)").to_owned()
        }
    }
}

/// What came of checking it, in a word or two.
pub fn signature_word(tag: Option<&Tag>) -> &'static str {
    tag.and_then(|tag| tag.signature.as_ref()).map_or_else(|| say!("none"), |found| status(found.status))
}

fn status(status: SignatureStatus) -> &'static str {
    match status {
        SignatureStatus::Good => say!("good"),
        SignatureStatus::Bad => say!("bad"),
        SignatureStatus::UnknownKey => say!("unknown key"),
        SignatureStatus::Expired => say!("key not valid"),
        SignatureStatus::Unverified => say!("not checked"),
    }
}

/// What speaks against a signature, in a sentence.
pub(super) fn signature_finding(d: &Dossier, found: &Finding) -> String {
    let release = |at: usize| d.history.snapshots.get(at);
    match &found.kind {
        FindingKind::Signature(_) => {
            let tag = found.release.and_then(release).and_then(|release| release.tag.as_ref());
            say!("The tag: {signature}", signature = tag.map(signature).unwrap_or_default())
        }
        FindingKind::OtherKey { before, is_signed } => {
            let name = release(*before).map_or("", |release| release.name.as_str());
            match is_signed {
                true => say!("The tag is signed with another key than {release} before it", release = name),
                false => say!("The tag is not signed, though {release} before it was", release = name),
            }
        }
        _ => String::new(),
    }
}
