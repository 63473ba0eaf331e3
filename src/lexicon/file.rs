//! The rows of a lexicon as TOML, read strictly.

use super::check;
use super::rows::{ActRow, CueRow, HeadingRow, NameRow, PeriodRow, StepRow, SynonymRow, ToolRow, TopicRow};
use serde::Deserialize;
use std::fmt;
use std::sync::LazyLock;

/// Roles of phrases that need no more than their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It asks nothing.
    Filler,
    /// It asks nothing before a thing.
    Quantifier,
    /// It begins a clause and asks that the rest be so.
    Lead,
    /// It turns a demand round, or says that it is not done.
    Polarity,
    /// It makes a demand depend on something.
    Condition,
    /// It says what to attach or where to look.
    Instruction,
    /// It asks nothing, wherever it stands.
    Aside,
    /// Something was done.
    Doing,
    /// How something ended.
    Outcome,
    /// A branch's own name.
    Branch,
    /// A column of a table.
    Column,
    /// That a column is filled in.
    Filled,
    /// The name of a value that holds prose.
    Prose,
    /// What a record could tell of: a test, a scan, a rehearsal. No plain claim.
    Computable,
    /// In the name of a value: the value tells what the record is about, or where or with whom it was.
    Key,
    /// In the name of a value it tells nothing of what the record is about: `except`, `previous`.
    NoSubject,
    /// The end of a word that is no noun for a thing: `-ed`.
    NoNounEnd,
    /// Beside a number in brackets: a result.
    Figure,
    /// Before a path at the end of a clause: where to look.
    Pointer,
    /// Behind it `all` speaks of what came before: `the jobs have all passed`.
    Auxiliary,
    /// What any part of a record may be called: `check`, `job`.
    Part,
    /// In the name of a file it tells nothing.
    General,
    /// A tool that runs commands, at the beginning of one in back-ticks.
    Runner,
    /// Beside a bounded number: what joins it to what is measured, and of what shape the report of it is.
    Limit,
    /// Before something that evidence counts: a bound of 0 on it.
    Zero,
    /// Before a thing it makes it a time and no demand: `after deploy`.
    Beside,
    /// Before it stands who did something: `Sales has briefed Support`.
    Perfect,
    /// It asks that none be left out: `all`, `every`, `never`.
    Universal,
    /// Behind it stands who did something: `by`.
    Agent,
    /// What follows narrows what came before and is no further thing of a list: `green on Windows`.
    Narrowing,
    /// Before a thing it says which one it is, where another word says how it ended: `a clean install passed`.
    Attribute,
    /// In the name of a record: the thing is still that thing: `weekly`, `re-run of`, `execution of`.
    Same,
    /// In the name of a record: what stands before it is the thing itself: `of`, `for`, `before`.
    Joint,
    /// In the name of a record: it says of what shape a thing is, behind what it is of: the orders `database`.
    Shape,
    /// A verb whose `-ing` form is the same deed: `test`, `testing`.
    Verb,
    /// It looks like a form of another word and is none: `customs`, `news`.
    Uninflected,
    /// A word of doing that is a thing too: `returns`. In a list of what is demanded it asks for that thing.
    Noun,
    /// Behind it stands a list of what is demanded: `of`, `for`, `scope`.
    Listing,
    /// In the name of a record: it was not done for real: `dry run`, `tabletop`.
    Rehearsed,
}

/// All rows of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// The language of the words.
    pub language: Option<String>,
    /// Phrases by their role.
    pub phrase: Vec<PhraseRow>,
    /// Numbers in words.
    pub number: Vec<NumberRow>,
    /// Environments.
    pub place: Vec<NamedRow>,
    /// Teams.
    pub party: Vec<NamedRow>,
    /// Values that decisions tell.
    pub field: Vec<NamedRow>,
    /// Kinds of evidence.
    pub kind: Vec<KindRow>,
    /// What is kept.
    pub state: Vec<StateRow>,
    /// Words for the same thing.
    pub synonym: Vec<SynonymRow>,
    /// What git itself can show.
    pub fact: Vec<FactRow>,
    /// What is to be done from the tag on.
    pub act: Vec<ActRow>,
    /// How evidence says that something ended.
    pub conclusion: Vec<NamedRow>,
    /// Values by whose names what succeeded did not really.
    pub undone: Vec<NamedRow>,
    /// Names of values.
    pub name: Vec<NameRow>,
    /// What the reports of tools are about.
    pub tool: Vec<ToolRow>,
    /// Words that tell a reader what it reads.
    pub cue: Vec<CueRow>,
    /// Of what a text speaks.
    pub topic: Vec<TopicRow>,
    /// Words for how often something is done.
    pub period: Vec<PeriodRow>,
    /// The phases that headings name.
    pub heading: Vec<HeadingRow>,
    /// When an item applies by its own words.
    pub step: Vec<StepRow>,
}

/// Phrases with one role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseRow {
    /// The role.
    pub role: Role,
    /// The phrases.
    pub words: Vec<String>,
}

/// A number in words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRow {
    /// The number.
    pub value: u32,
    /// Its words.
    pub words: Vec<String>,
}

/// Something with a name of its own, and the words for it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedRow {
    /// Its usual name.
    pub id: String,
    /// The words.
    pub words: Vec<String>,
}

