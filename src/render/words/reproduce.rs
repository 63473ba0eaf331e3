//! The command that shows what was found.

use super::proof::shell;
use crate::assess::result::assessment::Assessment;
use crate::assess::result::finding::{ClockFault, Finding, FindingKind};
use crate::model::{dossier::Dossier, id::Oid};

/// The git command that shows what was found, quoted for a POSIX shell, on one line.
pub fn reproduce_finding(d: &Dossier, a: &Assessment, found: &Finding) -> String {
    let commit = found.commit;
    let release = found.release.and_then(|release| d.history.snapshots.get(release));
    let at = release.map_or(commit, |release| release.commit);
    let tag = shell(&format!("refs/tags/{}", release.map_or("", |release| &release.name)));
    match &found.kind {
        FindingKind::Clock { fault: ClockFault::BeforeParent, .. } => {
            format!("git log --no-walk=unsorted --format='%H %cI' {commit} {commit}^@")
        }
        FindingKind::Clock { .. } => format!("git show -s --format=fuller {commit}"),
        FindingKind::TagBeforeCommit { .. } | FindingKind::TagInFuture { .. } => {
            format!(
                "git for-each-ref --format='%(creatordate:iso-strict)' {tag}; git show -s --format=%cI {at}"
            )
        }
        FindingKind::Signature(_) | FindingKind::OtherKey { .. } => format!("git cat-file -p {tag}"),
        FindingKind::OneHand { .. } => {
            format!("git log --use-mailmap --format='%h %aN: %s' {}", range(d, a, found, at))
        }
        FindingKind::ForeignCommit { id, .. } => {
            format!("{}; git merge-base --is-ancestor {} {at} || echo foreign", file(found), shell(id))
        }
        FindingKind::UnknownCommit { id, .. } => {
            format!("{}; git cat-file -t {} 2>/dev/null || echo unknown", file(found), shell(id))
        }
        FindingKind::Reused { earlier, .. } => {
            let earlier = d.evidence.get(*earlier).map(|earlier| earlier.blob).unwrap_or_default();
            format!("{}; git cat-file -p {earlier}", file(found))
        }
        FindingKind::Removed { .. } | FindingKind::ReAdded { .. } => {
            let path = found.place.as_ref().map_or("", |place| &place.path);
            let path: String = path.chars().map(|c| if c.is_control() { '?' } else { c }).collect();
            format!("git log --diff-filter=AD --name-status -- {}", shell(&path))
        }
        FindingKind::NoEvidence => format!("git log --stat {}", range(d, a, found, at)),
        FindingKind::Untagged { version, .. } => {
            let number = version.trim_start_matches(|c: char| !c.is_ascii_digit());
            format!("git tag --list {}; {}", shell(&format!("*{number}")), file(found))
        }
        FindingKind::BudgetLoosened { .. } => match found.place.as_ref().filter(|place| place.line > 0) {
            Some(place) if !place.path.contains(char::is_control) => {
                format!("git log -L {},{}:{} {at}", place.line, place.line, shell(&place.path))
            }
            _ => file(found),
        },
        FindingKind::HashOpen { .. } | FindingKind::HashDiffers { .. } => {
            // What stands behind the second line of dashes.
            format!("{} | awk 'n>1{{print}} /^---/{{n++}}' | sha256sum", file(found))
        }
        FindingKind::Expired { .. } => format!("{} | grep -n expires", file(found)),
        FindingKind::BudgetDrift { .. }
        | FindingKind::OwnBudget { .. }
        | FindingKind::StaleManifest { .. }
        | FindingKind::OtherRepresentative { .. } => file(found),
    }
}

/// The commits that came with the release of a finding.
fn range(d: &Dossier, a: &Assessment, found: &Finding, at: Oid) -> String {
    let before = found.release.and_then(|release| a.releases.get(release)?.previous);
    let before = before.and_then(|before| d.history.snapshots.get(before));
    before.map_or_else(|| at.to_string(), |before| format!("{}..{at}", before.commit))
}

/// The command that shows the place of a finding, or its line.
fn file(found: &Finding) -> String {
    let commit = found.commit;
    let Some(place) = found.place.as_ref().filter(|place| !place.path.contains(char::is_control)) else {
        return format!("git show --stat {commit}");
    };
    let file = format!("git show {}", shell(&format!("{commit}:{}", place.path)));
    if place.line > 0 { format!("{file} | sed -n {}p", place.line) } else { file }
}
