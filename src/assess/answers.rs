//! Whether what an item is about answered: checks after the tag whose name, address or file speaks of it.
//!
//! `GA / analytics endpoints responding (HTTP 200)` names no file; `ga-http.log` and a check of `https://analytics.…` are about it, and a
//! check of the app is not.

use super::judgement::{Observed, Outcome};
use super::looked::{self, CameOut};
use super::vantage::Vantage;
use crate::lexicon::words::Cue;
use crate::model::dossier::{Dossier, Measured};
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Part};
use crate::read::wording::{stem, tokens};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What an item is about: of several words behind strokes or `or`, any.
#[must_use]
pub fn subjects(text: &str) -> Vec<BTreeSet<String>> {
    let general = Cue::AnswerGeneral.all().iter().map(|word| stem(word)).collect::<BTreeSet<_>>();
    let alternatives = text.split(['/', '|']).flat_map(|part| part.split(" or "));
    let words = alternatives.map(|part| {
        let its = looked::telling(part).into_iter();
        its.filter(|word| !general.contains(word)).collect::<BTreeSet<_>>()
    });
    words.filter(|words| !words.is_empty()).collect()
}

/// Whether these words speak of one of the subjects: hold all of its words, as plurals too.
fn speaks(subjects: &[BTreeSet<String>], text: &str) -> bool {
    let words = tokens(&text.replace('_', " "));
    subjects.iter().any(|subject| subject.is_subset(&words))
}

/// Whether a measurement is about one of the subjects, by its address, its label or the name of a file that tells it.
#[must_use]
pub fn is_about(subjects: &[BTreeSet<String>], measured: &Measured, dossier: &Dossier) -> bool {
    let its = &measured.measurement;
    let files = || measured.tellers.iter().filter_map(|n| dossier.evidence.get(*n));
    speaks(subjects, &its.target)
        || speaks(subjects, &its.label)
        || files().any(|version| speaks(subjects, name(&version.path)))
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The newest answer of each endpoint that is about a subject has a status from `from` to `to`, and is a success otherwise too.
#[must_use]
pub fn judge((from, to): (u16, u16), subjects: &[BTreeSet<String>], vantage: &Vantage<'_>) -> CameOut {
    let mut newest: BTreeMap<String, (Timestamp, usize, Part)> = BTreeMap::new();
    for (time, placed) in looked::records(None, vantage) {
        let all = placed.its.parts.iter().filter(|_| placed.version.facts.kind == Kind::Reachability);
        let about = |part: &&Part| {
            speaks(subjects, &part.name)
                || speaks(subjects, &part.said)
                || speaks(subjects, name(&placed.version.path))
        };
        for part in all.filter(about) {
            newest.insert(part.name.clone(), (part.when.unwrap_or(time), placed.evidence, part.clone()));
        }
    }
    let code =
        |part: &Part| part.said.split("HTTP ").nth(1).and_then(|rest| rest.get(..3)?.parse::<u16>().ok());
    let fits = |part: &Part| code(part).is_some_and(|code| (from..=to).contains(&code));
    let answers = |part: &Part| fits(part) && part.conclusion == Some(Conclusion::Succeeded);
    let fails = newest.values().find(|(.., part)| !answers(part)).map(|one| (Outcome::Fails, one));
    let last = newest.values().max_by_key(|(time, evidence, _)| (*time, *evidence));
    let deciding = fails.or_else(|| last.map(|one| (Outcome::Holds, one)));
    deciding.map_or((Outcome::Unknown, None), |(outcome, (time, evidence, part))| {
        let error = (outcome == Outcome::Fails && fits(part)).then(|| part.said.clone());
        (outcome, Some(Observed { status: code(part), error, ..Observed::at(*evidence, *time) }))
    })
}
