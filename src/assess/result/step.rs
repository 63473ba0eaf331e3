//! What became of a step: plain data.

use crate::assess::result::judgement::Judgement;
use crate::model::{checklist::Phase, words::words};

words! {
    /// What became of a step.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum StepCall {
        /// Evidence contradicts it.
        Failed = "failed",
        /// Evidence lies outside of what it asks for.
        Stale = "stale",
        /// Nothing shows that it was done, or not all of it.
        Open = "open",
        /// Its words ask for nothing that golive can compute.
        NotComputed = "not-computed",
        /// There is no tag yet, or nothing was taken back.
        NotNeeded = "not-needed",
        /// All that it asks for is shown.
        Verified = "verified",
    }
}

/// The judgement of one step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepJudgement {
    /// Index of its section in the checklist.
    pub section: usize,
    /// Index of the step in its section.
    pub index: usize,
    /// When it applies.
    pub phase: Phase,
    /// What became of it.
    pub call: StepCall,
    /// Its criteria and the evidence on which they stand, as of today.
    pub judgement: Judgement,
}
