//! Findings: what speaks against the record itself, beside the verdicts on its items.
//!
//! Invariant: a finding never changes a verdict and never decides whether a release may go. Each rule is one function in one of the
//! lists below, and near linear in what it looks at.

pub mod binding;
pub mod budget;
pub mod clock;
pub mod documents;
pub mod duties;
pub mod lighthouse;
pub mod population;
pub mod removal;
pub mod signature;
pub mod version;

use crate::assess::result::{finding::Finding, release::ReleaseAssessment};
use crate::assess::verdict::case::Case;
use crate::config::TagPattern;

/// A rule on one release.
type OfRelease = fn(&Case<'_>, &ReleaseAssessment) -> Vec<Finding>;

/// All rules on one release, in the order in which they are told.
const OF_RELEASE: &[OfRelease] = &[
    budget::drift,
    budget::loosened,
    binding::foreign,
    binding::reused,
    removal::removals,
    clock::faults,
    signature::faults,
    population::bare_tag,
    documents::expired,
    documents::hashes,
    duties::one_hand,
    lighthouse::own_budgets,
    lighthouse::manifests,
];

/// Everything found about one release that is judged but for its findings: the worst first.
pub fn of_release(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let mut found = OF_RELEASE.iter().flat_map(|rule| rule(case, release)).collect::<Vec<_>>();
    // The sort is stable: equally weighty findings stay in the order of the rules.
    found.iter_mut().for_each(|finding| finding.release = Some(release.snapshot));
    found.sort_by_key(|finding| finding.kind.severity());
    found
}

/// Everything found about the history as a whole: the worst first.
pub fn of_history(case: &Case<'_>, pattern: &TagPattern) -> Vec<Finding> {
    let names = version::TagNames::of(&case.dossier.history, pattern);
    let mut found = population::untagged(case, &names);
    found.sort_by_key(|finding| finding.kind.severity());
    found
}
