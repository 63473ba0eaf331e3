//! The judgement of one item: plain data, worded in `render`.

use crate::assess::result::due::Due;
use crate::assess::result::verdict::{Flag, Verdict};
use crate::assess::result::{inventory::Inventory, reason::Reason};
use crate::config::Off;
use crate::model::checklist::{Mark, Phase};
use crate::model::{
    act::Input, criterion::Criterion, problem::Place, reading::Counted, reading::Reading, record::Conclusion,
    record::RecordId, topic::Topic,
};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How one criterion came out, the worst first: of several for one criterion the worst speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Computed, and evidence contradicts it.
    Fails,
    /// Evidence exists, but outside the window.
    Stale,
    /// There is no evidence to compute it on.
    Unknown,
    /// Computed, and it holds.
    Holds,
}

/// How a criterion came out, and on what.
pub type Computed = (Outcome, Option<Observation>);

/// Nothing to compute it on.
pub const UNKNOWN: Computed = (Outcome::Unknown, None);

/// What a criterion was computed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// Index into the dossier's evidence: what decided.
    pub evidence: usize,
    /// The claimed (else recorded) time of the deciding run, record or file.
    pub time: Timestamp,
    /// What of it decided.
    pub shown: Shown,
    /// Other records that decide together with this.
    pub together: Vec<RecordId>,
}

/// What of a piece of evidence decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// That it is there, and when it was made.
    File,
    /// Runs that were measured.
    Runs(RunResult),
    /// A record.
    Record(RecordAnswer),
    /// All things of a kind that it lists.
    Inventory(Inventory),
    /// Something that was done from the tag on.
    Act(ActResult),
}

/// What runs measured, told by the deciding one or as a figure over many.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunResult {
    /// The number, in the criterion's unit; `None` where the run has none.
    pub value: Option<f64>,
    /// HTTP status, for latency.
    pub status: Option<u16>,
    /// Why the run did not finish.
    pub error: Option<String>,
    /// How many runs could have decided (in this release's period), the deciding one included.
    pub runs: usize,
    /// How many of those failed.
    pub failed: usize,
    /// How many others did finish and do not answer the demand: they are over a budget, or are another status than demanded.
    pub over: usize,
    /// Whether the number is only a bound from above: the true one may be lower.
    pub at_most: bool,
    /// For Lighthouse: the runs of which the deciding one is one.
    pub set: Option<RunSet>,
}

impl Observation {
    /// One piece of evidence at its time, and what of it decided.
    pub fn of(evidence: usize, time: Timestamp, shown: Shown) -> Self {
        Self { evidence, time, shown, together: Vec::new() }
    }

    /// Something that was done, and how it answers.
    pub fn of_act(evidence: usize, time: Timestamp, how: ActResult) -> Self {
        Self::of(evidence, time, Shown::Act(how))
    }

    /// The same with other records that decide together with it.
    pub fn with(self, together: Vec<RecordId>) -> Self {
        Self { together, ..self }
    }

    /// A file that is there.
    pub fn file(evidence: usize, time: Timestamp) -> Self {
        Self::of(evidence, time, Shown::File)
    }

    /// What runs measured, where they decided.
    pub fn runs(&self) -> Option<&RunResult> {
        if let Shown::Runs(runs) = &self.shown { Some(runs) } else { None }
    }

    /// What a record answered, where one decided.
    pub fn record(&self) -> Option<&RecordAnswer> {
        if let Shown::Record(answer) = &self.shown { Some(answer) } else { None }
    }

    /// The record that decided, where one did.
    pub fn record_id(&self) -> Option<RecordId> {
        Some(RecordId { evidence: self.evidence, index: self.record()?.record })
    }

    /// What was looked through, where all things of a kind decided.
    pub fn inventory(&self) -> Option<&Inventory> {
        if let Shown::Inventory(inventory) = &self.shown { Some(inventory) } else { None }
    }

    /// How what was done answers, where an act decided.
    pub fn act(&self) -> Option<&ActResult> {
        if let Shown::Act(act) = &self.shown { Some(act) } else { None }
    }
}

/// The runs of one page and form factor that one collection made; one of them speaks for all.
#[derive(Clone, Debug, PartialEq)]
pub struct RunSet {
    /// The page.
    pub target: String,
    /// Form factor and step.
    pub label: String,
    /// How many runs.
    pub n: usize,
    /// How many of them did not finish.
    pub broken: usize,
    /// The lowest and the highest value of those that did.
    pub spread: Option<(f64, f64)>,
    /// How many pages and form factors decide together, this one included.
    pub series: usize,
}

/// What a record told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordAnswer {
    /// Index into the records of the evidence.
    pub record: usize,
    /// How that answers the demand.
    pub answer: Answer,
    /// The parts (indices) that are wrong.
    pub parts: Vec<usize>,
}

/// How a record answers a demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// It shows what is demanded.
    Shows,
    /// It did not succeed: it failed, is pending, was skipped, or does not tell (`None`).
    Ended(Option<Conclusion>),
    /// It is from before the previous release.
    Old,
    /// It is from before the tag, after which it was to be done.
    Early,
    /// It names no commit.
    NoCommit,
    /// It is of a commit before this release's own.
    OldCommit,
    /// It is of a commit that this release does not hold.
    OtherCommit,
    /// It has no such part (index into the demanded parts).
    Lacks(usize),
    /// A number (index into the demanded parts) lies outside its limits: this is it, in thousandths of what is counted.
    Figure(usize, i64, Counted),
    /// A newer record of the kind failed, and does not tell that it is of something else.
    Doubted,
    /// A demanded part (index) did not succeed.
    Part(usize, Option<Conclusion>),
    /// It succeeded, and some of its parts, of which all are demanded, did not.
    NotAll,
    /// It succeeded, and says that something was left out.
    LeavesOut,
    /// It approves and tells no scope.
    NoScope,
    /// It approves and tells no target date that can be read.
    NoTarget,
    /// It approved, and was taken back by this record.
    Withdrawn,
    /// By its own name or value it is of something else.
    Another,
    /// By its own words it held no longer, or not yet, at the tag.
    OutOfForce,
    /// Cells of the column are not filled in.
    Unfilled,
}

