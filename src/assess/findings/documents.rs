//! Documents by which a release was governed: those that had expired, and those whose own hash is open or wrong.

use crate::assess::result::document::{GovernedDocument, HashCall};
use crate::assess::result::finding::{Finding, FindingKind};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::verdict::case::Case;

/// One finding a document that was no longer good at the release.
pub(super) fn expired(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let all = release.documents.iter().filter(|document| document.expired);
    let found = all.filter_map(|document| {
        let version = case.dossier.evidence.get(document.evidence)?;
        let expires = version.facts.front.as_ref()?.expires?;
        Some(case.finding(FindingKind::Expired { expires }, release.snapshot, document.evidence))
    });
    found.collect()
}

/// One finding for all hashes that are open, and one a hash that is wrong.
pub(super) fn hashes(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let of = |call| release.documents.iter().filter(move |document| document.hash == call);
    let hashes = |document: &GovernedDocument| {
        let front = case.dossier.evidence.get(document.evidence)?.facts.front.as_ref()?;
        Some((front.doc_hash.clone()?, front.body_sha256.clone()))
    };
    let open = of(HashCall::Open).next().and_then(|first| {
        let (stated, real) = hashes(first)?;
        let files = of(HashCall::Open).count();
        Some(case.finding(FindingKind::HashOpen { stated, real, files }, release.snapshot, first.evidence))
    });
    let wrong = of(HashCall::Differs).filter_map(|document| {
        let (stated, real) = hashes(document)?;
        Some(case.finding(FindingKind::HashDiffers { stated, real }, release.snapshot, document.evidence))
    });
    wrong.chain(open).collect()
}
