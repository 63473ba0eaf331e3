//! The rows of a lexicon by which evidence and checklists are read.

use super::file::ActKind;
use super::words::{Cue, Name};
use crate::model::checklist::Phase;
use crate::model::topic::Topic;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Names of values.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameRow {
    /// Of what.
    pub of: Name,
    /// The names.
    pub words: Vec<String>,
}

/// Words that tell a reader what it reads.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueRow {
    /// What they tell.
    pub id: Cue,
    /// The words.
    pub words: Vec<String>,
}

/// What the report of a tool is about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToolRow {
    /// The family of tools whose reports are about the same.
    pub id: String,
    /// The names of its tools, as their reports state them; `*lint` stands for every name with that end.
    #[serde(default)]
    pub names: Vec<String>,
    /// What such a report tells.
    #[serde(default)]
    pub tells: Vec<String>,
    /// In the name of a file or of a suite these say that this report is about something else.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// Words by which a text speaks of something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicRow {
    /// Of what.
    #[serde(deserialize_with = "topic")]
    pub id: Topic,
    /// The parties whose words count too.
    #[serde(default)]
    pub parties: Vec<String>,
    /// The words.
    #[serde(default)]
    pub words: Vec<String>,
}

/// Words for how often something is done.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodRow {
    /// How many days pass between one time and the next.
    pub days: i64,
    /// The words.
    pub words: Vec<String>,
}

/// Words by which a heading names a phase.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingRow {
    /// The phase.
    #[serde(deserialize_with = "phase")]
    pub phase: Phase,
    /// Whether the words of every other phase go before.
    #[serde(default)]
    pub weak: bool,
    /// The words.
    pub words: Vec<String>,
}

/// Words by which an item says when it applies: one of each group in this order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepRow {
    /// When such an item applies.
    #[serde(deserialize_with = "phase")]
    pub phase: Phase,
    /// Whether the first group must be the item's first word.
    #[serde(default)]
    pub first: bool,
    /// At most so many other words between two groups.
    pub gap: usize,
    /// The groups. `#` is a version, `@product` the words of that cue.
    pub groups: Vec<Vec<String>>,
}

fn topic<'de, D: Deserializer<'de>>(from: D) -> Result<Topic, D::Error> {
    let id = String::deserialize(from)?;
    let known = Topic::ALL.iter().copied().find(|topic| topic.word() == id);
    known.ok_or_else(|| D::Error::custom(format!("unknown topic `{id}`")))
}

fn phase<'de, D: Deserializer<'de>>(from: D) -> Result<Phase, D::Error> {
    let id = String::deserialize(from)?;
    let all = [Phase::Before, Phase::Execution, Phase::After, Phase::Rollback];
    let known = all.into_iter().find(|phase| phase.word() == id);
    known.ok_or_else(|| D::Error::custom(format!("unknown phase `{id}`")))
}

/// Words that ask for an act.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActRow {
    /// Which.
    pub id: ActKind,
    /// Verbs with which a clause begins that asks for it.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// What they are about.
    #[serde(default)]
    pub things: Vec<String>,
    /// Words that say that it was done.
    #[serde(default)]
    pub done: Vec<String>,
    /// Words that ask for more of it.
    #[serde(default)]
    pub more: Vec<String>,
    /// Words with which the clause asks for something else.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Words that go with it and ask nothing more.
    #[serde(default)]
    pub beside: Vec<String>,
}

/// Words for the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SynonymRow {
    /// The words.
    pub words: Vec<String>,
}
