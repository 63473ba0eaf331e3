//! Evidence that belongs to something else: to another commit, or to an earlier release.

use crate::assess::history::provenance::Offer;
use crate::assess::result::finding::{Finding, FindingKind};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::verdict::{Flag, Verdict};
use crate::assess::verdict::case::Case;
use std::collections::{BTreeMap, BTreeSet};

/// Commit ids in the evidence of a release, none of which is the release's commit or an ancestor of it: one finding an id.
pub(super) fn foreign(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let own = case.follow_up.recorded.get(release.snapshot).into_iter().flatten().copied();
    let evidence = relied(release).chain(own).collect::<BTreeSet<_>>();
    // By id: whether no history holds it, the first file that names it, and how many do.
    let mut found: BTreeMap<&str, (bool, usize, usize)> = BTreeMap::new();
    for n in evidence {
        for named in case.provenance.foreign(n, release.snapshot) {
            found.entry(&named.id).or_insert((named.commits.is_empty(), n, 0)).2 += 1;
        }
    }
    let finding = |(id, (unknown, first, files)): (&str, (bool, usize, usize))| {
        let id = id.to_owned();
        let kind = match unknown {
            true => FindingKind::UnknownCommit { id, files },
            false => FindingKind::ForeignCommit { id, files },
        };
        case.finding(kind, release.snapshot, first)
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
        case.finding(kind, release.snapshot, n)
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
