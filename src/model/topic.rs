//! Of what an entry or a record speaks: the closed set of things that checklists ask to be told.

use crate::model::words::words;

words! {
    /// Something that a text can speak of.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[expect(missing_docs, reason = "their words stand in the lexicon")]
    pub enum Topic {
        // What is told.
        Links = "links",
        Metrics = "metrics",
        Approvals = "approvals",
        Reason = "the reason",
        NextSteps = "next steps",
        Time = "the time",
        Eta = "the ETA",
        OpenQuestions = "open questions",
        Completion = "completion",
        Timeline = "a timeline",
        Summary = "a summary",
        Scope = "the scope",
        Impact = "the impact",
        Checklist = "the checklist",
        RunLog = "the run log",
        // Of what it is.
        Start = "the start",
        Announcement = "an announcement",
        Rollback = "a rollback",
        Flags = "feature flags",
        Off = "switched off",
        Restart = "a restart",
        Postmortem = "a postmortem",
        // Who is told.
        Product = "product",
        Support = "support",
        Marketing = "marketing",
        Sales = "sales",
        Legal = "legal",
        Security = "security",
        Engineering = "engineering",
        Operations = "operations",
        Reliability = "reliability",
        Management = "management",
        Finance = "finance",
        Design = "design",
        Data = "the data team",
        Quality = "QA",
        Customers = "customers",
        Partners = "partners",
        Success = "customer success",
        Stakeholders = "stakeholders",
    }
}

/// A set of topics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topics(u64);

impl Topics {
    /// Who can be told something.
    pub const AUDIENCES: Self = Self(!((1 << Topic::Product as u64) - 1));

    /// What an item can ask to be told.
    pub const ASKED: Self = Self((1 << Topic::Start as u64) - 1);

    /// These topics.
    pub const fn of(topics: &[Topic]) -> Self {
        let mut bits = 0;
        let mut rest = topics;
        while let [first, others @ ..] = rest {
            bits |= 1 << *first as u64;
            rest = others;
        }
        Self(bits)
    }

    /// Adds a topic.
    pub fn insert(&mut self, topic: Topic) {
        self.0 |= 1 << topic as u64;
    }

    /// Whether a topic is among them.
    pub fn has(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u64) != 0
    }

    /// Those of both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those of either.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that the other lacks.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order of the table.
    pub fn topics(self) -> impl Iterator<Item = Topic> {
        Topic::ALL.iter().copied().filter(move |topic| self.has(*topic))
    }
}

/// Of what a text speaks, and what it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saying {
    /// Its topics.
    pub topics: Topics,
    /// Releases that it names, as it writes them, each once.
    pub releases: Vec<String>,
    /// Channels that it names (`#releases`), in lower case, each once.
    pub channels: Vec<String>,
}

impl Saying {
    /// What both say together.
    pub fn join(&mut self, other: &Self) {
        self.topics = self.topics.or(other.topics);
        self.releases.extend(other.releases.iter().cloned());
        self.channels.extend(other.channels.iter().cloned());
    }
}
