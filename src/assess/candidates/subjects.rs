//! What an item after the tag is about, and which checks speak of it.

use crate::assess::reading::topic_words;
use crate::lexicon::words::Cue;
use crate::model::dossier::{Dossier, Measured};
use crate::read::text::wording::{stem, tokens};
use std::collections::BTreeSet;

/// What an item is about: of several words behind strokes or `or`, any.
pub fn subjects(text: &str) -> Vec<BTreeSet<String>> {
    let general = Cue::AnswerGeneral.all().iter().map(|word| stem(word)).collect::<BTreeSet<_>>();
    let alternatives = text.split(['/', '|']).flat_map(|part| part.split(" or "));
    let words = alternatives.map(|part| {
        let telling = topic_words::telling(part).into_iter();
        telling.filter(|word| !general.contains(word)).collect::<BTreeSet<_>>()
    });
    words.filter(|words| !words.is_empty()).collect()
}

/// Whether these words speak of one of the subjects: hold all of its words, as plurals too.
pub fn speaks(subjects: &[BTreeSet<String>], text: &str) -> bool {
    let words = tokens(&text.replace('_', " "));
    subjects.iter().any(|subject| subject.is_subset(&words))
}

/// Whether a measurement is about one of the subjects, by its address, its label or the name of a file that tells it.
pub fn is_about(subjects: &[BTreeSet<String>], measured: &Measured, dossier: &Dossier) -> bool {
    let measurement = &measured.measurement;
    let files = || measured.tellers.iter().filter_map(|n| dossier.evidence.get(*n));
    speaks(subjects, &measurement.target)
        || speaks(subjects, &measurement.label)
        || files().any(|version| speaks(subjects, name(&version.path)))
}

/// The name of a file without its folders.
pub fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
