//! What was found beside the verdicts: closed kinds with values and places, worded in `render`.

use crate::model::criterion::Criterion;
use crate::model::id::Oid;
use crate::model::problem::{Place, Severity};

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum FindingKind {
    /// Evidence carries another budget than the checklist demands.
    BudgetDrift {
        /// The checklist's budget.
        asked: Criterion,
        /// The budget in the evidence, in the same unit.
        stated: f64,
        /// How many measurements carry it.
        checks: usize,
    },
}

impl FindingKind {
    /// Its stable id.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::BudgetDrift { .. } => "budget-drift",
        }
    }

    /// How much it weighs. No finding decides by itself whether a release may go.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::BudgetDrift { .. } => Severity::Warning,
        }
    }
}

/// One finding: something that an auditor would ask about, and that is no verdict on an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// Where it can be seen, if in a file.
    pub place: Option<Place>,
    /// The commit in whose tree that place stands, or which is itself the matter.
    pub commit: Oid,
}
