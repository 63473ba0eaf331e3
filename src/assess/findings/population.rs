//! Population: versions that are named somewhere and have no tag, and tags for which nothing was recorded.

use crate::assess::findings::version::TagNames;
use crate::assess::history::changes::snapshot_of;
use crate::assess::result::finding::{Finding, FindingKind, Naming};
use crate::assess::result::{event::Side, release::ReleaseAssessment};
use crate::assess::verdict::case::Case;
use crate::model::evidence::{Kind, State};
use crate::model::{dossier::Dossier, problem::Place};
use std::collections::BTreeMap;

/// No more versions than these are told: whoever has more never tagged at all.
const MOST: usize = 1000;

/// Where a version is named.
struct NamedVersion {
    naming: Naming,
    place: Place,
    /// The evidence that names it; none for a changelog.
    evidence: Option<usize>,
    /// Whether it may be the next release: nothing named it before the newest one.
    upcoming: bool,
}

/// Every version that a changelog, a record or a path names and that has no tag, with the first place that names it.
pub(super) fn untagged(case: &Case<'_>, names: &TagNames<'_>) -> Vec<Finding> {
    let dossier = case.dossier;
    let mut found: BTreeMap<String, Vec<(String, NamedVersion)>> = BTreeMap::new();
    let mut add = |version: String, place: NamedVersion| {
        found.entry(names.key(&version)).or_default().push((version, place));
    };
    for changelog in &dossier.changelogs {
        let mut first = true;
        for (words, line) in &changelog.headings {
            let Some(version) = words.iter().find_map(|word| names.version(word)) else { continue };
            let place = Place::line(changelog.path.clone(), *line);
            // The newest version stands on top, and is written down before it is tagged.
            let place = NamedVersion { naming: Naming::Changelog, place, evidence: None, upcoming: first };
            first = false;
            if !names.is_tagged(&version) {
                add(version, place);
            }
        }
    }
    for (n, version) in dossier.evidence.iter().enumerate() {
        let upcoming = snapshot_of(dossier, version) == dossier.history.candidate();
        let named =
            version.facts.records.iter().filter_map(|record| Some((record.release.as_deref()?, record.line)));
        let front = version.facts.front.as_ref().and_then(|front| Some((front.release.as_deref()?, 0)));
        for (name, line) in named.chain(front) {
            if let Some(name) = names.version(name.trim()).filter(|name| !names.is_tagged(name)) {
                let place = Place::line(version.path.clone(), line);
                add(name, NamedVersion { naming: Naming::Record, place, evidence: Some(n), upcoming });
            }
        }
        for name in names.in_path(&version.path).into_iter().filter(|name| !names.is_tagged(name)) {
            let place = Place::file(version.path.clone());
            add(name, NamedVersion { naming: Naming::Path, place, evidence: Some(n), upcoming });
        }
    }
    found.into_values().take(MOST).filter_map(|places| finding(case, places)).collect()
}

/// One version; of its places the first in a changelog, else in a record, else a path.
fn finding(case: &Case<'_>, mut places: Vec<(String, NamedVersion)>) -> Option<Finding> {
    let upcoming = places.iter().all(|(_, named)| named.upcoming);
    places.sort_by(|(_, a), (_, b)| (a.naming, &a.place).cmp(&(b.naming, &b.place)));
    places.dedup_by(|(_, a), (_, b)| a.place == b.place);
    let count = places.len();
    let (version, first) = places.into_iter().next()?;
    let kind = FindingKind::Untagged { version, naming: first.naming, places: count, upcoming };
    let commit = case.shows(case.dossier.history.candidate(), first.evidence);
    Some(Finding::new(kind, Some(first.place), commit))
}

/// A tag for which nothing was recorded: no file of evidence came with it, none of its items rests on a file, no check ran for it.
pub(super) fn bare_tag(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let dossier = case.dossier;
    let at = dossier.history.snapshots.get(release.snapshot).filter(|at| !at.is_candidate());
    let own = case.follow_up.recorded.get(release.snapshot).into_iter().flatten();
    let mut rested = release.evidence.iter().filter(|used| !used.items.is_empty()).map(|used| used.evidence);
    let measured = release.measurements.iter().any(|(_, side)| *side == Side::Before);
    let any = measured
        || own.into_iter().any(|n| is_evidence(dossier, *n))
        || rested.any(|n| is_evidence(dossier, n));
    match at {
        Some(at) if !any => vec![Finding::new(FindingKind::NoEvidence, None, at.commit)],
        _ => Vec::new(),
    }
}

fn is_evidence(dossier: &Dossier, n: usize) -> bool {
    dossier
        .evidence
        .get(n)
        .is_some_and(|version| version.facts.kind != Kind::Checklist && version.facts.state != State::Empty)
}
