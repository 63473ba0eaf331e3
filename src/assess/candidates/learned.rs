//! Kinds of evidence that the repository's own records name: what calls itself `kind: failover-test` can be asked for in these words,
//! though no row of the lexicon knows them.

use crate::assess::candidates::{named::is_checklist, record::own_name, records::named_kind};
use crate::lexicon::file::Role;
use crate::lexicon::words::Name;
use crate::lexicon::{Lexicon, Meaning};
use crate::model::dossier::Dossier;
use crate::model::evidence::{Evidence, Kind};
use crate::model::record::{Record, Role as People};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many words that the lexicon knows may be one of its own phrases, told in another order.
const KNOWN_WORDS: usize = 2;
/// A longer name is a sentence.
const MOST_WORDS: usize = 6;

/// The lexicon, with the kinds that records of this repository name and no row knows.
pub fn with_own_kinds(lexicon: &Arc<Lexicon>, dossier: &Dossier) -> Arc<Lexicon> {
    let versions = dossier.evidence.iter().enumerate().filter(|(n, _)| !is_checklist(*n, dossier));
    let records = versions.flat_map(|(_, version)| version.facts.records.iter().map(move |r| (version, r)));
    let own = records
        .filter_map(|(version, record)| OwnKind::of(version, record, lexicon))
        .collect::<BTreeSet<_>>();
    if own.is_empty() {
        return lexicon.clone();
    }
    let mut learned = Lexicon::clone(lexicon);
    for OwnKind { kind, things, done, parts } in own {
        things.iter().for_each(|phrase| learned.learn(phrase, Meaning::Thing(kind.clone())));
        done.iter().for_each(|phrase| learned.learn(phrase, Meaning::DoneOf(kind.clone())));
        parts.iter().for_each(|phrase| learned.learn(phrase, Meaning::Subject(kind.clone())));
    }
    Arc::new(learned)
}

/// A kind by the names that a record gives it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct OwnKind {
    kind: Kind,
    things: Vec<String>,
    /// Words of doing that say that it was done: `tested` of a failover test.
    done: Vec<String>,
    /// What the record calls itself beside its kind, and its jobs: parts of it, which evidence must tell.
    parts: Vec<String>,
}

impl OwnKind {
    fn of(version: &Evidence, record: &Record, lexicon: &Lexicon) -> Option<Self> {
        let is_known = record.kind.is_some() || named_kind(version, record, lexicon).is_some();
        if is_known || record.conclusion.is_none() && record.state.is_empty() {
            return None;
        }
        let title = phrase(&record.title, lexicon).filter(|_| !record.title.contains(['.', '/']));
        match version.facts.kind {
            Kind::CiRun => {
                let jobs = record.parts.iter().filter(|_| record.commit.is_some());
                let jobs = jobs.filter_map(|job| phrase(&job.name, lexicon));
                let parts = title.into_iter().chain(jobs).collect::<Vec<_>>();
                Some(Self { kind: Kind::CiRun, things: Vec::new(), done: Vec::new(), parts })
            }
            Kind::Document | Kind::File | Kind::Other(_) if !record.is_row => {
                let mut named = Name::KindName.all().iter().filter_map(|name| record.field(name));
                let named = named.find_map(|text| kind_phrase(text, lexicon));
                let (name, title) = match (named, title) {
                    (Some(name), title) => (name, title),
                    (None, title) => (title?, None),
                };
                let (first, last) = name.rsplit_once(' ').unwrap_or(("", &name));
                let is_general = lexicon.whole(last).contains(&Meaning::Role(Role::Part));
                let short = Some(first).filter(|_| is_general).and_then(|first| phrase(first, lexicon));
                let mut done = vec![format!("{}ed", last.trim_end_matches('e'))];
                let has = |role: People| record.people.iter().any(|(own, _)| *own == role);
                done.extend(has(People::Reviewer).then(|| "reviewed".to_owned()));
                let kind = Kind::named(&name.replace(' ', "-"));
                let testing = name.strip_suffix(" test").map(|of| format!("{of} testing"));
                let general = ["check", "test", "run"].iter().filter(|_| !is_general);
                let longer = general.map(|noun| format!("{name} {noun}")).collect::<Vec<_>>();
                let things = std::iter::once(name).chain(short).chain(longer).chain(testing).collect();
                Some(Self { kind, things, done, parts: title.into_iter().collect() })
            }
            _ => None,
        }
    }
}

/// The words of a name without dates, where the lexicon knows no such phrase, and not all of its words where they are few.
fn phrase(text: &str, lexicon: &Lexicon) -> Option<String> {
    let words = own_name(text);
    let is_unknown = |word: &String| word.len() > 2 && lexicon.whole(word).is_empty();
    let phrase = words.join(" ");
    let is_own = words.len() <= MOST_WORDS
        && (words.iter().any(is_unknown) || words.len() > KNOWN_WORDS)
        && lexicon.whole(&phrase).is_empty();
    is_own.then_some(phrase)
}

/// The words of a kind that a record states. They may be known: two or more of them name the record better than a row of the lexicon.
fn kind_phrase(text: &str, lexicon: &Lexicon) -> Option<String> {
    let words = own_name(text);
    let is_name = (2..=MOST_WORDS).contains(&words.len());
    phrase(text, lexicon).or_else(|| is_name.then(|| words.join(" ")))
}
