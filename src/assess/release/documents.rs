//! Documents with front matter by which a release was governed: the checklist itself, and those that its items name.

use crate::assess::result::document::{GovernedDocument, HashCall};
use crate::assess::result::speaker::{ChecklistInForce, ChecklistPlace};
use crate::assess::verdict::case::Case;
use crate::model::evidence::{Evidence, FrontMatter, Kind};
use crate::model::time::Precision;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// With fewer digits a hash is told from no other.
const SHORTEST: usize = 8;

/// The documents of a release, the checklist first, then by path.
#[must_use]
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
    let inventory = matches!(
        version.facts.kind,
        Kind::Document
            | Kind::Checklist
            | Kind::EnvMatrix
            | Kind::Feedback
            | Kind::Secrets
            | Kind::SecretRotation
            | Kind::FeatureFlags
            | Kind::UrlCheck
    );
    if !governs || !inventory {
        return None;
    }
    Some(GovernedDocument { evidence, expired: expired(front, at), hash: hash(front) })
}

/// A document is good through the day that it names.
fn expired(front: &FrontMatter, at: Timestamp) -> bool {
    front.expires.is_some_and(|claim| {
        let last = match claim.precision {
            Precision::Day => claim.at.checked_add(SignedDuration::from_hours(24)).unwrap_or(claim.at),
            Precision::Unzoned | Precision::Exact => claim.at,
        };
        at >= last
    })
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
