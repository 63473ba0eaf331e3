//! Rollback triggers: what their words demand, and whether that happened.

use crate::model::criterion::Op;
use jiff::Timestamp;

/// What makes a run count against a trigger.
#[derive(Clone, Debug, PartialEq)]
pub enum Breach {
    /// It is over so many milliseconds (`None`: over its own budget), or did not finish.
    Budget(Option<f64>),
    /// It was answered by a server error.
    ServerError,
}

/// What a rollback trigger's words demand.
#[derive(Clone, Debug, PartialEq)]
pub enum TriggerRule {
    /// So many of so many runs in a row are breaches.
    Runs {
        /// How many.
        count: usize,
        /// Of how many; equal to `count` where they must follow each other.
        of: usize,
        /// The label; `None` for any.
        label: Option<String>,
        /// What counts against it.
        breach: Breach,
    },
    /// Any answer with a server error.
    ServerError,
    /// Failures in a span of time.
    Rate {
        /// What fails, as the words name it: `webhook`; `5xx` for server errors; empty for anything.
        subject: String,
        /// `>` or `>=`.
        op: Op,
        /// How many.
        bound: f64,
        /// In how many seconds.
        seconds: i64,
    },
    /// An incident at least as severe; `None`: any incident.
    Incident {
        /// The least severe that counts: 2 for `SEV-2 or worse`.
        severity: Option<u8>,
    },
    /// No rule could be read from the words.
    Unread,
}

/// What fires a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FiredBy {
    /// A measurement. Index into the dossier's.
    Measurement(usize),
    /// An incident. Index into the release's.
    Incident(usize),
}

/// Whether a trigger fired.
#[derive(Clone, Debug, PartialEq)]
pub enum Firing {
    /// It fired: by these, in order.
    Fired {
        /// When.
        at: Timestamp,
        /// What fired it.
        by: Vec<FiredBy>,
    },
    /// It did not, over this many measurements or incidents.
    NotFired {
        /// How many were looked at.
        over: usize,
    },
    /// There is nothing to compute it on, or this evidence (an index) may have fired it and cannot be read, or only in part.
    Unknown(Option<usize>),
}

/// The judgement of one rollback trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct TriggerJudgement {
    /// Its words (Markdown).
    pub text: String,
    /// Source line.
    pub line: u32,
    /// What was read from the words.
    pub rule: TriggerRule,
    /// Whether its words name another condition beside, which cannot be computed.
    pub partly: bool,
    /// Whether it fired.
    pub firing: Firing,
}