/// What is demanded of something that was done, and is not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It does not speak of this.
    Topic(Topic),
    /// It does not name this channel.
    Channel(String),
    /// Its record does not tell this.
    Input(Input),
    /// There is none of this browser.
    Browser(String),
    /// There are too few browsers, by so many.
    Browsers(usize),
}

/// How something that was done from the tag on answers a demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActResult {
    /// It shows what is demanded: this piece of it (an entry's title, a record's).
    Shows(String),
    /// It lacks these.
    Lacks(Vec<Lack>),
    /// Two approvals are by one person.
    OneApprover(String),
    /// It did not succeed: it failed, is pending, was skipped, or does not tell (`None`).
    Ended(Option<Conclusion>),
    /// The deployment succeeded, and no check ran after it.
    NoCheck,
    /// The deployment succeeded, and the last check after it failed.
    CheckFailed,
    /// Evidence that claims to be from before the tag came after it: so many files of this release's evidence.
    Late(usize),
    /// So many files of evidence stood at the tag, and none came late.
    Stood(usize),
    /// The console of a browser (empty where none is told) has so many errors, this one first.
    Errors {
        /// The browser.
        of: String,
        /// How many.
        count: usize,
        /// The first.
        first: String,
    },
    /// So many rows, the newest from after the tag.
    Rows(usize),
    /// So many rows, none from after the tag.
    OldRows(usize),
    /// No row at all.
    NoRows,
    /// A check of that name did not succeed.
    Check(String, Conclusion),
    /// It was not needed, for the way back was not blocked.
    NotBlocked,
}

/// A criterion with its outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedCriterion {
    /// The demand.
    pub criterion: Criterion,
    /// How it came out.
    pub outcome: Outcome,
    /// What it was computed on; `None` where there was nothing.
    pub observed: Option<Observation>,
}

/// An item's state at one vantage: at the tag, or today.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The box.
    pub mark: Mark,
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// Its criteria, in the order of the words.
    pub criteria: Vec<JudgedCriterion>,
    /// Indices into the dossier's evidence on which the verdict stands, in order, each once.
    pub evidence: Vec<usize>,
    /// What is named as evidence, as it is named, and is not there.
    pub missing: Vec<String>,
    /// The spans of the item's reading that nothing shows.
    pub left: Vec<usize>,
}

impl Judgement {
    /// Whether the box is ticked.
    pub fn ticked(&self) -> bool {
        self.mark == Mark::Ticked
    }
}

/// Who ticked a box, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Index into the history's commits.
    pub commit: usize,
    /// Whether that commit came after the tag.
    pub after_tag: bool,
}

/// Why a pin could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The byte of the comment's words at which it could not be read on.
    pub at: usize,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// What stands beside an item's criteria: what of its words was not read, and what configuration says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// Numbers with a sign and a unit that could not be read as criteria, as they stand in the words.
    pub unread: Vec<String>,
    /// Whether configuration replaces some of its words.
    pub is_configured: bool,
    /// Where the pin stands by which it is read; `None` where its words are.
    pub pinned: Option<Place>,
    /// Why its pin could not be read; it is judged by its words then, and is never verified.
    pub misread: Option<Misread>,
    /// Whether configuration switched it off: shown with its verdict, and counted nowhere.
    pub off: Option<Off>,
}

/// The judgement of one item for one release.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemJudgement {
    /// Index of its section in the checklist.
    pub section: usize,
    /// Index of the item in its section.
    pub index: usize,
    /// The item's id in this checklist.
    pub id: String,
    /// The item through time: index into the assessment's identities.
    pub identity: usize,
    /// When it applies.
    pub phase: Phase,
    /// When it is due.
    pub due: Due,
    /// What could be known at the tag.
    pub at_tag: Arc<Judgement>,
    /// What is known today: mostly the same, and then kept once.
    pub today: Arc<Judgement>,
    /// Flags beside today's verdict.
    pub flags: BTreeSet<Flag>,
    /// Its words today, where the box was filled in after the tag and they changed with it.
    pub words_today: Option<String>,
    /// The commit that ticked the box; `None` for an empty box or an unknown commit.
    pub ticked_by: Option<Tick>,
    /// What stands beside its criteria.
    pub terms: Terms,
    /// How its words were read.
    pub reading: Arc<Reading>,
}

impl ItemJudgement {
    /// Whether it counts: in tallies, for readiness, as a finding.
    pub fn counts(&self) -> bool {
        self.terms.off.is_none()
    }

    /// Whether it counts, and is due after the tag.
    pub fn is_due_after(&self) -> bool {
        self.counts() && self.due == Due::After
    }

    /// The standing that decides: for readiness what could be known at the tag, for the outcome what is known today.
    pub fn deciding(&self) -> &Judgement {
        if self.phase == Phase::Before { &self.at_tag } else { &self.today }
    }
}
