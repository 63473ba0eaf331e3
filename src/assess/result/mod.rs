//! What the judge concluded: plain data, worded in `render`.
//!
//! Invariant: no rule is here. Nothing in this room looks at the history or at evidence.

pub mod assessment;
pub mod delivery;
pub mod document;
pub mod due;
pub mod event;
pub mod extremes;
pub mod finding;
pub mod identity;
pub mod incident;
pub mod inventory;
pub mod judgement;
pub mod latency;
pub mod lighthouse;
pub mod outcome;
pub mod reason;
pub mod release;
pub mod rollback;
pub mod speaker;
pub mod step;
pub mod support;
pub mod tally;
pub mod trigger;
pub mod verdict;

pub use crate::assess::result::delivery::Delivery;
pub use crate::assess::result::document::{GovernedDocument, HashCall};
pub use crate::assess::result::incident::Incident;
pub use crate::assess::result::inventory::{Inventory, InventoryFault, InventoryFaultKind};
pub use crate::assess::result::judgement::{
    ActResult, Answer, ItemJudgement, JudgedCriterion, Judgement, Lack, Observation, Outcome, RecordAnswer,
    RunSet, Terms, Tick,
};
pub use crate::assess::result::latency::{ErrorKind, LatencySummary, Streak};
pub use crate::assess::result::lighthouse::{LighthouseSummary, Member, OwnBudget};
pub use crate::assess::result::reason::Reason;
pub use crate::assess::result::rollback::{Recovery, Rollback, RollbackSign, Trouble};
pub use crate::assess::result::speaker::{ChecklistInForce, ChecklistPlace};
pub use crate::assess::result::step::{StepCall, StepJudgement};
pub use crate::assess::result::trigger::{Breach, FiredBy, Firing, TriggerJudgement, TriggerRule};
