//! Documents with front matter by which a release was governed: the checklist itself, and those that its items name.

use crate::assess::result::document::{GovernedDocument, HashCall};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::speaker::{ChecklistInForce, ChecklistPlace};
use crate::assess::verdict::case::Case;
use crate::model::evidence::{Evidence, FrontMatter, Kind};
use crate::model::kinds::Property;
use crate::model::problem::{Place, Problem};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// With fewer digits a hash is told from no other.
const SHORTEST: usize = 8;
/// A checklist that expires within so long after its release is said to.
const SOON: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The documents of a release, the checklist first, then by path.
pub fn documents(
    case: &Case<'_>,
    snapshot: usize,
    in_force: Option<&ChecklistInForce>,
) -> Vec<GovernedDocument> {
    let dossier = case.dossier;
    let own = in_force
        .into_iter()
        .flat_map(ChecklistInForce::origins)
        .filter_map(ChecklistPlace::evidence)
        .collect::<Vec<_>>();
    let items = in_force.into_iter().flat_map(|in_force| in_force.checklist.items());
    let demands = items.filter_map(|(_, item)| case.demand(item));
    let vantage = case.vantage(snapshot, crate::model::checklist::Phase::Before);
    let named = demands.flat_map(|demand| &demand.named).filter_map(|named| vantage.newest(&named.versions));
    let named = named.filter(|n| dossier.stands(*n, snapshot)).collect::<BTreeSet<_>>();
    let mut named = named.into_iter().filter(|n| !own.contains(n)).collect::<Vec<_>>();
    named.sort_by_key(|n| dossier.evidence.get(*n).map(|version| &version.path));
    let at = case.time(snapshot).unwrap_or_default();
    let judged = own.into_iter().chain(named).filter_map(|n| Some((n, dossier.evidence.get(n)?)));
    judged.filter_map(|(n, version)| judge(n, version, at)).collect()
}

/// `None` for what is no governed document: without front matter that governs it, or a record of something done.
fn judge(evidence: usize, version: &Evidence, at: Timestamp) -> Option<GovernedDocument> {
    let front = version.facts.front.as_ref()?;
    let governs = front.expires.is_some() || front.doc_hash.is_some() || front.last_reviewed.is_some();
    // A log goes on: what it says stays true after it expired, so that no item fails for that.
    let kind = &version.facts.kind;
    if !governs || !(kind.is(Property::Document) || *kind == Kind::Feedback) {
        return None;
    }
    Some(GovernedDocument { evidence, expired: front.is_expired_at(at), hash: hash(front) })
}

/// A checklist that had expired at the release, or expires soon after it.
pub(super) fn problems(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Problem> {
    let Some(at) = case.time(release.snapshot) else { return Vec::new() };
    let soon = at.checked_add(SOON).unwrap_or(at);
    let parts = release.in_force.iter().flat_map(ChecklistInForce::origins);
    let versions = parts.filter_map(|part| case.dossier.evidence.get(part.evidence()?));
    let expiring = versions.filter_map(|version| {
        let front = version.facts.front.as_ref()?;
        let (place, expires) = (Place::file(version.path.clone()), front.expires?.text());
        if front.is_expired_at(at) {
            let message = format!("the checklist expired on {expires}, before this release");
            return Some(Problem::warning(place, "checklist-expired", message));
        }
        let message = format!("the checklist expires on {expires}, within 7 days of this release");
        front.is_expired_at(soon).then(|| Problem::note(place, "checklist-expires", message))
    });
    expiring.collect()
}

/// A hash may be told in short, and behind `sha256:`.
fn hash(front: &FrontMatter) -> HashCall {
    let Some(stated) = &front.doc_hash else { return HashCall::Untold };
    let stated = stated.trim().to_lowercase();
    let stated =
        stated.strip_prefix("sha256:").or_else(|| stated.strip_prefix("sha256-")).unwrap_or(&stated).trim();
    match stated {
        digits if digits.len() < SHORTEST || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            HashCall::Open
        }
        digits if !front.body_sha256.is_empty() && front.body_sha256.starts_with(digits) => HashCall::Right,
        _ => HashCall::Differs,
    }
}
