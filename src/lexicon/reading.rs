//! The rows of the lexicon by which evidence and checklists are read, made fit to be looked up.

use super::file::{File, Role};
use super::phrases::Phrases;
use super::rows::{HeadingRow, StepRow};
use super::stem;
use super::words::Cue;
use crate::model::doing::spaced;
use crate::model::evidence::Kind;
use crate::model::record::folded;
use crate::model::topic::Topic;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The words by which evidence and checklists are read: see [`words`].
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub(super) names: Vec<Vec<String>>,
    /// In which groups each name is, as bits.
    pub(super) groups: FxHashMap<String, u128>,
    pub(super) cues: Phrases<Cue>,
    pub(super) cue_words: Vec<Vec<String>>,
    /// The kinds that titles name, in the order of their rows.
    pub(super) titles: Phrases<(usize, Kind)>,
    titled: Vec<Kind>,
    pub(super) places: Phrases<(usize, Box<str>)>,
    pub(super) parties: Phrases<(usize, Box<str>)>,
    pub(super) topics: Phrases<Topic>,
    /// Before a thing these make it a time and no demand.
    beside: FxHashSet<String>,
    topic_of_party: FxHashMap<String, Topic>,
    pub(super) periods: Phrases<i64>,
    pub(super) headings: Vec<HeadingRow>,
    pub(super) steps: Vec<StepRow>,
}

impl Reading {
    /// Those of the built-in lexicon. Reading is a function of a file's path and bytes alone, so that a blob is read once, whoever asks:
    /// the rows of golive.toml speak where an item is judged.
    pub(super) fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Reading> = LazyLock::new(|| {
            let mut reading = Reading::default();
            File::built_in().iter().for_each(|file| reading.add(file));
            reading
        });
        &BUILT_IN
    }

    /// Whether what stands behind these words is only the time of something else: ` verification after `.
    pub(super) fn is_beside(&self, before: &str) -> bool {
        self.beside.contains(before.trim_end().rsplit(' ').next().unwrap_or_default())
    }

    fn add(&mut self, file: &File) {
        let beside = file.phrase.iter().filter(|row| row.role == Role::Beside);
        self.beside.extend(beside.flat_map(|row| row.words.iter().cloned()));
        for row in &file.name {
            let known = group(&mut self.names, row.of as usize);
            known.extend(row.words.iter().map(|name| folded(name)));
            for name in known {
                *self.groups.entry(name.clone()).or_default() |= row.of.bit();
            }
        }
        for row in &file.cue {
            row.words.iter().for_each(|phrase| self.cues.insert(spaced(phrase).trim(), row.id));
            group(&mut self.cue_words, row.id as usize).extend(row.words.iter().cloned());
        }
        for row in &file.topic {
            row.words.iter().for_each(|phrase| self.topics.insert(phrase, row.id));
            self.topic_of_party.extend(row.parties.iter().map(|party| (party.clone(), row.id)));
        }
        for (rank, row) in file.place.iter().enumerate() {
            let place = (rank, row.id.as_str().into());
            row.words.iter().for_each(|phrase| self.places.insert(phrase, place.clone()));
        }
        for (rank, row) in file.party.iter().enumerate() {
            let topic = self.topic_of_party.get(&row.id).copied();
            for phrase in &row.words {
                self.parties.insert(phrase, (rank, row.id.as_str().into()));
                topic.into_iter().for_each(|topic| self.topics.insert(phrase, topic));
            }
        }
        for row in &file.kind {
            let kind = Kind::named(&row.id);
            if row.titles.is_some() && !self.titled.contains(&kind) {
                self.titled.push(kind.clone());
            }
            let Some(rank) = self.titled.iter().position(|titled| *titled == kind) else { continue };
            for phrase in row.things.iter().chain(row.titles.iter().flatten()) {
                self.titles.insert(phrase, (rank, kind.clone()));
                self.titles.insert(&stem::plural(phrase), (rank, kind.clone()));
            }
        }
        for row in &file.period {
            row.words.iter().for_each(|phrase| self.periods.insert(phrase, row.days));
        }
        for row in &file.heading {
            match self.headings.iter_mut().find(|known| (known.phase, known.weak) == (row.phase, row.weak)) {
                Some(known) => known.words.extend(row.words.iter().cloned()),
                None => self.headings.push(row.clone()),
            }
        }
        for row in &file.step {
            let mut words = |word: &String| match word.strip_prefix('@') {
                Some(cue) => Cue::named(cue)
                    .map(|cue| group(&mut self.cue_words, cue as usize).clone())
                    .unwrap_or_default(),
                None => vec![word.clone()],
            };
            let groups = row.groups.iter().map(|group| group.iter().flat_map(&mut words).collect()).collect();
            self.steps.push(StepRow { groups, ..row.clone() });
        }
    }
}

/// A group by its number.
fn group(groups: &mut Vec<Vec<String>>, number: usize) -> &mut Vec<String> {
    groups.resize_with(groups.len().max(number + 1), Vec::new);
    #[expect(clippy::indexing_slicing, reason = "there is one of this number now")]
    &mut groups[number]
}
