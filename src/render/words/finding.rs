//! Findings: one sentence each, what its kind means, and the command that shows it.

use super::criterion::demand;
use super::proof::shell;
use crate::assess::finding::kind::{Finding, FindingKind};
use crate::model::{criterion::Criterion, dossier::Dossier, measurement::Unit};
use crate::render::format::{count, quantity};

/// What a kind of finding means, for a heading or a rule.
#[must_use]
pub fn finding_meaning(kind: &FindingKind) -> &'static str {
    match kind {
        FindingKind::BudgetDrift { .. } => "evidence carries another budget than the checklist demands",
    }
}

/// A finding in one sentence, with its numbers.
#[must_use]
pub fn finding(_d: &Dossier, found: &Finding) -> String {
    match &found.kind {
        FindingKind::BudgetDrift { asked, stated, checks } => {
            let unit = if let Criterion::Budget { unit, .. } = asked { *unit } else { Unit::Plain };
            format!(
                "{} made before the release {} judged by a budget of {}, though the checklist demands {}",
                count(*checks, "measurement", "measurements"),
                if *checks == 1 { "was" } else { "were" },
                quantity(*stated, unit),
                demand(asked),
            )
        }
    }
}

/// The git command that shows what was found, quoted for a POSIX shell, on one line.
#[must_use]
pub fn reproduce_finding(_d: &Dossier, found: &Finding) -> String {
    let commit = found.commit;
    let Some(place) = found.place.as_ref().filter(|place| !place.path.contains(char::is_control)) else {
        return format!("git show --stat {commit}");
    };
    let file = format!("git show {}", shell(&format!("{commit}:{}", place.path)));
    if place.line > 0 { format!("{file} | sed -n {}p", place.line) } else { file }
}
