//! Evidence that belongs to something else: to another commit, or to an earlier release.

use crate::assess::history::provenance::Offer;
use crate::assess::result::finding::{Finding, FindingKind};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::verdict::{Flag, Verdict};
use crate::assess::verdict::case::Case;
use crate::model::problem::Place;
use std::collections::{BTreeMap, BTreeSet};

/// Commit ids in the evidence of a release, none of which is the release's commit or an ancestor of it: one finding an id.
pub(super) fn foreign(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let own = case.follow_up.recorded.get(release.snapshot).into_iter().flatten().copied();
    let evidence = relied(release).chain(own).collect::<BTreeSet<_>>();
    let mut found: BTreeMap<&str, (bool, Vec<usize>)> = BTreeMap::new();
    for n in evidence {
        for named in case.provenance.foreign(n, release.snapshot) {
            let slot = found.entry(&named.id).or_insert((named.commits.is_empty(), Vec::new()));
            slot.1.push(n);
        }
    }
    let finding = |(id, (unknown, files)): (&str, (bool, Vec<usize>))| {
        let (id, first) = (id.to_owned(), files.first().copied());
        let files = files.len();
        let kind = match unknown {
            true => FindingKind::UnknownCommit { id, files },
            false => FindingKind::ForeignCommit { id, files },
        };
        Finding::new(kind, place(case, first), case.shows(release.snapshot, first))
    };
    found.into_iter().map(finding).collect()
}

/// Evidence behind a flag `reused`: one finding a file.
pub(super) fn reused(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let flagged = release.items.iter().filter(|item| item.flags.contains(&Flag::Reused));
    let evidence = flagged.flat_map(|item| &item.today.evidence).copied().collect::<BTreeSet<_>>();
    let is_record =
        |n: &usize| case.dossier.evidence.get(*n).is_some_and(|version| version.facts.is_record());
    let offers = evidence.into_iter().filter(is_record);
    let offers = offers.filter_map(|n| Some((n, case.provenance.offered(n, release.snapshot)?)));
    let finding = |(n, offer): (usize, Offer)| {
        let Offer { evidence: earlier, snapshot, exact } = offer;
        let kind = FindingKind::Reused { earlier, snapshot, exact };
        Finding::new(kind, place(case, Some(n)), case.shows(release.snapshot, Some(n)))
    };
    offers.map(finding).collect()
}

/// The evidence that items rest on; a waived one rests on its reason.
fn relied(release: &ReleaseAssessment) -> impl Iterator<Item = usize> {
    let standings = release.items.iter().flat_map(|item| [&item.today, &item.at_tag]);
    standings
        .filter(|judgement| judgement.verdict != Verdict::Waived)
        .flat_map(|judgement| &judgement.evidence)
        .copied()
}

fn place(case: &Case<'_>, evidence: Option<usize>) -> Option<Place> {
    Some(Place::file(case.dossier.evidence.get(evidence?)?.path.clone()))
}
