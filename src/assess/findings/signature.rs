//! Signatures of tags that do not hold, and keys that change from release to release.

use crate::assess::result::finding::{Finding, FindingKind};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::verdict::case::Case;
use crate::model::signature::{SignatureStatus, TagSignature};

/// What speaks against the signature of a release's tag.
pub(super) fn faults(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let snapshots = &case.dossier.history.snapshots;
    let Some(own) = snapshots.get(release.snapshot).filter(|own| own.tag.is_some()) else {
        return Vec::new();
    };
    let signature = |of: usize| snapshots.get(of)?.tag.as_ref()?.signature.as_ref();
    let key = |signature: Option<&TagSignature>| signature.and_then(|signature| signature.key.clone());
    let is_valid = |signature: &&TagSignature| signature.status == SignatureStatus::Good;
    let signed = signature(release.snapshot);
    let fault = signed
        .map(|signature| signature.status)
        .filter(|status| !matches!(status, SignatureStatus::Good | SignatureStatus::Unverified));
    let before = release.tagged_before.filter(|before| {
        let earlier = signature(*before).filter(is_valid);
        earlier.is_some() && key(earlier) != key(signed)
    });
    let fault = fault.map(FindingKind::Signature);
    let change = before.map(|before| FindingKind::OtherKey { before, is_signed: signed.is_some() });
    fault.into_iter().chain(change).map(|kind| Finding::new(kind, None, own.commit)).collect()
}
