//! What the team does from the tag on, as steps and items ask for it: tag, launch, announce, watch, go back, tell, keep.

use super::topic::Topics;
use std::collections::BTreeSet;

/// Why something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Telling {
    /// The start of the release is announced.
    Announced,
    /// People are told of it.
    Informed,
    /// People are told that it was taken back.
    TakenBack,
    /// It is written down in a log.
    Written,
}

/// Something that a deployment's record must tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// The tag that is deployed.
    Tag,
    /// Who approved, in this part: `manager`.
    Approver(String),
    /// So many approvers.
    Approvers(usize),
    /// A value by another name: `checklist link`, `reason`.
    Named(String),
}

/// Something to be done from the tag on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The tag's name has a form: `vYYYY.MM.DDx`.
    TagForm {
        /// As the words write it.
        form: String,
    },
    /// The tagged commit is on a branch.
    TagOn {
        /// Its name; empty for the branch that is published.
        branch: String,
    },
    /// Evidence stood before the tag.
    Reviewed,
    /// The release was deployed to production, with these inputs told.
    Launched {
        /// In the order of the words.
        inputs: Vec<Input>,
    },
    /// The deployment ended well, and checks ran after it.
    Watched {
        /// Whether checks must have run.
        smoke: bool,
    },
    /// Something was told, in an entry of a log or a record.
    Told {
        /// Why.
        why: Telling,
        /// Of what it must speak, and to whom.
        asks: Topics,
        /// The channel, in lower case: `#releases`.
        channel: Option<String>,
    },
    /// The release before was deployed again.
    WentBack,
    /// Feature flags were switched off, where the way back was blocked.
    FlagsOff {
        /// Whether the words ask for it only where the deployment is blocked.
        only_if_blocked: bool,
    },
    /// A postmortem was opened.
    Postmortem,
    /// Consoles of browsers showed no error.
    Consoles {
        /// These browsers, by the names of `read::console`.
        browsers: Vec<&'static str>,
        /// At least so many.
        least: usize,
    },
    /// New rows were written to a table.
    Receives {
        /// The words of its name.
        subject: BTreeSet<String>,
    },
    /// Checks whose names speak of the item succeeded. Added where there are some.
    Looked,
    /// A copy was kept after the tag.
    Archived {
        /// Whether it is a copy of the checklist.
        checklist: bool,
        /// Whether the run log must be in it.
        run_log: bool,
    },
}

impl Act {
    /// Whether a record that tells its own outcome shows it as well.
    pub fn is_looked_at(&self) -> bool {
        matches!(self, Self::Consoles { .. } | Self::Receives { .. } | Self::Looked)
    }

    /// The `kind` of the JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::TagForm { .. } => "tag-form",
            Self::TagOn { .. } => "tag-branch",
            Self::Reviewed => "evidence-first",
            Self::Launched { .. } => "deployment",
            Self::Watched { .. } => "watched",
            Self::Told { .. } => "told",
            Self::WentBack => "went-back",
            Self::FlagsOff { .. } => "flags-off",
            Self::Postmortem => "postmortem",
            Self::Consoles { .. } => "consoles",
            Self::Receives { .. } => "rows",
            Self::Looked => "looked",
            Self::Archived { .. } => "archived",
        }
    }
}
