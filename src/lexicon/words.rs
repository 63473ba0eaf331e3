//! The words by which evidence and checklists are read, before an item's demand is judged: names of values, and words that tell a reader
//! what a text, a cell or a heading says. Each group is a row of the lexicon; what follows from it is the reader's to say.

use super::file::Role;
use super::reading::Reading;
use super::rows::{HeadingRow, StepRow};
use crate::model::doing::spaced;
use crate::model::evidence::Kind;
use crate::model::record::{Record, folded};
use crate::model::topic::Topics;
use serde::Deserialize;
use serde::de::value::StrDeserializer;
use std::borrow::Cow;

macro_rules! groups {
    ($(#[$about:meta])* $group:ident { $($name:ident,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[expect(missing_docs, reason = "the rows of content/lexicon/en.toml say what each is")]
        pub enum $group { $($name,)* }

        impl $group {
            /// All groups.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

groups! {
    /// Names of values in records, tables and front matter: `[[name]]`. Compared without case and separators, the first that has a value
    /// before the others.
    Name {
        Time, Began, Ended, Outcome, HowItEnded, State, ExitNumber, Way, InputTag, WorkflowPath, Title, Release, Commit, Branch, Target, Severity,
        ItemName, WorkflowFile, RecordSubject, Direction, CountGroup, Total, TestCount, FailedCount, Failed, Share, Passed, PartName, Person,
        RolledBackFrom, RolledBackTo, Actor, Approver, Reviewer, Owner, Decision, DecidedBy,
        SignedBy, DecidedRelease, TargetDay, Scope, FlagName, FlagOnly, FlagSetting, SecretName,
        SecretOnly, SecretPrinted, Expires, EnvironmentName, SecretStatus, SecretThere,
        RotatedThing, LastRotated, NextRotation, Cadence, RotationStatus, EnvironmentReviewer,
        RequiredReviewer, ProtectedEnvironment, Endpoint, EndpointAddress, Answer, Answered,
        AnswerTime, AnswerBudget, Audience, RowWritten, StoredSize, StoredRows, Checksum,
        FailureCount, FailureSpan, FailureStatus, CheckTime, CheckTarget, CheckMillis, CheckSeconds,
        CheckDuration, CheckStatus, CheckBudget, CheckError, CheckOk, AnswerDuration,
        LongerThanCheck, MoreThanCheck, ExitCode, CheckLabel, ErrorText, TableName, RowList,
        RowOutcome, OutcomeWord, DocumentDate, TableList, IncidentDay, StatusValue, TargetAddress,
        TargetBudget, AppAddress, FailureSubject, FailureWindow, ReviewerName, ListHead, KindName,
        ConsoleList, BrowserName, MessageText, ConsoleErrors, MessageSign, MessageLevel,
        ApprovalKey, IncidentId, OtherVersion, Origin, Means, RequestCount, Confirmed, Trouble, OpenCount, Earlier, WayStart, WayEnd, RanThing, CountShape, MayFail, Attempt, OwnName, Remark, OneOfMany, WholeCount, DoneCount, LeftOut, Against, AgainstText, Handled, FineWithout, Grade, LimitWord, ToleranceWord, Condition, Year, Unit,
        LimitMost, LimitLeast, LessIsBetter, ExpectedWord, FoundWord, ShareOf, SampledCount, ValidFrom, VersionWord, LimitSoft, DesignWord, Lasting, Criterion, Proof, Wished, AsOf, StoredOf, RangeWord,
    }
}

groups! {
    /// Words that tell a reader what it reads: `[[cue]]`.
    Cue {
        Approves, Denies, RowCount, InputShape, SaysRight, BeforeVerb, Nobody, Hedge, HedgePhrase, TakesBack, Stops, Withdrawable, Refuses, DecisionToCome, ScopeLabel, ReleaseEvent,
        AtLeast, Beyond, NoValue, Or, Either, OfSide, ClosingKey, StoredName, FillInWhat,
        AnswerGeneral, DayWord, TargetDayWord, TargetDayLabel, RollbackTrigger, RollbackStep,
        DecidedLine, DecidedStart, DecidedAlone, Hypothetical, FailedBehind, NotYetTold, FlagReview,
        FlagReviewToCome, FlagPlan, SecretWord, SecretInventory, Wanted, There, Gone, Rotation,
        Overdue, Reachability, Down, NoRollback, NoIncident, BriefingToCome, CheckFailed, CellOpen,
        CellEmpty, NoExpiry, BoxYes, BoxNo, BoxNotNeeded, ItemColumn, StatusColumn, VerdictColumn,
        ChoiceColumn, DemandColumn, NumberColumn, SectionEvidence, EnvironmentColumn,
        TemplateFolder, TemplateName, Plan, ProcedureFolder, Found, Paper, Report, Look, ReleaseTopic,
        LaunchTopic, DeployTopic, ListWord, OtherDocument, PlainListName, ProcedureName,
        OtherFolder, PhaseElse, PhaseRehearsed, Product, Registry, EndpointFailed, EndpointAnswered,
        DumpDone, ValueColumn, Severity1, Severity2, Severity3, Severity4, Severity5,
        SeverityPrefix, NobodyName, NoError, LikenessFiller, IdStop, PlainOutcome, OnlyOver, OtherTime, ChecklistTitle,
        HostStaging, HostTest, HostDevelopment, HostProduction, PersonRole, EndpointGeneral,
        DurationName, ShareName, FailedCount, CountedTurn, LeftOutCount, GeneralName, CountedThing,
        ZeroValue, NoSubject, Over, Failure, InARow, Times, Trouble, Breaks, OrMore, LineFails,
        LineWell, FillIn, BoxExplains, WaiverBecause, WaiverReason, ConsoleLog, Rehearsal,
        BeforeVersion, ErrorTimeout, ErrorUnresolved, ErrorTls, ErrorRefused, ErrorReset, Retry, CouldNotRun, CaseLeftOut, CaseRan, BadTestState, BadState, BrokenOff, BoxWord, Means, PassedTest, HomePage, Denial, NoneOf, Setback, NoSetback, LeftOut, Least,
        NumberedPart, NumberedOf, NumberedTo, EntryDenied, Rider, BadGrade, SaysNo, SaysYes, NotThere, BesidePlace, Per, SkippedCount, Judges, Writes, DeedEnd,
        Refusal, Judge, ApprovalName, TakenOver, Copies, HowDone, NotDone, OtherBuild, Whole, Opposites, Recounts, StandIn, PerformedOn, Particle, PartlySo, Came, CameEnd, BuildName, WentWell, InForce, NotYetGiven, Placing, NoResult, ToCome, OnOffer, OtherThing, AsOf, MostOf, LeastOf,
    }
}

/// Whether a phrase stands in a text that is [`spaced`]; `*` at its end stands for any rest of the last word.
pub fn stands_in(phrase: &str, spaced: &str) -> bool {
    let (start, whole) = phrase.strip_suffix('*').map_or((phrase, true), |start| (start, false));
    spaced.match_indices(start).any(|(at, _)| {
        let (before, behind) = (spaced.get(..at), spaced.get(at + start.len()..));
        before.is_some_and(|before| before.ends_with(' '))
            && (!whole || behind.is_some_and(|behind| behind.starts_with(' ')))
    })
}

impl Name {
    /// The names, folded, in the order in which they are asked for.
    pub fn all(self) -> &'static [String] {
        Reading::built_in().names.get(self as usize).map_or(&[], Vec::as_slice)
    }

    /// The same as words.
    pub fn each(self) -> impl Iterator<Item = &'static str> {
        self.all().iter().map(String::as_str)
    }

    /// Whether a name that is [`folded`] is one of these.
    pub fn has(self, folded: &str) -> bool {
        self.all().iter().any(|name| name == folded)
    }

    /// Whether a name is one of these.
    pub fn is(self, name: &str) -> bool {
        self.has(&folded(name))
    }

    /// Whether one of these words is one of these.
    pub fn is_among(self, words: &[String]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    /// The values under these names, in their order.
    pub fn values(self, fields: &[(String, String)]) -> impl Iterator<Item = &str> {
        fields.iter().filter(move |(name, _)| self.is(name)).map(|(_, value)| value.as_str())
    }

    /// What a record tells under the first of these names that it has.
    pub fn of(self, record: &Record) -> Option<&str> {
        self.each().find_map(|name| record.field(name))
    }
}

impl Name {
    /// The groups that hold a folded name, as bits.
    pub fn groups(folded: &str) -> u128 {
        Reading::built_in().groups.get(folded).copied().unwrap_or_default()
    }

    /// Whether it may be among groups as bits; those behind the last bit may always.
    pub fn may_be_among(self, groups: u128) -> bool {
        groups & self.bit() != 0
    }

    pub(super) fn bit(self) -> u128 {
        1u128.checked_shl(self as u32).unwrap_or(u128::MAX)
    }
}

impl Cue {
    /// The group of an id.
    pub fn named(id: &str) -> Option<Self> {
        Self::deserialize(StrDeserializer::<serde::de::value::Error>::new(id)).ok()
    }

    /// The phrases, in their order.
    pub fn all(self) -> &'static [String] {
        Reading::built_in().cue_words.get(self as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether one of them stands in a text that is [`spaced`].
    pub fn stands(self, spaced: &str) -> bool {
        Reading::built_in().cues.visit(spaced, |_, cue| *cue == self)
    }

    /// Whether one of them stands in a text.
    pub fn is_in(self, text: &str) -> bool {
        self.stands(&spaced(text))
    }

    /// Whether a text is one of them as a whole.
    pub fn is(self, text: &str) -> bool {
        let is_word = text.bytes().all(|byte| byte.is_ascii_lowercase());
        let text = if is_word { Cow::Borrowed(text) } else { Cow::Owned(spaced(text)) };
        Reading::built_in().cues.at(text.trim(), |rest, cue| rest.is_empty() && *cue == self)
    }

    /// Whether a text that is [`spaced`] begins with one of them.
    pub fn begins(self, spaced: &str) -> bool {
        Reading::built_in().cues.at(spaced.trim_start(), |_, cue| *cue == self)
    }

    /// How many words the longest of them has with which a text that is [`spaced`] begins.
    pub fn length(self, spaced: &str) -> usize {
        let text = spaced.trim_start();
        let count = |text: &str| text.split_whitespace().count();
        let mut longest = 0;
        Reading::built_in().cues.at(text, |rest, cue| {
            if *cue == self {
                longest = count(text) - count(rest);
            }
            false
        });
        longest
    }

    /// Whether one of them stands in a text that is [`spaced`]; `*` at the end of one stands for any rest of its last word.
    pub fn starts_word_in(self, spaced: &str) -> bool {
        self.all().iter().any(|phrase| stands_in(phrase, spaced))
    }

    /// The phrases as alternatives of an expression, the longer ones first; a hyphen may stand for a space.
    pub fn pattern(self) -> String {
        let escaped = |phrase: &String| {
            let (start, any) =
                phrase.strip_suffix('*').map_or((phrase.as_str(), ""), |start| (start, r"\w*"));
            format!("{}{any}", regex::escape(start).replace(' ', r"[ \t-]+"))
        };
        let mut words = self.all().iter().map(escaped).collect::<Vec<_>>();
        words.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        format!("(?:{})", words.join("|"))
    }
}

/// The root that a verb shares with who does it and with the doing: `approved`, `approver` and `approval` are one.
pub fn root(word: &str) -> String {
    let stem = super::stem::verb(word).unwrap_or_else(|| super::stem::stem(word));
    let cut = |end: &String| stem.strip_suffix(end.as_str()).filter(|rest| rest.len() > 3);
    Cue::DeedEnd.all().iter().find_map(cut).map(ToOwned::to_owned).unwrap_or(stem)
}

/// The kind of which a title or a name speaks: of several the one whose row stands first. What only stands beside the time of something
/// else is none: `Verification after deploy`.
pub fn kind(text: &str) -> Option<Kind> {
    let (text, reading) = (spaced(text), Reading::built_in());
    let mut first: Option<&(usize, Kind)> = None;
    reading.titles.visit(&text, |before, found| {
        if first.is_none_or(|first| found.0 < first.0) && !reading.is_beside(before) {
            first = Some(found);
        }
        false
    });
    first.map(|(_, kind)| kind.clone())
}

/// The environment that a text names: of several the one whose row stands first. `pre-production` and `a production mirror` are none.
pub fn place(text: &str) -> Option<&'static str> {
    let mut first: Option<&'static (usize, Box<str>)> = None;
    let text = spaced(text);
    let is_other = |word: Option<&str>| word.is_some_and(|word| Cue::BesidePlace.is(word));
    Reading::built_in().places.visit(&text, |before, found| {
        let behind = text.get(before.len()..).unwrap_or_default().split_whitespace().nth(1);
        if !is_other(before.split_whitespace().last()) && !is_other(behind) {
            first = first.filter(|first| first.0 <= found.0).or(Some(found));
        }
        false
    });
    first.map(|(_, place)| &**place)
}

/// The environment that a value is as a whole: `prod`, `the staging environment`; `prod-sandbox` is another.
pub fn place_as_whole(value: &str) -> Option<&'static str> {
    let lexicon = super::Lexicon::built_in();
    let place = place(value)?;
    let says_nothing = |word: &&str| {
        lexicon.has(word, Role::General)
            || lexicon.has(word, Role::Filler)
            || self::place(word) == Some(place)
    };
    spaced(value).split_whitespace().all(|word| says_nothing(&word)).then_some(place)
}

/// The teams that a text names, each once, in the order of their rows.
pub fn parties(text: &str) -> Vec<&'static str> {
    let mut found = std::collections::BTreeSet::new();
    Reading::built_in().parties.visit(&spaced(text), |_, (rank, party)| {
        found.insert((*rank, &**party));
        false
    });
    found.into_iter().map(|(_, party)| party).collect()
}

/// Of what a text speaks that is [`spaced`].
pub fn topics(spaced: &str) -> Topics {
    let mut found = Topics::default();
    Reading::built_in().topics.visit(spaced, |_, topic| {
        found.insert(*topic);
        false
    });
    found
}

/// Those for which a text in lower case is a phrase as a whole.
pub fn topics_of_phrase(text: &str) -> Topics {
    let mut found = Topics::default();
    Reading::built_in().topics.at(text, |rest, topic| {
        if rest.is_empty() {
            found.insert(*topic);
        }
        false
    });
    found
}

/// Whether a title or a name is of how something is to be done.
pub fn is_planned(text: &str) -> bool {
    Cue::Plan.is_in(text)
}

/// Whether a heading, the name of a list or of a folder says that what stands in it is no result of this time.
pub fn is_no_result(text: &str) -> bool {
    Cue::NoResult.is_in(text)
}

/// Whether a title or a name is of a look at something.
pub fn is_looked_at(text: &str) -> bool {
    Cue::Look.is_in(text)
}

/// Whether a title or a name is of an account of other things.
pub fn is_report(text: &str) -> bool {
    Cue::Report.is_in(text)
}

/// Whether a path lies in a folder of what tells how something is to be done.
pub fn is_procedure(path: &str) -> bool {
    path.split('/').any(|folder| Cue::ProcedureFolder.is(folder))
}

/// How many days pass between one time and the next by a text that is [`spaced`]: `quarterly`.
pub fn period(spaced: &str) -> Option<i64> {
    let mut days = None;
    Reading::built_in().periods.visit(spaced, |_, found| {
        days = Some(*found);
        true
    });
    days
}

/// The words by which headings name phases; the first row with one that stands in a heading decides.
pub fn headings() -> impl Iterator<Item = &'static HeadingRow> {
    let all = &Reading::built_in().headings;
    all.iter().filter(|row| !row.weak).chain(all.iter().filter(|row| row.weak))
}

/// The rules for items in sections that say nothing of a phase; the first that fits decides.
pub fn steps() -> &'static [StepRow] {
    &Reading::built_in().steps
}