/// A kind of evidence and the words that ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct KindRow {
    /// The kind.
    pub id: String,
    /// Words that name it.
    pub things: Vec<String>,
    /// Words that name it, and a part of it that the evidence must name.
    pub subjects: Vec<String>,
    /// Verbs that name it and say that it was done.
    pub deeds: Vec<String>,
    /// Words of doing that it alone takes.
    pub done: Vec<String>,
    /// Words of outcome that name it where no other word does.
    pub implies: Vec<String>,
    /// What evidence of this kind counts, so that an item which wants none of it asks for the kind: `no vulnerabilities`.
    pub counts: Vec<String>,
    /// Words by which records and files name themselves so, beside its things. Without any, `[]`, its things do; where it is not given,
    /// no title is of this kind. Of several kinds in one title the one whose row stands first counts.
    pub titles: Option<Vec<String>>,
}

/// Something that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateRow {
    /// The kind of evidence that holds it.
    pub of: String,
    /// Words for the thing.
    pub things: Vec<String>,
    /// Words for what is to be true of it.
    pub states: Vec<String>,
}

/// What git itself can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// The version in manifests.
    Version,
    /// The changelog's entry.
    Changelog,
    /// The release's tag.
    Tag,
    /// A commit.
    Commit,
    /// A branch that was merged.
    Merged,
    /// A file that was added.
    Added,
    /// A file that was changed.
    Changed,
    /// A file that was removed.
    Removed,
    /// A text that a file contains.
    Contains,
    /// A text that a file does not contain.
    Lacks,
}

/// Words that ask for a git fact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRow {
    /// Which.
    pub id: FactKind,
    /// Words that name it.
    #[serde(default)]
    pub things: Vec<String>,
    /// Words that say that it is so.
    #[serde(default)]
    pub deeds: Vec<String>,
    /// Words that ask for more of it: `annotated`, `signed`, `pushed`, `dated`.
    #[serde(default)]
    pub more: Vec<String>,
}

/// What is to be done from the tag on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActKind {
    /// The release is tagged.
    Tag,
    /// Evidence is reviewed before that.
    Review,
    /// The release is deployed.
    Launch,
    /// A value that a deployment is given: its tag.
    InputTag,
    /// A value that a deployment is given: who approved.
    InputApprover,
    /// The deployment is watched.
    Watch,
    /// The release is announced.
    Announce,
    /// People are told.
    Tell,
    /// Something is written down.
    Write,
    /// A release as a whole, in the title of what tells of it.
    Released,
    /// A copy of the checklist is kept.
    KeepChecklist,
    /// A copy of the run log is kept.
    KeepRunLog,
    /// The release before is deployed again.
    GoBack,
    /// Feature flags are switched off.
    FlagsOff,
    /// A postmortem is opened.
    Postmortem,
    /// Consoles of browsers show no error.
    Console,
    /// A table receives rows.
    Receive,
    /// Something is looked at.
    Check,
}

/// What a phrase does in words that ask for an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActPart {
    /// A verb with which a clause begins that asks for it.
    Verb,
    /// What the verb is about.
    Thing,
    /// That it was done.
    Done,
    /// More that is asked of it.
    More,
    /// With it the clause asks for something else.
    Unless,
    /// Words that go with it and ask nothing more.
    Beside,
}

/// What is wrong with a lexicon, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconError {
    /// The file.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path, self.line, self.column, self.message)
    }
}

impl std::error::Error for LexiconError {}

impl LexiconError {
    /// An error at a byte of the text.
    fn at(path: &str, text: &str, byte: usize, message: String) -> Self {
        let before = text.get(..byte).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(1, |rest| rest.chars().count() + 1);
        Self { path: path.to_owned(), line, column, message }
    }
}

impl File {
    /// The built-in files. Languages add up.
    pub fn built_in() -> &'static [Self] {
        const FILES: [(&str, &str); 2] = [
            ("content/lexicon/en.toml", include_str!("../../content/lexicon/en.toml")),
            ("content/lexicon/de.toml", include_str!("../../content/lexicon/de.toml")),
        ];
        static BUILT_IN: LazyLock<Vec<File>> = LazyLock::new(|| {
            #[expect(clippy::expect_used, reason = "these files are part of the program; a test reads them")]
            let read = |(name, text)| File::rows(name, text).expect("a built-in lexicon");
            FILES.into_iter().map(read).collect()
        });
        &BUILT_IN
    }

    /// Reads rows.
    ///
    /// # Errors
    /// Where a key, a role or a kind is unknown, or a list is empty.
    pub fn parse(path: &str, text: &str) -> Result<Self, LexiconError> {
        let file = Self::rows(path, text)?;
        match check::fault(text, true) {
            Some((at, message)) => Err(LexiconError::at(path, text, at, message)),
            None => Ok(file),
        }
    }

    /// The rows, without a look at what they say.
    fn rows(path: &str, text: &str) -> Result<Self, LexiconError> {
        toml::from_str::<Self>(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            LexiconError::at(path, text, at, error.message().replace('\n', ", "))
        })
    }

    /// Reads the rows that `golive.toml` adds; its other tables are passed over. `Err` has the byte where something is wrong.
    ///
    /// # Errors
    /// Where a key, a role or a kind is unknown, or a list is empty.
    pub fn added(text: &str) -> Result<Self, (usize, String)> {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Added {
            kind: Vec<KindRow>,
            phrase: Vec<PhraseRow>,
            place: Vec<NamedRow>,
            party: Vec<NamedRow>,
            synonym: Vec<SynonymRow>,
            tool: Vec<ToolRow>,
        }
        let Added { kind, phrase, place, party, synonym, tool } = toml::from_str(text).map_err(|error| {
            (error.span().map_or(0, |span| span.start), error.message().replace('\n', ", "))
        })?;
        match check::fault(text, false) {
            Some(fault) => Err(fault),
            None => Ok(Self { kind, phrase, place, party, synonym, tool, ..Self::default() }),
        }
    }

    /// Whether no row is there.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
