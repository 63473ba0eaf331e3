//! The decision of the gate, with everything that stands in the way.

use super::finding::{Finding, findings};
use super::note::{Note, notes};
use crate::Examined;
use crate::assess::result::outcome::OutcomeState;
use crate::assess::result::release::ReleaseAssessment;
use crate::cli::args::Require;

/// Go or no-go, by what was demanded.
#[derive(Debug)]
pub(super) struct Decision<'a> {
    pub(super) examined: &'a Examined,
    pub(super) release: &'a ReleaseAssessment,
    pub(super) require: Require,
    /// Whether the demand holds.
    pub(super) go: bool,
    /// Everything that is not proven, and every trigger that fired: what blocks first, and the worst first.
    pub(super) findings: Vec<Finding>,
    /// What was found beside the verdicts; it never blocks.
    pub(super) notes: Vec<Note>,
}

impl<'a> Decision<'a> {
    /// Decides.
    pub(super) fn new(examined: &'a Examined, release: &'a ReleaseAssessment, require: Require) -> Self {
        let go = holds(release, require);
        let dossier = &examined.dossier;
        let (findings, notes) = (findings(dossier, release, require, go), notes(examined, release));
        Self { examined, release, require, go, findings, notes }
    }

    /// What stands in the way.
    pub(super) fn blocking(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.blocking)
    }

    /// What is not proven, and need not be.
    pub(super) fn others(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.blocking)
    }
}

fn holds(release: &ReleaseAssessment, require: Require) -> bool {
    match require {
        Require::Go => release.is_go(),
        Require::Held => release.is_go() && release.outcome.state == OutcomeState::Held,
        // Of nothing, nothing is proven.
        Require::Proven(share) => {
            let tally = &release.tallies.due;
            tally.items > 0 && tally.proven as f64 * 100.0 >= share * tally.items as f64
        }
    }
}
