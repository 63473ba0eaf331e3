//! Documents by which a release was governed: those that had expired, and those whose own hash is open or wrong.

use crate::assess::result::document::{GovernedDocument, HashCall};
use crate::assess::result::finding::{Finding, FindingKind};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::verdict::case::Case;
use crate::model::problem::Place;

/// One finding a document that was no longer good at the release.
pub(super) fn expired(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let all = release.documents.iter().filter(|document| document.expired);
    let found = all.filter_map(|document| {
        let version = case.dossier.evidence.get(document.evidence)?;
        let expires = version.facts.front.as_ref()?.expires?;
        Some(finding(case, release, document, FindingKind::Expired { expires }))
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
        Some(finding(case, release, first, FindingKind::HashOpen { stated, real, files }))
    });
    let wrong = of(HashCall::Differs).filter_map(|document| {
        let (stated, real) = hashes(document)?;
        Some(finding(case, release, document, FindingKind::HashDiffers { stated, real }))
    });
    wrong.chain(open).collect()
}

fn finding(
    case: &Case<'_>,
    release: &ReleaseAssessment,
    document: &GovernedDocument,
    kind: FindingKind,
) -> Finding {
    let version = case.dossier.evidence.get(document.evidence);
    let place = version.map(|version| Place::file(version.path.clone()));
    Finding::new(kind, place, case.shows(release.snapshot, Some(document.evidence)))
}
