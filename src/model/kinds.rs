//! The kinds of evidence in one table: what each is called, and what follows from it.

use super::evidence::Kind;
use Property::{
    Asked, Check, Columns, DatedRecord, Document, General, Made, Measured, Outcome, Record, Recordable,
    Suite, Told,
};

/// What follows from the kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Property {
    /// It records one doing, once: a run, a report, a dated note.
    Record,
    /// It records one doing where it is dated.
    DatedRecord,
    /// It is good for as long as its front matter says.
    Document,
    /// The columns of its tables can be judged.
    Columns,
    /// It tells by its own words how one doing ended.
    Outcome,
    /// It tells people something.
    Told,
    /// It was made for a release, and does not only describe.
    Made,
    /// It tells of looking at something.
    Check,
    /// Its records can be asked for by its kind.
    Asked,
    /// Its records may be of another kind, by their own words.
    General,
    /// It holds what was measured.
    Measured,
    /// It holds jobs or tests, and is whole only with all of them.
    Suite,
    /// `golive record` writes records of it: something that a command does, or a person, and that went well or did not.
    Recordable,
}

/// Every kind that is built in, its word, and what follows from it.
#[rustfmt::skip]
static KINDS: [(Kind, &str, &[Property]); 25] = [
    (Kind::Checklist, "checklist", &[Document]),
    (Kind::Feedback, "feedback", &[Told]),
    (Kind::Smoke, "smoke", &[Record, Outcome, Made, Check, Asked, Measured]),
    (Kind::Lighthouse, "lighthouse", &[Record, Outcome, Made, Asked, Measured]),
    (Kind::CiRun, "ci-run", &[Record, Outcome, Told, Made, Check, Asked, General, Suite, Recordable]),
    (Kind::Deploy, "deploy", &[Record, Outcome, Told, Made, Asked, Recordable]),
    (Kind::Qa, "qa", &[Record, Outcome, Made, Check, Asked, General, Suite, Recordable]),
    (Kind::Secrets, "secrets", &[DatedRecord, Document, Columns, Made]),
    (Kind::SecretRotation, "secret-rotation", &[DatedRecord, Document, Columns, Made]),
    (Kind::Briefing, "briefing", &[Record, Outcome, Told, Made, Asked, Recordable]),
    (Kind::DryRun, "dry-run", &[Record, Outcome, Told, Made, Asked, Recordable]),
    (Kind::Backup, "backup", &[Record, Outcome, Told, Made, Asked, Recordable]),
    (Kind::Export, "export", &[Record, Outcome, Told, Made, Asked, Recordable]),
    (Kind::RestoreDrill, "restore-drill", &[Record, Outcome, Told, Made, Asked, Recordable]),
    (Kind::FeatureFlags, "feature-flags", &[DatedRecord, Document, Columns, Made]),
    (Kind::EnvMatrix, "env-matrix", &[Document, Columns, Asked]),
    (Kind::UrlCheck, "url-check", &[DatedRecord, Document, Columns, Outcome, Told, Made]),
    (Kind::Reachability, "reachability", &[Record, Document, Columns, Outcome, Told, Made, Check, Recordable]),
    (Kind::Environment, "environment", &[DatedRecord, Document, Columns, Told, Made]),
    (Kind::Incident, "incident", &[Record, Outcome, Told, Made, Asked]),
    (Kind::Rollback, "rollback", &[Record, Told, Made, Asked]),
    (Kind::Postmortem, "postmortem", &[Record, Told, Made, Asked]),
    (Kind::Document, "document", &[DatedRecord, Document, Columns, Outcome, Told, Check, General]),
    (Kind::Image, "image", &[Record, Outcome, Made, Asked]),
    (Kind::File, "file", &[Record, Outcome, Told, Check, Asked, General]),
];

/// What follows from a kind of a team's own.
const OWN: &[Property] = &[Record, Outcome, Told, Made, Check, Asked, General, Recordable];

impl Kind {
    /// Every kind that is built in.
    pub fn built_in<'a>() -> impl Iterator<Item = &'a Self> {
        KINDS.iter().map(|(kind, ..)| kind)
    }

    /// The kind of a word of the contract; any other word is a kind of a team's own.
    pub fn named(word: &str) -> Self {
        let known = KINDS.iter().find(|(_, known, _)| *known == word);
        known.map_or_else(|| Self::Other(word.into()), |(kind, ..)| kind.clone())
    }

    /// Whether a word may name a kind: lower-case letters, digits and `-`.
    pub fn is_word(word: &str) -> bool {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !word.is_empty() && word.chars().all(is_plain)
    }

    /// The word of the contract: `checklist`, `feedback`, `smoke` …
    pub fn word(&self) -> &str {
        if let Self::Other(word) = self { word } else { self.row().map_or("", |(_, word, _)| word) }
    }

    /// Whether something follows from it.
    pub fn is(&self, property: Property) -> bool {
        self.row().map_or(OWN, |(.., properties)| properties).contains(&property)
    }

    /// Whether it is that of decisions, which no reader knows by itself.
    pub fn is_sign_off(&self) -> bool {
        self.word() == "sign-off"
    }

    fn row(&self) -> Option<&'static (Self, &'static str, &'static [Property])> {
        KINDS.iter().find(|(kind, ..)| kind == self)
    }
}
