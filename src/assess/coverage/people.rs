//! Who did something and who decided: of several people that a record names, those who did what the item says.

use crate::assess::coverage::name_words::words_of_name;
use crate::assess::coverage::record_words::{People, RecordWords};
use crate::lexicon::file::Role as Phrase;
use crate::lexicon::words::{self, Cue, Name};
use crate::lexicon::{Lexicon, Meaning, stem};
use crate::model::reading::{By, Wanted};
use crate::model::record::{Record, Role, WROTE};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The roots of the verbs by which somebody judges what others did.
static JUDGING: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| Cue::Judges.all().iter().map(|verb| words::root(verb)).collect());

impl People {
    pub(super) fn of(record: &Record, teams: RecordWords, lexicon: &Lexicon) -> Self {
        let named = |names: &[&String]| {
            let mut own = teams.clone();
            for name in names {
                // The dean of studies is another one than the dean.
                let is_joined = stem::words(name).any(|word| lexicon.has(&word, Phrase::Joint));
                if is_joined {
                    own.names.insert(words_of_name(name, lexicon));
                } else {
                    own.add_words(name, lexicon);
                }
            }
            own
        };
        let of_role = |role: Role| {
            record.people.iter().filter(|(own, _)| *own == role).map(|(_, name)| name).collect::<Vec<_>>()
        };
        let credited = |root: &str| {
            record.credits.iter().filter(|(own, _)| own == root).map(|(_, name)| name).collect::<Vec<_>>()
        };
        let deeds = own_names(record).into_iter().flat_map(stem::words).map(|word| words::root(&word));
        let deeds = deeds.collect::<BTreeSet<_>>();
        let judges = |root: &String| JUDGING.contains(root) && !deeds.contains(root);
        // Who only wrote of it, or looked at what others did, is not who did it.
        let did = |root: &String| root.is_empty() || root != WROTE && !judges(root);
        let is_doer = |name: &String| {
            record.credits.is_empty()
                || record.credits.iter().any(|(root, credited)| credited == name && did(root))
        };
        let mut actors = of_role(Role::Actor);
        actors.retain(|name| is_doer(name));
        let mut doers = named(&actors);
        // `briefed by email`
        let means = Name::Means.each().filter_map(|name| record.field(name));
        means.for_each(|means| doers.add_words(means, lexicon));
        let all = [of_role(Role::Approver), of_role(Role::Reviewer), credited("")];
        let decided = all.into_iter().find(|names| !names.is_empty());
        let deciders = decided.or_else(|| is_decision(record, lexicon).then(|| of_role(Role::Actor)));
        let deciders = named(&deciders.unwrap_or_default());
        let mut roots = record.credits.iter().map(|(root, _)| root).collect::<Vec<_>>();
        roots.sort_unstable();
        roots.dedup();
        let credits = roots.into_iter().map(|root| (root.clone(), named(&credited(root)))).collect();
        Self { teams, doers, deciders, credits, deeds }
    }

    /// Those among whom a wanted person must be. Who did what the item says goes before who did anything.
    pub(super) fn who(&self, wanted: &Wanted) -> &RecordWords {
        let credited = |root: &str| self.credits.iter().find(|(own, _)| own == root).map(|(_, own)| own);
        let root = match stem::words(&wanted.verb).next() {
            Some(_) if Cue::Writes.is(&wanted.verb) => WROTE.to_owned(),
            Some(verb) => words::root(&verb),
            None => String::new(),
        };
        let own = credited(&root).filter(|_| !root.is_empty());
        own.unwrap_or_else(|| match wanted.by {
            By::Nobody => &self.teams,
            By::Subject | By::Decider => &self.deciders,
            // Who did a login check checked it.
            By::Doer if Cue::Judges.is(&wanted.verb) && !self.deeds.contains(&root) => {
                credited("").unwrap_or(&self.teams)
            }
            By::Doer => &self.doers,
        })
    }
}

/// Whether a record calls itself a decision.
fn is_decision(record: &Record, lexicon: &Lexicon) -> bool {
    let says = |text: &str| lexicon.says(&stem::words(text).collect::<Vec<_>>(), Meaning::is_decision);
    own_names(record).into_iter().any(says)
}

/// What a record calls itself.
fn own_names(record: &Record) -> [&str; 2] {
    [&record.title, Name::KindName.of(record).unwrap_or_default()]
}
