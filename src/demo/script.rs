//! What happens in one release, as knobs that stories turn.

/// How a synthetic check comes out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Probe {
    /// Within its budget.
    Good,
    /// So many milliseconds, over its budget; whether it says `"ok": true` of itself nevertheless.
    Slow(u32, bool),
    /// A 410, and quickly.
    Gone,
    /// Nothing answered, and quickly.
    Unreachable,
}

/// The record of the CI run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CiRecord {
    /// Green, of the commit at hand.
    Green,
    /// Green, of a commit that this history does not hold.
    Foreign,
    /// Cut off in the middle.
    CutOff,
    /// One file a part of the run, the second red.
    InParts,
}

/// The report of the hands-on pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandsOn {
    /// Written for this release.
    Fresh,
    /// The report of the release before, under a new name.
    Reused,
    /// Claims a time later than its commit.
    PostDated,
    /// Rewritten after the release.
    EditedLater,
    /// Tells that one of the checks failed.
    Failing,
    /// Written by somebody far east of UTC, for whom the next day has begun; it states the day alone.
    EastOfUtc,
}

/// What happens in one release. The default is a release that is done right.
#[derive(Clone, Debug)]
pub struct Script {
    /// Lighthouse performance of 100: mobile and desktop.
    pub scores: (u32, u32),
    /// Runs of Lighthouse on a telephone before the one that is scored above: performance of 100, and whether they broke.
    pub earlier_runs: Vec<(u32, bool)>,
    /// Hours by which the Lighthouse reports are older than they should be.
    pub lighthouse_age: i64,
    /// Whether the staging smoke log has anything in it.
    pub smoke_told: bool,
    /// The deciding mock and live checks on staging.
    pub staging: (Probe, Probe),
    /// The two checks of production after the deploy.
    pub production: (Probe, Probe),
    /// The record of the CI run.
    pub ci: CiRecord,
    /// The report of the hands-on pass.
    pub hands_on: HandsOn,
    /// Whether the staging deploy log holds bytes that are not UTF-8.
    pub garbled_log: bool,
    /// Whether the backup manifest is committed only after the tag.
    pub backup_late: bool,
    /// Whether the backup has no bytes.
    pub backup_empty: bool,
    /// Whether the briefing went to support alone.
    pub briefing_short: bool,
    /// Whether nobody renewed the secret rotation plan.
    pub rotation_expired: bool,
    /// Items whose evidence tells of something wrong: an open cell, a secret that is not there.
    pub faulty: Vec<&'static str>,
    /// Items whose evidence is not made.
    pub absent: Vec<&'static str>,
    /// Items with other words in this release.
    pub words: Vec<(&'static str, &'static str)>,
    /// An item whose words change between its tick and the tag.
    pub reworded: Option<(&'static str, &'static str)>,
    /// Items that nobody ticks.
    pub unticked: Vec<&'static str>,
    /// Before-items that are ticked after the tag.
    pub late: Vec<&'static str>,
    /// Waived items, with their reasons.
    pub waived: Vec<(&'static str, Option<&'static str>)>,
    /// Whether the release is taken back.
    pub rollback: bool,
    /// Whether one person approves the deploy in both parts.
    pub approved_alone: bool,
    /// Whether the console of a browser shows an error after the deploy.
    pub console_error: bool,
    /// Whether the check of the analytics endpoint keeps its newest answer alone, and the first was over budget.
    pub analytics_overwritten: bool,
    /// Whether its commit was tagged as a candidate first.
    pub promoted: bool,
    /// Whether its tag is lightweight.
    pub lightweight: bool,
    /// A tag beside it that is not a release, and whether that one is annotated.
    pub aside: Option<(&'static str, bool)>,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            scores: (94, 98),
            earlier_runs: Vec::new(),
            lighthouse_age: 0,
            smoke_told: true,
            staging: (Probe::Good, Probe::Good),
            production: (Probe::Good, Probe::Good),
            ci: CiRecord::Green,
            hands_on: HandsOn::Fresh,
            garbled_log: false,
            backup_late: false,
            backup_empty: false,
            briefing_short: false,
            rotation_expired: false,
            faulty: Vec::new(),
            absent: Vec::new(),
            words: Vec::new(),
            reworded: None,
            unticked: Vec::new(),
            late: Vec::new(),
            waived: Vec::new(),
            rollback: false,
            approved_alone: false,
            console_error: false,
            analytics_overwritten: false,
            promoted: false,
            lightweight: false,
            aside: None,
        }
    }
}

impl Script {
    /// Whether the evidence of an item is made.
    pub fn makes(&self, key: &str) -> bool {
        !self.absent.contains(&key)
    }

    /// Whether the evidence of an item tells of something wrong.
    pub fn spoils(&self, key: &str) -> bool {
        self.faulty.contains(&key)
    }

    /// Whether an item is ticked when its turn comes.
    pub fn ticks(&self, key: &str) -> bool {
        let waived = self.waived.iter().any(|(waived, _)| *waived == key);
        !waived && !self.unticked.contains(&key) && !self.late.contains(&key)
    }
}
