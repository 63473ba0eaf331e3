//! Of what an entry or a record speaks: the closed set of things that checklists ask to be told.

use std::collections::HashMap;
use std::sync::LazyLock;

macro_rules! topics {
    ($($name:ident $word:literal $phrases:expr;)*) => {
        /// Something that a text can speak of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "their words stand in the table")]
        pub enum Topic { $($name),* }

        impl Topic {
            /// All topics.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// As a reader is told it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// The phrases by which a text speaks of it, in lower case with single spaces.
            fn phrases(self) -> &'static [&'static str] {
                match self { $(Self::$name => &$phrases),* }
            }
        }
    };
}

topics! {
    // What is told.
    Links "links" ["link", "links", "linked", "evidence links", "artifact links", "artefact links", "links to evidence"];
    Metrics "metrics" ["metric", "metrics", "numbers", "figures", "kpis", "measurements"];
    Approvals "approvals" ["approval", "approvals", "approved", "approved by", "approver", "approvers", "signed off", "sign off", "sign offs"];
    Reason "the reason" ["reason", "reasons", "because", "cause", "caused by", "due to", "root cause", "why"];
    NextSteps "next steps" ["next step", "next steps", "next", "what comes next", "follow up", "follow ups", "followup", "followups", "action items", "actions"];
    Time "the time" ["timestamp", "timestamps", "time", "the time"];
    Eta "the ETA" ["eta", "expected end", "expected to end", "expect its end", "expected by", "expected duration", "expected to take", "estimated", "done by", "finish by", "finished by", "until about"];
    OpenQuestions "open questions" ["open question", "open questions", "open issues", "open points", "open items", "unresolved", "known issues", "outstanding"];
    Completion "completion" ["completion", "complete", "completed", "done", "finished", "all clear", "is live", "went live", "live now", "now live", "rolled out", "has shipped", "shipped"];
    Timeline "a timeline" ["timeline", "chronology", "sequence of events"];
    Summary "a summary" ["summary", "summarised", "summarized", "recap"];
    Scope "the scope" ["scope", "in scope"];
    Impact "the impact" ["impact", "affected", "customers affected", "users affected"];
    Checklist "the checklist" ["checklist"];
    RunLog "the run log" ["run log", "runlog", "execution log", "deploy log", "deployment log", "log of the run"];
    // Of what it is.
    Start "the start" ["start", "starting", "started", "begin", "begins", "beginning", "begun", "has begun", "kick off", "kicking off", "under way"];
    Announcement "an announcement" ["announce", "announced", "announcement", "announcing"];
    Rollback "a rollback" ["rollback", "rolled back", "rolling back", "roll back", "reverted", "revert", "taken back", "went back", "going back"];
    Flags "feature flags" ["flag", "flags", "feature flag", "feature flags"];
    Off "switched off" ["disabled", "disable", "off", "turned off", "switched off", "deactivated"];
    Restart "a restart" ["restart", "restarted", "restarting", "rebooted"];
    Postmortem "a postmortem" ["postmortem", "post mortem", "incident review"];
    // Who is told.
    Product "product" ["product", "product team", "product owner"];
    Support "support" ["support", "customer support", "helpdesk", "service desk", "customer service"];
    Marketing "marketing" ["marketing"];
    Sales "sales" ["sales"];
    Legal "legal" ["legal", "compliance"];
    Security "security" ["security"];
    Engineering "engineering" ["engineering", "engineers", "developers", "dev team"];
    Operations "operations" ["operations", "ops", "sre", "on call", "oncall"];
    Reliability "reliability" ["reliability"];
    Management "management" ["management", "manager", "managers", "leadership", "executives"];
    Finance "finance" ["finance", "accounting"];
    Design "design" ["design", "designers", "ux"];
    Data "the data team" ["data team", "analytics team"];
    Quality "QA" ["qa", "quality assurance", "testers"];
    Customers "customers" ["customers", "customer", "merchants", "clients", "users"];
    Partners "partners" ["partners", "vendors"];
    Success "customer success" ["customer success"];
    Stakeholders "stakeholders" ["stakeholder", "stakeholders", "everyone", "everybody", "all hands", "all teams"];
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
    #[must_use]
    pub const fn of(topics: &[Topic]) -> Self {
        let mut bits = 0;
        let mut rest = topics;
        while let [first, others @ ..] = rest {
            bits |= 1 << *first as u64;
            rest = others;
        }
        Self(bits)
    }

    /// Those of which a text speaks that is [`spaced`](super::doing::spaced).
    #[must_use]
    pub fn in_words(spaced: &str) -> Self {
        let mut found = Self::default();
        for (at, word) in words(spaced) {
            let Some(begun) = PHRASES.get(word) else { continue };
            let rest = spaced.get(at..).unwrap_or_default();
            for (phrase, topic) in begun {
                let whole =
                    rest.strip_prefix(phrase).is_some_and(|after| after.is_empty() || after.starts_with(' '));
                if whole {
                    found.insert(*topic);
                }
            }
        }
        found
    }

    /// Those for which a text is a phrase.
    #[must_use]
    pub fn of_phrase(text: &str) -> Self {
        let begun = text.split(' ').next().and_then(|word| PHRASES.get(word));
        let mut found = Self::default();
        let own = begun.into_iter().flatten().filter(|(phrase, _)| *phrase == text);
        own.for_each(|(_, topic)| found.insert(*topic));
        found
    }

    /// Adds a topic.
    pub fn insert(&mut self, topic: Topic) {
        self.0 |= 1 << topic as u64;
    }

    /// Whether a topic is among them.
    #[must_use]
    pub fn has(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u64) != 0
    }

    /// Those of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those of either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that the other lacks.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order of the table.
    pub fn topics(self) -> impl Iterator<Item = Topic> {
        Topic::ALL.iter().copied().filter(move |topic| self.has(*topic))
    }
}

/// The phrases that begin with a word.
type Begun = Vec<(&'static str, Topic)>;

static PHRASES: LazyLock<HashMap<&'static str, Begun>> = LazyLock::new(|| {
    let mut table: HashMap<_, Begun> = HashMap::new();
    for topic in Topic::ALL {
        for phrase in topic.phrases() {
            let first = phrase.split(' ').next().unwrap_or(phrase);
            table.entry(first).or_default().push((phrase, *topic));
        }
    }
    table
});

/// Words with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split(' ').filter(|word| !word.is_empty()).map(move |word| (word.as_ptr() as usize - start, word))
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
